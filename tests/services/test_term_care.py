"""Care in the term summary: counts of children by level, and never a small one."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from homevisit.domain.suppression import recoverable
from homevisit.services import calendars, records, students
from homevisit.services import term_summaries as summaries
from homevisit.services.term_summaries import Wish
from tests.domain.test_suppression import solved
from tests.reports.reading import text_of

LEVELS = {4: 3, 3: 6, 2: 7}


@pytest.fixture
def cared_for(session, class_id):
    """Sixteen children in care, and five whose case is none, is over, or is to come."""
    calendars.keep_up_calendar(session)
    severities = [level for level, many in LEVELS.items() for _each in range(many)]
    for number, severity in enumerate(severities):
        case(session, class_id, number, severity=severity, state="intervening")
    case(session, class_id, 50, severity=4, state="raised")
    case(session, class_id, 51, severity=4, state="rejected")
    ended = {"state": "closed", "closed_at": "2026-10-20T08:00:00Z"}
    case(session, class_id, 52, severity=4, **ended)
    case(session, class_id, 53, severity=4, opened_at="2026-11-19T08:00:00Z")
    case(session, class_id, 54, severity=4, state="graduated")


def case(session, class_id, number, **values):
    facts = {"name": f"学生{number}", "class_id": class_id, "roll_status": "enrolled"}
    who = students.add_student(session, facts, {}).record_ids[0]
    known = {
        "student_id": who,
        "class_id": class_id,
        "state": "accepted",
        "opened_at": "2026-10-01T08:00:00Z",
    }
    edit = records.edit("care_case", known | values, student_id=who)
    records.save(session, [edit])


def counts(session, **wish):
    until = date(2026, 11, 18)
    made = summaries.make(session, Wish(cut_off=until, **wish))
    return made, [each.count for each in made.summary.care]


def test_open_cases_are_counted_by_level(session, cared_for):
    made, found = counts(session, threshold=0)
    assert found == [*LEVELS.values(), sum(LEVELS.values())]
    assert len({each.name for each in made.summary.care}) == len(LEVELS) + 1
    printed = text_of(summaries.render(session, made.summary).pdf)
    assert "关注" in printed
    assert made.summary.care[0].name in printed
    book = load_workbook(io.BytesIO(summaries.as_workbook(session, made)))
    assert "关注" in book.sheetnames


def test_few_children_of_a_level_are_hidden_with_others(session, cared_for):
    made, found = counts(session)
    assert found[0] == "<5"
    assert found.count("*") >= 1
    assert solved(made.printed) == set()
    assert recoverable([made.printed]) == frozenset()


def test_care_is_told_of_the_school_alone_and_can_be_left_off(
    session, class_id, cared_for
):
    assert counts(session, class_ids=(class_id,))[1] == []
    made, found = counts(session, parts=frozenset({"classes"}))
    assert found == []
    assert {"care/all", "care/level/4"} <= made.printed.unprinted


def test_without_a_case_there_is_no_part(session, class_id):
    calendars.keep_up_calendar(session)
    assert not summaries.has_care(session)
    made, found = counts(session)
    assert found == []
    assert "关注" not in text_of(summaries.render(session, made.summary).pdf)
