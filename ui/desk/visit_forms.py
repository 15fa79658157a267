"""A visit between the window's form and the services: answers both ways."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from homevisit.services import (
    follow_ups,
    records,
    school,
    student_files,
    visit_endings,
    visits,
    words,
)
from homevisit.services.times import local_minute
from homevisit.text import _
from ui.desk.visit_questions import NO, PROMISES, YES, sections
from ui.rows import Addendum, DraftRow, LastVisit, OpenItem, VisitForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.follow_ups import FollowUp
    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words

_OTHER = "interviewee_name"
_LINES = 5
_LONGEST = 90
_HIDDEN = frozenset({"companions", "interviewees", "student_present", PROMISES})


@dataclass(frozen=True, slots=True)
class Writing:
    """A visit being written: what the screen shows and what services know of it."""

    shown: VisitForm
    form: visits.VisitForm


def begin(session: Session, student_id: str) -> Writing:
    """Continue the student's unfinished visit, or begin one; nothing is saved yet."""
    for form, saved_at in visits.read_drafts(session):
        if form.student_id == student_id:
            return _writing(session, form, saved_at)
    return _writing(session, visits.begin_visit(session, student_id), "")


def open_draft(session: Session, draft_id: str) -> Writing | None:
    """Return an unfinished visit, or None where it was finished elsewhere."""
    for form, saved_at in visits.read_drafts(session):
        if form.draft_id == draft_id:
            return _writing(session, form, saved_at)
    return None


def open_visit(session: Session, visit_id: str) -> Writing:
    """Return a visit: finalised to read, otherwise to go on with."""
    if not records.is_locked(session, visit_id):
        return _writing(session, visits.open_form(session, visit_id), "")
    values = records.values_of(session, visit_id)
    student_id = str(values.get("student_id") or "")
    form = visits.VisitForm("", visit_id, student_id, values)
    writing = _writing(session, form, "")
    visit: Any = records.read(session, visit_id)
    made = [
        each.item
        for each in follow_ups.open_items(session, student_id)
        if each.item.source_id == visit_id
    ]
    shown = replace(
        writing.shown,
        is_final=True,
        values={**writing.shown.values, PROMISES: _shown_promises(made)},
        promises=(),
        last=None,
        carry={},
        addenda=_addenda(session, visit),
    )
    return Writing(shown, form)


def with_answers(
    form: visits.VisitForm, answers: Mapping[str, Any], judged: Mapping[str, str]
) -> visits.VisitForm:
    """Return the services' form with what stands in the fields now."""
    asked = _asked_fields()
    kept = {n: v for n, v in form.values.items() if n not in asked}
    plain = {n: v for n, v in answers.items() if n not in _HIDDEN and n != _OTHER}
    values = {**kept, **plain}
    values["companions"] = [
        {"staff_id": each} for each in answers.get("companions", [])
    ]
    values["interviewees"] = _interviewees(answers)
    present = answers.get("student_present")
    values["student_present"] = {YES: True, NO: False}.get(str(present))
    return replace(
        form,
        values={name: v for name, v in values.items() if v not in (None, [], "")},
        promises=tuple(_promise(item) for item in answers.get(PROMISES, [])),
        kept={item: outcome for item, outcome in judged.items() if outcome},
    )


def keep(session: Session, form: visits.VisitForm) -> str:
    """Keep the draft; return when."""
    return visits.keep_draft(session, form)


def drop(session: Session, draft_id: str) -> None:
    """Give up an unfinished visit."""
    for form, _at in visits.read_drafts(session):
        if form.draft_id == draft_id:
            visits.drop_draft(session, form)


def finalise(session: Session, form: visits.VisitForm) -> str:
    """Lock the visit and return its id. Raises `VisitIncompleteError`."""
    return visits.finalise_visit(session, form).visit_ids[0]


def add(session: Session, visit_id: str, content: str, reason: str) -> Writing:
    """Add to a finalised visit and return it as it is now."""
    visit_endings.add_addendum(session, visit_id, content, reason)
    return open_visit(session, visit_id)


def drafts(session: Session) -> tuple[DraftRow, ...]:
    """Return the unfinished visits, the latest first."""
    return tuple(
        DraftRow(
            draft_id=form.draft_id,
            student_id=form.student_id,
            student_name=_name(session, form.student_id),
            title=_("Home visit"),
            saved_at=local_minute(saved_at),
        )
        for form, saved_at in visits.read_drafts(session)
    )


def _name(session: Session, student_id: str) -> str:
    student: Any = records.read(session, student_id)
    return str(student.name)


def _asked_fields() -> frozenset[str]:
    form = sections(words.Words(), (), ())
    return frozenset(q.name for section in form for q in section.fields)


def _writing(session: Session, form: visits.VisitForm, saved_at: str) -> Writing:
    file = student_files.read_file(session, form.student_id)
    table = words.read_words(session)
    last = visits.last_visit(session, form.student_id)
    if last is not None and last.id == form.visit_id:
        last = None
    carried = visits.carry_over(session, replace(form, values={}))
    shown = VisitForm(
        draft_id=form.draft_id,
        student_id=form.student_id,
        student_name=file.student.name,
        context=_context(file, form, table),
        sections=sections(table, _family(file, table), _staff(session)),
        values=_answers(form),
        last=_last(last, table) if last is not None else None,
        carry=dict(carried.values),
        promises=tuple(_promised(each) for each in file.open_items),
        judged=dict(form.kept),
        visit_id=form.visit_id,
        saved_at=local_minute(saved_at)[-5:] if saved_at else "",
    )
    return Writing(shown, form)


def _context(file: StudentFile, form: visits.VisitForm, table: Words) -> str:
    number = form.values.get("ordinal")
    parts = (
        file.class_name,
        _("visit no. {number}").format(number=number) if number else "",
        str(form.values.get("visit_date") or ""),
        table.label("visit_forms", str(form.values.get("visit_form") or "")),
    )
    return "  ".join(part for part in parts if part)


def _family(file: StudentFile, table: Words) -> tuple[tuple[str, str], ...]:
    return tuple(
        (m.id, f"{table.label('relations', m.relation)} {m.name}".strip())
        for m in file.members
    )


def _staff(session: Session) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.id, each.name)
        for each in school.staff(session)
        if each.id != session.person_id and each.name
    )


def _answers(form: visits.VisitForm) -> dict[str, Any]:
    values = dict(form.values)
    values["companions"] = [
        str(each.get("staff_id", "")) for each in values.get("companions") or ()
    ]
    people = values.get("interviewees") or ()
    values["interviewees"] = [p["member_id"] for p in people if p.get("member_id")]
    others = [p.get("name", "") for p in people if not p.get("member_id")]
    values[_OTHER] = "、".join(name for name in others if name)
    present = values.get("student_present")
    values["student_present"] = _present(present)
    values[PROMISES] = [
        {
            "text": str(p.get("description", "")),
            "side": str(p.get("promised_by", "")),
            "due_on": str(p.get("due_date", "")),
        }
        for p in form.promises
    ]
    return values


def _shown_promises(items: list[FollowUp]) -> list[dict[str, str]]:
    return [
        {"text": each.description, "side": each.promised_by, "due_on": each.due_date}
        for each in items
    ]


def _present(value: object) -> str:
    if value is None:
        return ""
    return YES if value else NO


def _interviewees(answers: Mapping[str, Any]) -> list[dict[str, str]]:
    people = [{"member_id": each} for each in answers.get("interviewees", [])]
    other = str(answers.get(_OTHER) or "").strip()
    return [*people, {"name": other}] if other else people


def _promise(item: Mapping[str, str]) -> dict[str, str]:
    return {
        "description": item.get("text", ""),
        "promised_by": item.get("side", ""),
        "due_date": item.get("due_on", ""),
    }


def _promised(due: follow_ups.DueItem) -> OpenItem:
    late = -due.days_left if due.days_left is not None else -1
    return OpenItem(due.item.id, due.item.description, due.item.due_date, late)


def _last(visit: Visit, table: Words) -> LastVisit:
    texts = (
        visit.family_situation,
        visit.living_env_note,
        visit.at_home,
        visit.consensus,
        visit.parent_needs,
        visit.follow_up_plan,
    )
    lines = [" ".join(text.split())[:_LONGEST] for text in texts if text.strip()]
    form = table.label("visit_forms", visit.visit_form)
    return LastVisit(visit.visit_date, form, tuple(lines[:_LINES]), visit.id)


def _addenda(session: Session, visit: Visit) -> tuple[Addendum, ...]:
    staff = school.staff_names(session)
    return tuple(
        Addendum(
            local_minute(each.written_at),
            staff.get(each.written_by, ""),
            each.content,
            each.reason,
        )
        for each in visit_endings.addenda_of(session, visit)
    )
