"""Class prints as they are typed: a book or a file each, and what a check says."""

from __future__ import annotations

import json

import pytest
from pypdf import PdfReader

from homevisit.clock import SystemClock
from homevisit.services import vaults, visit_endings
from tests.cli.conftest import PASSWORD
from tests.cli.test_journey import COMPLETE


@pytest.fixture
def add(enrolled, tmp_path):
    """Write a visit to a child of the class; finalised or not."""

    def add_visit(typed, *options):
        (child,) = enrolled.facts("students", "search", typed)["students"]
        path = tmp_path / "visit.json"
        content = {"student_id": child["id"], "values": COMPLETE}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return enrolled.facts("visit", "add", path, *options)["visit_id"]

    return add_visit


@pytest.fixture
def finalised(add):
    return [add("jya", "--finalise"), add("zxwd", "--finalise")]


def test_a_book_that_differs_names_the_visit(enrolled, finalised, vault, tmp_path):
    book = tmp_path / "book.pdf"
    enrolled.facts("pdf", "class", "七(2)班", "--to", book)
    assert enrolled.facts("pdf", "check", book)["matches"] is True

    session = vaults.unlock(vault, PASSWORD, clock=SystemClock())
    visit_endings.add_addendum(session, finalised[1], "外公也在家。", "补充")
    vaults.lock(session)
    said = enrolled("pdf", "check", book)
    facts = enrolled("pdf", "check", book, "--json").facts

    assert said.code == 5
    differing = {each["visit_id"]: each["differing"] for each in facts["visits"]}
    assert differing == {finalised[0]: [], finalised[1]: ["addenda"]}
    numbers = {each["visit_id"]: each["number"] for each in facts["visits"]}
    assert numbers[finalised[1]] in said.out
    assert numbers[finalised[0]] not in said.out


def test_a_class_is_written_as_a_file_for_each_visit(enrolled, finalised, tmp_path):
    folder = tmp_path / "prints"
    made = enrolled.facts("pdf", "class", "七(2)班", "--to", folder, "--single")

    written = sorted(folder.iterdir())
    assert sorted(made["files"]) == [str(path) for path in written]
    assert [path.name.startswith("JF-") for path in written] == [True, True]
    texts = [PdfReader(path).pages[0].extract_text() for path in written]
    assert sorted("江予安" in text for text in texts) == [False, True]
    assert made["pages"] == 2
    assert enrolled.facts("pdf", "check", written[0])["visit_id"] in finalised
    again = enrolled("pdf", "class", "七(2)班", "--to", folder, "--single", "--json")
    assert again.problem["error"] == "file_exists_already"
    assert enrolled.facts("pdf", "check", written[1])["copy"] == 1


def test_unfinished_visits_are_left_out_and_counted(enrolled, finalised, add, tmp_path):
    unfinished = add("jya")
    usual = enrolled.facts("pdf", "class", "七(2)班", "--to", tmp_path / "a.pdf")
    told = enrolled("pdf", "class", "七(2)班", "--to", tmp_path / "b.pdf")
    everything = enrolled.facts(
        *("pdf", "class", "七(2)班", "--to", tmp_path / "c.pdf", "--also-unfinished")
    )
    checked = enrolled.facts("pdf", "check", tmp_path / "c.pdf")

    assert (usual["left_out"], everything["left_out"]) == (1, 0)
    assert "1 次" in told.out
    assert unfinished in [each["visit_id"] for each in checked["visits"]]


def test_a_class_without_a_finalised_visit_says_so(enrolled, add, tmp_path):
    add("jya")
    for more in ((), ("--single",)):
        said = enrolled(
            *("pdf", "class", "七(2)班", "--to", tmp_path / "x", *more, "--json")
        )
        assert said.problem["error"] == "only_unfinished_visits"
    assert not (tmp_path / "x").exists()


def test_single_files_are_protected_too(enrolled, finalised, tmp_path):
    folder = tmp_path / "prints"
    enrolled.facts(
        *("pdf", "class", "七(2)班", "--to", folder, "--single", "--protect"),
        given=(PASSWORD, "石榴花开"),
    )

    assert [PdfReader(path).is_encrypted for path in folder.iterdir()] == [True, True]


def test_the_summary_of_a_term_is_written_kept_and_numbered(
    enrolled, finalised, tmp_path
):
    paper, table = tmp_path / "term.pdf", tmp_path / "term.xlsx"
    said = enrolled.facts(
        "report", "term", "--to", paper, "--excel", table, "--threshold", "0"
    )
    assert len(PdfReader(paper).pages) == said["pages"]
    assert table.read_bytes().startswith(b"PK")
    again = enrolled.facts("report", "term", "--to", tmp_path / "again.pdf")
    assert said["report_no"].endswith("-01")
    assert again["report_no"].endswith("-02")


def test_full_names_in_a_summary_need_a_reason(enrolled, tmp_path):
    paper = tmp_path / "term.pdf"
    refused = enrolled("report", "term", "--to", paper, "--names", "full")
    assert refused.code == 4
    assert not paper.exists()
    unread = enrolled("report", "term", "--to", paper, "--until", "soon")
    assert unread.code == 2
