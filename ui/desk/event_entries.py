"""The events that were noted of a child, as the timeline of its file shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import reminders
from homevisit.text import _
from ui.rows import TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.session import Session
    from homevisit.services.words import Words


def event_entries(
    session: Session, student_id: str, table: Words, staff: Mapping[str, str]
) -> list[TimelineEntry]:
    """Return the events, each with who noted it."""
    return [
        TimelineEntry(
            id=each.id,
            kind="student_event",
            on=each.happened_on,
            title=_("Event: {what}").format(
                what=table.label("student_events", each.event)
            ),
            facts=staff.get(each.noted_by, ""),
            text=each.remark,
            state="support",
            icon="bell",
        )
        for each in reminders.events_of(session, student_id)
    ]
