"""The planned visits of a child, as the timeline of its file shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import school, visit_plans
from homevisit.text import _
from ui.rows import TimelineEntry

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from homevisit.services.words import Words


def planned_entries(
    session: Session, student_id: str, table: Words
) -> list[TimelineEntry]:
    """Return what is still to be visited of one child."""
    staff = school.staff_names(session)
    return [
        TimelineEntry(
            id=each.id,
            kind="visit_plan",
            on=each.planned_date,
            time=each.planned_time,
            title=_("Visit ({form})").format(
                form=table.label("visit_forms", each.visit_form)
            )
            if each.visit_form
            else _("Visit"),
            facts=staff.get(each.assignee_id, ""),
            text=each.remark,
            state="planned",
            icon="house",
            action=_("Write the visit"),
        )
        for each in visit_plans.open_plans_of(session, student_id)
    ]
