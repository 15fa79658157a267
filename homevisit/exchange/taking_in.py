"""Taking in a colleague's file: all of it is proven before any of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.exchange.changes_file import ForSomebodyElseError, take_apart
from homevisit.exchange.contacts import compared, own_card, vouched_contacts
from homevisit.exchange.envelope import HandedFileDamagedError, NewerHandedFileError
from homevisit.exchange.handing_on import has_held
from homevisit.exchange.holding import remember_holding
from homevisit.exchange.letter import Letter
from homevisit.exchange.place import ROOM
from homevisit.exchange.staff import has_counselled
from homevisit.ledger import exchange_rows, history_rows
from homevisit.ledger.admission import NotAdmittedError
from homevisit.ledger.change import SCHEMA
from homevisit.ledger.contact_rows import read_contacts, write_contact
from homevisit.ledger.record_rows import read_states
from homevisit.text import N_
from homevisit.vault import strict
from homevisit.vault.sealing import verify_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homevisit.exchange.place import Place
    from homevisit.ledger.change import Save
    from homevisit.ledger.contact_rows import Contact
    from homevisit.ledger.database import Database

_PSYCHOLOGIST = frozenset({"psychologist"})


class NotByItsAuthorError(Problem):
    """A save whose named author did not sign it, or signed something else."""

    code = "not_by_its_author"
    what = N_("An entry in this file was not written by the person it names.")
    safe = N_("Nothing of the file was used, and your own records are unchanged.")
    todo = N_("Do not use the file, and ask the sender where the entry came from.")


class ChangedSinceError(Problem):
    """A known save, or a known change, comes again with other content."""

    code = "changed_since"
    what = N_("An entry in this file differs from the same entry that is known here.")
    safe = N_("Nothing of the file was used, and what is known here stays.")
    todo = N_("Do not use the file, and ask the sender for a new one.")


class ForTheRoomError(Problem):
    """The file carries what is in a counselling room, and this is not the room."""

    code = "for_the_room"
    what = N_("This file is for the counselling room, which is not open here.")
    safe = N_("Nothing of it was used, and it can be taken in later.")
    todo = N_("Open the room first; if you have none, tell the sender of the mistake.")


class NotByCounsellorError(Problem):
    """Somebody who never held the post wrote an entry of a counselling room."""

    code = "not_by_counsellor"
    what = N_("Somebody not known as psychology staff wrote an entry in this file.")
    safe = N_("Nothing of the file was used, and the room is unchanged.")
    todo = N_(
        "Take in the sender's other changes first; if only she names her post, confirm"
        " it by handing changes on to her, then take in this file again."
    )


@dataclass(frozen=True, slots=True)
class Received:
    """What came: all zero and empty where everything was known already.

    `new_save_ids` are the oldest first; each can be taken back as a save of one's own.
    `completed` counts saves known in part of which more came; `withheld` the changes
    that came as digests only; `conflicts` the records in which values stand side by
    side now and did not before; `missing` the saves known to exist that are not here.
    """

    sender_id: str
    new_save_ids: tuple[str, ...] = ()
    completed: int = 0
    withheld: int = 0
    records: tuple[str, ...] = ()
    students: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    missing: int = 0
    people: tuple[str, ...] = ()

    @property
    def new_saves(self) -> int:
        return len(self.new_save_ids)


def take_in(place: Place, content: bytes) -> Received:
    """Take in a changes file: all of it or nothing, and twice is the same as once.

    Raises `NotThisKindOfFileError`, `NewerHandedFileError`, `HandedFileDamagedError`,
    `ForSomebodyElseError`, `UnknownPersonError`, `NotComparedError`, `OtherKeysError`,
    `NotByItsAuthorError`, `ChangedSinceError`, `NotAdmittedError`, `ForTheRoomError` or
    `NotByCounsellorError`; nothing has then changed.
    """
    sealed = take_apart(content)
    if sealed.route.recipient != place.person_id:
        raise ForSomebodyElseError
    sender = compared(place, sealed.route.sender)
    opened = sealed.open(sender.signing_key, place.vault.open_sealed)
    _refuse_newer(opened)
    try:
        letter = Letter.from_json(opened)
    except strict.ShapeError:
        raise HandedFileDamagedError from None
    _require_same_part(place, letter, sender.person_id)
    people = _new_people(place, letter, sender.person_id)
    _require_authors(place, letter.saves, people)
    news = _News(place.vault.db, letter.saves)
    return _write(place, letter, people, news, sender.person_id)


def take_in_saves(place: Place, saves: tuple[Save, ...], sender_id: str) -> Received:
    """Take in saves that the sender wrote and that came in no changes file.

    Raises `NewerHandedFileError`, `NotByItsAuthorError`, `ChangedSinceError` or
    `NotAdmittedError`; nothing has then changed.
    """
    if any(save.head.schema > SCHEMA for save in saves):
        raise NewerHandedFileError
    if any(save.head.author != sender_id for save in saves):
        raise NotByItsAuthorError
    _require_authors(place, saves, ())
    news = _News(place.vault.db, saves)
    place.ledger.receive(saves)
    return Received(
        sender_id,
        tuple(news.new),
        completed=news.completed,
        records=tuple(sorted(news.records)),
        students=_students(place.vault.db, news.records),
    )


def _refuse_newer(opened: object) -> None:
    """Look for a newer schema before any shape: it may have other shapes."""
    saves = opened.get("saves") if isinstance(opened, dict) else None
    for save in saves if isinstance(saves, list) else ():
        schema = save.get("schema") if isinstance(save, dict) else None
        if isinstance(schema, int) and schema > SCHEMA:
            raise NewerHandedFileError


def _require_same_part(place: Place, letter: Letter, sender: str) -> None:
    """Raise `ForTheRoomError`, or `NotByCounsellorError` for what others wrote."""
    if letter.part != place.part:
        raise ForTheRoomError if letter.part == ROOM else NotAdmittedError
    if place.part == ROOM:
        # The sender, of whom more than her own word is asked, answers for the others.
        authors = {save.head.author for save in letter.saves} - {place.person_id}
        is_known = has_held(place, sender, _PSYCHOLOGIST)
        if not is_known or not all(has_counselled(place.common, e) for e in authors):
            raise NotByCounsellorError


def _new_people(place: Place, letter: Letter, sender: str) -> tuple[Contact, ...]:
    authors = {save.head.author for save in letter.saves}
    cards = [card for card in letter.cards if card.person_id in authors]
    return vouched_contacts(place, cards, sender)


def _require_authors(
    place: Place, saves: Iterable[Save], people: Iterable[Contact]
) -> None:
    """Raise `NotByItsAuthorError` unless each save is what its author signed."""
    own = own_card(place)
    keys = {own.person_id: own.signing_key}
    known = read_contacts(place.common).values()
    keys |= {each.person_id: each.signing_key for each in (*known, *people)}
    for save in saves:
        key = keys.get(save.head.author)
        if key is None or not _is_genuine(save, key):
            raise NotByItsAuthorError


def _is_genuine(save: Save, key: bytes) -> bool:
    return save.is_whole() and verify_signature(key, save.signature, save.head.link())


class _News:
    """What of the saves is not known here; raises `ChangedSinceError` where it lies."""

    def __init__(self, db: Database, saves: tuple[Save, ...]) -> None:
        self.new: list[str] = []
        self.completed = self.withheld = 0
        fresh: list[str] = []
        self.records: set[str] = set()
        for save in saves:
            known = history_rows.read_save(db, save.head.id)
            if known is not None and known.head != save.head:
                raise ChangedSinceError
            had = known.changes if known else (None,) * len(save.changes)
            came = [
                change
                for change, earlier in zip(save.changes, had, strict=True)
                if change and earlier is None
            ]
            fresh.extend(change.id for change in came)
            self.records |= {change.record_id for change in came}
            if known is None:
                self.new.append(save.head.id)
            self.completed += known is not None and bool(came)
            self.withheld += known is None and save.changes.count(None)
        ids = {save.head.id for save in saves}
        is_twice = len(ids) < len(saves) or len(set(fresh)) < len(fresh)
        if is_twice or history_rows.known_changes(db, fresh):
            raise ChangedSinceError


def _write(
    place: Place,
    letter: Letter,
    people: tuple[Contact, ...],
    news: _News,
    sender: str,
) -> Received:
    db = place.vault.db
    before = _disputed(db, news.records)

    if place.part == ROOM and people:
        # They are known in the other file, and no transaction spans the two: to know
        # of a colleague whose saves do not come after all does no harm.
        with place.common.transaction():
            _store(place.common, people)

    def saves_and_people() -> Iterator[Save]:
        # The ledger asks for the saves inside its one transaction, which this joins:
        # the people and the sender's holding are written with the saves or not at all.
        if place.part != ROOM:
            _store(db, people)
        remember_holding(db, sender, letter.holding)
        yield from letter.saves

    place.ledger.receive(saves_and_people())
    return Received(
        sender_id=sender,
        new_save_ids=tuple(news.new),
        completed=news.completed,
        withheld=news.withheld,
        records=tuple(sorted(news.records)),
        students=_students(db, news.records),
        conflicts=tuple(sorted(_disputed(db, news.records) - before)),
        missing=sum(exchange_rows.gaps(db).values()),
        people=tuple(each.person_id for each in people),
    )


def _store(db: Database, people: Iterable[Contact]) -> None:
    for each in people:
        write_contact(db, each)


def _disputed(db: Database, records: Iterable[str]) -> set[str]:
    states = read_states(db, records)
    return {record_id for record_id, state in states.items() if state.disputed}


def _students(db: Database, records: Iterable[str]) -> tuple[str, ...]:
    states = read_states(db, records).values()
    found = {each.id if each.kind == "student" else each.student_id for each in states}
    return tuple(sorted(each for each in found if each))
