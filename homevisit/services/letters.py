"""Sealed letters: what is raised or reported reaches who has to know, by any vault.

A letter carries the writer's own signed saves to one reader. Opened, they are filed as
if they had come in her file: her records, under her name, once. To whom it goes, what
it is about and whether it is a letter at all can be told by nobody else.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homevisit.domain import Compartment
from homevisit.domain.kinds import KINDS
from homevisit.exchange import sealed_letters
from homevisit.exchange.envelope import NewerHandedFileError
from homevisit.exchange.readers import read_posts
from homevisit.exchange.sealed_letters import Address, LetterUnreadableError
from homevisit.exchange.taking_in import (
    ChangedSinceError,
    NotByItsAuthorError,
    take_in_saves,
)
from homevisit.ids import derived_id
from homevisit.ledger import history, history_rows, memory, queries
from homevisit.ledger.admission import NotAdmittedError
from homevisit.ledger.change import Note
from homevisit.ledger.contact_rows import Contact, read_contacts
from homevisit.ledger.queries import Query
from homevisit.services import care_people, records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homevisit.exchange.readers import Reach
    from homevisit.exchange.taking_in import Received
    from homevisit.ledger.record_rows import RecordRow
    from homevisit.services.session import Session

KIND = "sealed_letter"
_OPENED, _SEEN = "letter opened ", "1"
# Letters are posted in numbers of this, with decoys among them.
_AT_ONCE = 4
_CARE, _LEADERS = Compartment.CARE, Compartment.LEADERS
_RECEIPT = "concern_receipt"
_POSTED = (
    "concern",
    "concern_addendum",
    "mandatory_report",
    "mandatory_report_note",
    _RECEIPT,
)
# What goes with a concern if it was written in the same save.
_ALONG = frozenset({"care_case"})
# Whom a letter about a child goes to; who comes second gets it where nobody is first.
_FIRST = {
    _CARE: frozenset({"psychologist"}),
    _LEADERS: frozenset({"principal", "student_affairs", "psychologist"}),
}
_SECOND = frozenset({"student_affairs", "principal"})
_HOMEROOM = frozenset({"homeroom_teacher"})
_NOT_TAKEN = (
    NotByItsAuthorError,
    ChangedSinceError,
    NotAdmittedError,
    NewerHandedFileError,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """How many letters were written, and the records for which nobody has a key yet."""

    letters: int = 0
    unposted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What one save of one's own tells, and who may be told."""

    save_id: str
    compartment: Compartment
    records: frozenset[str]
    readers: tuple[Contact, ...]


def post_due(session: Session) -> Posted:
    """Post what one raised or reported to who has to know of it; each thing once.

    Also what others could be handed in a file: a letter goes through every vault, and
    whoever writes letters does not thereby say that she reports harm. A key that
    becomes known later gets its letter then.
    """
    edits: list[RecordEdit] = []
    count = 0
    unposted: list[str] = []
    for parcel in _parcels(session, _Directory(session)):
        if not parcel.readers:
            unposted += sorted(parcel.records)
        new = _unposted(session, parcel)
        count += len(new)
        edits += _letters(session, parcel, new)
    if edits:
        # In the order of their ids, which tells nobody which of them are decoys.
        edits.sort(key=lambda each: each.record_id)
        records.write(session, edits, purpose="save", note=Note())
    return Posted(count, tuple(unposted))


def open_arrived(session: Session, came: Received) -> Received:
    """Open the letters that are for the owner of the vault, and file what they say.

    Returns what came with what the letters brought. See `unreadable` for letters that
    are for the owner and say nothing that can be filed.
    """
    for row in _waiting(session):
        try:
            found = _open(session, row)
        except LetterUnreadableError:
            # For somebody else, most likely: it does not say for whom it is.
            _remember(session, row, _SEEN)
            continue
        except _NOT_TAKEN:
            _remember(session, row, str(row.values.get("sent_by") or ""))
            continue
        _remember(session, row, _SEEN)
        came = replace(
            came,
            new_save_ids=(*came.new_save_ids, *found.new_save_ids),
            completed=came.completed + found.completed,
            records=tuple(sorted({*came.records, *found.records})),
            students=tuple(sorted({*came.students, *found.students})),
        )
    return came


def unreadable(session: Session) -> tuple[str, ...]:
    """Return the senders of letters to the owner that could not be filed so far.

    They are tried again whenever something arrives.
    """
    stored = memory.recall_all(session.ledger.db, _OPENED)
    return tuple(value for _name, value in stored if value != _SEEN)


def _remember(session: Session, row: RecordRow, value: str) -> None:
    memory.remember(session.ledger.db, _OPENED + row.id, value)


def _waiting(session: Session) -> tuple[RecordRow, ...]:
    db = session.ledger.db
    stored = memory.recall_all(db, _OPENED)
    done = {name for name, value in stored if value == _SEEN}
    return tuple(
        row
        for row in queries.find(db, Query(KIND), "id")
        if _OPENED + row.id not in done
        and row.values.get("sent_by") != session.person_id
    )


def _open(session: Session, row: RecordRow) -> Received:
    sender = sender_of(session, row)
    address = Address(sealed_letters.SAVES, sender, session.person_id, row.id)
    content = sealed_letters.unseal(session, address, row.values.get("sealed"))
    try:
        saves = sealed_letters.saves_from_json(content)
    except LetterUnreadableError:
        raise NotByItsAuthorError from None
    return take_in_saves(session, saves, sender)


def sender_of(session: Session, row: RecordRow) -> str:
    """Return who wrote a sealed text, if that is who it says.

    Raises `LetterUnreadableError`.
    """
    writes = history.of_record(session.ledger.db, row.id, "sealed")
    sender = str(row.values.get("sent_by") or "")
    if {each.author for each in writes} != {sender}:
        raise LetterUnreadableError
    return sender


def _letter_id(session: Session, *parts: str) -> str:
    """Return an id that is always the same, and that only the sender can work out."""
    secret = session.vault.subkey("letters").hex()
    return derived_id(KIND, secret, *parts)


def _unposted(session: Session, parcel: _Parcel) -> list[tuple[str, Contact]]:
    """Return the readers that have no letter of this yet, each with the letter's id."""
    ids = [
        (_letter_id(session, parcel.save_id, parcel.compartment, each.person_id), each)
        for each in parcel.readers
    ]
    known = queries.find_by_id(session.ledger.db, tuple(each for each, _ in ids))
    return [(letter_id, each) for letter_id, each in ids if letter_id not in known]


def _letters(
    session: Session, parcel: _Parcel, new: list[tuple[str, Contact]]
) -> Iterator[RecordEdit]:
    """Yield a letter for each reader, and decoys so that their number says nothing."""
    save = history_rows.read_save(session.ledger.db, parcel.save_id) if new else None
    if save is None:
        return
    kinds = {
        kind
        for kind in (*_POSTED, *_ALONG)
        if KINDS[kind].COMPARTMENT is parcel.compartment
    }
    content = sealed_letters.saves_as_json([save], kinds)
    own = session.person_id
    sealed = [
        (
            letter_id,
            sealed_letters.seal(
                Address(sealed_letters.SAVES, own, each.person_id, letter_id),
                each.sealing_key,
                content,
            ),
        )
        for letter_id, each in new
    ]
    sealed += [
        (secrets.token_hex(16), sealed_letters.decoy(content))
        for _ in range(-len(new) % _AT_ONCE)
    ]
    for letter_id, text in sealed:
        values = {"sealed": text, "sent_by": own, "sent_at": records.instant(session)}
        yield RecordEdit(KIND, values, letter_id)


def _parcels(session: Session, directory: _Directory) -> Iterator[_Parcel]:
    db = session.ledger.db
    found: dict[tuple[str, Compartment, tuple[Contact, ...]], set[str]] = {}
    for kind in _POSTED:
        compartment = KINDS[kind].COMPARTMENT
        query = Query(kind, author_id=session.person_id, with_archived=True)
        for row in queries.find(db, query, "id"):
            readers = directory.readers(row)
            for _change, save in history_rows.changes_of_record(db, row.id):
                if save.author == session.person_id:
                    key = (save.id, compartment, readers)
                    found.setdefault(key, set()).add(row.id)
    for (save_id, compartment, readers), ids in found.items():
        yield _Parcel(save_id, compartment, frozenset(ids), readers)


class _Directory:
    """Who of the staff reads what, as this vault knows it today."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._today = session.clock.today().isoformat()
        self._contacts = read_contacts(session.ledger.db)
        self._staff = queries.find(session.ledger.db, Query("staff"), "id")
        self._reaches: dict[str, Reach] = {}

    def readers(self, row: RecordRow) -> tuple[Contact, ...]:
        """Return to whom it is to be told, of those whose keys are known."""
        if row.kind == _RECEIPT:
            told = self._contacts.get(str(row.values.get("for_person") or ""))
            return (told,) if told else ()
        compartment, class_id = KINDS[row.kind].COMPARTMENT, self._class_of(row)
        first = self._holders(_FIRST[compartment], compartment, class_id)
        if not first and compartment is _CARE:
            first = self._holders(_SECOND, compartment, class_id)
        also: Sequence[Contact] = ()
        if compartment is _CARE:
            also = self._holders(_HOMEROOM, compartment, class_id)
        return tuple(dict.fromkeys((*first, *also)))

    def _holders(
        self, roles: frozenset[str], compartment: Compartment, class_id: str
    ) -> Sequence[Contact]:
        return [
            self._contacts[row.id]
            for row in self._staff
            if row.id in self._contacts
            and self._holds(row, roles, class_id)
            and self._reach(row.id).covers(compartment, class_id)
        ]

    def _holds(self, row: RecordRow, roles: frozenset[str], class_id: str) -> bool:
        posts = read_posts(row.values.get("roles"))
        return any(
            each.role in roles
            and each.class_id in {"", class_id}
            and each.is_held_on(self._today)
            for each in posts
        )

    def _reach(self, person_id: str) -> Reach:
        if person_id not in self._reaches:
            self._reaches[person_id] = care_people.reach(self._session, person_id)
        return self._reaches[person_id]

    def _class_of(self, row: RecordRow) -> str:
        student = str(row.values.get("student_id") or row.student_id or "")
        values = records.values_if_known(self._session, student)
        return str(values.get("class_id") or row.values.get("class_id") or "")
