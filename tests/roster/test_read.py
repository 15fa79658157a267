"""Every fixture is read to the same people, and what a file hides is said."""

import struct
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from homevisit.roster.delimited import UnknownCodingError, decode
from homevisit.roster.read import (
    MAX_FILE,
    EmptyFileError,
    FileTooLargeError,
    UnreadableFileError,
    parse,
    read_file,
    read_workbook,
)
from homevisit.roster.sheets import LostDigitsError, Sheet, Workbook, text_of
from homevisit.text import use_language
from tests.roster import make_fixtures
from tests.roster.people import pupils

FIXTURES = Path(make_fixtures.FOLDER)
PEOPLE = pupils(12)


@pytest.fixture
def english():
    use_language("en")
    yield
    use_language("zh_CN")


def read_here(name):
    """Read a fixture in this process, as the worker would."""
    form, coding, sheets = parse((FIXTURES / name).read_bytes())
    return Workbook(form, tuple(Sheet(**sheet) for sheet in sheets), coding)


def test_every_fixture_is_there_and_of_the_format_its_name_says():
    names = sorted({**make_fixtures.FILES, **make_fixtures.CONVERTED})
    assert sorted(path.name for path in FIXTURES.iterdir()) == names
    assert len(names) >= 12
    for name in names:
        assert read_here(name).form == name.rpartition(".")[2]


@pytest.mark.parametrize("name", sorted(make_fixtures.FILES))
def test_the_fixtures_say_what_their_maker_writes(name):
    """The committed file and one made now hold the same cells."""
    assert parse((FIXTURES / name).read_bytes()) == parse(make_fixtures.FILES[name]())


SIMPLE = [
    "03-dates.openpyxl.xlsx",
    "05-formulas.openpyxl.xlsx",
    "07-hidden.xlsxwriter.xlsx",
    "11-legacy.xlwt.xls",
    "13-dates.libreoffice.xlsx",
    "14-dates.libreoffice.xls",
    "15-utf8.csv",
    "16-utf8-mark-semicolons.csv",
    "18-utf16-tabs.csv",
]


@pytest.mark.parametrize("name", SIMPLE)
def test_all_writers_and_codings_give_the_same_people(name):
    rows = read_here(name).sheets[0].rows
    assert rows[0][:4] == ["姓名", "性别", "出生日期", "身份证号"]
    for row, who in zip(rows[1:], PEOPLE, strict=False):
        assert (row[0], row[1], row[3]) == (who.name, who.sex, who.id_no)
        assert text_of(row[6]) == who.phone


def test_hidden_rows_columns_and_sheets_are_counted_and_said(english):
    book = read_here("07-hidden.xlsxwriter.xlsx")
    sheet = book.usable()[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((4, 7), 1)
    assert len(sheet.rows) == 11
    assert [str(note) for note in sheet.notes()] == [
        "Hidden rows in this sheet: 2. They are read as well.",
        "Hidden columns in this sheet: 1. They are read as well.",
    ]
    assert [note.code for note in book.notes()] == ["hidden_sheets"]
    assert [sheet.is_hidden for sheet in book.usable()] == [False, True]


def test_hidden_parts_of_a_real_xls_are_found_too():
    sheet = read_here("12-legacy-titles.xlwt.xls").sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((5, 6), 1)
    assert sheet.merged == [(0, 0, 0, 10)]


def test_formulas_without_a_result_are_counted(english):
    book = read_here("05-formulas.openpyxl.xlsx")
    assert book.sheets[0].empty_formulas == 5
    assert "Formulas without a stored result: 5." in str(book.sheets[0].notes()[0])
    assert book.notes() == ()


def test_dates_of_the_old_mac_calendar_are_right():
    rows = read_here("04-epoch-1904.openpyxl.xlsx").sheets[0].rows
    assert [row[2] for row in rows[1:]] == [who.born for who in pupils(3)]


def test_gb18030_keeps_the_names_that_gbk_cannot_write():
    book = read_here("17-gb18030.csv")
    rows = book.sheets[0].rows
    assert book.coding == "gb18030"
    assert [row[0] for row in rows[1:]] == ["张䶮", "王𬱖", "李㛃", "钱𠅤"]
    assert text_of(rows[1][3]) == PEOPLE[0].id_no
    assert text_of(rows[2][3]) == PEOPLE[1].id_no
    with pytest.raises(LostDigitsError):
        text_of(rows[3][3])


def test_styled_emptiness_far_below_is_no_content():
    assert len(read_here("07-hidden.xlsxwriter.xlsx").sheets[0].rows) == 11


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  江予安　\u00a0", "江予安"),
        ("a\x0bb\x00c\r\nd", "abc\nd"),
        ("\ufffe\ud800x", "x"),
        ('="001"', "001"),
        (True, "是"),
        (False, "否"),
        (13800012716.0, "13800012716"),
        (999_999_999_999_999.0, "999999999999999"),
        (7, "7"),
        (3.5, "3.5"),
        (0.1 + 0.2, "0.3"),
        (float("nan"), ""),
        (date(2012, 9, 1), "2012-09-01"),
        (datetime(2012, 9, 1), "2012-09-01"),  # noqa: DTZ001  cells know no zone
        (datetime(2012, 9, 1, 8, 30), "2012-09-01 08:30"),  # noqa: DTZ001  as above
        (time(8, 30), "08:30"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_a_cell_says_in_text_what_the_sheet_shows(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize("cell", [5.1990120120912e17, 1e15, "5.19901E+17", "5.2e17"])
def test_a_number_that_lost_its_end_is_never_restored(cell):
    with pytest.raises(LostDigitsError):
        text_of(cell)


def test_text_in_no_known_coding_is_refused():
    assert decode("江予安".encode("gb18030")) == ("江予安", "gb18030")
    for content in (b"\xff\xff\x80\x80", b"\x00\x01\x02\x03", b"\xff\xfea"):
        with pytest.raises(UnknownCodingError):
            decode(content)


def test_a_file_is_read_from_its_place_through_the_worker(tmp_path):
    book = read_file(FIXTURES / "01-registry-labels.openpyxl.xlsx")
    assert book.form == "xlsx"
    assert len(book.sheets[0].rows) == 13
    renamed = tmp_path / "名册.xls"
    renamed.write_bytes((FIXTURES / "07-hidden.xlsxwriter.xlsx").read_bytes())
    assert read_file(renamed).form == "xlsx"
    with pytest.raises(UnreadableFileError):
        read_file(tmp_path / "gone.xlsx")


def test_reading_changes_nothing_where_the_file_lies(tmp_path):
    path = tmp_path / "名册.csv"
    content = (FIXTURES / "17-gb18030.csv").read_bytes()
    path.write_bytes(content)
    read_file(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b" \r\n\t", bytes(64)])
def test_an_empty_file_is_said_to_be_empty(content):
    with pytest.raises(EmptyFileError):
        read_workbook(content)


def test_a_workbook_with_empty_sheets_is_said_to_be_empty():
    empty = make_fixtures.xlsxwriter_book(lambda book: book.add_worksheet())
    with pytest.raises(EmptyFileError):
        read_workbook(empty)


def test_a_file_above_the_cap_is_refused_without_a_worker():
    with pytest.raises(FileTooLargeError):
        read_workbook(b"x" * (MAX_FILE + 1))


def test_a_chart_sheet_is_passed_over():
    def fill(book):
        make_fixtures.write_rows(book.add_worksheet("名单"), [["姓名"], ["江予安"]])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=名单!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)

    form, _, sheets = parse(make_fixtures.xlsxwriter_book(fill))
    assert (form, [sheet["name"] for sheet in sheets]) == ("xlsx", ["名单"])


def test_an_error_cell_is_counted_and_reads_as_empty():
    def fill(book):
        sheet = book.add_worksheet()
        make_fixtures.write_rows(sheet, [["姓名", "年龄"], ["江予安"]])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    sheet = Sheet(**parse(make_fixtures.xlsxwriter_book(fill))[2][0])
    assert sheet.error_cells == 1
    assert [note.code for note in sheet.notes()] == ["error_cells"]
    assert sheet.rows[1] == ["江予安", None]


def test_an_error_cell_in_a_real_xls_is_counted_too():
    content = make_fixtures.legacy()
    number = struct.pack("<2H", 0x0203, 14)
    error = struct.pack("<2H", 0x0205, 8)
    start = content.index(number)
    row, column = struct.unpack_from("<2H", content, start + 4)
    patched = bytearray(content)
    patched[start : start + 18] = (
        error
        + struct.pack("<3H2B", row, column, 0, 0x2A, 1)
        + struct.pack("<3H", 0, 2, 0)
    )
    assert Sheet(**parse(bytes(patched))[2][0]).error_cells == 1
