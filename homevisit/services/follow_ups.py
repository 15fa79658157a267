"""Promises and other things to be done for a child: open, due, kept or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from homevisit.domain import promises
from homevisit.ledger.queries import Query
from homevisit.services import records, school

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from homevisit.domain.follow_ups import FollowUp
    from homevisit.services.records import RecordEdit, Written
    from homevisit.services.session import Session

OPEN_STATES = ("open", "doing", "tracking", "escalated")
# How a promise of the last visit turned out, and the state that follows.
OUTCOMES: Mapping[str, str] = {"kept": "solved", "partly": "tracking", "not": "open"}
SOLVED = promises.SOLVED


@dataclass(frozen=True, slots=True)
class DueItem:
    """One open item and how it stands against its day: negative days are overdue."""

    item: FollowUp
    days_left: int | None
    ageing: promises.Ageing


def open_items(session: Session, student_id: str = "") -> tuple[DueItem, ...]:
    """Return what is still to be done, the most overdue first."""
    query = Query("follow_up", student_id=student_id, states=OPEN_STATES)
    items = cast("tuple[FollowUp, ...]", records.find(session, query))
    today = session.clock.today()
    return tuple(
        DueItem(item, promises.days_left(item, today), promises.ageing(item, today))
        for item in promises.by_urgency(items, today)
    )


def new_item(
    session: Session, student_id: str, values: Mapping[str, Any]
) -> RecordEdit:
    """Return the edit that adds an item, with what can be known filled in."""
    known = {
        "student_id": student_id,
        "state": "open",
        "raised_on": session.clock.today().isoformat(),
        "owner_id": session.person_id,
        "kind": "promise" if values.get("promised_by") else "problem",
    }
    return records.edit("follow_up", {**known, **values}, student_id=student_id)


def add_item(session: Session, student_id: str, values: Mapping[str, Any]) -> Written:
    """Write down something to be done for a child.

    `owner` is a colleague's name or anybody else's; without it the owner of the vault
    is responsible.
    """
    said = {name: value for name, value in values.items() if name != "owner"}
    known = {"source": "other", **said}
    if values.get("owner"):
        known |= responsible(session, str(values["owner"]))
    edit = new_item(session, student_id, known)
    return records.save(session, [edit], label="follow_up")


def responsible(session: Session, name: str) -> dict[str, str]:
    """Return the fields that say who is responsible: a colleague, or by name alone."""
    plain = " ".join(name.split())
    for staff_id, known in school.staff_names(session).items():
        if known == plain:
            return {"owner_id": staff_id, "owner_name": ""}
    return {"owner_id": "", "owner_name": plain}


def with_closing(session: Session, edit: RecordEdit) -> tuple[RecordEdit, ...]:
    """Return what follows from a change of state: the day it was closed, or none."""
    if "state" not in edit.values or "closed_on" in edit.values:
        return ()
    is_solved = edit.values["state"] == SOLVED
    day = session.clock.today().isoformat() if is_solved else ""
    known = records.values_if_known(session, edit.record_id).get("closed_on") or ""
    if bool(day) == bool(known):
        return ()
    return (replace(edit, values={"closed_on": day}, seen=None),)


def all_items(session: Session, student_id: str) -> tuple[FollowUp, ...]:
    """Return everything ever to be done for a child: open by urgency, then the done."""
    query = Query("follow_up", student_id=student_id)
    items = cast("tuple[FollowUp, ...]", records.find(session, query))
    today = session.clock.today()
    undone = [each for each in items if each.state != SOLVED]
    done = [each for each in items if each.state == SOLVED]
    done.sort(key=lambda each: (each.closed_on, each.id), reverse=True)
    return (*promises.by_urgency(undone, today), *done)


def settle(session: Session, item_id: str, outcome: str, result: str = "") -> Written:
    """Write down how an item turned out: kept, partly or not."""
    return records.save(session, [outcome_edit(session, item_id, outcome, result)])


def outcome_edit(
    session: Session, item_id: str, outcome: str, result: str = ""
) -> RecordEdit:
    """Return the edit that says how an item turned out."""
    item = cast("FollowUp", records.read(session, item_id, "follow_up"))
    values: dict[str, Any] = {"state": OUTCOMES[outcome]}
    if result:
        values["result"] = result
    if outcome == "kept":
        values["closed_on"] = session.clock.today().isoformat()
    return records.edit(
        "follow_up", values, record_id=item_id, student_id=item.student_id
    )
