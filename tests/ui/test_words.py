"""Dates and times as people type them, and names behind the mask."""

from datetime import date

import pytest

from homevisit.text import use_language
from ui.words import days_ago, masked_name, numbered, read_date, read_time

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
