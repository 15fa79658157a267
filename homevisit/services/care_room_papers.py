"""Papers of care from what only the counselling room holds: referral, record, plan.

They carry the number of the case. A child's name that stands in a counselling text is
replaced by that number; only a referral, and a plan on request, name the child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import level_schemes
from homevisit.domain.care_counselling import CounsellingNote
from homevisit.domain.record import Shape, facts_of
from homevisit.ledger.queries import Query
from homevisit.services import care_approvals, level_settings, records
from homevisit.text import N_, _, listed, run_on, translate
from reports.care_data import (
    CarePlan,
    Child,
    CounsellingRecord,
    Legend,
    Level,
    NoteGroup,
    PlanLine,
    ReferralLetter,
)
from reports.visit_data import Choice, Note

if TYPE_CHECKING:
    from homevisit.domain import care_room_records
    from homevisit.services.care_paper_facts import PaperFacts
    from homevisit.services.room import Room
    from homevisit.services.session import Session

_REFERRAL, _PLAN = "referral", "plan"
_ENDED = frozenset({"done", "not_needed", "stopped"})
_SESSION = (
    "session_date",
    "session_no",
    "minutes",
    "place",
    "format",
    "mode",
    "referral_source",
    "student_consent",
    "guardian_consent",
)
_GROUPS = (
    (
        N_("Background"),
        (
            "family_structure",
            "parenting",
            "life_events",
            "health",
            "diagnosis",
            "diagnosed_by",
            "medication",
        ),
    ),
    (N_("Heard and seen"), ("chief_complaint", "observation")),
    (
        N_("Looked at together"),
        (
            "problem_categories",
            "risks",
            "risk_note",
            "protective",
            "triggers",
            "support",
        ),
    ),
    (N_("Work in the session"), ("goals", "process", "technique", "effect")),
    (N_("What comes next"), ("plan", "next_date", "referral_needed")),
)


def referral(
    room: Room, facts: PaperFacts, step_id: str
) -> tuple[ReferralLetter, str, str]:
    """Return the letter of a referral, the student's id and the case's."""
    step = cast("care_room_records.CareStep", records.read(room, step_id, "care_step"))
    if step.step != _REFERRAL:
        raise records.NoSuchRecordError
    told: dict[str, Any] = step.details
    place = records.values_if_known(room.school, str(told.get("contact_id") or ""))
    letter = ReferralLetter(
        case_no=_case_no(room, step.case_id),
        child=facts.child(step.student_id),
        day=_day(step.at),
        to_name=str(told.get("place") or place.get("name") or ""),
        to_place=listed(str(place.get(n) or "") for n in ("address", "phone")),
        urgency=facts.ticked("care_urgencies", (str(told.get("urgency") or ""),)),
        reason=str(told.get("reason") or ""),
        wanted=_to_ask_for(),
        consent=facts.ticked(
            "consent_answers", (str(told.get("guardian_agrees") or ""),)
        )[:2],
        feedback_by=step.next_on,
        psychologist=facts.staff.get(step.by_id, ""),
        school_phone=facts.school_phone,
    )
    return letter, step.student_id, step.case_id


def _to_ask_for() -> tuple[Choice, ...]:
    asked = (_("assessment"), _("advice on treatment"), _("guidance for the family"))
    return tuple(Choice(each) for each in asked)


def record(
    room: Room, facts: PaperFacts, note_id: str
) -> tuple[CounsellingRecord, str, str]:
    """Return the paper of one session, the student's id and the case's."""
    note = cast("CounsellingNote", records.read(room, note_id, "counselling_note"))
    shown = _Shown(facts, note, facts.child(note.student_id).name)
    groups = [
        NoteGroup(translate(title), tuple(shown.notes(names)))
        for title, names in _GROUPS
    ]
    paper = CounsellingRecord(
        case_no=note.case_no,
        facts=tuple(
            (shown.label(name), words)
            for name in _SESSION
            if (words := shown.words(name))
        ),
        groups=tuple(each for each in groups if each.notes),
        counsellor=facts.staff.get(note.counsellor_id, ""),
    )
    return paper, note.student_id, note.case_id


class _Shown:
    """The fields of a counselling note in words, without the child's name."""

    def __init__(self, facts: PaperFacts, note: CounsellingNote, name: str) -> None:
        self._facts, self._note, self._name = facts, note, name
        self._fields = facts_of(CounsellingNote)

    def label(self, name: str) -> str:
        return translate(self._fields[name].label)

    def notes(self, names: tuple[str, ...]) -> list[Note]:
        found = ((name, self.words(name)) for name in names)
        return [Note(self.label(name), words) for name, words in found if words]

    def words(self, name: str) -> str:
        """Return what a field says; nothing for an empty one."""
        value, facts = getattr(self._note, name), self._fields[name]
        if value is None or value in ("", ()):
            return ""
        if facts.shape is Shape.FLAG:
            return _("Yes") if value else _("No")
        if facts.shape is Shape.CHOICE:
            return self._facts.words.label(facts.vocabulary, value)
        if facts.shape is Shape.CHOICES:
            return listed(self._facts.words.labels(facts.vocabulary, value))
        if facts.shape is Shape.ROWS:
            return "\n".join(self._event(each) for each in value)
        return self._bare(str(value))

    def _event(self, event: Any) -> str:  # noqa: ANN401  a row of any table
        word = self._facts.words.label("counselling_life_events", event.event)
        return self._bare(run_on((event.on, word, event.remark)))

    def _bare(self, text: str) -> str:
        if not self._name or not self._note.case_no:
            return text
        return text.replace(self._name, self._note.case_no)


def plan(
    room: Room, facts: PaperFacts, case_id: str, *, with_name: bool
) -> tuple[CarePlan, str]:
    """Return what is done for a child, and the student's id."""
    file = cast("care_room_records.CareFile", records.read(room, case_id, "care_file"))
    query = Query("plan_item", student_id=file.student_id)
    every = cast("tuple[care_room_records.PlanItem, ...]", records.find(room, query))
    items = [e for e in every if e.case_id == case_id and e.state not in _ENDED]
    items.sort(key=lambda each: (each.order is None, each.order or 0, each.id))
    agreed = _latest_plan(room, file)
    shell = records.values_if_known(room.school, case_id)
    level, legend = _level(room.school, shell.get("severity"))
    forbidden = [str(agreed.get("forbidden") or ""), *(e.forbidden for e in items)]
    safety = [str(agreed.get("safety") or ""), *(e.safety for e in items)]
    paper = CarePlan(
        case_no=file.case_no,
        day=room.clock.today().isoformat(),
        level=level,
        legend=legend,
        lines=tuple(_line(facts, each) for each in items),
        next_review=_day(str(shell.get("next_due_at") or "")),
        psychologist=facts.staff.get(file.accepted_by, ""),
        homeroom_teacher=facts.homeroom_teacher(file.student_id),
        leader=_approved_by(room.school, facts, case_id),
        child=facts.child(file.student_id) if with_name else Child(),
        forbidden=_joined(forbidden),
        safety=_joined(safety),
    )
    return paper, file.student_id


def _latest_plan(room: Room, file: care_room_records.CareFile) -> dict[str, Any]:
    """Return what the latest step that fixed a plan says of its limits."""
    query = Query("care_step", student_id=file.student_id, states=(_PLAN,))
    steps = cast("tuple[care_room_records.CareStep, ...]", records.find(room, query))
    mine = [each for each in steps if each.case_id == file.id]
    return max(mine, key=lambda each: (each.at, each.id)).details if mine else {}


def _level(school: Session, severity: object) -> tuple[Level | None, Legend]:
    scheme = level_settings.in_use(school).scheme
    levels = {
        each.severity: Level(
            each.severity or 0, listed((each.label, each.neutral)), each.colour
        )
        for each in level_schemes.in_order(scheme)
    }
    legend = Legend(scheme.name, tuple(e for e in levels.values() if e.severity))
    if not isinstance(severity, int):
        return None, legend
    said = level_schemes.level_of(scheme, severity)
    return Level(severity, listed((said.label, said.neutral)), said.colour), legend


def _approved_by(school: Session, facts: PaperFacts, case_id: str) -> str:
    """Return the name of the leader who agreed to the plan last."""
    found = care_approvals.given(school, case_id)
    agreed = [e for e in found if e.what == _PLAN and e.decision == care_approvals.YES]
    if not agreed:
        return ""
    return facts.staff.get(max(agreed, key=lambda e: e.decided_at).decided_by, "")


def _line(facts: PaperFacts, item: care_room_records.PlanItem) -> PlanLine:
    people = (each.name or facts.staff.get(each.staff_id, "") for each in item.people)
    until = item.to_date or (_("without end") if item.from_date else "")
    span = " – ".join(filter(None, (item.from_date, until)))
    return PlanLine(
        kind=facts.words.label("plan_item_kinds", item.kind),
        text=item.text,
        people=listed(people),
        frequency=item.frequency,
        span=span,
        state=facts.words.label("plan_item_states", item.state),
    )


def _case_no(room: Room, case_id: str) -> str:
    return str(records.values_if_known(room, case_id).get("case_no") or "")


def _joined(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(each for each in texts if each.strip()))


def _day(instant: str) -> str:
    return instant[:10]
