"""The six talks as paper and Excel: what the matrix says, and logged when it leaves."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from homevisit.ledger.queries import Query
from homevisit.services import (
    groups,
    matrix,
    records,
    school,
    students,
    talk_exemptions,
    talk_sheets,
    talks,
)
from homevisit.services.matrix import Filter
from homevisit.services.talks import TalkEntry
from tests.reports.reading import text_of


@pytest.fixture
def talked(session, jiang, class_id):
    second = school.add_class(session, "junior", 2026, 3)
    added = []
    for name, where in (("袁知行", class_id), ("喻书瑶", second)):
        values = {"name": name, "class_id": where, "roll_status": "enrolled"}
        added.append(students.add_student(session, values).record_ids[0])
    yuan, yu = added
    for day in ("2026-10-08", "2026-11-02"):
        talks.log(session, TalkEntry("parent", (jiang,), {"on_date": day}))
    talks.plan(session, TalkEntry("leader", (yuan,), {"on_date": "2026-11-10"}))
    talk_exemptions.exempt(session, [yu], "leader", "在医院休养")
    return jiang, yuan, yu


def exports(session):
    return [each.document for each in records.find(session, Query("export"))]


def test_the_sheet_says_what_the_matrix_says(session, talked):
    sheet = talk_sheets.make(session)
    assert [each.name for each in sheet.classes] == ["七(2)班", "七(3)班"]
    lines = {line.name: line for each in sheet.classes for line in each.lines}
    jiang, yuan, yu = lines["江予安"], lines["袁知行"], lines["喻书瑶"]
    assert (jiang.cells[4].state, jiang.cells[4].words) == ("done", "11-02 ×2")
    assert (yuan.cells[5].state, yuan.cells[5].words) == (
        "overdue",
        "11-10，逾期10天",
    )
    assert (yu.cells[5].state, yu.held, yu.wanted) == ("exempt", 0, 5)
    assert sheet.sums.kinds[5] == (0, 2)
    assert (sheet.late, sheet.planned, sheet.shown) == (1, 0, "")
    assert sheet.notes == ("有1次谈话注明原因后标记为免谈。",)


def test_a_narrowed_sheet_says_so_and_names_no_group(session, talked):
    groups.determine(session, talked[0], "left_behind", {"valid_from": "2026-09-05"})
    sheet = talk_sheets.make(session, Filter(group="left_behind"))
    assert sum(len(each.lines) for each in sheet.classes) == 1
    assert sheet.shown == "仅部分学生"
    assert "留守" not in text_of(talk_sheets.preview(session).pdf)


def test_paper_and_file_are_logged_and_a_look_is_not(session, talked):
    talk_sheets.preview(session)
    assert exports(session) == []
    words = text_of(talk_sheets.print_sheet(session).pdf)
    assert "江予安" in words
    assert "内部资料" in words
    talk_sheets.print_workbook(session)
    assert exports(session) == ["talk_matrix"] * 2


def test_the_excel_file_has_every_student_and_the_sums(session, talked):
    made = talk_sheets.print_workbook(session, Filter(grade="七年级"))
    book = load_workbook(BytesIO(made))
    everybody, sums = book.worksheets
    rows = list(everybody.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[1] == "学生")
    names = [row[1] for row in rows[head + 1 :]]
    page = matrix.read(session)
    assert names == [each.name for each in page.students]
    assert everybody.page_setup.orientation == "landscape"
    assert "注意保密" in everybody.oddFooter.left.text
    assert everybody.print_title_rows == "$3:$3"
    last = list(sums.iter_rows(values_only=True))[-1]
    assert last[:2] == ("全部班级合计", 3)
    assert last[-1] == "1/17"


def test_a_name_that_begins_like_a_formula_stays_text(session, class_id):
    values = {"name": "=1+1", "class_id": class_id, "roll_status": "enrolled"}
    students.add_student(session, values)
    book = load_workbook(BytesIO(talk_sheets.print_workbook(session)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
