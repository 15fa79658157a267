"""The page of today, made from what services read of the day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import records, school, students, today, vaults, words
from homevisit.text import N_, _, translate, translate_count
from ui.desk import planned_today
from ui.desk.tags import tags
from ui.rows import OpenItem
from ui.today_rows import CopyAge, DueRow, TodayPage, WaitingRow
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from homevisit.services.follow_ups import DueItem
    from homevisit.services.session import Session

_SHOWN = 60
_OLD_COPY_DAYS = 7
_NOON, _EVENING = 12, 18
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def read(session: Session) -> TodayPage:
    """Return the page as it stands now."""
    found = today.read_today(session)
    now = session.clock.now().astimezone()
    return TodayPage(
        greeting=_greeting(session, now),
        day=_("{weekday}, {month}/{day}").format(
            weekday=translate(_WEEKDAYS[now.weekday()]), month=now.month, day=now.day
        ),
        term=found.week.term,
        week=found.week.number,
        weeks=found.week.of,
        in_groups=(found.in_groups.part, found.in_groups.whole),
        everybody=(found.everybody.part, found.everybody.whole),
        late=len(found.overdue()),
        due=_due(session, found.due[:_SHOWN]),
        due_count=len(found.due),
        waiting=_waiting(session, found.waiting[:_SHOWN], found.planned_days),
        waiting_count=len(found.waiting),
        copy=copy_age(found.days_since_copy),
        in_groups_planned=sum(each in found.planned_days for each in found.waiting),
        planned=planned_today.planned(session, found.planned),
        returned=planned_today.returned(session, found.returned),
    )


def copy_to(session: Session, folder: str) -> bool:
    """Make a verified copy in a folder; return whether it lies on another disk."""
    return vaults.back_up(session, Path(folder)).is_elsewhere


def _greeting(session: Session, now: datetime) -> str:
    name = school.staff_names(session).get(session.person_id, "")
    if now.hour < _NOON:
        said = _("Good morning, {name}")
    elif now.hour < _EVENING:
        said = _("Good afternoon, {name}")
    else:
        said = _("Good evening, {name}")
    return said.format(name=name)


def _due(session: Session, items: Sequence[DueItem]) -> tuple[DueRow, ...]:
    ids = tuple(dict.fromkeys(each.item.student_id for each in items))
    names = {each.student_id: each.name for each in students.rows(session, ids)}
    return tuple(
        DueRow(
            OpenItem(
                each.item.id,
                each.item.description,
                each.item.due_date,
                -each.days_left if each.days_left is not None else -1,
                owner=each.item.owner_name,
            ),
            each.item.student_id,
            names.get(each.item.student_id, ""),
        )
        for each in items
    )


def _waiting(
    session: Session, ids: Sequence[str], planned: Mapping[str, str]
) -> tuple[WaitingRow, ...]:
    table, today_ = words.read_words(session), session.clock.today()
    return tuple(
        WaitingRow(
            each.student_id,
            each.name,
            each.class_name,
            each.visited_days_ago,
            tags(table, each.groups),
            short_day(planned.get(each.student_id, ""), today_)
            if each.student_id in planned
            else "",
        )
        for each in students.rows(session, ids)
    )


def copy_age(days: int | None) -> CopyAge:
    """Return how old the last copy on another disk is, in words."""
    if days is None:
        return CopyAge(_("There is no copy on another disk yet."), is_old=True)
    if days == 0:
        return CopyAge(_("The last copy on another disk is of today."), is_old=False)
    said = translate_count(
        "The last copy on another disk is {count} day old.",
        "The last copy on another disk is {count} days old.",
        days,
    )
    return CopyAge(said, is_old=days >= _OLD_COPY_DAYS)


def take_back(session: Session, save_id: str) -> None:
    """Undo a save."""
    records.take_back(session, save_id)
