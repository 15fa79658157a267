"""The plan for one child (一生一策): its items, each with people and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.care_room_records import PlanItem
from homevisit.errors import Problem
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import care_facts, records
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.records import Written
    from homevisit.services.room import Room

KIND = PlanItem.KIND
PLANNED, DOING, DONE, STOPPED = "planned", "doing", "done", "stopped"
_LAST = 1_000


class ItemKindMissingError(Problem):
    """An item of a plan says what kind of thing it is."""

    code = "plan_item_kind_missing"
    what = N_("It is not said yet what kind of item this is.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Choose a kind, then save again.")


def add(
    room: Room, case_id: str, values: Mapping[str, Any], *, draft_id: str = ""
) -> Written:
    """Add an item at the end of the plan.

    Raises `ItemKindMissingError` or `NoSuchRecordError`.
    """
    known = care_facts.read_case(room, case_id)
    if not values.get("kind"):
        raise ItemKindMissingError
    order = len(of_case(room, case_id, with_stopped=True)) + 1
    given = {
        "state": PLANNED,
        "order": order,
        **_filled(values),
        "case_id": case_id,
        "student_id": known.student_id,
    }
    new = records.edit(KIND, given, student_id=known.student_id)
    note = Note(label=KIND)
    return records.write(room, [new], purpose="save", note=note, draft_id=draft_id)


def edit(
    room: Room, item_id: str, values: Mapping[str, Any], *, draft_id: str = ""
) -> Written:
    """Write other values into an item. Raises `NoSuchRecordError`."""
    changed = records.edit_of(room, item_id, values)
    note = Note(label=KIND)
    return records.write(room, [changed], purpose="save", note=note, draft_id=draft_id)


def done(room: Room, item_id: str, *, next_on: str = "") -> Written:
    """Say that an item was done today.

    What is done again and again, or gets a next day, goes on; the times are counted.
    """
    item = read(room, item_id)
    goes_on = bool(item.frequency or next_on)
    values = {
        "done_on": room.clock.today().isoformat(),
        "times": (item.times or 0) + 1,
        "state": DOING if goes_on else DONE,
        "next_on": next_on,
    }
    return edit(room, item_id, values)


def stop(room: Room, item_id: str) -> Written:
    """Stop an item; it stays in the plan's history."""
    return edit(room, item_id, {"state": STOPPED, "next_on": ""})


def read(room: Room, item_id: str) -> PlanItem:
    """Return an item. Raises `NoSuchRecordError`."""
    return cast("PlanItem", records.read(room, item_id, KIND))


def of_case(
    room: Room, case_id: str, *, with_stopped: bool = False
) -> tuple[PlanItem, ...]:
    """Return the items of a plan in their order."""
    items = cast("tuple[PlanItem, ...]", records.find(room, Query(KIND, title=case_id)))
    kept = (each for each in items if with_stopped or each.state != STOPPED)
    return tuple(
        sorted(kept, key=lambda each: _LAST if each.order is None else each.order)
    )


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in values.items() if value not in (None, "", [], ())
    }
