"""The parts in words of a term summary, begun from the numbers it shows.

Source: domain.md 7.2. A sentence whose number is hidden is not written at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import N_, _, sentences, translate
from reports.term_data import Chapter, fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reports.term_data import TermSummary

TITLES: Mapping[str, str] = {
    "organisation": N_("How the work was organised"),
    "course": N_("What was done"),
    "groups": N_("Care for special groups"),
    "talks": N_("Six talks"),
    "psychology": N_("Psychological health"),
    "pairing": N_("Pairing and condolence"),
    "teaching_at_home": N_("Teaching at home"),
    "parents": N_("Parents' school and training"),
    "practice": N_("Good practice and cases"),
    "problems": N_("What is not solved yet"),
    "next_steps": N_("Next steps"),
}


def chapters(summary: TermSummary, written: Mapping[str, str]) -> tuple[Chapter, ...]:
    """Return all parts: as written by a person, else as the numbers propose them."""
    return tuple(
        Chapter(
            code,
            translate(title),
            written[code] if code in written else _begun(code, summary),
        )
        for code, title in TITLES.items()
    )


def _begun(code: str, summary: TermSummary) -> str:
    begin = _BEGINNINGS.get(code)
    return begin(summary) if begin else ""


def _course(summary: TermSummary) -> str:
    whole = summary.whole
    return sentences(
        _(
            "{term}, up to {day}: {visits} visits on {trips} ways to {homes} homes."
        ).format(
            term=summary.term,
            day=summary.cut_off,
            visits=summary.visits,
            trips=summary.trips,
            homes=summary.households,
        ),
        _("{count} teachers took part; leaders went along {times} times.").format(
            count=summary.teachers, times=summary.leader_trips
        ),
        _(
            "Of {due} students in special groups {reached} were visited, {share}%."
        ).format(
            due=whole.due,
            reached=whole.reached,
            share=fraction(whole.reached, whole.due),
        )
        if _are_shown(whole.due, whole.reached)
        else "",
    )


def _groups(summary: TermSummary) -> str:
    return sentences(
        *(
            _("{group}: {reached} of {due} visited.").format(
                group=each.name, reached=each.reached, due=each.due
            )
            for each in summary.groups
            if _are_shown(each.due, each.reached) and each.due
        )
    )


def _talks(summary: TermSummary) -> str:
    row = summary.all_talks
    return sentences(
        *(
            _("{kind}: {reached} of {due} students.").format(
                kind=kind, reached=reached, due=row.due
            )
            for kind, reached in zip(summary.kinds, row.reached, strict=True)
            if _are_shown(row.due, reached) and row.due
        )
    )


def _problems(summary: TermSummary) -> str:
    items = summary.follow_ups
    if not items.due and not items.still_open:
        return ""
    return _(
        "Of {due} promises and problems due {done} were settled in time;"
        " {open} are open, {overdue} of them overdue."
    ).format(
        due=items.due, done=items.in_time, open=items.still_open, overdue=items.overdue
    )


def _are_shown(*counts: int | str) -> bool:
    return all(isinstance(each, int) for each in counts)


_BEGINNINGS: Mapping[str, Callable[[TermSummary], str]] = {
    "course": _course,
    "groups": _groups,
    "talks": _talks,
    "problems": _problems,
}
