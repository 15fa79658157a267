"""What psychology staff do in a case: one verb for all steps, the note, the duties.

Each act is one save of the room; then the shell follows (`care_publishing`). A step is
never edited: whoever erred takes the save back or writes another step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import MERGED
from homevisit.domain.care_clocks import observed_until
from homevisit.domain.care_flow import Refusal, may_follow
from homevisit.domain.care_order import in_order
from homevisit.domain.kinds import read_record
from homevisit.errors import Explanation, Problem
from homevisit.ids import new_id
from homevisit.ledger.change import Note
from homevisit.ledger.filing import read_filing
from homevisit.ledger.queries import Query
from homevisit.services import care_facts, records
from homevisit.services.care_facts import FILE, STEP
from homevisit.services.care_publishing import publish, publish_case
from homevisit.services.records import RecordEdit
from homevisit.text import N_, _, translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.care_records import Concern
    from homevisit.domain.care_room_records import CareStep
    from homevisit.ledger.undo import Undone
    from homevisit.services.care_facts import Known
    from homevisit.services.records import Written
    from homevisit.services.room import Room

__all__ = ["CaseEntry", "StepRefusedError", "publish", "take_back", "write"]


class StepRefusedError(Problem):
    """A step cannot follow; `refusal` says why and what to fill in."""

    code = "care_step_refused"
    what = N_("This step cannot be written now.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Look at the case as it stands, then write the step that fits.")

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal

    def explain(self) -> Explanation:
        """Return the sentences; the first says why."""
        usual = super().explain()
        return Explanation(refusal_words(self.refusal), usual.safe, usual.todo)


class CaseMissingError(Problem):
    """Something is said of a case that nobody has taken up."""

    code = "care_case_not_taken_up"
    what = N_("Nobody has taken up this case yet.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Accept the case first, then write it again.")


_NO_SUCH_CASE = N_("Choose another case of the same child, which goes on.")


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One step as it is typed in: the fields of the record `care_step`.

    `details` are what `care_steps.DETAILS` asks of the step.
    """

    case_id: str
    step: str
    text: str = ""
    severity: int | None = None
    members: Sequence[str] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    next_on: str = ""
    approval_id: str = ""


def refusal_words(refusal: Refusal) -> str:
    """Return a refusal in the language in use."""
    facts = {
        name: translate(value) if name == "label" else value
        for name, value in refusal.facts.items()
    }
    return translate(refusal.message).format(**facts)


def accept(room: Room, case_id: str, text: str = "") -> Written:
    """Take up a case with all its concerns. Raises `StepRefusedError`."""
    return write(room, CaseEntry(case_id, steps.ACCEPT, text))


def write(room: Room, entry: CaseEntry, *, draft_id: str = "") -> Written:
    """Write one step as one save of the room, then let the shell follow.

    A draft that this makes good goes with it. Raises `StepRefusedError` where the step
    does not fit or lacks what it must say, and `NoSuchRecordError`.
    """
    known = care_facts.read_case(room, entry.case_id)
    values = _values(room, entry, known)
    _refuse(room, known, values)
    edits = [RecordEdit(STEP, values, new_id(room.clock), known.student_id)]
    edits += _file_edits(room, entry, known)
    written = records.write(
        room, edits, purpose="save", note=Note(label=STEP), draft_id=draft_id
    )
    publish_case(room, entry.case_id)
    return written


def may_write(room: Room, entry: CaseEntry) -> Refusal | None:
    """Return why a step cannot be written as it is typed in; None if it can."""
    known = care_facts.read_case(room, entry.case_id)
    return _refusal(room, known, _values(room, entry, known))


def share_hint(room: Room, case_id: str, text: str) -> Written:
    """Put the note for the homeroom teacher into the shell; "" takes it out.

    Raises `CaseMissingError`.
    """
    return _change_file(room, case_id, {"hint": text.strip()})


def set_duties(
    room: Room, case_id: str, duties: Sequence[Mapping[str, str]]
) -> Written:
    """Say what teachers are to do; a duty without words is left out.

    Each has `text`, `owner_id`, `due_date`, and its `key` if it was there before, so
    that its tick stays. Raises `CaseMissingError`.
    """
    rows = [
        {
            "key": each.get("key") or new_id(room.clock),
            "text": each["text"].strip(),
            "owner_id": each.get("owner_id", ""),
            "due_date": each.get("due_date", ""),
        }
        for each in duties
        if each.get("text", "").strip()
    ]
    return _change_file(room, case_id, {"duties": rows})


def set_categories(room: Room, case_id: str, codes: Sequence[str]) -> Written:
    """Say what kinds of trouble it is about. Raises `CaseMissingError`."""
    return _change_file(room, case_id, {"categories": list(codes)})


def take_in(room: Room, concern_id: str) -> Written:
    """Take a further concern into the case it belongs to, or was merged into.

    A case that has ended is reopened by it under its number, in the same save. Raises
    `CaseMissingError`, or `NoSuchRecordError`.
    """
    concern = cast("Concern", records.read(room.school, concern_id, care_facts.CONCERN))
    known = care_facts.read_case(room, concern.case_id)
    goal = _merged_into(room, known)
    cases = {known.id: known, goal.id: goal}.values()
    edits = [_taking_in(each, concern_id) for each in cases]
    if not goal.case.is_open:
        entry = CaseEntry(
            goal.id, steps.REOPEN, details={"reason": _("A new concern was raised.")}
        )
        values = _values(room, entry, goal)
        edits.append(RecordEdit(STEP, values, new_id(room.clock), goal.student_id))
    written = records.save(room, edits, label=FILE)
    publish_case(room, goal.id)
    return written


def _merged_into(room: Room, known: Known) -> Known:
    """Return the case in which a merged one goes on, if that is here; else itself."""
    seen: dict[str, Known] = {}
    found = known
    while found.id not in seen:
        seen[found.id] = found
        if found.case.state != MERGED:
            return found
        try:
            found = care_facts.read_case(room, found.case.merged_into)
        except records.NoSuchRecordError:
            return known
    return known


def _taking_in(known: Known, concern_id: str) -> RecordEdit:
    if known.file is None:
        raise CaseMissingError
    ids = list(dict.fromkeys([*known.file.concern_ids, concern_id]))
    return RecordEdit(FILE, {"concern_ids": ids}, known.id, known.student_id)


def take_back(room: Room, save_id: str, reason: str = "") -> Undone:
    """Undo a save of the room, and let the shells follow.

    Raises `NothingToUndoError` where nothing of it stands any more.
    """
    undone = records.take_back(room, save_id, reason)
    publish(room)
    return undone


def read_steps(room: Room, case_id: str) -> tuple[CareStep, ...]:
    """Return the steps of a case, each after those that its writer knew of."""
    found = cast("tuple[CareStep, ...]", records.find(room, Query(STEP, title=case_id)))
    return cast("tuple[CareStep, ...]", in_order(found).steps)


def secrecy_breaks(room: Room, case_id: str = "") -> tuple[CareStep, ...]:
    """Return when confidentiality was broken: why, who was told, and what at least.

    Without a case, in all of them. The latest first.
    """
    asked = Query(STEP, title=case_id, states=(steps.CONFIDENTIALITY_BREAK,))
    return cast("tuple[CareStep, ...]", records.find(room, asked, "newest"))


def _values(room: Room, entry: CaseEntry, known: Known) -> dict[str, Any]:
    members = [*entry.members]
    if entry.step == steps.PANEL and room.person_id not in members:
        members.insert(0, room.person_id)
    values: dict[str, Any] = {
        "student_id": known.student_id,
        "case_id": known.id,
        "step": entry.step,
        "at": records.instant(room),
        "by_id": room.person_id,
        "severity_before": known.case.severity,
        "severity": entry.severity,
        "members": members,
        "text": entry.text.strip(),
        "details": dict(entry.details),
        "next_on": entry.next_on,
        "approval_id": entry.approval_id,
        "after": list(known.case.heads),
    }
    return {
        name: value for name, value in values.items() if value not in (None, "", [], {})
    }


def _refusal(room: Room, known: Known, values: Mapping[str, Any]) -> Refusal | None:
    step = cast("CareStep", read_record(STEP, "", values))
    watch = care_facts.read_watch(room.school)
    refusal = may_follow(
        known.case,
        step,
        approvals=known.approvals,
        observed_until=observed_until(known.case, watch),
        today=room.clock.today().isoformat(),
    )
    return refusal or _merged_astray(room, known, step)


def _merged_astray(room: Room, known: Known, step: CareStep) -> Refusal | None:
    """Refuse to merge into what is no case of this child, or leads back here."""
    if step.step != steps.MERGE:
        return None
    at, seen = str(step.details["into_id"]), {known.id}
    file_of = read_filing(room.common).file_of
    while at not in seen:
        seen.add(at)
        try:
            goal = care_facts.read_case(room, at)
        except records.NoSuchRecordError:
            break
        if file_of(goal.student_id) != file_of(known.student_id):
            break
        if goal.case.state != MERGED:
            return None
        at = goal.case.merged_into
    return Refusal("merge_astray", _NO_SUCH_CASE, "into_id")


def _refuse(room: Room, known: Known, values: Mapping[str, Any]) -> None:
    refusal = _refusal(room, known, values)
    if refusal:
        raise StepRefusedError(refusal)


def _file_edits(room: Room, entry: CaseEntry, known: Known) -> list[RecordEdit]:
    """Return what the first step of a case, or taking it up, writes into its file."""
    file = known.file
    if file and entry.step != steps.ACCEPT:
        return []
    concerns = [each.id for each in known.concerns]
    if known.shell and not concerns:
        concerns = list(known.shell.concern_ids)
    values: dict[str, Any] = {"concern_ids": concerns}
    if file is None:
        values |= {
            "student_id": known.student_id,
            "case_no": known.case_no,
            "opened_at": records.instant(room),
        }
        if records.values_if_known(room, known.id).get("archived"):
            values["archived"] = None  # taken up before, and taken back
    if entry.step == steps.ACCEPT:
        values["accepted_by"] = room.person_id
    return [RecordEdit(FILE, values, known.id, known.student_id)]


def _change_file(room: Room, case_id: str, values: Mapping[str, Any]) -> Written:
    known = care_facts.read_case(room, case_id)
    if known.file is None:
        raise CaseMissingError
    edit = RecordEdit(FILE, values, case_id, known.student_id)
    written = records.save(room, [edit], label=FILE)
    publish_case(room, case_id)
    return written
