"""Three colleagues with real vaults of their own, and what they hand to each other."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homevisit.clock import SetClock
from homevisit.exchange.cards import write_card
from homevisit.exchange.contacts import own_card
from homevisit.ledger.change import Save
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.ledger import Edit
from homevisit.ledger.memory import remember
from homevisit.ledger.rebuild import dump_lines
from homevisit.services.changes import (
    export_changes,
    import_changes,
    trust_card,
)
from homevisit.services.session import Session, begin_session
from homevisit.vault import KdfParameters, create_vault, open_vault

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)
PASSWORD = "Kiefer-Fluss-71-Lampe"
HOMEROOM = "0198000000007000800000000000aaaa"
SUBJECT = "0198000000007000800000000000bbbb"
PSYCHOLOGIST = "0198000000007000800000000000cccc"
CLASS_A, CLASS_B, CLASS_C = "class-a", "class-b", "class-c"
NAMES = {HOMEROOM: "江予安", SUBJECT: "柏舟", PSYCHOLOGIST: "南乔"}


@dataclass
class Colleague:
    """A person at her own computer."""

    session: Session
    folder: Path

    @property
    def id(self) -> str:
        return self.session.person_id

    @property
    def db(self):
        return self.session.vault.db

    def write(self, record, kind, student=None, seen=None, **values):
        edit = Edit(record, kind, student, values, seen)
        return self.session.ledger.save([edit])

    def write_all(self, *edits):
        return self.session.ledger.save([Edit(*edit) for edit in edits])

    def hand_to(self, other, **options):
        """Make a file for a colleague and have her take it in."""
        handed = export_changes(self.session, other.id, **options)
        return import_changes(other.session, handed.content)

    def digest(self):
        """Return the digest of all but the owner's own log of exports."""
        lines = [line for line in dump_lines(self.db) if b',"export",' not in line]
        return hashlib.sha256(b"\n".join(lines)).hexdigest()

    def everything(self) -> str:
        """Return every cell of every table, as a text."""
        names = self.db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        cells = []
        for (name,) in names:
            for row in self.db.execute(f"SELECT * FROM {name}"):
                cells.extend(
                    cell.decode("utf-8", "replace")
                    if isinstance(cell, bytes)
                    else str(cell)
                    for cell in row
                )
        return "\n".join(cells)

    def copy(self, folder) -> Colleague:
        """Return what a copied vault folder is: the same keys and the same writer."""
        self.session.vault.settle()
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("lock"))
        return reopen(folder, SetClock(self.session.clock.now()))

    def under_a_new_writer(self) -> Colleague:
        """Return what this copy becomes when it is restored as a backup."""
        vault = self.session.vault
        with vault.db.transaction():
            vault.db.set_meta("writer_id", "f" * 16)
        return Colleague(begin_session(vault, self.session.clock), self.folder)

    def saves(self) -> list[Save]:
        return list(saves_beyond(self.db, {}))


def settle_in(folder, person_id, clock=None) -> Colleague:
    """Make a vault for a person with a known id."""
    clock = clock or SetClock()
    made = create_vault(
        folder,
        owner_name=NAMES.get(person_id, "某老师"),
        password=PASSWORD,
        clock=clock,
        kdf=CHEAP,
    )
    remember(made.vault.db, "person_id", person_id)
    return Colleague(begin_session(made.vault, clock), folder)


def reopen(folder, clock=None) -> Colleague:
    clock = clock or SetClock()
    vault = open_vault(folder, PASSWORD, clock=clock)
    return Colleague(begin_session(vault, clock), folder)


def introduce(*people: Colleague) -> None:
    """Let everybody trust everybody's card."""
    for one in people:
        for other in people:
            if one is not other:
                trust_card(one.session, my_card_of(other))


def my_card_of(person: Colleague) -> bytes:
    return write_card(own_card(person.session), person.session.vault.sign)


def post(role, class_id="", **days):
    return {"role": role, "class_id": class_id, "subject": "", **days}


def found_school(homeroom: Colleague) -> None:
    """Enter classes, staff and three children at the homeroom teacher's."""
    homeroom.write_all(
        (CLASS_A, "school_class", None, {"stage": "primary", "entry_year": 2024}),
        (CLASS_B, "school_class", None, {"stage": "primary", "entry_year": 2023}),
        staff(HOMEROOM, post("homeroom_teacher", CLASS_A)),
        staff(SUBJECT, post("subject_teacher", CLASS_A)),
        staff(PSYCHOLOGIST, post("psychologist")),
    )
    for number in (1, 2, 3):
        add_child(homeroom, f"child-{number}", f"学生{number}", CLASS_A)


def staff(person_id, *posts):
    values = {"name": NAMES.get(person_id, "某老师"), "roles": list(posts)}
    return (person_id, "staff", None, values)


def add_child(person, child, name, class_id):
    """Write roster and private record in one save, as an import does."""
    person.write_all(
        (child, "student", child, {"name": name, "class_id": class_id}),
        (
            f"{child}-private",
            "student_private",
            child,
            {"student_id": child, "home_address": f"秘密地址-{child}"},
        ),
    )


def without_content(save: Save) -> Save:
    return replace(save, note=None, changes=(None,) * len(save.changes))
