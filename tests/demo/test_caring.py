"""The invented school has a counselling room that looks lived in."""

from __future__ import annotations

import pytest

from homevisit.demo.names import PASSWORD, SCREENING
from homevisit.domain.kinds import KINDS, doubts_of, missing
from homevisit.ledger.queries import Query
from homevisit.services import (
    appointments,
    care_approvals,
    care_board,
    care_cases,
    records,
    room,
    screening,
)

ROOM_KINDS = ("care_file", "care_step", "plan_item", "counselling_note", "appointment")


@pytest.fixture(scope="module")
def opened(session):
    found = room.open_room(session, PASSWORD)
    yield found
    room.close_room(session)


def test_cases_stand_on_every_level_with_one_too_late_and_two_new_clues(opened, built):
    queue = care_board.queue(opened)
    levels = {group.severity: len(group.rows) for group in queue.groups}
    assert levels == {4: 1, 3: 3, 2: 3, 1: 3}
    assert (queue.late, len(queue.clues)) == (1, 2)
    assert built.said["counts"]["care_cases"] == queue.open_count
    rows = [row for group in queue.groups for row in group.rows]
    assert all(row.clock_kind == "follow_up" and not row.messages for row in rows)


def test_a_case_has_its_way_of_levels_a_plan_and_a_shared_note(opened):
    pages = [
        care_board.case(opened, row.case_id)
        for row in care_board.queue(opened).groups[1].rows
    ]
    page = next(each for each in pages if len(each.levels) > 2)
    assert [mark.severity for mark in page.levels] == [1, 2, 3]
    assert len(page.plan) == 7
    assert page.notes_count == 3
    assert [each.signature for each in page.notices] == ["signed"]
    assert page.hint
    assert len(page.duties) == 3
    assert page.row.case_id in {
        each.case_id for each in care_approvals.waiting(opened.school)
    }
    assert not any(entry.message for entry in page.entries)
    assert len(appointments.upcoming(opened)) == 1


def test_what_is_in_the_room_is_complete_and_the_shells_follow(opened):
    for kind in ROOM_KINDS:
        found = records.find(opened, Query(kind))
        assert found, kind
        assert all(missing(each) == () for each in found), kind
        assert all(doubts_of(each) == () for each in found), kind
        assert KINDS[kind].COMPARTMENT == "counselling"
    assert care_cases.publish(opened) == 0
    assert len(care_cases.secrecy_breaks(opened)) == 1


def test_a_screening_was_taken_in_and_says_with_whom_to_talk(opened, built):
    (line,) = screening.batches(opened)
    assert sum(line.counts.values()) == built.said["counts"]["screened"]
    assert line.counts["interview"] >= 1
    assert line.counts["attention"] >= 1
    results = screening.results(opened, line.batch.id)
    assert all("题" not in name for each in results for name in each.factors)
    assert (built.folder / SCREENING).exists()
