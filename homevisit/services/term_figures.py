"""From counts to what the paper says: rows by class, grade, group and month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from homevisit.domain.indicators import month_of
from homevisit.domain.names import mask_name
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.text import _
from reports.term_data import (
    CareRow,
    ClassCoverage,
    ClassRow,
    Count,
    CrossCheck,
    GroupRow,
    Month,
    NotVisited,
    TalkRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.suppression import Print
    from homevisit.services.term_counts import Counted

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Names:
    """The words behind ids: classes in order, students, groups, kinds of talk."""

    classes: Mapping[str, str]
    students: Mapping[str, str]
    groups: Mapping[str, str]
    are_masked: bool = True


class Figures:
    """The rows of one paper, with what is hidden in it hidden."""

    def __init__(self, counted: Counted, printed: Print, names: Names) -> None:
        self._counted = counted
        self._print = printed
        self._names = names

    def _count(self, what: str, key: str) -> Count:
        scope = self._counted.scope
        name = f"{what}/{key}"
        if scope and not key.startswith("class/"):
            name = f"{name}@{scope}"
        return self._print.shown(name)

    def _class_ids(self) -> list[str]:
        known = [each for each in self._names.classes if each in self._counted.classes]
        return [*known, *sorted(set(self._counted.classes) - set(known))]

    def _class_name(self, class_id: str) -> str:
        return self._names.classes.get(class_id) or _("no class")

    def coverage(self, key: str, name: str) -> ClassCoverage:
        return ClassCoverage(
            name,
            self._count("due", key),
            self._count("reached", key),
            self._count("on_site", key),
            self._count("other", key),
        )

    def classes(self) -> tuple[ClassCoverage, ...]:
        return tuple(
            self.coverage(f"class/{each or '-'}", self._class_name(each))
            for each in self._class_ids()
        )

    def talk_row(self, key: str, name: str) -> TalkRow:
        reached = tuple(self._count(f"talk_{kind}", key) for kind in TALK_KINDS)
        due = self._count("due", key)
        return TalkRow(name, due, reached, self._count("talks", key))

    def grades(self) -> tuple[TalkRow, ...]:
        """Return the grades as the classes follow each other."""
        rows = self._counted.roster.rows.values()
        of_class = {row.class_id: row.grade for row in rows}
        order = dict.fromkeys(of_class.get(each, "") for each in self._class_ids())
        return tuple(
            self.talk_row(f"grade/{each or '-'}", each or _("no grade"))
            for each in order
            if each in self._counted.grades
        )

    def class_rows(self) -> tuple[ClassRow, ...]:
        """Return the lines of the tables at the end, class by class."""
        rows = self._counted.roster.rows.values()
        on_roll = Counter(row.class_id for row in rows)
        return tuple(
            ClassRow(
                on_roll[each],
                coverage,
                self.talk_row(f"class/{each or '-'}", coverage.name),
            )
            for each, coverage in zip(self._class_ids(), self.classes(), strict=True)
        )

    def groups(self) -> tuple[GroupRow, ...]:
        """Return the groups that anybody belongs to, in the order of the vocabulary."""
        return tuple(
            GroupRow(
                name,
                self._count("due", f"group/{code}"),
                self._count("reached", f"group/{code}"),
                self._count("talks", f"group/{code}"),
            )
            for code, name in self._names.groups.items()
            if code in self._counted.groups
        )

    def care(self, levels: Mapping[int, str]) -> tuple[CareRow, ...]:
        """Return how many are cared for, by level and together; none without a case."""
        care = self._counted.care
        if not care:
            return ()
        rows = (
            CareRow(levels.get(each, str(each)), self._count("care", f"level/{each}"))
            for each in care
        )
        return (*rows, CareRow(_("Together"), self._count("care", "all")))

    def months(self, term_start: str) -> tuple[Month, ...]:
        """Return the months up to now, those without a visit too."""
        done = Counter(
            (month_of(each), each.is_on_site)
            for each in self._counted.recent
            if each.is_completed
        )
        found = sorted({month for month, _on_site in done})
        present = term_start[:7]
        return tuple(
            Month(
                _("{month}").format(month=int(month[5:])),
                done[month, True],
                done[month, False],
                month >= present,
            )
            for month in _every_month(found)[-_MONTHS:]
        )

    def not_visited(self, *, with_names: bool) -> tuple[NotVisited, ...]:
        """Return those still to be seen, by class where the class may be named.

        A class whose number is hidden has no line: its names would be its number.
        """
        found = []
        for class_id in self._class_ids():
            due = self._counted.classes[class_id]
            missing = due - self._counted.reached
            is_hidden = isinstance(self._count("due", f"class/{class_id or '-'}"), str)
            is_told = not isinstance(
                self._count("reached", f"class/{class_id or '-'}"), str
            )
            if not missing or (self._names.are_masked and (is_hidden or not is_told)):
                continue
            booked = len(missing & self._counted.booked)
            names = self._shown_names(missing) if with_names else ()
            name = self._class_name(class_id)
            found.append(NotVisited(name, names, len(missing), booked))
        return tuple(found)

    def _shown_names(self, students: frozenset[str]) -> tuple[str, ...]:
        names = sorted(self._names.students.get(each, "") for each in students)
        return tuple(
            mask_name(each) if self._names.are_masked else each for each in names
        )

    def checks(self) -> tuple[CrossCheck, ...]:
        """Return which true numbers were held against each other."""
        table = self._print.table
        wrong = {
            rule.total.split("/")[0]
            for rule in table.sums
            if table.counts[rule.total] != sum(table.counts[p] for p in rule.parts)
        }
        counted = self._counted
        union = set().union(*counted.groups.values()) if counted.groups else set()
        totals = counted.totals()
        return (
            CrossCheck(
                _("Classes and grades add up to the school."), "due" not in wrong
            ),
            CrossCheck(
                _("On site and otherwise visited are together all who were visited."),
                not wrong & {"reached", "on_site", "other"},
            ),
            CrossCheck(
                _("The kinds of talk add up by grade and for the school."),
                not any(each.startswith("talk") for each in wrong),
            ),
            CrossCheck(
                _("Everybody of the groups is counted once in the whole."),
                union == counted.due,
            ),
            CrossCheck(
                _("Trips are no more than visits, and homes no more than students."),
                totals.trips <= totals.visits and totals.households <= totals.students,
            ),
        )


def _every_month(months: list[str]) -> list[str]:
    """Return the months with those between them that had no visit."""
    found = months[:1]
    for before, after in pairwise(months):
        month = before
        while month != after:
            year, number = int(month[:4]), int(month[5:])
            month = f"{year + number // 12}-{number % 12 + 1:02}"
            found.append(month)
    return found
