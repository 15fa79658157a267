"""The first day with the program: from an empty computer to a printed home visit."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import xlsxwriter

from tests.product_code import ROOT

CHILD = Path(__file__).with_name("window_child.py")
HEADS = ("姓名", "性别", "出生日期", "班级", "学号", "监护人", "监护人电话", "家庭住址")
HOME = "石桥村三组"
ROWS = (
    ("江予安", "男", "2013-07-18", "七(2)班", "08", "江守田", "13800002716", HOME),
    ("袁知行", "男", "2013-03-02", "七(2)班", "09", "袁秋生", "13900001234", "下桥村"),
    ("喻书瑶", "女", "2013-11-30", "七(2)班", "10", "喻春兰", "13700004321", "下桥村"),
)


def write_roster(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("七(2)班")
    for at, row in enumerate((HEADS, *ROWS)):
        for column, value in enumerate(row):
            sheet.write_string(at, column, value)
    book.close()


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_from_the_first_start_to_a_printed_visit_by_keys_alone(tmp_path):
    roster = tmp_path / "roster.xlsx"
    write_roster(roster)
    home = tmp_path / "home"
    home.mkdir()
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    done = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path), str(roster)],
        cwd=ROOT,
        env={**os.environ, **own, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["the PDF"], done.stdout + done.stderr
    assert done.returncode == 0
    said = text_of(tmp_path / "visit.pdf")
    for words in ("江予安", "禾田镇中心学校", "周静怡", "放学后自己喂鸡", "石桥村三组"):
        assert words in said
    inside = (tmp_path / "zhou.homevisit").rglob("*")
    stored = b"".join(path.read_bytes() for path in inside if path.is_file())
    assert stored
    assert "江予安".encode() not in stored
    assert "喂鸡".encode() not in stored
