"""How long something has still, in words and as a share of its time."""

from datetime import UTC, datetime

import pytest

from ui.desk.countdowns import countdown

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_at", "words", "state"),
    [
        ("2026-11-22T05:00:00Z", "1 d 20 h left", "fine"),
        ("2026-11-20T14:46:00Z", "5 h 46 min left", "soon"),
        ("2026-11-20T09:30:00Z", "30 min left", "soon"),
        ("2026-11-20T03:00:00Z", "overdue by 6 h", "late"),
        ("2026-11-10T09:00:00Z", "overdue by 10 d", "late"),
        ("2026-12-02T09:00:00Z", "12 d left", "fine"),
    ],
)
def test_what_is_left_is_said_in_the_unit_one_thinks_in(due_at, words, state):
    found = countdown(due_at, NOW)
    assert found is not None
    assert (found.words, found.state) == (words, state)


def test_the_share_grows_from_the_beginning_to_the_end():
    began = "2026-11-19T09:00:00Z"
    half = countdown("2026-11-21T09:00:00Z", NOW, started_at=began)
    late = countdown("2026-11-20T08:00:00Z", NOW, started_at=began)
    unknown = countdown("2026-11-21T09:00:00Z", NOW)
    assert [each.elapsed for each in (half, late, unknown) if each] == [0.5, 1.0, 0.0]


@pytest.mark.parametrize("instant", ["", "soon", "2026-13-40"])
def test_what_is_no_instant_counts_nothing_down(instant):
    assert countdown(instant, NOW) is None
