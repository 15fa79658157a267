"""The items of a child's plan as lines: what, by whom, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import plan_items
from homevisit.text import _, listed, run_on, translate_count
from ui.care_rows import PlanRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.care_room_records import PlanItem
    from homevisit.services.words import Words

_ICONS = {
    "counselling": "timer",
    "guardian": "signature",
    "company": "users",
    "leader_talk": "landmark",
    "consent": "file-text",
    "class_care": "users-round",
    "study": "book-open",
    "boarding": "moon-star",
    "holiday": "calendar-days",
    "referral": "arrow-up-right",
    "safety": "shield-check",
}
_DOT = " · "


def plan_rows(
    items: Iterable[PlanItem], table: Words, staff: Mapping[str, str]
) -> tuple[PlanRow, ...]:
    """Return the lines of a plan in its order."""
    return tuple(_row(each, table, staff) for each in items)


def _row(item: PlanItem, table: Words, staff: Mapping[str, str]) -> PlanRow:
    people = (each.name or staff.get(each.staff_id, "") for each in item.people)
    parts = (listed(people), item.frequency, item.text)
    return PlanRow(
        id=item.id,
        title=table.label("plan_item_kinds", item.kind),
        about=_DOT.join(" ".join(each.split()) for each in parts if each),
        stands=_stands(item, table),
        icon=_ICONS.get(item.kind, "circle-dot"),
        is_done=item.state == plan_items.DONE,
    )


def _stands(item: PlanItem, table: Words) -> str:
    state = table.label("plan_item_states", item.state)
    if item.state == plan_items.DONE and item.done_on:
        return run_on((item.done_on[5:], state))
    times = translate_count("{count} time", "{count} times", item.times or 0)
    following = _("next {day}").format(day=item.next_on[5:]) if item.next_on else ""
    said = run_on((times if item.times else "", following))
    return said or state
