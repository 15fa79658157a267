"""What the demo leaves behind is a school that looks lived in, and is sound."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from homevisit.cli.main import app
from homevisit.domain.kinds import missing
from homevisit.domain.talk_matrix import CellState
from homevisit.domain.vocabulary import vocabulary
from homevisit.ledger.queries import Query
from homevisit.services import (
    duplicates,
    follow_ups,
    groups,
    matrix,
    records,
    school,
    students,
    vaults,
)
from homevisit.services.students import StudentQuery
from tests.demo.conftest import STUDENTS


@pytest.fixture(scope="session")
def visits(session):
    return [v for v in records.find(session, Query("visit")) if v.finalised_at]


def codes(table):
    return {each.code for each in vocabulary(table).offered()}


def test_all_six_kinds_of_talks_were_held_and_some_are_too_late(session):
    found = matrix.read(session)
    states = {kind: set(count) for kind, count in found.shown_totals().items()}
    assert all(CellState.DONE in each for each in states.values())
    assert CellState.OVERDUE in states["homeroom_teacher"]
    assert CellState.PLANNED in states["subject_teacher"]
    for talk in records.find(session, Query("talk")):
        assert missing(talk) == ()


def test_it_says_what_it_made(built):
    counts = built.said["counts"]
    assert counts["students"] == counts["rows_new"] == STUDENTS
    assert counts["rows_skip"] == 0
    assert counts["classes"] == 3
    assert counts["visits_completed"] > STUDENTS
    assert counts["visit_plans"] >= 3
    assert counts["talks"] > 4 * STUDENTS
    assert counts["talks_planned"] >= 10
    assert Path(built.said["vault"]).is_dir()
    assert Path(built.said["roster"]).suffix == ".xlsx"


def test_the_vault_is_sound(session):
    assert vaults.verify(session, deep=True).is_sound


def test_every_special_group_is_there(session):
    present = {code for code, members in groups.all_members(session).items() if members}
    assert codes("groups") - present == set()
    assert "custom_lake" in present


def test_every_form_and_outcome_of_a_visit_is_there(visits):
    assert {each.visit_form for each in visits} == codes("visit_forms")
    assert {each.outcome for each in visits} == codes("outcomes")
    assert len({each.term_id for each in visits}) == 2


def test_finalised_visits_lack_nothing(visits):
    assert [each.visit_no for each in visits if missing(each)] == []


def test_promises_are_kept_and_open(session):
    states = Counter(each.state for each in records.find(session, Query("follow_up")))
    assert states["solved"]
    assert states["tracking"]
    assert follow_ups.open_items(session)


def test_one_child_has_two_files_and_nobody_else_looks_like_it(session):
    (pair,) = duplicates.find(session)
    assert pair.reasons[0] == "name_and_birth"


def test_siblings_share_a_home_and_a_trip(session, visits):
    homes = records.find(session, Query("household"))
    trips = Counter(each.trip_id for each in visits)

    assert homes
    assert all(len(each.student_ids) == 2 for each in homes)
    assert max(trips.values()) == 2


def test_reviews_additions_photos_and_consents_are_there(session):
    reviews = {each.decision for each in records.find(session, Query("visit_review"))}
    answers = Counter(each.answer for each in records.find(session, Query("consent")))

    assert reviews == {"accepted", "returned"}
    assert records.find(session, Query("visit_addendum"))
    assert records.find(session, Query("talk_exemption"))
    assert records.find(session, Query("attachment"))
    assert answers["withdrawn"]
    assert answers.total() == STUDENTS


def test_guardians_signed_on_the_screen_or_said_why_not(session):
    found = records.find(session, Query("visit_signature"))
    answers = Counter(each.answer for each in found)
    assert answers["signed"] > answers["pending"] > 0
    assert all(missing(each) == () for each in found)
    tips = [each.tip for each in records.find(session, Query("student_private"))]
    assert any(tips)
    assert "{" not in "".join(tips)
    assert school.read_school(session).communication_tips


def test_one_value_waits_for_a_decision_and_one_was_corrected(session):
    disputed = records.find(session, Query("student_private", in_conflict=True))
    purposes = {each.purpose for each in records.recent_saves(session, 5000)}

    assert len(disputed) == 1
    assert len(records.disputes(session, disputed[0].id)["phone"]) == 2
    assert "correction" in purposes
    assert "import" in purposes


def test_one_visit_is_still_being_written(session):
    open_visits = [
        each for each in records.find(session, Query("visit")) if each.state == "open"
    ]
    assert len(open_visits) == 1


def test_rare_names_are_found_and_printed(session, built):
    rare = {"陈𬭚宜", "刘𬍛", "扎西·旺堆", "王〇", "曾𪩘"}
    found = students.rows(session, students.find_ids(session, StudentQuery(typed="𬭚")))
    printed = "".join(
        page.extract_text()
        for path in built.said["pdf"]
        if path.endswith(".pdf")
        for page in PdfReader(path).pages
    )

    assert [row.name for row in found] == ["陈𬭚宜"]
    assert {name for name in rare if name not in printed} == set()


def test_neighbouring_visits_say_different_things(visits):
    own = [each for each in visits if each.trip_id == each.id]
    in_order = sorted(own, key=lambda each: each.visit_no)
    for name in ("at_school", "at_home", "family_situation", "guidance_given"):
        told = [text for each in in_order if (text := getattr(each, name))]
        assert [one for one, next_one in pairwise(told) if one == next_one] == []
    for name in ("at_school", "at_home", "guidance_given"):
        told = [text for each in in_order if (text := getattr(each, name))]
        assert len(set(told)) > 0.75 * len(told)


def test_no_orphan_reads_of_parents(session, visits):
    orphans = groups.all_members(session)["orphan"]
    told = [
        f"{v.child_words}{v.parent_child_note}{v.at_home}{v.guidance_given}{v.consensus}"
        for v in visits
        if v.student_id in orphans
    ]
    assert told
    assert [text for text in told if re.search("[爸妈父母]", text)] == []


def test_nothing_is_built_over_something(built):
    before = sorted(path.name for path in built.folder.iterdir())
    words = ["demo", "--to", str(built.folder), "--lang", "en"]

    result = CliRunner().invoke(app, words)

    assert result.exit_code == 4
    assert "not empty" in result.stderr
    assert sorted(path.name for path in built.folder.iterdir()) == before
