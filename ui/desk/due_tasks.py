"""What is still due with each student, from the targets in use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.services import due
from homevisit.text import _, listed, translate, translate_count
from ui.desk.talk_matrix import SHORT
from ui.due_rows import VISIT, DueTask, StudentDue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.services.due import Due
    from homevisit.services.session import Session


def read_due(session: Session) -> Mapping[str, StudentDue]:
    """Return what is due by student; who owes nothing has no entry."""
    found = due.by_student(session)
    known: dict[tuple[Due, ...], StudentDue] = {}
    made = {}
    for student_id, every in found.items():
        # Hundreds of students owe the same; it is put into words once.
        place = tuple(_without_student(each) for each in every)
        if place not in known:
            known[place] = _of(every)
        made[student_id] = known[place]
    return made


def _without_student(each: Due) -> Due:
    return replace(each, student_id="")


def _of(every: Sequence[Due]) -> StudentDue:
    tasks: dict[str, DueTask] = {}
    for each in every:
        what = each.talk_kind or VISIT
        # What ends first stands in front; one visit may serve several targets.
        tasks.setdefault(what, _task(each, what))
    return StudentDue(_short(tuple(tasks)), tuple(tasks.values()))


def _task(each: Due, what: str) -> DueTask:
    if each.days < 0:
        until = _("the period is over")
    else:
        until = translate_count("{count} day left", "{count} days left", each.days)
    return DueTask(what, _long(what), f"{each.name} · {until}", each.days < 0)


def _short(what: Sequence[str]) -> str:
    """Say it as narrow as a column: visit or talk, and how many kinds of talk."""
    talks = len(what) - (VISIT in what)
    several = _("{count} talks due").format(count=talks)
    talk = several if talks > 1 else _("talk due") if talks else ""
    return listed((_("visit due") if VISIT in what else "", talk))


def _long(what: str) -> str:
    if what == VISIT:
        return _("Home visit")
    return _("Talk: {kind}").format(kind=translate(SHORT.get(what, what)))
