"""The forms of the counselling room: what an act asks for, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain import care_steps as steps
from homevisit.domain.care_room_records import CareStep
from homevisit.domain.record import Shape, facts_of, is_empty
from homevisit.services import care_drafts, room, words
from homevisit.text import N_, _, translate
from ui.care_rows import CareForm
from ui.desk import (
    care_book_form,
    care_duty_form,
    care_note_form,
    care_notice_form,
    care_plan_form,
)
from ui.desk.care_questions import LEVEL, Questions, answered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.session import Session
    from ui.rows import FormField

TEXT, MEMBERS, NEXT = "text", "members", "next_on"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the common fields a step asks for; those in `needed` must be there."""

    common: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()
    note: str = ""
    is_serious: bool = False


_ROOM = N_(
    "It stays in the room. The homeroom teacher sees level and dates, not words."
)
_ASKED: Mapping[str, Asked] = {
    steps.INTERVIEW: Asked((TEXT, LEVEL, NEXT), frozenset({TEXT}), _ROOM),
    steps.FOLLOW_UP: Asked((TEXT, LEVEL, NEXT), frozenset({TEXT}), _ROOM),
    steps.PANEL: Asked((MEMBERS, LEVEL, NEXT), frozenset({MEMBERS}), _ROOM),
    steps.PLAN: Asked((NEXT,), note=_ROOM),
    steps.JOINT_MEETING: Asked((MEMBERS, TEXT), note=_ROOM),
    steps.REFERRAL: Asked((NEXT,), note=_ROOM),
    steps.RETURN: Asked((LEVEL, NEXT), note=_ROOM),
    steps.REOPEN: Asked(note=_ROOM),
    steps.LEVEL_CHANGE: Asked(
        (LEVEL,),
        frozenset({LEVEL}),
        N_("A lower level holds once a second person has confirmed it."),
    ),
    steps.ESCALATION: Asked((TEXT,), note=_ROOM),
    steps.CONFIDENTIALITY_BREAK: Asked(
        note=N_(
            "What is written here is a record and is never taken away: why, whom, and"
            " the least that was told."
        ),
        is_serious=True,
    ),
    steps.PROPOSE_CLOSURE: Asked(
        (TEXT,), note=N_("The case closes when a second person has confirmed it.")
    ),
    steps.CONFIRM_CLOSURE: Asked((TEXT,)),
    steps.CONFIRM_LEVEL: Asked((TEXT,)),
    steps.REJECT: Asked(
        note=N_("The clue stays as it was raised; who raised it sees the outcome.")
    ),
}
_HINTS: Mapping[str, str] = {LEVEL: N_("empty: stays as it is")}


def read_form(session: Session, act: str, case_id: str, subject: str = "") -> CareForm:
    """Return the form of an act, with what was typed and not written before."""
    opened = room.room_of(session)
    makers = {
        care_plan_form.ACT: care_plan_form.make,
        care_note_form.ACT: care_note_form.make,
        care_book_form.ACT: care_book_form.make,
        care_duty_form.ACT: care_duty_form.make,
        care_notice_form.ACT: care_notice_form.make,
    }
    made = makers.get(act)
    form = made(opened, case_id, subject) if made else _step(session, act, case_id)
    return _with_draft(form, care_drafts.find(opened, act, form.case_id, form.subject))


def _with_draft(form: CareForm, draft: care_drafts.CareDraft | None) -> CareForm:
    if draft is None:
        return form
    names = {each.name for each in form.fields}
    typed = {name: value for name, value in draft.answers.items() if name in names}
    return CareForm(
        act=form.act,
        case_id=form.case_id,
        title=form.title,
        fields=form.fields,
        save=form.save,
        values={**form.values, **typed},
        blank=form.values,
        note=form.note,
        subject=form.subject,
        is_serious=form.is_serious,
        is_draft=True,
    )


def _step(session: Session, act: str, case_id: str) -> CareForm:
    asked = _ASKED.get(act, Asked())
    return CareForm(
        act=act,
        case_id=case_id,
        title=words.read_words(session).label("care_steps", act),
        fields=_fields(Questions(session), act, asked),
        save=_("Record it"),
        note=translate(asked.note) if asked.note else "",
        is_serious=asked.is_serious,
    )


def _fields(questions: Questions, act: str, asked: Asked) -> tuple[FormField, ...]:
    common = facts_of(CareStep)
    first = tuple(name for name in asked.common if name in {MEMBERS, TEXT})
    last = tuple(name for name in asked.common if name not in first)
    details = steps.DETAILS.get(act, {})
    found = [
        questions.ask(name, common[name], required=name in asked.needed)
        for name in first
    ]
    found += [
        questions.ask(name, facts)
        for name, facts in details.items()
        if facts.shape is not Shape.KEY and facts.of_kind != "guardian_notice"
    ]
    for name in last:
        field = questions.ask(name, common[name], required=name in asked.needed)
        hint = "" if field.required else translate(_HINTS.get(name, ""))
        found.append(questions.with_hint(field, hint))
    return tuple(found)


def details_of(act: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the step's own fields; what was left empty is left out."""
    values = {
        name: answered(facts, answers[name])
        for name, facts in steps.DETAILS.get(act, {}).items()
        if name in answers
    }
    return {name: value for name, value in values.items() if not is_empty(value)}
