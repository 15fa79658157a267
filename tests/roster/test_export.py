"""Lists that leave can be opened by anybody, and nothing in them runs."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.roster.export import safe_text, to_csv, to_xlsx

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A",
    "|calc",
    "  =1+1",
]


def xlsx(headings, rows, title="名单"):
    return to_xlsx(headings, rows, title=title, made_at=NOW)


def cells_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book.active.iter_rows()]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_could_run_is_shown_as_text(text):
    assert safe_text(text).startswith("'")
    (_, (cell,)) = cells_of(xlsx(["备注"], [[text]]))
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    rows = list(csv.reader(io.StringIO(to_csv(["备注"], [[text]]).decode("utf-8-sig"))))
    assert rows[1][0].startswith("'")


def test_a_heading_or_title_that_could_run_is_text_too():
    content = xlsx(["=1+1"], [["x"]], title="=[a]:*?/\\" + "长" * 40)
    assert cells_of(content)[0][0].data_type == "s"
    (name,) = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert len(name) <= 31
    assert xlsx(["a"], [], title="[]")


def test_values_keep_their_kind():
    rows = [["001", 7, -5, 2.5, True, None, "江予安", "https://example.invalid"]]
    (_, cells) = cells_of(xlsx(list("abcdefgh"), rows))
    assert [cell.value for cell in cells] == [
        *("001", 7, -5, 2.5, "是", None, "江予安", "https://example.invalid")
    ]
    assert cells[7].hyperlink is None


def test_rare_characters_survive_both_formats():
    names = ["张䶮", "王𬱖", "李㛃", "钱𠅤", "阿依娜·木拉提"]
    rows = [[name] for name in names]
    assert [row[0].value for row in cells_of(xlsx(["姓名"], rows))[1:]] == names
    text = to_csv(["姓名"], rows).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == names


def test_csv_has_a_mark_and_quotes_every_field():
    content = to_csv(["姓名", "年龄"], [["江予安", 13], ["何\n景行", None]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert '"江予安","13"\r\n' in content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["姓名", "年龄"],
        ["江予安", "13"],
        ["何\n景行", ""],
    ]


def test_equal_lists_are_equal_files_and_name_no_author():
    first, second = (xlsx(["姓名"], [["江予安"]]) for _ in range(2))
    assert first == second
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert not properties.creator
    assert properties.created == NOW.replace(tzinfo=None)


@given(st.text())
def test_no_text_breaks_a_file_or_begins_as_a_formula(text):
    safe = safe_text(text)
    assert not safe.startswith(tuple("=+-@\t\r|＝＋－＠｜"))
    assert len(safe) <= 32_767
    assert xlsx(["备注"], [[text]])
    assert to_csv(["备注"], [[text]])


def test_a_very_long_text_fits_a_cell():
    assert len(safe_text("=" + "x" * 40_000)) == 32_767
