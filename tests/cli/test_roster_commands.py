"""A list is tried dry, imported as one save, and taken back."""

from __future__ import annotations

import pytest

from tests.cli.conftest import ROWS


def test_a_dry_run_tells_every_row_s_problems_and_writes_nothing(terminal, roster):
    said = terminal.facts("roster", "import", roster)

    assert said["written"] is False
    assert said["counts"]["new"] == len(ROWS)
    assert {each["row"] for each in said["problems"]} >= {4}
    assert all(each["message"] and each["code"] for each in said["problems"])
    assert len(said["new_classes"]) == 2
    assert terminal.facts("students", "list")["count"] == 0


def test_a_dry_run_speaks_in_words(terminal, roster):
    said = terminal("roster", "import", roster, "--lang", "en")

    assert said.code == 0
    assert "Row 4" in said.out
    assert "Nothing was written" in said.out


def test_a_list_is_imported_once(terminal, roster):
    first = terminal.facts("roster", "import", roster, "--write")
    again = terminal.facts("roster", "import", roster, "--write")

    assert first["written"] is True
    assert first["save_id"]
    assert first["possible_duplicates"] == 0
    assert again["written"] is False
    assert again["counts"]["unchanged"] == len(ROWS)
    assert terminal.facts("students", "list")["count"] == len(ROWS)


def test_an_import_is_taken_back_and_only_once(enrolled):
    undone = enrolled.facts("roster", "undo")
    again = enrolled("roster", "undo", "--json")

    assert undone["kept"] == []
    assert enrolled.facts("students", "list")["count"] == 0
    assert (again.code, again.problem["error"]) == (4, "no_import_to_undo")


def test_a_column_is_assigned_by_hand(terminal, roster):
    said = terminal.facts("roster", "import", roster, "--column", "6=student.remark")

    assert said["columns"][5]["field"] == "student.remark"


@pytest.mark.parametrize(
    "words", ["99=student.name", "1=nonsense", "x", "0=student.name"]
)
def test_a_column_that_is_not_there_is_refused(terminal, roster, words):
    said = terminal("roster", "import", roster, "--column", words, "--json")
    assert (said.code, said.problem["error"]) == (4, "no_such_column")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x00" * 4000])
def test_a_file_that_is_no_list_is_refused_in_words(terminal, tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    said = terminal("roster", "import", path, "--write", "--json")

    assert said.code == 4
    assert said.problem["what"]
    assert terminal.facts("students", "list")["count"] == 0
