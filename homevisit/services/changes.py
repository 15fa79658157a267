"""Meeting colleagues: contact cards, handing changes on and taking them in.

The files are read and written by the caller; nothing here touches a folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.exchange import contacts as known_people
from homevisit.exchange.cards import (
    Card,
    card_file_name,
    comparison_code,
    read_card,
    write_card,
)
from homevisit.exchange.handing_on import HandedOn, Prospect, hand_on, prospect
from homevisit.exchange.place import instant
from homevisit.exchange.taking_in import ForTheRoomError, Received, take_in
from homevisit.ledger.contact_rows import Contact, read_contacts
from homevisit.services import (
    care_publishing,
    care_shells,
    letters,
    practice,
    records,
    room_requests,
)
from homevisit.services.room import Room, room_of

if TYPE_CHECKING:
    from homevisit.services.session import Session

__all__ = [
    "CardFile",
    "CardRead",
    "Contact",
    "HandedOn",
    "Prospect",
    "Received",
    "contacts",
    "export_changes",
    "export_room",
    "import_changes",
    "look_at_card",
    "my_card",
    "prospect_of",
    "trust_card",
]


@dataclass(frozen=True, slots=True)
class CardFile:
    """One's own card as a file, and the digits to read aloud."""

    content: bytes
    file_name: str
    code: str


@dataclass(frozen=True, slots=True)
class CardRead:
    """Somebody's card before it is trusted: the owner must read out the same `code`."""

    person_id: str
    name: str
    code: str
    is_known: bool


def my_card(session: Session) -> CardFile:
    """Return the card to give to colleagues; takes 0.2 s for the digits."""
    practice.refuse_exchange(session)
    card = known_people.own_card(session)
    content = write_card(card, session.vault.sign)
    return CardFile(content, card_file_name(card), comparison_code(card))


def look_at_card(session: Session, content: bytes) -> CardRead:
    """Return whose card a file claims to be, and the digits its owner must read out.

    Raises `NotThisKindOfFileError`, `NewerHandedFileError`, `HandedFileDamagedError`.
    """
    card = read_card(content)
    known = read_contacts(session.vault.db).get(card.person_id)
    is_known = known is not None and _card_of(known) == card and known.is_compared
    return CardRead(card.person_id, card.name, comparison_code(card), is_known)


def trust_card(session: Session, content: bytes) -> Contact:
    """Store a card whose digits were compared by voice, and found the same.

    Raises what `look_at_card` raises, `OwnCardError` or `OtherKeysError`.
    """
    practice.refuse_exchange(session)
    return known_people.trust(session, read_card(content))


def contacts(session: Session) -> tuple[Contact, ...]:
    """Return everybody whose keys are known, by name."""
    return tuple(read_contacts(session.vault.db).values())


def prospect_of(session: Session, person_id: str) -> Prospect:
    """Return what a colleague would receive, to be shown before the first export.

    Raises `UnknownPersonError`, `NotComparedError` or `NotOnStaffError`.
    """
    return prospect(session, person_id)


def export_changes(
    session: Session, person_id: str, *, confirm_posts: bool = False
) -> HandedOn:
    """Return the file of what a colleague has not seen and may receive, and log it.

    Raises what `prospect_of` raises, `PostsNotConfirmedError` where only the
    colleague's own word supports her posts, or `TooMuchAtOnceError`.
    """
    practice.refuse_exchange(session)
    if session.door.room is not None:
        room_requests.finish(session.door.room)
    care_shells.acknowledge(session)
    letters.post_due(session)
    handed = hand_on(session, person_id, confirm_posts=confirm_posts)
    if handed.changes:
        _log(session, person_id, document="changes")
    return handed


def export_room(
    session: Session, person_id: str, *, confirm_posts: bool = False
) -> HandedOn:
    """Return the file of what another psychologist has not seen of the open room.

    Raises `RoomClosedError` or `NoRoomError`, what `export_changes` raises, and
    `NoCounsellorError` for anybody who does not hold the post.
    """
    practice.refuse_exchange(session)
    opened = room_of(session)
    handed = hand_on(opened, person_id, confirm_posts=confirm_posts)
    if handed.changes:
        _log(opened.school, person_id, document="room_changes")
    return handed


def import_changes(session: Session, content: bytes) -> Received:
    """Take in a colleague's file: all of it or nothing; twice is the same as once.

    A file for the counselling room goes into it if it is open; what others may know of
    its cases then follows. Raises what
    `homevisit.exchange.taking_in.take_in` lists; nothing has then changed.
    """
    practice.refuse_exchange(session)
    session = session.school if isinstance(session, Room) else session
    opened = session.door.room
    try:
        came = take_in(session, content)
    except ForTheRoomError:
        if opened is None:
            raise
        came = take_in(opened, content)
    else:
        came = letters.open_arrived(session, came)
    if opened is not None:
        care_publishing.publish(room_of(session))
    return came


def _log(session: Session, person_id: str, *, document: str) -> None:
    """Note that content left the vault; it is read by the owner alone."""
    values = {
        "document": document,
        "purpose": person_id,
        "exported_by": session.person_id,
        "exported_on": session.clock.today().isoformat(),
        "exported_at": instant(session),
    }
    records.save(session, [records.edit("export", values)], label="export")


def _card_of(contact: Contact) -> Card:
    return Card(
        contact.person_id, contact.name, contact.signing_key, contact.sealing_key
    )
