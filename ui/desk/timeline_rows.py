"""What happened for a child, newest first, as the timeline paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import follow_ups, school
from homevisit.services.times import local_minute
from homevisit.text import _, listed
from ui.desk.event_entries import event_entries
from ui.desk.planned_entries import planned_entries
from ui.desk.talk_entries import talk_entries
from ui.rows import TimelineEntry

if TYPE_CHECKING:
    from homevisit.domain.determinations import Determination
    from homevisit.domain.follow_ups import FollowUp
    from homevisit.domain.visits import Visit, VisitAddendum, VisitReview
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.visits import VisitForm
    from homevisit.services.words import Words

Draft = tuple["VisitForm", str]
_FORM_ICONS = {
    "phone": "phone",
    "wechat_video": "message-square",
    "letter": "file-text",
}
_UNMET = {"not_home": "clock", "declined": "ban", "rescheduled": "calendar-days"}
_LONGEST = 120
_DOT = " · "


def timeline(
    session: Session, file: StudentFile, table: Words, draft: Draft | None
) -> tuple[TimelineEntry, ...]:
    """Return every event of a file with its words."""
    staff = school.staff_names(session)
    papers = _papers(file)
    entries = [
        _visit(
            v,
            table,
            staff,
            papers=papers.get(v.id, 0),
            is_signed=v.parent_sign == "paper" or v.id in file.signed,
        )
        for v in file.visits
    ]
    entries += [_addendum(a, staff) for a in file.addenda]
    entries += [_review(r, staff, table) for r in file.reviews]
    entries += [_determination(d, table) for d in file.determinations]
    entries += [
        _settled(item, staff)
        for item in follow_ups.all_items(session, file.student.id)
        if item.state == follow_ups.SOLVED
    ]
    entries += planned_entries(session, file.student.id, table)
    entries += event_entries(session, file.student.id, table, staff)
    entries += talk_entries(session, file.student.id, table, staff)
    entries.sort(key=lambda entry: (entry.on, entry.time, entry.id), reverse=True)
    if draft is not None:
        entries.insert(0, _draft(draft, table))
    return tuple(entries)


def _papers(file: StudentFile) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in file.attachments:
        counts[each.of_id] = counts.get(each.of_id, 0) + 1
    return counts


def _visit(
    visit: Visit,
    table: Words,
    staff: dict[str, str],
    *,
    papers: int,
    is_signed: bool,
) -> TimelineEntry:
    form = table.label("visit_forms", visit.visit_form)
    is_done = visit.outcome == "completed"
    icon = _FORM_ICONS.get(visit.visit_form, "house")
    outcome = "" if is_done else table.label("outcomes", visit.outcome)
    return TimelineEntry(
        id=visit.id,
        kind="visit",
        on=visit.visit_date,
        time="",
        title=_("Visit ({form})").format(form=form) if form else _("Visit"),
        facts=_DOT.join(
            p for p in (outcome, _ordinal(visit), _team(visit, staff)) if p
        ),
        text=_gist(visit),
        state="done" if is_done else "support",
        icon=icon if is_done else _UNMET.get(visit.outcome, icon),
        is_signed=is_signed,
        attachments=papers,
        action="" if visit.finalised_at else _("Continue"),
    )


def _ordinal(visit: Visit) -> str:
    if not visit.ordinal:
        return ""
    return _("visit no. {number}").format(number=visit.ordinal)


def _team(visit: Visit, staff: dict[str, str]) -> str:
    lead = staff.get(visit.lead_teacher_id, "")
    others = [staff.get(c.staff_id, c.name) for c in visit.companions]
    together = listed(name for name in others if name)
    if together:
        return _("{lead} with {others}").format(lead=lead, others=together)
    return lead


def _gist(visit: Visit) -> str:
    """Return the line that tells most about a visit."""
    texts = (visit.consensus, visit.at_home, visit.family_situation, visit.parent_needs)
    first = next((text for text in texts if text.strip()), "")
    return " ".join(first.split())[:_LONGEST]


def _addendum(addendum: VisitAddendum, staff: dict[str, str]) -> TimelineEntry:
    return TimelineEntry(
        id=addendum.visit_id,
        kind="visit_addendum",
        on=addendum.written_on,
        title=_("Addition to a visit"),
        facts=staff.get(addendum.written_by, ""),
        text=" ".join(addendum.content.split())[:_LONGEST],
        state="support",
        icon="plus",
    )


def _review(review: VisitReview, staff: dict[str, str], table: Words) -> TimelineEntry:
    is_good = review.decision == "accepted"
    decision = table.label("review_decisions", review.decision)
    return TimelineEntry(
        id=review.visit_id,
        kind="visit_review",
        on=review.reviewed_on,
        title=_("The school's review: {decision}").format(decision=decision),
        facts=staff.get(review.reviewer_id, ""),
        text=" ".join(review.remark.split())[:_LONGEST],
        state="support",
        icon="badge-check" if is_good else "undo-2",
    )


def _determination(found: Determination, table: Words) -> TimelineEntry:
    group = table.label("groups", found.group_code)
    until = _("until {day}").format(day=found.valid_to) if found.valid_to else ""
    return TimelineEntry(
        id=found.id,
        kind="determination",
        on=found.valid_from,
        title=_("Determined: {group}").format(group=group),
        facts=_DOT.join(
            p for p in (table.label("evidence_types", found.evidence_type), until) if p
        ),
        state="support",
        icon="tag",
    )


def _settled(item: FollowUp, staff: dict[str, str]) -> TimelineEntry:
    what = " ".join(item.description.split())[:_LONGEST]
    return TimelineEntry(
        id=item.id,
        kind="follow_up",
        on=item.closed_on or item.due_date,
        title=_("Settled: {what}").format(what=what),
        facts=item.owner_name or staff.get(item.owner_id, ""),
        text=" ".join(item.result.split())[:_LONGEST],
        state="support",
        icon="flag",
    )


def _draft(draft: Draft, table: Words) -> TimelineEntry:
    form, saved_at = draft
    kind = table.label("visit_forms", str(form.values.get("visit_form") or ""))
    when = local_minute(saved_at)
    return TimelineEntry(
        id=form.draft_id,
        kind="draft",
        on=str(form.values.get("visit_date") or when[:10]),
        time=str(form.values.get("start_time") or ""),
        title=_("Visit ({form})").format(form=kind) if kind else _("Visit"),
        facts=_("draft"),
        text=_("Begun and kept; last saved {time}.").format(time=when),
        state="draft",
        icon="house",
        action=_("Continue writing"),
    )
