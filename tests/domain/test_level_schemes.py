"""A school's words and limits for levels, and what holds where it has none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from homevisit.domain import level_schemes as schemes
from homevisit.domain import read_record
from homevisit.domain.level_schemes import Span


def scheme(record_id="s1", **values):
    given = {"name": "本校", "active": True, "levels": [{"severity": 4, "label": "甲"}]}
    return read_record("level_scheme", record_id, given | values)


def test_every_shipped_scheme_is_an_example_with_a_source_in_both_languages():
    for language in ("zh", "en"):
        for each in schemes.shipped(language):
            assert each.is_example
            assert each.source
            assert not each.active
            assert all(one.label and one.neutral for one in each.levels)


def test_the_limits_are_those_of_the_design():
    four = schemes.shipped("zh")[0]
    hours = {s: schemes.span_of(four, "interview", s) for s in schemes.LIMITED}
    assert hours == {
        4: Span(timedelta(minutes=60)),
        3: Span(timedelta(hours=24)),
        2: Span(timedelta(hours=48)),
        1: Span(timedelta(days=14)),
    }
    assert schemes.span_of(four, "panel", 4) == Span(ends_with_day=True)
    assert schemes.span_of(four, "guardian_notice", 1) is None
    assert schemes.span_of(four, "follow_up", 0) is None


def test_a_deleted_scheme_leaves_the_shipped_one_and_a_sentence():
    assert schemes.chosen([]).message == ""
    found = schemes.chosen([scheme(active=False)], had_one=True, language="zh")
    assert found.scheme.id == "shipped_four_colours"
    assert "no longer there" in found.message


def test_of_two_schemes_in_use_the_later_holds_and_it_is_said():
    found = schemes.chosen([scheme("s2"), scheme("s1")])
    assert found.scheme.id == "s2"
    assert "Several" in found.message


def test_a_level_without_a_word_of_the_school_is_said_as_shipped():
    own = scheme()
    assert schemes.level_of(own, 4).label == "甲"
    assert schemes.level_of(own, 1).colour == "blue"
    assert schemes.level_of(own, 9).label == "9"
    assert schemes.level_of(own, None).severity == 0


def test_a_scheme_keeps_its_own_order_and_its_own_limits():
    own = scheme(
        levels=[
            {"severity": 4, "label": "甲", "order": 2},
            {"severity": 1, "label": "丁", "order": 1},
        ],
        limits=[{"event": "interview", "severity": 4, "minutes": 30}],
    )
    assert [each.label for each in schemes.in_order(own)] == ["丁", "甲"]
    assert schemes.span_of(own, "interview", 4) == Span(timedelta(minutes=30))
    assert schemes.span_of(own, "interview", 3) is None
    assert schemes.span_of(own, "follow_up", 3) == Span(timedelta(days=7))


@pytest.mark.parametrize("odd", ["", "soon", "3", "3 weeks", "-1 d", "1.5 h"])
def test_what_is_no_length_of_time_is_no_limit(odd):
    assert schemes.read_span("panel", 4, odd) is None
