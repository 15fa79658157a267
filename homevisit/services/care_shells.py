"""What a teacher sees of a case: level, hint, duties, dues; and what became of hers.

Only what is on this disk is read. A duty is ticked in a record of its own, so that the
psychologist's shell is written by nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from homevisit.domain.record import Compartment
from homevisit.errors import Problem
from homevisit.exchange.staff import has_counselled
from homevisit.ids import derived_id
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import care_people, records
from homevisit.services.care_people import holds, reach
from homevisit.services.concerns import CASE, KIND, OPEN_STATES, RAISED
from homevisit.services.records import RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.care_passing import ConcernReceipt
    from homevisit.domain.care_records import CareCase, CareDutyDone, Concern
    from homevisit.ledger.record_rows import RecordRow
    from homevisit.services.records import Written
    from homevisit.services.session import Session

DONE, RECEIPT = "care_duty_done", "concern_receipt"
_PSYCHOLOGIST = frozenset({"psychologist"})
# What psychology staff alone write into a shell.
_OF_STAFF = frozenset(
    {"state", "severity", "hint", "duties", "owner_id", "closed_at", "as_of"}
)


class NoSuchDutyError(Problem):
    """The duty is not in the shell, as it stands here."""

    code = "no_such_duty"
    what = N_("This duty is no longer among those of the case.")
    safe = N_("Nothing was changed.")
    todo = N_("Look at the duties as they are now; the psychology teacher sets them.")


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of a teacher; `done_id` names the tick, and is empty while it is open.

    What the psychology teacher marked as done herself has a day and no tick.
    """

    case_id: str
    student_id: str
    key: str
    text: str
    owner_id: str
    due_date: str
    done_on: str = ""
    done_id: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ShellLine:
    """What may be known of a case; `severity` is None before anybody assessed it.

    `is_foreign`: somebody who never was psychology staff wrote what only they tell.
    """

    case_id: str
    student_id: str
    class_id: str
    case_no: str
    state: str
    severity: int | None
    hint: str
    duties: tuple[DutyLine, ...]
    next_due_at: str
    next_due_kind: str
    owner_id: str
    opened_at: str
    closed_at: str
    is_disputed: bool = False
    is_foreign: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class RaisedLine:
    """A concern of one's own, and whether somebody has taken it up."""

    concern: Concern
    taken_up_at: str = ""
    taken_up_by: str = ""
    state: str = RAISED


def shells(
    session: Session, student_id: str = "", *, open_only: bool = True
) -> tuple[ShellLine, ...]:
    """Return the shells known here: the gravest first, then what is due first."""
    states = OPEN_STATES if open_only else ()
    query = Query(CASE, student_id=student_id, states=states)
    rows = queries.find(session.ledger.db, query)
    ticks = _ticks(session, student_id)
    staff = _counsellors(session)
    found = [
        replace(
            _line(cast("CareCase", records.as_record(CASE, row.id, row.values)), ticks),
            is_disputed=bool(row.conflicts),
            is_foreign=not _signers(session, row.id) <= staff,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=_urgency))


def duties(session: Session, owner_id: str = "") -> tuple[DutyLine, ...]:
    """Return the open duties of one's own, or of a colleague: what is due first."""
    whose = owner_id or session.person_id
    found = [
        duty
        for line in shells(session)
        for duty in line.duties
        if duty.owner_id == whose and not duty.done_on
    ]
    return tuple(sorted(found, key=lambda each: (each.due_date or "9", each.key)))


def who_may_have_duties(session: Session, class_id: str) -> dict[str, str]:
    """Return id and name of those who see a class's shells, and so their duties."""
    return care_people.readers(session, Compartment.CARE, class_id)


def tick(session: Session, case_id: str, duty_key: str, remark: str = "") -> Written:
    """Say that a duty was done today.

    Raises `NoSuchDutyError`, or `NoSuchRecordError` for a case that is not here.
    """
    shell = cast("CareCase", records.read(session, case_id, CASE))
    if duty_key not in {each.key for each in shell.duties}:
        raise NoSuchDutyError
    values = {
        "student_id": shell.student_id,
        "class_id": shell.class_id,
        "case_id": case_id,
        "duty_key": duty_key,
        "done_on": session.clock.today().isoformat(),
        "remark": remark.strip(),
        "done_by": session.person_id,
    }
    edit = records.edit(DONE, values, student_id=shell.student_id)
    return records.save(session, [edit], label=DONE)


def untick(session: Session, done_id: str, reason: str = "") -> Written:
    """Say that a duty was not done after all; raises `NoSuchRecordError`."""
    return records.archive(session, done_id, reason)


def raised_by_me(session: Session) -> tuple[RaisedLine, ...]:
    """Return what one has raised oneself, the latest first, with what became of it.

    Who may not read the shell knows only whether somebody has taken it up.
    """
    query = Query(KIND, author_id=session.person_id)
    own = cast("tuple[Concern, ...]", records.find(session, query, "newest"))
    receipts = {
        each.concern_id: each
        for each in cast(
            "tuple[ConcernReceipt, ...]", records.find(session, Query(RECEIPT))
        )
    }
    cases = queries.find_by_id(session.ledger.db, tuple(each.case_id for each in own))
    return tuple(
        _raised(each, receipts.get(each.id), cases.get(each.case_id)) for each in own
    )


def _raised(
    concern: Concern, receipt: ConcernReceipt | None, row: RecordRow | None
) -> RaisedLine:
    values = row.values if row else {}
    state = str(values.get("state") or RAISED)
    if receipt is None:
        return RaisedLine(concern, "", str(values.get("owner_id") or ""), state)
    if state == RAISED:
        state = "accepted"
    return RaisedLine(concern, receipt.received_at, receipt.received_by, state)


def acknowledge(session: Session) -> Written:
    """Tell the raisers of concerns that they have been taken up, each of them once.

    For psychology staff; run before changes are handed on. Who reads the shell of the
    case needs no word.
    """
    if not holds(session, session.person_id, _PSYCHOLOGIST):
        return records.Written(None, ())
    db = session.ledger.db
    told = set(queries.ids_of(db, Query(RECEIPT)))
    waiting = [
        each
        for each in cast("tuple[Concern, ...]", records.find(session, Query(KIND)))
        if _receipt_id(each) not in told and each.raised_by != session.person_id
    ]
    cases = queries.find_by_id(db, tuple(each.case_id for each in waiting))
    reaches = {by: reach(session, by) for by in {each.raised_by for each in waiting}}
    edits = [
        _receipt(session, each)
        for each in waiting
        if (row := cases.get(each.case_id))
        and (row.values.get("state") or RAISED) != RAISED
        and not reaches[each.raised_by].covers(Compartment.CARE, each.class_id)
    ]
    if not edits:
        return records.Written(None, ())
    return records.save(session, edits, label=RECEIPT)


def _receipt_id(concern: Concern) -> str:
    """Return the one id there is: whichever psychologist says it, it is said once."""
    return derived_id(RECEIPT, concern.id)


def _receipt(session: Session, concern: Concern) -> RecordEdit:
    values = {
        "student_id": concern.student_id,
        "concern_id": concern.id,
        "for_person": concern.raised_by,
        "received_by": session.person_id,
        "received_at": records.instant(session),
    }
    return RecordEdit(RECEIPT, values, _receipt_id(concern), concern.student_id)


def _ticks(session: Session, student_id: str) -> dict[tuple[str, str], CareDutyDone]:
    found = records.find(session, Query(DONE, student_id=student_id))
    return {
        (each.case_id, each.duty_key): each
        for each in cast("tuple[CareDutyDone, ...]", found)
    }


def _counsellors(session: Session) -> set[str]:
    """Return who holds, or held at any time, a post of psychology staff."""
    people = queries.ids_of(session.ledger.db, Query("staff", with_archived=True))
    return {each for each in people if has_counselled(session.common, each)}


def _signers(session: Session, case_id: str) -> set[str]:
    """Return who wrote what stands of a shell, but for what raising it writes."""
    return {
        each.author
        for each in records.history_of(session, case_id)
        if each.stands
        and each.field in _OF_STAFF
        and each.new not in ("", None, [], RAISED)
    }


def _line(shell: CareCase, ticks: dict[tuple[str, str], CareDutyDone]) -> ShellLine:
    return ShellLine(
        case_id=shell.id,
        student_id=shell.student_id,
        class_id=shell.class_id,
        case_no=shell.case_no,
        state=shell.state,
        severity=shell.severity,
        hint=shell.hint,
        duties=tuple(_duties(shell, ticks)),
        next_due_at=shell.next_due_at,
        next_due_kind=shell.next_due_kind,
        owner_id=shell.owner_id,
        opened_at=shell.opened_at,
        closed_at=shell.closed_at,
    )


def _duties(
    shell: CareCase, ticks: dict[tuple[str, str], CareDutyDone]
) -> Iterable[DutyLine]:
    for each in shell.duties:
        done = ticks.get((shell.id, each.key))
        yield DutyLine(
            shell.id,
            shell.student_id,
            each.key,
            each.text,
            each.owner_id,
            each.due_date,
            done.done_on if done else each.done_on,
            done.id if done else "",
            done.remark if done else "",
        )


def _urgency(line: ShellLine) -> tuple[bool, int, str, str]:
    severity = -1 if line.severity is None else line.severity
    return (not line.is_open, -severity, line.next_due_at or "9", line.case_id)
