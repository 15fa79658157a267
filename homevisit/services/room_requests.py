"""A leader asks to know more of a case; the psychologist releases what she chooses.

The reason is part of the record. What is released is sealed to that leader alone and
stays sealed on her disk: it is opened to be read, and each look is written down. Both
see that something was released, and how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.errors import Problem
from homevisit.exchange import sealed_letters
from homevisit.exchange.contacts import compared
from homevisit.exchange.handing_on import has_held
from homevisit.exchange.sealed_letters import Address, LetterUnreadableError
from homevisit.exchange.staff import has_counselled
from homevisit.ids import derived_id, new_id
from homevisit.ledger import history, queries
from homevisit.ledger.queries import Query
from homevisit.services import letters, records, viewings
from homevisit.services.care_approvals import NotALeaderError
from homevisit.services.care_people import LEADING, holds
from homevisit.services.records import RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homevisit.domain.care_passing import ReleasedLetter
    from homevisit.domain.care_room_records import ReleasedEntry
    from homevisit.domain.care_school_records import RoomRelease, RoomRequest
    from homevisit.domain.record import Record
    from homevisit.services.records import Written
    from homevisit.services.room import Room
    from homevisit.services.session import Session

REQUEST, RELEASE, LETTER = "room_request", "room_release", "released_letter"
ENTRY = "released_entry"
MIN_REASON = 10


class ReasonTooShortError(Problem):
    """To know more of a case needs a reason that can be read later."""

    code = "reason_too_short"
    what = N_("The reason has fewer than ten characters.")
    safe = N_("Nothing was asked for and nothing was handed out.")
    todo = N_("Write for what it is needed, in at least ten characters.")


class NothingReleasedError(Problem):
    """A release is of chosen entries; without any it needs a word why not."""

    code = "nothing_released"
    what = N_("No entry is chosen, and no word says why.")
    safe = N_("Nothing was released.")
    todo = N_("Choose entries of this case, or write why none is released.")


class OtherCaseError(Problem):
    """Only entries of the case that was asked about are released."""

    code = "entry_of_other_case"
    what = N_("One of the entries is not part of the case that was asked about.")
    safe = N_("Nothing was released.")
    todo = N_("Choose entries of this case only, then release them again.")


class RequestUnclearError(Problem):
    """Somebody else wrote the request than the one it names."""

    code = "request_unclear"
    what = N_("This request was not written by the person it names.")
    safe = N_("Nothing was released.")
    todo = N_("Ask the leader in person, and let her ask again in her own vault.")


class AskedByNoLeaderError(Problem):
    """Who asks holds no leading post, as far as this vault knows."""

    code = "asked_by_no_leader"
    what = N_("Whoever asked is not known here as the principal or another leader.")
    safe = N_("Nothing was released.")
    todo = N_(
        "Talk to her in person; if it is her post, confirm it by handing changes on to"
        " her, then release again."
    )


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request, and what was answered; `can_read` for the leader it was released to.

    `entries` counts what was released so far.
    """

    request: RoomRequest
    releases: tuple[RoomRelease, ...]
    is_own: bool
    can_read: bool

    @property
    def is_answered(self) -> bool:
        return bool(self.releases)

    @property
    def entries(self) -> int:
        return sum(each.count or 0 for each in self.releases)


def ask(session: Session, case_id: str, reason: str) -> Written:
    """Ask, as a leader, to know more of a case.

    Raises `NotALeaderError`, `ReasonTooShortError`, or `NoSuchRecordError`.
    """
    if not holds(session, session.person_id, LEADING):
        raise NotALeaderError
    require_reason(reason)
    shell = records.read(session, case_id, "care_case")
    student_id = str(getattr(shell, "student_id", ""))
    values = {
        "student_id": student_id,
        "case_id": case_id,
        "reason": reason.strip(),
        "asked_by": session.person_id,
        "asked_at": records.instant(session),
    }
    edit = records.edit(REQUEST, values, student_id=student_id)
    return records.save(session, [edit], label=REQUEST)


def require_reason(reason: str) -> None:
    """Raise `ReasonTooShortError` for a reason of fewer than ten characters."""
    if len("".join(reason.split())) < MIN_REASON:
        raise ReasonTooShortError


def lines(session: Session) -> tuple[RequestLine, ...]:
    """Return all requests known here, the latest first, with what was answered."""
    found = cast(
        "tuple[RoomRequest, ...]", records.find(session, Query(REQUEST), "newest")
    )
    answers: dict[str, list[RoomRelease]] = {}
    for each in cast("tuple[RoomRelease, ...]", records.find(session, Query(RELEASE))):
        answers.setdefault(each.request_id, []).append(each)
    readable = {each.request_id for each in _letters(session)}
    return tuple(
        RequestLine(
            each,
            tuple(answers.get(each.id, ())),
            is_own=each.asked_by == session.person_id,
            can_read=each.id in readable,
        )
        for each in found
    )


def waiting(session: Session) -> tuple[RequestLine, ...]:
    """Return the requests that nobody has answered, the longest waiting first."""
    open_ones = [line for line in lines(session) if not line.is_answered]
    return tuple(sorted(open_ones, key=lambda each: each.request.asked_at))


def release(
    room: Room, request_id: str, entry_ids: Sequence[str], remark: str = ""
) -> Written:
    """Release entries of the case to the leader who asked; return the general save.

    Raises `RequestUnclearError`, `AskedByNoLeaderError`, `OtherCaseError`,
    `NothingReleasedError` without an entry, and `UnknownPersonError` or
    `NotComparedError` where her keys are not known.
    """
    finish(room)
    request = _request(room.school, request_id)
    compared(room.school, request.asked_by)
    if not is_leader(room.school, request.asked_by):
        raise AskedByNoLeaderError
    if not entry_ids:
        raise NothingReleasedError
    _entries(room, request.case_id, entry_ids)
    values = {
        "student_id": request.student_id,
        "case_id": request.case_id,
        "request_id": request_id,
        "entry_ids": list(entry_ids),
        "released_to": request.asked_by,
        "released_by": room.person_id,
        "released_at": records.instant(room),
    }
    entry_id = new_id(room.clock)
    edit = RecordEdit(ENTRY, values, entry_id, request.student_id)
    records.save(room, [edit], label=ENTRY)
    return _tell(room, entry_id, remark)


def decline(session: Session, request_id: str, remark: str) -> Written:
    """Answer a request with a word and no entry; raises `NothingReleasedError`."""
    if len(remark.strip()) < records.MIN_REASON:
        raise NothingReleasedError
    request = _request(session, request_id)
    values = _release_values(session, request, 0, remark)
    edit = records.edit(RELEASE, values, student_id=request.student_id)
    return records.save(session, [edit], label=RELEASE)


def finish(room: Room) -> None:
    """Tell what was released and not told yet: no save spans room and school.

    Run before anything is handed on; it does nothing where nothing is left to do.
    """
    entries = cast("tuple[ReleasedEntry, ...]", records.find(room, Query(ENTRY)))
    told = queries.find_by_id(
        room.school.ledger.db, tuple(derived_id(RELEASE, each.id) for each in entries)
    )
    for each in entries:
        if (
            each.released_by == room.person_id
            and derived_id(RELEASE, each.id) not in told
        ):
            _tell(room, each.id, "")


def read_released(session: Session, request_id: str) -> tuple[Record, ...]:
    """Return what was released to the owner of the vault on her request.

    Each time is written down as a look. Raises `LetterUnreadableError` where nothing
    was released to her or where it does not open.
    """
    own = [each for each in _letters(session) if each.request_id == request_id]
    if not own:
        raise LetterUnreadableError
    found: dict[str, Record] = {}
    for letter in own:
        for each in _opened(session, letter):
            found[each.id] = each
        looked = viewings.Looked(letter.student_id, LETTER, letter.id, "sealed")
        viewings.note(session, looked)
    return tuple(found.values())


def is_leader(session: Session, person_id: str) -> bool:
    """Whether a colleague holds a leading post today, and not by her own word alone."""
    return holds(session, person_id, LEADING) and has_held(session, person_id, LEADING)


def _tell(room: Room, entry_id: str, remark: str) -> Written:
    """Write into the school's ledger what is told of a release, sealed and open."""
    school = room.school
    entry = cast("ReleasedEntry", records.read(room, entry_id, ENTRY))
    request = _request(school, entry.request_id)
    content = {"entries": list(_entries(room, entry.case_id, entry.entry_ids))}
    letter_id = derived_id(LETTER, entry_id)
    address = Address(
        sealed_letters.ENTRIES, room.person_id, entry.released_to, letter_id
    )
    key = compared(school, entry.released_to).sealing_key
    letter = {
        "student_id": entry.student_id,
        "request_id": entry.request_id,
        "for_person": entry.released_to,
        "sealed": sealed_letters.seal(address, key, content),
        "sent_by": room.person_id,
        "sent_at": entry.released_at,
    }
    release_id = derived_id(RELEASE, entry_id)
    values = _release_values(school, request, len(entry.entry_ids), remark)
    edits = [
        RecordEdit(LETTER, letter, letter_id, entry.student_id),
        RecordEdit(RELEASE, values, release_id, entry.student_id),
    ]
    return records.save(school, edits, label=RELEASE)


def _release_values(
    session: Session, request: RoomRequest, count: int, remark: str
) -> dict[str, Any]:
    values = {
        "student_id": request.student_id,
        "case_id": request.case_id,
        "request_id": request.id,
        "released_to": request.asked_by,
        "released_by": session.person_id,
        "released_at": records.instant(session),
        "count": count,
        "remark": remark.strip(),
    }
    return {name: value for name, value in values.items() if value != ""}


def _request(session: Session, request_id: str) -> RoomRequest:
    request = cast("RoomRequest", records.read(session, request_id, REQUEST))
    writes = history.of_record(session.ledger.db, request_id)
    if {each.author for each in writes} != {request.asked_by}:
        raise RequestUnclearError
    return request


def _entries(
    room: Room, case_id: str, entry_ids: Iterable[str]
) -> Iterable[dict[str, Any]]:
    """Return the entries as they are sealed; raises `OtherCaseError`."""
    wanted = tuple(dict.fromkeys(entry_ids))
    rows = queries.find_by_id(room.ledger.db, wanted)
    if any(
        each not in rows or rows[each].values.get("case_id", each) != case_id
        for each in wanted
    ):
        raise OtherCaseError
    return [
        {"kind": rows[each].kind, "id": each, "values": dict(rows[each].values)}
        for each in wanted
    ]


def _letters(session: Session) -> tuple[ReleasedLetter, ...]:
    found = cast("tuple[ReleasedLetter, ...]", records.find(session, Query(LETTER)))
    return tuple(each for each in found if each.for_person == session.person_id)


def _opened(session: Session, letter: ReleasedLetter) -> Iterable[Record]:
    row = queries.find_by_id(session.ledger.db, (letter.id,))[letter.id]
    sender = letters.sender_of(session, row)
    if not has_counselled(session.common, sender):
        raise LetterUnreadableError
    address = Address(sealed_letters.ENTRIES, sender, session.person_id, letter.id)
    content = sealed_letters.unseal(session, address, letter.sealed)
    try:
        for each in content["entries"]:
            yield records.as_record(each["kind"], each["id"], dict(each["values"]))
    except (KeyError, TypeError, ValueError):
        raise LetterUnreadableError from None
