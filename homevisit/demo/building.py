"""The whole invented school: vault, staff, roster, two terms of visits, prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from homevisit.demo.caring import care_for
from homevisit.demo.enrolled import find_enrolled
from homevisit.demo.files_of_children import ChildrensFiles
from homevisit.demo.incidents import leave_incidents
from homevisit.demo.names import PASSWORD, PRINTS, ROSTER, SCHOOL, VAULT
from homevisit.demo.occasions import Span, plan_visits
from homevisit.demo.people import invent_children
from homevisit.demo.planning import begin_campaigns, plan_next_visits
from homevisit.demo.prints import write_prints
from homevisit.demo.roster_file import roster_file
from homevisit.demo.staff_room import OWNER, fill_staff_room
from homevisit.demo.talking import Talking
from homevisit.demo.visiting import Visiting
from homevisit.errors import Problem
from homevisit.paths import write_atomically
from homevisit.services import (
    backups,
    calendars,
    groups,
    practice,
    roster_imports,
    school,
    vaults,
)
from homevisit.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from homevisit.clock import SetClock
    from homevisit.demo.enrolled import Enrolled
    from homevisit.services.session import Session

    Report = Callable[[str, int, int], None]

_SETTLED_IN = timedelta(days=10)
_MORNING = time(0, 30, tzinfo=UTC)
_SEPTEMBER = 9
_FACTS = {
    "name": SCHOOL,
    "system": "six_three",
    "stages": ["junior"],
    "class_style": "short",
    "address": "柳溪镇石榴路1号",
    "phone": "88990011",
    "communication_tips": "进门先说孩子的进步；不评论家里的陈设；拍照前先问一声。",
    "near_visit_is_on_site": True,
    "divorce_is_single_parent": True,
}


class DemoFolderTakenError(Problem):
    """The folder holds something already; nothing of the user's is overwritten."""

    code = "demo_folder_taken"
    what = N_("The folder for the invented school is not empty.")
    safe = N_("Nothing in it was touched.")
    todo = N_("Name a new folder with --to DIR.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built: where, how large, and the seed of all chance."""

    folder: Path
    students: int = 120
    seed: int = 2026
    is_practice: bool = False
    """Whether it is marked as the practice vault; that one needs no prints."""


@dataclass(frozen=True, slots=True)
class BuiltSchool:
    """What stands now; the password is no secret, for nobody in the vault exists."""

    vault: Path
    roster: Path
    prints: tuple[Path, ...]
    password: str
    recovery_code: str
    counts: dict[str, int] = field(default_factory=dict)


def build_school(plan: Plan, *, clock: SetClock, report: Report) -> BuiltSchool:
    """Build the invented school in a new or empty folder.

    `clock` stands at the present; it is set back and led through two terms to where it
    stood. Raises `DemoFolderTakenError` or a problem of the services.
    """
    if plan.folder.exists() and any(plan.folder.iterdir()):
        raise DemoFolderTakenError
    plan.folder.mkdir(parents=True, exist_ok=True)
    return _Builder(plan, clock, report).build()


class _Builder:
    """One run, step by step, in the order in which a school would do it."""

    def __init__(self, plan: Plan, clock: SetClock, report: Report) -> None:
        self._plan = plan
        self._clock = clock
        self._report = report
        self._chance = Random(plan.seed)
        self._now = clock.at
        self._counts: dict[str, int] = {}

    def build(self) -> BuiltSchool:
        year = _school_year(self._now.date())
        self._move_to(date(year - 1, 9, 1))
        self._report(_("Making the vault"), 0, 1)
        setup = vaults.Setup(school.Owner(OWNER, (("student_affairs", ""),)), _FACTS)
        opened = vaults.create(
            self._plan.folder / VAULT, PASSWORD, setup, clock=self._clock
        )
        try:
            prints = self._live(opened.session, year)
        finally:
            vaults.lock(opened.session)
        return BuiltSchool(
            vault=self._plan.folder / VAULT,
            roster=self._plan.folder / ROSTER,
            prints=tuple(prints),
            password=PASSWORD,
            recovery_code=opened.recovery_code,
            counts=self._counts,
        )

    def _live(self, session: Session, year: int) -> list[Path]:
        """Lead the school through its two terms; return what was printed."""
        calendars.set_up_calendar(session, year)
        earlier, present = self._terms(session)
        self._reach(session, earlier.year)
        self._move_to(earlier.days.first)
        enrolled = self._enrol(session, earlier.year)
        classes = [each.id for each in school.classes(session)]
        staff = fill_staff_room(session, classes)
        self._report(_("Completing the files"), 0, 1)
        ChildrensFiles(session, staff, self._clock, self._chance).complete(enrolled)
        visiting = Visiting(session, staff, self._clock, self._chance)
        self._visit(visiting, enrolled, earlier, present)
        self._report(_("Recording talks"), 0, 1)
        talking = Talking(session, staff, self._chance)
        self._counts |= talking.carry_out(enrolled, earlier.days, present.days)
        self._move_to(self._now - timedelta(days=1))
        backups.make(session, reason=backups.BackupReason.DAILY)
        self._move_to(self._now - timedelta(hours=1))
        visiting.close_what_is_long_past()
        self._counts |= leave_incidents(session, enrolled, self._clock)
        self._counts |= plan_next_visits(session)
        self._counts |= begin_campaigns(session)
        folder = self._plan.folder
        self._counts |= care_for(session, staff, enrolled, self._clock, folder=folder)
        self._move_to(self._now)
        self._count(session, visiting)
        if self._plan.is_practice:
            practice.mark(session)
            return []
        return write_prints(
            session,
            self._plan.folder / PRINTS,
            visiting.made,
            (enrolled[0].class_id, earlier.id),
            lambda done, total: self._report(_("Printing"), done, total),
        )

    def _enrol(self, session: Session, year: int) -> list[Enrolled]:
        """Write the list as a real workbook and import it as a user would."""
        children = invent_children(self._plan.students, year, self._chance)
        content = roster_file(
            children, school=SCHOOL, school_year=year, made_at=self._clock.now()
        )
        path = self._plan.folder / ROSTER
        write_atomically(path, content)
        self._report(_("Importing the list"), 0, 1)
        roster = roster_imports.read_roster(session, path)
        plan = roster_imports.try_import(session, roster)
        receipt = roster_imports.import_roster(session, roster, plan)
        self._counts |= {
            f"rows_{each}": count for each, count in receipt.counts.items()
        }
        self._clock.advance(hours=1)
        return find_enrolled(session, children)

    def _visit(
        self,
        visiting: Visiting,
        enrolled: list[Enrolled],
        earlier: _Term,
        present: _Term,
    ) -> None:
        """Carry out both terms; between them the school moves on a year if it must."""
        planned = plan_visits(enrolled, earlier.days, present.days, self._chance)
        autumn = date(present.year, 9, 1)
        before = [each for each in planned if each.at.date() < autumn]

        def report(done: int, _total: int) -> None:
            self._report(_("Recording visits"), done, len(planned))

        visiting.carry_out(before, report)
        self._reach(visiting.session, present.year)
        visiting.carry_out(
            planned[len(before) :],
            lambda done, total: report(len(before) + done, total),
        )

    def _terms(self, session: Session) -> tuple[_Term, _Term]:
        """Return the last two terms that have begun long enough ago."""
        yesterday = self._now.date() - timedelta(days=1)
        begun = [
            _Term(
                each.id,
                each.school_year or 0,
                _span(each.start_date, each.end_date, yesterday),
            )
            for each in calendars.read_calendar(session).terms
            if date.fromisoformat(each.start_date) + _SETTLED_IN < yesterday
        ]
        return begun[-2], begun[-1]

    def _reach(self, session: Session, year: int) -> None:
        """Move the school on to a school year, as every September."""
        if (calendars.read_school(session).current_school_year or year) < year:
            self._move_to(date(year, 9, 1))
            school.promote(session, year)

    def _move_to(self, when: date | datetime) -> None:
        """Set the clock; never back, but for the first step into the past."""
        if not isinstance(when, datetime):
            when = datetime.combine(when, _MORNING)
        started = self._clock.at != self._now
        self._clock.at = max(self._clock.at, when) if started else when

    def _count(self, session: Session, visiting: Visiting) -> None:
        held = sum(each.outcome == "completed" for _id, each in visiting.made)
        members = groups.all_members(session)
        self._counts |= {
            "students": self._plan.students,
            "classes": len(school.classes(session)),
            "groups": len(members),
            "in_groups": len(set().union(*members.values())),
            "visits_completed": held,
            "visits_attempted": len(visiting.made) - held,
            **visiting.counts,
        }


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the calendar, as far as visits are made in it."""

    id: str
    year: int
    days: Span


def _span(start: str, end: str, latest: date) -> Span:
    first = date.fromisoformat(start) + timedelta(days=4)
    last = date.fromisoformat(end) - timedelta(days=4)
    return Span(first, min(last, latest))


def _school_year(day: date) -> int:
    return day.year if day.month >= _SEPTEMBER else day.year - 1
