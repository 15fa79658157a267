"""Raising a concern about a child, and adding to it; nothing said is ever edited.

A concern and the shell of its case are one save. Whoever reads neither of them later on
posts both as sealed letters (`letters`); the rest goes the way of all changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import care_flow, care_numbers
from homevisit.domain.care_clocks import first_clock
from homevisit.domain.clock_trust import clock_trust
from homevisit.domain.kinds import KINDS, read_record
from homevisit.domain.record import facts_of
from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.ids import new_id
from homevisit.ledger import drafts
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import calendars, care_facts, follow_ups, letters, records
from homevisit.services.care_people import is_anybody
from homevisit.services.records import RecordEdit
from homevisit.text import N_, _, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_records import CareCase, Concern, ConcernAddendum
    from homevisit.domain.students import Student
    from homevisit.services.letters import Posted
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND, ADDENDUM, CASE = "concern", "concern_addendum", "care_case"
RAISED = "raised"
# States in which something new about the child belongs to the case that is there.
OPEN_STATES = (
    RAISED,
    "accepted",
    "assessed",
    "intervening",
    "referred",
    "on_leave",
    "monitoring",
)
_GONE = frozenset({"transferred_out", "graduated", "dropped_out"})
_SAYING = ("signs", "harm_signs", "facts", "child_words")


class ConcernEmptyError(Problem):
    """A concern says at least one thing that was seen or heard."""

    code = "concern_empty"
    what = N_("Nothing that was seen or heard is written down yet.")
    safe = N_("Nothing was raised, and what you chose is still there.")
    todo = N_("Tick what you saw, or write it in a few words, then raise it.")


@dataclass(frozen=True, slots=True)
class ConcernEntry:
    """What is to be raised: `values` are fields of the record `concern`.

    `promises` are fields of `follow_up`: what was agreed to be done meanwhile.
    `draft_id` names the draft that this makes good.
    """

    student_id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    promises: tuple[Mapping[str, Any], ...] = ()
    draft_id: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """What was raised and what the raiser has to know now.

    `needs_report`: signs of harm were ticked, so the path of the mandatory report
    opens; `situations` are the codes of the law that fit what was ticked. `is_urgent`:
    a sign was ticked that calls for somebody at once. `remarks` are sentences.
    """

    written: Written
    concern_id: str
    case_id: str
    concern_no: str
    needs_report: bool
    situations: tuple[str, ...]
    is_urgent: bool
    remarks: tuple[str, ...]
    posted: Posted


def raise_concern(session: Session, entry: ConcernEntry) -> Raised:
    """Raise a concern in one save with the shell of its case, for good.

    A case of the child that is open here takes the concern up; else a new one begins.
    Raises `ConcernEmptyError`, or `NoSuchRecordError` for an unknown child.
    """
    values = _said(entry.values)
    if not any(values.get(name) for name in _SAYING):
        raise ConcernEmptyError
    student = cast("Student", records.read(session, entry.student_id, "student"))
    about_clock = _about_clock(session)
    concern_id = new_id(session.clock)
    open_case = case_taking_up(session, student.id)
    case_id = open_case.id if open_case else new_id(session.clock)
    concern = _concern(session, student, values, (concern_id, case_id))
    edits = [RecordEdit(KIND, concern, concern_id, student.id)]
    if open_case is None:
        edits.append(_shell(session, concern, concern_id))
    edits += _promises(session, entry, concern)
    # The purpose of a save travels with its head to everybody; the label does not.
    written = records.write(
        session,
        edits,
        purpose="save",
        note=Note(label=KIND),
        draft_id=entry.draft_id,
    )
    posted = letters.post_due(session)
    return Raised(
        written,
        concern_id,
        case_id,
        str(concern["concern_no"]),
        needs_report=bool(values.get("harm_signs")),
        situations=situations_for(values.get("harm_signs") or ()),
        is_urgent=_is_urgent(values),
        remarks=(*about_clock, *_remarks(session, student, posted)),
        posted=posted,
    )


def _concern(
    session: Session, student: Student, values: Mapping[str, Any], ids: tuple[str, str]
) -> dict[str, Any]:
    concern_id, case_id = ids
    term = calendars.current_term(session)
    now = records.instant(session)
    day = session.clock.today().isoformat()
    return {
        **values,
        "student_id": student.id,
        "class_id": student.class_id,
        "term_id": term.id if term else "",
        "case_id": case_id,
        "concern_no": care_numbers.concern_no(concern_id, day),
        "raised_by": session.person_id,
        "raised_at": now,
        "signed_at": now,
    }


def _shell(session: Session, concern: Mapping[str, Any], concern_id: str) -> RecordEdit:
    """Return the shell of the case that begins with a concern, its clock running."""
    case_id = str(concern["case_id"])
    raised = cast("Concern", read_record(KIND, concern_id, concern))
    clock = first_clock(care_flow.fold((raised,), ()), care_facts.read_watch(session))
    values = {
        "student_id": concern["student_id"],
        "class_id": concern["class_id"],
        "case_no": care_numbers.case_no(case_id, raised.raised_at),
        "concern_ids": [concern_id],
        "state": RAISED,
        "opened_at": raised.raised_at,
    }
    if clock:
        values["next_due_at"] = records.as_instant(clock.due_at)
        values["next_due_kind"] = clock.kind
    return RecordEdit(CASE, values, case_id, raised.student_id)


def add(session: Session, concern_id: str, values: Mapping[str, Any]) -> Written:
    """Write down what came to be known later; the concern stays as it was raised.

    Raises `ConcernEmptyError`, or `NoSuchRecordError`.
    """
    concern = cast("Concern", records.read(session, concern_id, KIND))
    filled = _said(values)
    said: dict[str, Any] = {
        name: filled[name] for name in ("facts", "child_words") if name in filled
    }
    if not said:
        raise ConcernEmptyError
    known: dict[str, Any] = {
        **said,
        "student_id": concern.student_id,
        "class_id": concern.class_id,
        "concern_id": concern_id,
        "case_id": concern.case_id,
        "added_by": session.person_id,
        "added_at": records.instant(session),
    }
    edit = records.edit(ADDENDUM, known, student_id=concern.student_id)
    written = records.save(session, [edit], label=ADDENDUM)
    letters.post_due(session)
    return written


def of_student(session: Session, student_id: str) -> tuple[Concern, ...]:
    """Return what was raised about a child, the latest first."""
    query = Query(KIND, student_id=student_id)
    return cast("tuple[Concern, ...]", records.find(session, query, "newest"))


def of_case(session: Session, case_id: str) -> tuple[Concern, ...]:
    """Return the concerns of a case that are known here, the oldest first."""
    shell = records.values_if_known(session, case_id)
    query = Query(KIND, student_id=str(shell.get("student_id") or ""))
    found = cast("tuple[Concern, ...]", records.find(session, query))
    named = set(shell.get("concern_ids") or ())
    return tuple(each for each in found if each.case_id == case_id or each.id in named)


def addenda_of(session: Session, concern_id: str) -> tuple[ConcernAddendum, ...]:
    """Return what was added to a concern, the oldest first."""
    query = Query(ADDENDUM, title=concern_id)
    return cast("tuple[ConcernAddendum, ...]", records.find(session, query))


def case_taking_up(session: Session, student_id: str) -> CareCase | None:
    """Return the child's open case that is known here, the oldest of several."""
    query = Query(CASE, student_id=student_id, states=OPEN_STATES)
    found = cast("tuple[CareCase, ...]", records.find(session, query, "id"))
    return min(found, key=lambda each: (each.opened_at, each.id), default=None)


def situations_for(harm_signs: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the situations of the law that fit what was ticked, without doubles."""
    table = vocabulary("care_harm_signs")
    terms = [table.term(code) for code in harm_signs]
    found = (term.facts.get("situation", "") for term in terms if term)
    return tuple(dict.fromkeys(each for each in found if each))


@dataclass(frozen=True, slots=True)
class ConcernDraft:
    """A concern that is being written; `body` is whatever the form holds."""

    id: str
    student_id: str
    body: Mapping[str, Any]
    saved_at: str = ""


def keep_draft(session: Session, draft: ConcernDraft) -> str:
    """Write down what is typed and return the time stamp to show; nobody gets it."""
    kept = drafts.Draft(draft.id, KIND, draft.student_id, None, draft.body)
    return drafts.keep_draft(session.ledger, kept)


def read_drafts(session: Session) -> tuple[ConcernDraft, ...]:
    """Return concerns that were begun and not raised, the latest first."""
    return tuple(
        ConcernDraft(each.id, each.student_id or "", each.body, each.saved_at)
        for each in drafts.read_drafts(session.ledger.db)
        if each.kind == KIND
    )


def drop_draft(session: Session, draft_id: str) -> None:
    """Give up a concern that was begun; the user asked for it."""
    drafts.erase_draft(session.ledger.db, draft_id)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is filled, words without their edges."""
    known = facts_of(KINDS[KIND])
    plain = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in values.items()
        if name in known
    }
    return {name: each for name, each in plain.items() if each not in ("", None, [])}


def _is_urgent(values: Mapping[str, Any]) -> bool:
    table = vocabulary("care_signs")
    terms = (table.term(code) for code in values.get("signs") or ())
    return bool(values.get("harm_signs")) or any(
        term is not None and term.facts.get("urgent") == "yes" for term in terms
    )


def _promises(
    session: Session, entry: ConcernEntry, concern: Mapping[str, Any]
) -> list[RecordEdit]:
    # Others than the readers of the concern see follow-ups, so none says it is one.
    told = {name: concern[name] for name in ("class_id", "term_id")}
    return [
        follow_ups.new_item(
            session, entry.student_id, {"source": "other", **told, **each}
        )
        for each in entry.promises
    ]


def _about_clock(session: Session) -> tuple[str, ...]:
    """Say what looks wrong about the computer's clock, from which limits count."""
    latest = records.recent_saves(session, 1)
    trust = clock_trust(session.clock.now(), latest[0].at if latest else None)
    return (translate(trust.message).format(**trust.facts),) if trust.message else ()


def _remarks(session: Session, student: Student, posted: Posted) -> tuple[str, ...]:
    found = []
    if student.roll_status in _GONE:
        found.append(
            _(
                "This child has left the school; the concern is kept and goes to the"
                " psychology teacher all the same."
            )
        )
    if not is_anybody(session, frozenset({"psychologist"})):
        found.append(_nobody(session))
    elif posted.unposted:
        found.append(
            _(
                "No psychology teacher's card has been compared here yet; the concern"
                " waits, so tell her in person as well."
            )
        )
    return tuple(found)


def _nobody(session: Session) -> str:
    if is_anybody(session, frozenset({"student_affairs", "principal"})):
        return _(
            "No psychology teacher is entered, so the concern goes to student affairs"
            " and the principal."
        )
    return _(
        "Neither a psychology teacher nor student affairs nor the principal is"
        " entered; the concern is kept, so tell one of them in person."
    )
