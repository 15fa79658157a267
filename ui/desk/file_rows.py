"""A student's file as the window shows it, made from the file that services read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from homevisit.services import (
    calendars,
    records,
    student_files,
    viewings,
    visits,
    words,
)
from homevisit.services.times import local_minute
from homevisit.services.viewings import Looked
from homevisit.text import _, labelled, listed, run_on, translate_count
from ui.desk.concern_shells import shells_of
from ui.desk.concerns import concerns
from ui.desk.masks import masked
from ui.desk.tags import tags
from ui.desk.timeline_rows import timeline
from ui.rows import (
    AttachmentRow,
    Concern,
    Fact,
    OpenItem,
    StudentFile,
    StudentPreview,
)
from ui.words import days_ago, masked_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from homevisit.domain.attachments import Attachment
    from homevisit.domain.families import FamilyMember as Member
    from homevisit.domain.visits import Visit
    from homevisit.services.follow_ups import DueItem
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.desk.file_edits import FileDesk

_DOT = " · "
_URGENT = 4
_KILO = 1024


def read_file(session: Session, student_id: str, desk: FileDesk) -> StudentFile:
    """Return the whole file in words, with what is edited in place at this desk."""
    file = student_files.read_file(session, student_id)
    table = words.read_words(session)
    draft = _draft(session, student_id)
    term = calendars.current_term(session)
    last = visits.last_visit(session, student_id)
    count = sum(v.term_id == term.id for v in file.visits) if term else 0
    wrong = concerns(file)
    return StudentFile(
        id=student_id,
        name=file.student.name,
        about=_about(file, table),
        class_line=file.class_name,
        seat=file.student.class_seat_no,
        groups=tags(table, file.groups),
        strengths=_strengths(file),
        tip=file.private.tip,
        facts=_facts(file, table, wrong),
        timeline=timeline(session, file, table, draft),
        open_items=tuple(_open_item(each) for each in file.open_items),
        edits=desk.read(file, table),
        attachments=tuple(_attachment(a, table) for a in file.attachments),
        draft_id=draft[0].draft_id if draft else "",
        concerns=wrong,
        name_doubt=_doubt(wrong, student_id, "name"),
        last_line=_last_line(session, last),
        last_visit_id=last.id if last else "",
        care=shells_of(session, student_id),
        term_line=translate_count(
            "{count} visit this term", "{count} visits this term", count
        ),
    )


def read_preview(session: Session, student_id: str) -> StudentPreview:
    """Return what stands beside the list."""
    file = student_files.read_file(session, student_id)
    table = words.read_words(session)
    number = file.student.class_seat_no
    seat = _("number {number}").format(number=number) if number else ""
    return StudentPreview(
        id=student_id,
        name=file.student.name,
        about=_about(file, table),
        class_line=_DOT.join(p for p in (file.class_name, seat) if p),
        groups=tags(table, file.groups),
        facts=_facts(file, table, concerns(file)),
        urgent=_urgent(session, file),
        strengths=_strengths(file),
        tip=file.private.tip,
    )


def read_secret(session: Session, student_id: str, name: str) -> str:
    """Return the full value behind a mask, `phone` or `id`, and note the look."""
    field = {"phone": "phone", "id": "id_doc_no"}[name]
    private_id = records.private_id(student_id)
    viewings.note(session, Looked(student_id, "student_private", private_id, field))
    return str(records.values_if_known(session, private_id).get(field) or "")


def _last_line(session: Session, last: Visit | None) -> str:
    if last is None:
        return _("No completed visit yet")
    today = session.clock.today()
    try:
        days = (today - date.fromisoformat(last.visit_date)).days
    except ValueError:
        return last.visit_date
    return _("Last visit {day}, {ago}").format(
        day=last.visit_date[5:], ago=days_ago(days)
    )


def _draft(session: Session, student_id: str) -> tuple[visits.VisitForm, str] | None:
    found = (d for d in visits.read_drafts(session) if d[0].student_id == student_id)
    return next(found, None)


def _about(file: student_files.StudentFile, table: Words) -> str:
    age = ""
    if file.age is not None:
        age = translate_count("{count} year old", "{count} years old", file.age)
    parts = (table.label("sexes", file.student.sex), age)
    return _DOT.join(part for part in parts if part)


def _strengths(file: student_files.StudentFile) -> str:
    parts = (file.student.strengths, file.student.interests)
    return _DOT.join(" ".join(part.split()) for part in parts if part)


def _doubt(wrong: tuple[Concern, ...], record_id: str, *fields: str) -> str:
    found = (c for c in wrong if c.record_id == record_id and c.field in fields)
    return " ".join(each.text for each in found)


def _facts(
    file: student_files.StudentFile, table: Words, wrong: tuple[Concern, ...]
) -> tuple[Fact, ...]:
    guardians = [m for m in file.members if m.is_guardian]
    away = [m for m in file.members if m.is_away or m.work_place]
    private = file.private
    phone = _doubt(wrong, private.id, "phone")
    number = _doubt(wrong, private.id, "id_doc_no")
    place = _doubt(wrong, private.id, "home_address", "home_village")
    way = table.label("boarding", file.student.boarding)
    facts = [
        Fact(
            _("Guardian"),
            _people(guardians, table),
            masked=_people(guardians, table, name=masked_name),
        ),
        Fact(_("Away"), _away(away, table)),
        Fact(_("Phone"), masked(private.phone), _secret("phone", private.phone), phone),
        Fact(_("Address"), private.home_address or private.home_village, "", place),
        Fact(_("Attends as"), run_on((way, _commute(file, table)))),
        Fact(
            _("ID number"),
            masked(private.id_doc_no),
            _secret("id", private.id_doc_no),
            number,
        ),
    ]
    return tuple(fact for fact in facts if fact.value)


def _secret(name: str, value: str) -> str:
    return name if value else ""


def _commute(file: student_files.StudentFile, table: Words) -> str:
    mode = table.label("commute_modes", file.private.commute_mode)
    km = file.private.commute_km
    far = _("{km} km").format(km=f"{km:g}") if km else ""
    return " ".join(part for part in (mode, far) if part)


def _people(
    members: Iterable[Member], table: Words, *, name: Callable[[str], str] = str
) -> str:
    return listed(
        f"{table.label('relations', m.relation)} {name(m.name)}".strip()
        for m in members
    )


def _away(members: Iterable[Member], table: Words) -> str:
    return listed(
        f"{table.label('relations', m.relation)} {m.work_place}".strip()
        for m in members
    )


def _open_item(due: DueItem) -> OpenItem:
    late = -due.days_left if due.days_left is not None else -1
    return OpenItem(
        id=due.item.id,
        text=due.item.description,
        due_on=due.item.due_date,
        late_days=late,
        owner=due.item.owner_name,
    )


def _urgent(
    session: Session, file: student_files.StudentFile
) -> tuple[tuple[str, str], ...]:
    lines: list[tuple[str, str]] = []
    draft = _draft(session, file.student.id)
    if draft is not None:
        at = local_minute(draft[1])
        lines.append(("draft", _("A visit is begun, saved {time}").format(time=at)))
    for item in map(_open_item, file.open_items):
        if item.late_days > 0:
            words_ = translate_count(
                "{count} day overdue", "{count} days overdue", item.late_days
            )
            lines.append(("late", labelled(words_, item.text)))
        elif item.due_on and item.late_days == 0:
            lines.append(("soon", labelled(_("due today"), item.text)))
    return tuple(lines[:_URGENT])


def _attachment(a: Attachment, table: Words) -> AttachmentRow:
    size = f"{max(1, (a.size or 0) // _KILO)} KB"
    return AttachmentRow(
        id=a.id,
        title=a.caption or _("Attachment"),
        kind=table.label("attachment_purposes", a.purpose),
        on=local_minute(a.added_at)[:10],
        size=size,
    )
