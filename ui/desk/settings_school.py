"""The school and its calendar as the settings show them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.domain import grades
from homevisit.domain.calendar import (
    holidays,
    school_year_name,
    school_year_of,
)
from homevisit.domain.classes import SchoolClass
from homevisit.domain.kinds import doubts_of
from homevisit.services import calendars, records, school, terms
from homevisit.services.words import Words, read_words
from homevisit.text import _, translate
from ui.settings_rows import (
    CalendarSheet,
    SchoolSheet,
    SpanRow,
    TermDayRow,
    YearSheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from homevisit.domain.record import Doubt
    from homevisit.domain.school import Term
    from homevisit.services.session import Session
    from homevisit.services.terms import Dated

_LISTS = {
    "system": "school_systems",
    "stages": "stages",
    "grade_style": "grade_styles",
    "class_style": "class_styles",
}
_USUAL = {
    "system": "six_three",
    "grade_style": "continuous",
    "class_style": "brackets",
}


def said(doubts: Iterable[Doubt]) -> dict[str, str]:
    """Return what to say beside each field."""
    return {
        doubt.field: translate(doubt.message).format(**doubt.facts) for doubt in doubts
    }


def read_school(session: Session) -> SchoolSheet:
    """Return the school's facts; a style that was never chosen is the usual one."""
    known = school.read_school(session)
    words = read_words(session)
    values = records.values_if_known(session, known.id)
    shown = {**_USUAL, **{name: value for name, value in values.items() if value}}
    year = school_year_of(session.clock.today())
    stage = next(iter(known.stages), "primary")
    sample = SchoolClass(stage=stage, entry_year=year, class_no=2)
    example = _("So a class is called {name}.").format(
        name=grades.class_name(sample, known, year)
    )
    choices = {name: words.offered(table) for name, table in _LISTS.items()}
    return SchoolSheet(shown, choices, example, said(doubts_of(known)))


def read_calendar(session: Session) -> CalendarSheet:
    """Return the school years, the newest first."""
    dated = terms.read_dated(session)
    calendar = calendars.read_calendar(session)
    words = read_words(session)
    today = session.clock.today()
    days = {each.id: _days(each, words) for each in calendar.terms}
    breaks = {before: (first, last) for before, first, last in holidays(calendar.terms)}
    present = school_year_of(today)
    starts = sorted({each.start_year for each in dated}, reverse=True)
    years = tuple(
        _year(
            start,
            [each for each in dated if each.start_year == start],
            breaks,
            is_present=start == present,
            days=days,
        )
        for start in starts
    )
    following = max(starts, default=present - 1) + 1
    return CalendarSheet(
        years,
        calendar.rule.winter_counts_to,
        calendar.rule.summer_counts_to,
        words.offered("holiday_sides"),
        following,
        school_year_name(following),
        words.offered("term_days"),
    )


def _days(term: Term, words: Words) -> tuple[TermDayRow, ...]:
    return tuple(
        TermDayRow(
            each.what,
            each.on,
            each.name or words.label("term_days", each.what),
            _("This day lies outside the term.") if term.is_outside(each) else "",
        )
        for each in term.days
    )


def _year(
    start: int,
    dated: list[Dated],
    breaks: dict[str, tuple[date, date]],
    *,
    is_present: bool,
    days: Mapping[str, tuple[TermDayRow, ...]],
) -> YearSheet:
    words = Words()
    lines = []
    for each in dated:
        if each.id in breaks:
            first, last = breaks[each.id]
            name = (
                _("Winter holiday")
                if each.term_kind == "first"
                else _("Summer holiday")
            )
            line = _("{name}: {first} to {last}")
            lines.append(line.format(name=name, first=first, last=last))
    spans = tuple(replace(_span(each, words), days=days.get(each.id)) for each in dated)
    return YearSheet(start, school_year_name(start), spans, tuple(lines), is_present)


def _span(each: Dated, words: Words) -> SpanRow:
    if each.kind == "term":
        name = words.label("term_kinds", each.term_kind)
    else:
        name = _("Whole school year")
    in_use = ""
    if each.doubts:
        in_use = _("Kept as a draft. In use are {first} to {last}.").format(
            first=each.stored.start_date, last=each.stored.end_date
        )
    return SpanRow(
        each.id,
        name,
        each.span.start_date,
        each.span.end_date,
        said(each.doubts),
        in_use,
        _weeks(each),
    )


def _weeks(each: Dated) -> int:
    days = each.span.days
    if days is None or each.kind != "term":
        return 0
    return -(-((days[1] - days[0]).days + 1) // 7)
