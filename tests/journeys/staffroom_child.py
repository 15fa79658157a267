"""A psychologist, a homeroom teacher and a principal at their computers.

Run as `python staffroom_child.py ROOT STEP`. What the psychologist writes in her room
holds the stems of `SECRET`, what she shares on purpose those of `SHARED`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from homevisit.clock import SystemClock
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Compartment, Shape, facts_of
from homevisit.exchange.cards import write_card
from homevisit.exchange.contacts import own_card
from homevisit.services import (
    care_cases,
    care_drafts,
    care_papers,
    care_shells,
    changes,
    concerns,
    counselling_notes,
    plan_items,
    records,
    room,
    room_requests,
    school,
    screening,
    screening_file,
    students,
    vaults,
    viewings,
)
from homevisit.services.care_cases import CaseEntry
from homevisit.services.care_papers import Paper
from homevisit.services.records import RecordEdit
from homevisit.services.session import Session
from homevisit.vault import KdfParameters
from tests.journeys import decrypting
from tests.journeys.canary import canary, needles, seen_in

SECRET = ("雪雀低语渡寒江", "SNOWFINCHQZX")
SHARED = ("青鸟衔来一枝春", "BLUEBIRDQZX")
PASSWORD = "烛台 木梳 两盏茶 五里亭"
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)
TOLD = {"psychologist": "南乔", "teacher": "江予安", "principal": "柏舟"}
FIRST = 1000


def secret(number: int) -> str:
    return canary(number, SECRET)


def shared(number: int) -> str:
    return canary(number, SHARED)


def counselling_kinds() -> list[str]:
    return [k for k in KINDS if KINDS[k].COMPARTMENT is Compartment.COUNSELLING]


def planted(kind: str, first: int) -> dict:
    """Return values with a canary in every field, whatever its shape."""
    values: dict = {}
    for number, (name, facts) in enumerate(facts_of(KINDS[kind]).items(), first):
        text = secret(number)
        if facts.shape in {Shape.CHOICES, Shape.LINKS}:
            values[name] = [text]
        elif facts.shape is Shape.ROWS:
            values[name] = [{"name": text, "text": text, "key": text}]
        else:
            values[name] = text
    return values


def numbers_planted() -> set[int]:
    return {
        FIRST + 100 * place + at
        for place, kind in enumerate(counselling_kinds())
        for at in range(len(facts_of(KINDS[kind])))
    }


@dataclass
class Staffroom:
    """Three open vaults of one school."""

    psychologist: Session
    teacher: Session
    principal: Session

    def close(self) -> None:
        for session in (self.psychologist, self.teacher, self.principal):
            vaults.lock(session)

    def hand(self, giver: Session, taker: Session) -> None:
        handed = changes.export_changes(giver, taker.person_id, confirm_posts=True)
        folder = giver.vault.folder.parent / "stick"
        folder.mkdir(exist_ok=True)
        (folder / f"{handed.file_name}").write_bytes(handed.content)
        changes.import_changes(taker, handed.content)

    def to_and_fro(self) -> None:
        for other in (self.teacher, self.principal):
            self.hand(self.psychologist, other)
            self.hand(other, self.psychologist)
            self.hand(self.psychologist, other)
        self.hand(self.principal, self.teacher)
        self.hand(self.teacher, self.principal)


def open_all(root: Path) -> Staffroom:
    return Staffroom(
        *(
            vaults.unlock(root / f"{who}.homevisit", PASSWORD, clock=SystemClock())
            for who in TOLD
        )
    )


def found(root: Path) -> tuple[Staffroom, str]:
    """Make three vaults of one school, acquainted; return them and a child's id."""
    opened = {
        who: vaults.create(
            root / f"{who}.homevisit",
            PASSWORD,
            vaults.Setup(
                school.Owner(name), {"name": "禾田镇中心学校"} if at == 0 else None
            ),
            clock=SystemClock(),
            kdf=CHEAP,
        ).session
        for at, (who, name) in enumerate(TOLD.items())
    }
    us = Staffroom(**opened)
    everybody = list(opened.values())
    cards = {
        each.person_id: write_card(own_card(each), each.vault.sign)
        for each in everybody
    }
    for one in everybody:
        for other in everybody:
            if one is not other:
                changes.trust_card(one, cards[other.person_id])
    class_id = school.add_class(us.psychologist, "junior", 2026, 2)
    child = students.add_student(
        us.psychologist, {"name": "喻书瑶", "class_id": class_id}
    ).record_ids[0]
    write_posts(us, class_id)
    for other in everybody[1:]:
        us.hand(us.psychologist, other)
        us.hand(other, us.psychologist)
    # Each has said of herself that she holds no post; the directory decides.
    write_posts(us, class_id)
    us.to_and_fro()
    return us, child


def write_posts(us: Staffroom, class_id: str) -> None:
    posts = (
        (us.psychologist, "psychologist", ""),
        (us.teacher, "homeroom_teacher", class_id),
        (us.principal, "principal", ""),
    )
    edits = [
        RecordEdit(
            "staff", {"roles": [{"role": role, "class_id": where}]}, who.person_id
        )
        for who, role, where in posts
    ]
    records.save(us.psychologist, edits)


def live(root: Path) -> None:
    """Raise, accept, write, share, release, hand on, back up; then pull the plug."""
    us, child = found(root)
    said = {"facts": "上课时趴着", "child_words": shared(1)}
    raised = concerns.raise_concern(us.teacher, concerns.ConcernEntry(child, said))
    us.hand(us.teacher, us.psychologist)
    opened = room.make_room(us.psychologist, PASSWORD)
    care_cases.accept(opened, raised.case_id, secret(1))
    step = care_cases.write(
        opened,
        CaseEntry(
            raised.case_id, "interview", secret(2), 2, details={"place": secret(3)}
        ),
    ).record_ids[0]
    care_cases.share_hint(opened, raised.case_id, shared(2))
    duty = {
        "text": shared(3),
        "owner_id": us.teacher.person_id,
        "due_date": "2027-01-05",
    }
    care_cases.set_duties(opened, raised.case_id, [duty])
    for place, kind in enumerate(counselling_kinds()):
        edit = records.edit(kind, planted(kind, FIRST + 100 * place))
        saved = records.save(opened, [edit], reason=secret(4), label=secret(5))
        if kind == "plan_item":
            written = records.edit_of(opened, saved.record_ids[0], {"text": secret(6)})
            records.take_back(opened, records.save(opened, [written]).save_id)
    viewings.note(opened, viewings.Looked(child, "care_step", step, "text"))
    put_on_paper(opened, raised.case_id)
    screen(opened, root / "given" / "screening.xlsx")
    us.to_and_fro()
    request = room_requests.ask(
        us.principal, raised.case_id, "教育局来电，需要了解情况"
    ).record_ids[0]
    us.hand(us.principal, us.psychologist)
    room_requests.release(opened, request, [step])
    us.to_and_fro()
    room_requests.read_released(us.principal, request)
    for session in (us.psychologist, us.teacher, us.principal):
        vaults.back_up(session)
        vaults.back_up(session, root / "elsewhere")
    care_drafts.keep(
        opened,
        care_drafts.CareDraft(
            "care_step", "panel", raised.case_id, answers={"text": secret(7)}
        ),
    )
    os.kill(os.getpid(), signal.SIGKILL)


def put_on_paper(opened: room.Room, case_id: str) -> None:
    """Print as psychology staff do; the paper itself is kept nowhere."""
    said = {"observation": secret(11), "homework": secret(12)}
    counselling_notes.write(opened, case_id, said)
    plan_items.add(opened, case_id, {"kind": "measure", "text": secret(13)})
    wish = care_papers.Wish(Paper.PLAN, case_id, reason=secret(14))
    assert care_papers.print_paper(opened.school, wish).pdf.startswith(b"%PDF")


def screen(opened: room.Room, path: Path) -> None:
    """Take in a screening: its sheet is read by a process of its own."""
    book = Workbook()
    for row in (("姓名", "班级", "总分"), ("喻书瑶", "七(2)班", 71)):
        book.active.append(row)
    book.active.title = "SNOWFINCHQZX"
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    file = screening_file.read_screening(path, "mht")
    day = opened.clock.today().isoformat()
    batch = screening_file.Batch(secret(15), day, organiser=secret(16))
    found = screening_file.plan(opened, file, batch)
    assert screening.take_in(opened, found).taken == 1


def inspect(root: Path) -> None:
    """Say, as JSON, what can be read in the decrypted vaults; then plant a leak."""
    us = open_all(root)
    opened = room.open_room(us.psychologist, PASSWORD)
    (shell,) = care_shells.shells(us.teacher)
    (left,) = (each.answers["text"] for each in care_drafts.read(opened))
    said = {
        "teacher": leaks(us.teacher, SECRET),
        "principal": leaks(us.principal, SECRET),
        "psychologist": leaks(us.psychologist, SECRET),
        "hint": shell.hint == shared(2),
        "duty": [each.text for each in shell.duties] == [shared(3)],
        "draft": left == secret(7),
        "not in the room": sorted(
            number
            for number in numbers_planted()
            if secret(number).encode() not in decrypting.everything(opened.vault)
        ),
        "shared with the teacher": leaks(us.teacher, SHARED) != [],
    }
    # The control: what a careless program would do.
    case = RecordEdit("care_case", {"hint": secret(9)}, shell.case_id)
    visit = records.edit(
        "visit", {"at_home": secret(9), "student_id": shell.student_id}
    )
    named = records.edit_of(us.psychologist, shell.student_id, {"name": SECRET[0]})
    records.save(us.psychologist, [case, visit, named])
    us.hand(us.psychologist, us.teacher)
    said["planted"] = leaks(us.teacher, SECRET)
    us.close()
    sys.stdout.write(json.dumps(said))


def leaks(session: Session, stems: tuple[str, str]) -> list[str]:
    """Return how the stems can be read in a vault once it is decrypted."""
    wanted = needles(stems)
    found = []
    for name, content in decrypting.contents(session):
        # Told without the stem, which may stand in no output either.
        seen = {how.rsplit(" ", 1)[0] for how in seen_in(content, wanted)}
        found += [f"{name}: {how}" for how in sorted(seen)]
    found += [
        f"index: {term}"
        for term in decrypting.index_terms(session)
        # Pairs of signs; two letters may well stand next to each other by chance.
        if len(term) > 1 and not term.isascii() and term in stems[0]
    ]
    keys = decrypting.name_keys(session)
    found += [f"names: {key}" for key in decrypting.pinyin(stems[0]) if key in keys]
    return found


if __name__ == "__main__":
    steps = {"live": live, "inspect": inspect}
    steps[sys.argv[2]](Path(sys.argv[1]))
