"""Writes tests/roster/fixtures: rosters as schools have them, by four writers.

Run from the project's folder: `.venv/bin/python -m tests.roster.make_fixtures`.
openpyxl, XlsxWriter and xlwt write directly; LibreOffice converts where it is
installed, and its two files stay as they are where it is not. All people are invented.
"""

import csv
import io
import shutil
import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.roster.fixture_rows import (
    FAMILY,
    MOCK,
    REGISTRY,
    SIMPLE,
    mock_row,
    registry_row,
    simple_row,
)
from tests.roster.people import pupils

FOLDER = Path(__file__).parent / "fixtures"
STAMP = datetime(2026, 3, 2, 8, 0, 0)  # noqa: DTZ001  the formats know no zone


def openpyxl_bytes(book):
    book.properties.created = book.properties.modified = STAMP
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_openpyxl(header, rows, above=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "学生信息"
    for row in (*above, header, *rows):
        sheet.append(list(row))
    return book, sheet


def registry_labels():
    """The registry's export: stars in the header, labels, two family members."""
    book, _ = by_openpyxl(REGISTRY + FAMILY, [registry_row(who) for who in pupils(12)])
    return openpyxl_bytes(book)


def titles_and_merged():
    """Two title rows, a header of two levels, a merged column of classes, a footer."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "七年级"
    sheet["A1"] = "禾田镇中心学校2025—2026学年学生花名册"
    sheet.merge_cells("A1:K1")
    sheet["A2"] = "填表人：周静怡        填表日期：2026年3月2日"
    sheet.merge_cells("A2:K2")
    heads = ["序号", "班级", "姓名", "性别", "身份证号码"]
    for column, head in enumerate(heads, 1):
        sheet.cell(3, column, head)
        sheet.merge_cells(
            start_row=3, end_row=4, start_column=column, end_column=column
        )
    for start, group in ((6, "父亲信息"), (9, "母亲信息")):
        sheet.cell(3, start, group)
        sheet.merge_cells(
            start_row=3, end_row=3, start_column=start, end_column=start + 2
        )
        for offset, head in enumerate(("姓名", "电话", "务工地点")):
            sheet.cell(4, start + offset, head)
    people = pupils(6) + pupils(12, class_no=3)[6:]
    for number, who in enumerate(people, 1):
        sheet.append(
            [number, who.class_name, who.name, who.sex, who.id_no,
             who.father, who.phone, "广东省东莞市", who.mother, "", ""]
        )  # fmt: skip
    sheet.merge_cells("B5:B10")
    sheet.merge_cells("B11:B16")
    sheet["A18"] = "合计"
    sheet["C18"] = 12
    sheet["A19"] = "校长（签字）："
    return openpyxl_bytes(book)


def dates_in_five_forms():
    """Real dates and text dates in five forms, one of them without its day."""
    book, sheet = by_openpyxl(SIMPLE, [simple_row(who) for who in pupils(7)])
    people = pupils(7)
    forms = (
        lambda day: f"{day:%Y%m%d}",
        lambda day: f"{day.year}.{day.month}.{day.day}",
        lambda day: f"{day.year}年{day.month}月{day.day}日",
        lambda day: f"{day.year}/{day.month}/{day.day}",
        lambda day: f"{day.year}.{day.month}",
        lambda day: day,
        lambda day: int(f"{day:%Y%m%d}"),
    )
    for row, (who, form) in enumerate(zip(people, forms, strict=True), 2):
        sheet.cell(row, 3, form(who.born))
    return openpyxl_bytes(book)


def epoch_1904():
    """A workbook of the calendar that old Macs used."""
    book, sheet = by_openpyxl(SIMPLE, [])
    book.epoch = CALENDAR_MAC_1904
    for who in pupils(3):
        sheet.append([*simple_row(who)[:2], who.born, *simple_row(who)[3:]])
    return openpyxl_bytes(book)


def formulas():
    """Formulas whose results nobody stored, as programs other than Excel leave them."""
    book, sheet = by_openpyxl([*SIMPLE, "备注"], [simple_row(who) for who in pupils(4)])
    for row in range(2, 6):
        sheet.cell(row, 9, f'=HYPERLINK("http://example.invalid","{row}")')
    sheet.cell(3, 8, "=H2")
    return openpyxl_bytes(book)


def xlsxwriter_book(fill):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": STAMP})
    fill(book)
    book.close()
    return target.getvalue()


def write_rows(sheet, rows, start=0):
    for number, row in enumerate(rows, start):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)


def one_class_column():
    """Class in one column, one guardian, a parent's post, a remark."""

    def fill(book):
        write_rows(book.add_worksheet("在校生"), [MOCK, *map(mock_row, pupils(12))])

    return xlsxwriter_book(fill)


def hidden_parts():
    """Hidden rows, a hidden column, a hidden sheet, and styled emptiness to the end."""

    def fill(book):
        sheet = book.add_worksheet("名单")
        write_rows(sheet, [SIMPLE, *map(simple_row, pupils(10))])
        for row in (3, 6):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(6, 6, None, None, {"hidden": True})
        frame = book.add_format({"border": 1})
        for row in range(11, 40):
            sheet.write_blank(row, 0, None, frame)
        sheet.write_blank(59_999, 0, None, frame)
        secret = book.add_worksheet("旧名单")
        write_rows(secret, [SIMPLE, *map(simple_row, pupils(3, class_no=9))])
        secret.hide()

    return xlsxwriter_book(fill)


def numbers():
    """ID numbers, phones and seats that a sheet took for numbers."""

    def fill(book):
        sheet = book.add_worksheet("名单")
        write_rows(sheet, [[*SIMPLE, "班内学号"]])
        for row, who in enumerate(pupils(6), 1):
            cells = [*simple_row(who), who.seat]
            if row % 2:
                cells[3] = float(who.id_no[:17] + "0") if row < 4 else who.id_no
                cells[6] = int(who.phone)
                cells[8] = int(who.seat)
            if row == 5:
                wide = str.maketrans("0123456789", "０１２３４５６７８９")
                cells[3] = who.id_no.translate(wide)
                cells[6] = who.phone.translate(wide)
            write_rows(sheet, [cells], row)

    return xlsxwriter_book(fill)


def registry_codes():
    """The registry's form as the import template wants it: codes, not labels."""

    def fill(book):
        rows = [registry_row(who, codes=True) for who in pupils(12)]
        write_rows(book.add_worksheet("Sheet1"), [REGISTRY + FAMILY, *rows])

    return xlsxwriter_book(fill)


RARE_NAMES = [
    "阿依娜.木拉提",
    "迪丽努尔•艾山",
    "张䶮",
    "王𬱖",
    "李㛃",
    "钱𠅤",
    "孙𬴂　",
    "周　明",
    "ＡＢＣ",
]


def rare_names():
    """Dots of every kind, characters outside the BMP, blanks inside and around."""

    def fill(book):
        rows = [simple_row(who) for who in pupils(len(RARE_NAMES))]
        for row, name in zip(rows, RARE_NAMES, strict=True):
            row[0] = name
        write_rows(book.add_worksheet("名单"), [SIMPLE, *rows])

    return xlsxwriter_book(fill)


def xlwt_bytes(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def legacy():
    """A real .xls: numbers, a real date, text that begins with zeros."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("学生名单")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, cells in enumerate([[*SIMPLE, "学号"], *map(simple_row, pupils(10))]):
        for column, cell in enumerate(cells):
            if row and column == 2:
                sheet.write(row, column, date.fromisoformat(cell), day)
            elif row and column == 6:
                sheet.write(row, column, int(cell))
            else:
                sheet.write(row, column, cell)
        if row:
            sheet.write(row, 8, f"{row:03}")
    return xlwt_bytes(book)


def legacy_titles():
    """A real .xls with a merged title, hidden rows, and a hidden sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("七(2)班")
    sheet.write_merge(0, 0, 0, len(MOCK) - 1, "七年级2班学生名册")
    for row, cells in enumerate([MOCK, *map(mock_row, pupils(8))], 1):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    for row in (4, 5):
        sheet.row(row).hidden = True
    sheet.col(9).hidden = True
    book.add_sheet("备用").visibility = 1
    return xlwt_bytes(book)


def csv_bytes(coding, separator=",", rows=None):
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator)
    writer.writerows(rows or [SIMPLE, *map(simple_row, pupils(8))])
    return target.getvalue().encode(coding)


def csv_with_rare_names():
    rows = [SIMPLE, *map(simple_row, pupils(4))]
    for row, name in zip(rows[1:], ("张䶮", "王𬱖", "李㛃", "钱𠅤"), strict=True):
        row[0] = name
    rows[1][3] = f'="{rows[1][3]}"'
    rows[2][3] = rows[2][3] + "\t"
    rows[3][3] = "5.19901E+17"
    return csv_bytes("gb18030", rows=rows)


def by_libreoffice(form):
    """LibreOffice's own file of the five forms of dates, by way of its converter."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.xlsx")
        source.write_bytes(dates_in_five_forms())
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(Path(folder, "out")),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, "out", f"source.{form}").read_bytes()


FILES = {
    "01-registry-labels.openpyxl.xlsx": registry_labels,
    "02-titles-merged.openpyxl.xlsx": titles_and_merged,
    "03-dates.openpyxl.xlsx": dates_in_five_forms,
    "04-epoch-1904.openpyxl.xlsx": epoch_1904,
    "05-formulas.openpyxl.xlsx": formulas,
    "06-one-class-column.xlsxwriter.xlsx": one_class_column,
    "07-hidden.xlsxwriter.xlsx": hidden_parts,
    "08-numbers.xlsxwriter.xlsx": numbers,
    "09-registry-codes.xlsxwriter.xlsx": registry_codes,
    "10-rare-names.xlsxwriter.xlsx": rare_names,
    "11-legacy.xlwt.xls": legacy,
    "12-legacy-titles.xlwt.xls": legacy_titles,
    "15-utf8.csv": lambda: csv_bytes("utf-8"),
    "16-utf8-mark-semicolons.csv": lambda: csv_bytes("utf-8-sig", ";"),
    "17-gb18030.csv": csv_with_rare_names,
    "18-utf16-tabs.csv": lambda: csv_bytes("utf-16", "\t"),
}
CONVERTED = {
    "13-dates.libreoffice.xlsx": lambda: by_libreoffice("xlsx"),
    "14-dates.libreoffice.xls": lambda: by_libreoffice("xls"),
}


def main():
    FOLDER.mkdir(exist_ok=True)
    files = FILES | (CONVERTED if shutil.which("soffice") else {})
    for name, make in files.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()
