"""The six talks: a closed list, each kind with what it keeps, states in their order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import talk_rules as rules
from homevisit.domain.kinds import missing, read_record
from homevisit.domain.record import facts_of
from homevisit.domain.talks import Talk
from homevisit.domain.vocabulary import vocabulary

STATES = tuple(term.code for term in vocabulary("talk_states").terms)
FULL = {
    "student_id": "s",
    "state": "done",
    "on_date": "2026-11-20",
    "talker_id": "t",
    "recorder_id": "t",
    "topics": ["study"],
    "theme": "考试前怎么放松",
    "peer_count": 4,
    "needs_look": True,
    "content": "担心期末考试。",
    "mood": "anxious",
    "aspects": ["study", "mood"],
}


def test_the_kinds_are_the_closed_list_of_the_vocabulary():
    table = vocabulary("talk_kinds")
    assert table.closed
    assert tuple(term.code for term in table.terms) == rules.TALK_KINDS


@pytest.mark.parametrize("kind", rules.TALK_KINDS)
def test_every_kind_keeps_only_fields_that_the_record_has(kind):
    assert rules.fields_kept(kind) <= set(facts_of(Talk))


def test_of_a_talk_among_peers_no_word_and_no_name_is_kept():
    kept = rules.kept_of(rules.PEER, FULL)
    assert "content" not in kept
    assert "mood" not in kept
    assert (kept["theme"], kept["peer_count"], kept["needs_look"]) == (
        FULL["theme"],
        4,
        True,
    )


def test_of_the_psychologists_talk_only_that_it_took_place():
    kept = rules.kept_of(rules.PSYCHOLOGIST, FULL)
    assert set(kept) == {"student_id", "state", "on_date", "talker_id", "recorder_id"}


@pytest.mark.parametrize("kind", rules.TALK_KINDS)
def test_a_talk_that_was_held_says_what_is_missing(kind):
    held = {"talk_kind": kind, "student_id": "s", "state": "done"}
    lacking = missing(read_record("talk", "t1", held))
    assert "on_date" in lacking
    assert ("theme" in lacking) == (kind == rules.PEER)
    apart = {rules.PEER, rules.PSYCHOLOGIST, rules.LEADER}
    assert ("topics" in lacking) == (kind not in apart)
    planned = {**held, "state": "planned"}
    assert "topics" not in missing(read_record("talk", "t1", planned))


def test_a_full_talk_misses_nothing():
    for kind in rules.TALK_KINDS:
        values = rules.kept_of(kind, {**FULL, "talk_kind": kind})
        assert missing(read_record("talk", "t1", values)) == ()


@given(st.lists(st.sampled_from(STATES), max_size=12))
def test_no_way_leads_back_from_held_to_planned(wanted):
    state, was_held = "planned", False
    for after in wanted:
        if rules.may_become(state, after):
            state = after
        was_held = was_held or state in rules.HELD
        assert not (was_held and state in rules.OPEN | {rules.CANCELLED})


def test_the_usual_way_is_open_and_the_others_are_shut():
    way = ("planned", "booked", "done", "follow_up", "closed")
    pairs = pairwise(way)
    assert all(rules.may_become(before, after) for before, after in pairs)
    assert not rules.may_become("done", "planned")
    assert not rules.may_become("cancelled", "done")
    assert rules.next_states("closed") == {"follow_up"}
