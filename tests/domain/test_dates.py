"""Dates in every spelling of a school's files, and no guess about a child's age."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.ages import (
    full_months,
    full_years,
    is_of_compulsory_age,
    is_under,
)
from homevisit.domain.dates import date_doubts, iso_day, read_date

DAY = "2012-05-03"


@pytest.mark.parametrize(
    "raw",
    [
        "2012-5-3",
        "2012-05-03",
        "2012/5/3",
        "2012.5.3",
        "20120503",
        20120503,
        20120503.0,
        "２０１２－０５－０３",
        "2012年5月3日",
        "2012 年 05 月 03 日",
        "二〇一二年五月三日",
        "二零一二年五月三日",
        "2012-05-03 00:00:00",
        "2012-05-03T00:00:00Z",
        41032,
        41032.75,
        "41032",
        date(2012, 5, 3),
        datetime(2012, 5, 3, 9, 30, tzinfo=UTC),
    ],
)
def test_a_day_in_many_spellings(raw):
    assert read_date(raw).iso == DAY


@pytest.mark.parametrize(
    "raw",
    [
        "2012-5",
        "2012.5",
        "2012/05",
        "201205",
        201205,
        "2012年5月",
        "二〇一二年五月",
        2012.5,
    ],
)
def test_a_month_in_many_spellings(raw):
    reading = read_date(raw)
    assert reading.iso == "2012-05"
    assert reading.is_month


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("二〇一一年十二月三十一日", "2011-12-31"),
        ("二〇一一年十月二十日", "2011-10-20"),
        ("二〇一一年十一月十日", "2011-11-10"),
        ("2012-02-29", "2012-02-29"),
        (2012.11, "2012-11"),
    ],
)
def test_harder_days(raw, day):
    assert read_date(raw).iso == day


def test_serial_numbers_follow_the_workbooks_own_epoch():
    assert read_date(39570, epoch_1904=True).iso == DAY
    assert read_date(39570).iso == "2008-05-02"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("12-5-3", "date_short_year"),
        ("12年5月", "date_short_year"),
        ("3/5/2012", "date_unclear"),
        ("2012", "date_unclear"),
        (2012, "date_unclear"),
        (2012.1, "date_unclear"),
        (7, "date_unclear"),
        ("不详", "date_unclear"),
        ("2013-02-29", "date_impossible"),
        ("2012-13", "date_impossible"),
        ("20121301", "date_impossible"),
        ("1012-05-03", "date_unclear"),
    ],
)
def test_what_is_unclear_is_refused(raw, problem):
    reading = read_date(raw)
    assert (reading.iso, reading.problem) == ("", problem)


@pytest.mark.parametrize("raw", ["", None, "  ", True])
def test_an_empty_cell_is_neither_a_day_nor_a_problem(raw):
    assert read_date(raw) == read_date("")
    assert not read_date(raw).problem


@given(st.dates(date(1910, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day):
    serial = (day - date(1899, 12, 30)).days
    for raw in (day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", serial):
        assert read_date(raw).iso == day.isoformat()


@given(st.one_of(st.text(), st.floats(), st.integers(), st.binary()))
def test_nothing_breaks_the_reading(raw):
    reading = read_date(raw)
    assert not (reading.iso and reading.problem)


def test_doubts_of_a_stored_day():
    def codes(text, **given):
        return [doubt.code for doubt in date_doubts("d", text, **given)]

    assert codes("") == codes(DAY) == codes(DAY, not_after=iso_day(DAY)) == []
    assert codes("2012-05") == ["date_without_day"]
    assert codes("5月3日") == ["date_unclear"]
    assert codes(DAY, not_after=date(2012, 5, 2)) == ["date_future"]


def test_ages_are_full_years():
    born = date(2012, 5, 3)
    assert full_years(born, date(2026, 5, 2)) == 13
    assert full_years(born, date(2026, 5, 3)) == 14
    assert is_under(born, 14, date(2026, 5, 2))
    assert not is_under(born, 14, date(2026, 5, 3))


def test_a_child_of_29_february_is_older_on_1_march():
    born = date(2012, 2, 29)
    assert full_years(born, date(2026, 2, 28)) == 13
    assert full_years(born, date(2026, 3, 1)) == 14
    assert full_years(born, date(2028, 2, 29)) == 16


def test_compulsory_age_is_six_to_fifteen():
    born = date(2012, 5, 3)
    assert not is_of_compulsory_age(born, date(2018, 5, 2))
    assert is_of_compulsory_age(born, date(2018, 5, 3))
    assert is_of_compulsory_age(born, date(2028, 5, 2))
    assert not is_of_compulsory_age(born, date(2028, 5, 3))


@given(st.dates(), st.dates())
def test_years_are_twelve_months(since, on):
    assert full_years(since, on) == full_months(since, on) // 12
