"""What is done in a case, from the answers of a form; each act can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain.care_room_records import CareStep
from homevisit.domain.record import facts_of
from homevisit.errors import Problem
from homevisit.services import (
    appointments,
    care_approvals,
    care_board,
    care_cases,
    care_drafts,
    care_facts,
    counselling_notes,
    guardian_notices,
    plan_items,
    records,
    room,
)
from homevisit.services.care_cases import CaseEntry
from homevisit.services.care_drafts import CareDraft
from homevisit.text import N_, _
from ui.desk import (
    care_book_form,
    care_duty_form,
    care_note_form,
    care_notice_form,
    care_plan_form,
)
from ui.desk.care_forms import MEMBERS, NEXT, TEXT, details_of
from ui.desk.care_questions import LEVEL, answered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.records import Written
    from homevisit.services.room import Room
    from homevisit.services.session import Session
    from ui.care_rows import CareForm

ASK_PLAN, ASK_CLOSURE = "ask_plan", "ask_closure"
HINT = "hint"


class TimeUnreadError(Problem):
    """An appointment needs a day and a time of day."""

    code = "appointment_time_unread"
    what = N_("Day and time of the appointment cannot be read.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Write the day like 2026-11-24 and the time like 15:30.")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words; with `save_id` it can be taken back.

    `is_school`: the save is one of the school's records and not of the room.
    `also_save_id`: one of the school's records was written beside it.
    """

    words: str
    case_id: str = ""
    save_id: str = ""
    is_school: bool = False
    also_save_id: str = ""


def write(session: Session, form: CareForm, answers: Mapping[str, Any]) -> Done:
    """Write what a form was filled in with; its draft is gone then.

    Raises `StepRefusedError` where the step does not fit, and what the verbs raise.
    """
    opened = room.room_of(session)
    if form.act == care_notice_form.ACT:
        return _notice(session, form, answers)
    makers = {
        care_plan_form.ACT: _plan_item,
        care_note_form.ACT: _note,
        care_book_form.ACT: _appointment,
        care_duty_form.ACT: _duties,
    }
    made = makers.get(form.act, _step)(opened, form, answers)
    care_drafts.drop(opened, form.act, form.case_id, form.subject)
    return Done(_("Written down."), form.case_id, made.save_id or "")


def accept(session: Session, case_id: str, concern_id: str = "") -> Done:
    """Take up a case, or with `concern_id` one more concern into it."""
    opened = room.room_of(session)
    if concern_id:
        made = care_cases.take_in(opened, concern_id)
    else:
        made = care_cases.accept(opened, case_id)
    return Done(_("Taken on. Who raised it sees that."), case_id, made.save_id or "")


def share_hint(session: Session, case_id: str, words: str) -> Done:
    """Share the note for the homeroom teacher."""
    opened = room.room_of(session)
    made = care_cases.share_hint(opened, case_id, words)
    care_drafts.drop(opened, HINT, case_id)
    said = _("Shared with the homeroom teacher.") if words else _("Nothing is shared.")
    return Done(said, case_id, made.save_id or "")


def ask_leader(session: Session, act: str, case_id: str) -> Done:
    """Ask the leaders for their word on the plan or on closing the case."""
    case = care_facts.read_case(room.room_of(session), case_id).case
    what, step = ("plan", case.plan) if act == ASK_PLAN else ("closure", case.closure)
    step_id = step.step_id if step else ""
    made = care_approvals.ask(
        session, case_id, what, step_id=step_id, severity=case.severity
    )
    words = _("The leaders are asked.")
    return Done(words, case_id, made.save_id or "", is_school=True)


def say_clock_is_right(session: Session) -> Done:
    """Remember that somebody found the computer's clock right."""
    care_board.say_clock_is_right(room.room_of(session))
    return Done(_("Noted; nothing more is said about the clock until the next entry."))


def take_back(session: Session, done: Done) -> Done:
    """Take an act back; what others know of the case follows."""
    if done.also_save_id:
        records.take_back(session, done.also_save_id)
    if done.is_school:
        records.take_back(session, done.save_id)
    else:
        care_cases.take_back(room.room_of(session), done.save_id)
    return Done(_("Taken back."), done.case_id)


def drop_draft(session: Session, form: CareForm) -> None:
    """Let go of what was typed into a form."""
    care_drafts.drop(room.room_of(session), form.act, form.case_id, form.subject)


def _step(opened: Room, form: CareForm, answers: Mapping[str, Any]) -> Written:
    facts = facts_of(CareStep)
    level = str(answers.get(LEVEL) or "")
    entry = CaseEntry(
        form.case_id,
        form.act,
        text=str(answers.get(TEXT) or ""),
        severity=int(level) if level.isdecimal() else None,
        members=answered(facts[MEMBERS], answers.get(MEMBERS)) or (),
        details=details_of(form.act, answers),
        next_on=str(answers.get(NEXT) or ""),
    )
    draft_id = CareDraft("", form.act, form.case_id, form.subject).id
    return care_cases.write(opened, entry, draft_id=draft_id)


def _notice(session: Session, form: CareForm, answers: Mapping[str, Any]) -> Done:
    values = care_notice_form.values_of(answers)
    told = guardian_notices.write(session, form.case_id, values, notice_id=form.subject)
    care_drafts.drop(room.room_of(session), form.act, form.case_id, form.subject)
    said = _("Written down. It can be printed now.")
    save_id = told.written.save_id or ""
    if told.step is None:
        return Done(said, form.case_id, save_id, is_school=True)
    step_id = told.step.save_id or ""
    return Done(said, form.case_id, step_id, also_save_id=save_id)


def _plan_item(opened: Room, form: CareForm, answers: Mapping[str, Any]) -> Written:
    values = care_plan_form.values_of(answers)
    if form.subject:
        return plan_items.edit(opened, form.subject, values)
    return plan_items.add(opened, form.case_id, values)


def _note(opened: Room, form: CareForm, answers: Mapping[str, Any]) -> Written:
    values = care_note_form.values_of(answers)
    if form.subject:
        return counselling_notes.edit(opened, form.subject, values)
    return counselling_notes.write(opened, form.case_id, values)


def _appointment(opened: Room, form: CareForm, answers: Mapping[str, Any]) -> Written:
    starts_at = care_book_form.starts_at(answers)
    if starts_at is None:
        raise TimeUnreadError
    if form.subject:
        reason = str(answers.get(care_book_form.REASON) or "")
        return appointments.move(opened, form.subject, starts_at, reason)
    booking = care_book_form.booking_of(answers, starts_at)
    return appointments.book(opened, booking)


def _duties(opened: Room, form: CareForm, answers: Mapping[str, Any]) -> Written:
    duties = care_duty_form.duties_of(answers)
    return care_cases.set_duties(opened, form.case_id, duties)
