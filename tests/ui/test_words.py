"""Dates and times as people type them, and names behind the mask."""

from datetime import date

import pytest

from homevisit.text import labelled, listed, run_on, use_language
from ui.words import (
    days_ago,
    masked_name,
    month_words,
    numbered,
    read_date,
    read_time,
)

TODAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-11-20", "2025-11-20"),
        ("20251120", "2025-11-20"),
        ("2025.11.20", "2025-11-20"),
        ("２０２５年１１月２０日", "2025-11-20"),
        ("11-20", "2025-11-20"),
        ("1-12", "2026-01-12"),
        ("12/28", "2025-12-28"),
        ("今天", "2026-01-10"),
        ("昨天", "2026-01-09"),
        ("2025-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_was_meant(typed, day):
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "time"),
    [("1640", "16:40"), ("16：40", "16:40"), ("9:05", "09:05"), ("2561", None)],
)
def test_a_time_is_read_in_short(typed, time):
    assert read_time(typed) == time


def test_a_masked_name_shows_its_first_sign_only():
    assert masked_name("江予安") == "江**"
    assert masked_name("田𬱖") == "田*"
    assert masked_name("") == ""


def test_headings_are_numbered_as_the_language_does():
    use_language("en")
    assert numbered(3, "Home") == "3. Home"
    assert days_ago(0) == "Today"
    assert days_ago(33) == "33 days ago"
    use_language("zh_CN")
    assert numbered(3, "家庭") == "三、家庭"


@pytest.mark.parametrize(
    ("language", "list_", "sentence", "line", "month"),
    [
        ("en", "a, b", "a, b", "a: b", "March 2025"),
        ("zh_CN", "a、b", "a，b", "a：b", "2025 年 3 月"),
    ],
)
def test_punctuation_and_months_are_those_of_the_language(
    language, list_, sentence, line, month
):
    use_language(language)
    try:
        assert listed(["a", "", "b"]) == list_
        assert run_on(["a", "", "b"]) == sentence
        assert labelled("a", "b") == line
        assert month_words("2025", 3) == month
    finally:
        use_language("en")
