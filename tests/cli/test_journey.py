"""From a list to a print that is checked: the main job, as it is typed."""

from __future__ import annotations

import json

import pytest
from pypdf import PdfReader

from homevisit.clock import SystemClock
from homevisit.services import vaults, visit_endings
from tests.cli.conftest import PASSWORD

COMPLETE = {
    "purposes": ["know_family"],
    "interviewees": [{"name": "江守田", "relation": "father"}],
    "risks_found": ["none"],
    "at_school": "语文课上主动朗读。",
    "child_words": "我想让奶奶也听一次。",
}


@pytest.fixture
def student(enrolled):
    (found,) = enrolled.facts("students", "search", "jya")["students"]
    return found["id"]


@pytest.fixture
def write(tmp_path):
    def write_visit(**parts):
        path = tmp_path / "visit.json"
        path.write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
        return path

    return write_visit


@pytest.fixture
def visit(enrolled, student, write):
    """A finalised visit with a promise."""
    promise = {
        "description": "每周三陪读一次",
        "promised_by": "school",
        "due_date": "2030-05-01",
    }
    path = write(student_id=student, values=COMPLETE, promises=[promise])
    facts = enrolled.facts("visit", "add", path, "--finalise")
    assert facts["finalised"] is True
    return facts["visit_id"]


def test_children_are_found_by_initials_characters_and_class(enrolled):
    assert enrolled.facts("students", "search", "zxwd")["count"] == 1
    assert enrolled.facts("students", "search", "𬭚")["count"] == 1
    in_class = enrolled.facts("students", "list", "--class", "七（2）班")
    assert sorted(each["name"] for each in in_class["students"]) == [
        "扎西·旺堆",
        "江予安",
    ]
    limited = enrolled.facts("students", "list", "--limit", "1")
    assert (limited["count"], len(limited["students"])) == (3, 1)
    unknown = enrolled("students", "list", "--class", "九(9)班", "--json")
    assert (unknown.code, unknown.problem["error"]) == (4, "no_such_class")


def test_a_half_filled_visit_is_saved_and_says_what_is_missing(
    enrolled, student, write
):
    path = write(student_id=student, values={"at_hom": "x", "next_date": "2001-01-01"})
    saved = enrolled.facts("visit", "add", path)

    assert "purposes" in saved["missing"]
    assert saved["unknown_fields"] == ["at_hom"]
    assert [each["field"] for each in saved["doubts"]] == ["next_date"]
    refused = enrolled("visit", "finalise", saved["visit_id"], "--json")
    assert refused.code == 6
    assert refused.facts["finalised"] is False
    assert refused.facts["missing"] == saved["missing"]


def test_a_visit_comes_from_standard_input_after_the_password(enrolled, student):
    text = json.dumps({"student_id": student, "values": COMPLETE})
    said = enrolled("visit", "add", "-", "--json", given=[PASSWORD, text])

    assert said.code == 0
    assert said.facts["missing"] == []
    done = enrolled.facts("visit", "finalise", said.facts["visit_id"])
    assert done["finalised"] is True
    again = enrolled("visit", "finalise", said.facts["visit_id"], "--json")
    assert (again.code, again.problem["error"]) == (4, "record_locked")


def test_the_day_of_a_visit_decides_its_term(enrolled, student, write):
    path = write(student_id=student, values={"visit_date": "1999-05-05"})
    assert "term_id" in enrolled.facts("visit", "add", path)["missing"]


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        "{}",
        '{"student_id": "x", "values": []}',
        '{"student_id": "x", "more": 1}',
        '{"student_id": "x", "promises": ["text"]}',
        '{"student_id": "x", "kept": {"a": "perhaps"}}',
        '{"student_id": "x", "siblings": [1]}',
    ],
)
def test_what_is_no_visit_is_refused(enrolled, content):
    said = enrolled("visit", "add", "-", "--json", given=[PASSWORD, content])
    assert (said.code, said.problem["error"]) == (4, "not_a_visit_file")


def test_a_visit_to_nobody_is_refused(enrolled, write):
    said = enrolled("visit", "add", write(student_id="0" * 32), "--json")
    assert (said.code, said.problem["error"]) == (4, "no_such_record")


def test_a_print_matches_until_something_is_added(enrolled, visit, vault, tmp_path):
    pdf = tmp_path / "visit.pdf"
    printed = enrolled.facts("pdf", "visit", visit, "--to", pdf)
    matches = enrolled.facts("pdf", "check", pdf)

    assert printed["copy"] == 1
    assert matches["matches"] is True
    assert "江予安" in PdfReader(pdf).pages[0].extract_text()

    session = vaults.unlock(vault, PASSWORD, clock=SystemClock())
    visit_endings.add_addendum(session, visit, "外公也在家。", "补充")
    vaults.lock(session)
    differs = enrolled("pdf", "check", pdf, "--json")

    assert differs.code == 5
    assert differs.facts["differing"] == ["addenda"]


def test_a_class_is_printed_in_one_file(enrolled, visit, tmp_path):
    book = tmp_path / "book.pdf"
    made = enrolled.facts("pdf", "class", "七(2)班", "--to", book)

    assert made["pages"] == len(PdfReader(book).pages)
    taken = enrolled("pdf", "class", "七(2)班", "--to", book, "--json")
    assert (taken.code, taken.problem["error"]) == (4, "file_exists_already")
    empty = enrolled("pdf", "class", "七(1)班", "--to", tmp_path / "b.pdf", "--json")
    assert (empty.code, empty.problem["error"]) == (4, "no_visits_to_print")
    unknown = enrolled(
        "pdf", "class", "七(2)班", "--to", tmp_path / "c.pdf", "--term", "1-1", "--json"
    )
    assert (unknown.code, unknown.problem["error"]) == (4, "no_such_term")


def test_a_file_that_is_no_print_of_ours_is_refused(enrolled, roster, tmp_path):
    said = enrolled("pdf", "check", roster, "--json")
    assert said.code == 4
    gone = enrolled("pdf", "check", tmp_path / "gone.pdf", "--json")
    assert (gone.code, gone.problem["error"]) == (4, "file_unreadable")


def test_history_names_the_author_and_undo_takes_back(enrolled, student, write):
    saved = enrolled.facts("visit", "add", write(student_id=student, values=COMPLETE))
    saves = enrolled.facts("history", "--limit", "1")["saves"]
    writes = enrolled.facts("history", saved["visit_id"], "--field", "at_school")

    assert saves[0]["save_id"] == saved["save_id"]
    assert [each["new"] for each in writes["writes"]] == [COMPLETE["at_school"]]
    assert writes["writes"][0]["by"] == "程知夏"
    enrolled.facts("undo", saved["save_id"], "--reason", "记错了学生")
    assert enrolled.facts("visit", "list", student)["visits"] == []
    nothing = enrolled("undo", saved["save_id"], "--json")
    assert (nothing.code, nothing.problem["error"]) == (4, "nothing_to_undo")


def test_a_protected_print_needs_its_password_to_be_checked(enrolled, visit, tmp_path):
    target = tmp_path / "protected.pdf"
    both = (PASSWORD, "石榴花开")

    enrolled.facts("pdf", "visit", visit, "--to", target, "--protect", given=both)

    assert PdfReader(target).is_encrypted
    assert (
        enrolled("pdf", "check", target, "--json").problem["error"] == "pdf_protected"
    )
    checked = enrolled.facts("pdf", "check", target, "--protected", given=both)
    assert checked["matches"]
