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
    visit_plans,
    visit_wording,
    visits,
    words,
)
from homevisit.services.times import local_minute
from homevisit.text import _
from ui.desk.concerns import form_concerns
from ui.desk.papers import papers_of
from ui.desk.reviews import may_review, reviews
from ui.desk.visit_answers import answers_of, promises_of, rescued_words
from ui.desk.visit_questions import PROMISES, Offered, sections
from ui.desk.visit_summary import signature
from ui.rows import Addendum, DraftRow, LastVisit, OpenItem, VisitForm
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words
    from ui.signing_rows import SignatureLine

_LINES = 5
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Writing:
    """A visit being written: what the screen shows and what services know of it."""

    shown: VisitForm
    form: visits.VisitForm


def begin(session: Session, student_id: str) -> Writing:
    """Continue the student's unfinished visit, or begin one; nothing is saved yet."""
    for form, saved_at in visits.read_drafts(session):
        is_over = records.is_locked(session, form.visit_id)
        if form.student_id == student_id and not is_over:
            return _writing(session, form, saved_at)
    return _writing(session, visit_plans.begin_planned(session, student_id), "")


def open_draft(session: Session, draft_id: str) -> Writing | None:
    """Return an unfinished visit, or None where it is gone.

    Where the visit was finalised elsewhere it is shown locked, with what the draft says
    beyond it offered as an addition.
    """
    for form, saved_at in visits.read_drafts(session):
        if form.draft_id != draft_id:
            continue
        if records.is_locked(session, form.visit_id):
            return _rescue(session, form)
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
        values={**writing.shown.values, PROMISES: promises_of(made)},
        promises=(),
        last=None,
        carry={},
        addenda=_addenda(session, visit),
        reviews=reviews(session, visit),
        can_review=may_review(session),
        signature=signature(session, visit_id, words.read_words(session)),
    )
    return Writing(shown, form)


def _rescue(session: Session, form: visits.VisitForm) -> Writing:
    locked = open_visit(session, form.visit_id)
    stored = records.values_of(session, form.visit_id)
    words_ = rescued_words(locked.shown.sections, form, stored)
    return replace(locked, shown=replace(locked.shown, rescued=words_), form=form)


def keep(session: Session, form: visits.VisitForm) -> str:
    """Keep the draft; return when."""
    return visits.keep_draft(session, form)


def drop(session: Session, draft_id: str) -> None:
    """Give up an unfinished visit."""
    for form, _at in visits.read_drafts(session):
        if form.draft_id == draft_id:
            visits.drop_draft(session, form)


def finalise(session: Session, form: visits.VisitForm) -> visits.Finalised:
    """Lock the visit with the siblings' copies. Raises `VisitIncompleteError`."""
    return visits.finalise_visit(session, form)


def add(session: Session, form: visits.VisitForm, content: str, reason: str) -> Writing:
    """Add to a finalised visit and return it; a draft of these words is then gone."""
    visit_endings.add_addendum(session, form.visit_id, content, reason)
    if form.draft_id:
        visits.drop_draft(session, form)
    return open_visit(session, form.visit_id)


def read_signature(session: Session, form: visits.VisitForm) -> SignatureLine | None:
    """Return the guardian's latest answer; None also for what is still written."""
    if not records.is_locked(session, form.visit_id):
        return None
    return signature(session, form.visit_id, words.read_words(session))


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
        sections=sections(table, _offered(session, file, table)),
        values=answers_of(form),
        last=_last(last, table) if last is not None else None,
        carry=dict(carried.values),
        promises=tuple(
            _promised(each)
            for each in file.open_items
            # What this visit promises itself stands in the form, not before it.
            if each.item.source_id != form.visit_id
        ),
        judged=dict(form.kept),
        tip=file.private.tip,
        school_tips=school.read_school(session).communication_tips,
        wording=visit_wording.wording_of(table),
        kept_words=dict(form.kept_words),
        visit_id=form.visit_id,
        saved_at=local_minute(saved_at)[-5:] if saved_at else "",
        doubts=form_concerns(form),
        papers=papers_of(file, form.visit_id),
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


def _offered(session: Session, file: StudentFile, table: Words) -> Offered:
    return Offered(
        family=_family(file, table),
        masked_family=_family(file, table, name=masked_name),
        staff=_staff(session),
        siblings=_siblings(file),
    )


def _family(
    file: StudentFile, table: Words, *, name: Callable[[str], str] = str
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (m.id, f"{table.label('relations', m.relation)} {name(m.name)}".strip())
        for m in file.members
    )


def _siblings(file: StudentFile) -> tuple[tuple[str, str], ...]:
    return tuple((each.id, each.name) for each in file.siblings)


def _staff(session: Session) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.id, each.name)
        for each in school.staff(session)
        if each.id != session.person_id and each.name
    )


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
