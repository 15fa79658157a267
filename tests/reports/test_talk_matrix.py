"""The sheet of the six talks: on its side, heads repeated, sums, signs by shape."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from reports.talk_data import SheetCell, SheetClass, SheetLine, SheetSums, TalkSheet
from reports.talk_matrix import render_talk_matrix
from tests.reports.reading import assert_sound, text_of, tight
from tests.reports.samples import RUN

KINDS = ("朋辈", "班主任", "专任", "心理", "家长", "校领导")
CELLS = (
    SheetCell("done", "10-09"),
    SheetCell("overdue", "11-08，逾期12天"),
    SheetCell("planned", "11-25"),
    SheetCell("exempt", "无需"),
    SheetCell("none"),
    SheetCell("done", "09-17 ×2"),
)
SUMS = SheetSums(((1, 1), (0, 1), (0, 1), (0, 0), (0, 1), (1, 1)))


def sheet(*sizes, **values):
    classes = tuple(
        SheetClass(
            f"七({at})班",
            tuple(SheetLine(f"学生{at}-{n}", CELLS, 2, 5) for n in range(size)),
            SUMS,
        )
        for at, size in enumerate(sizes, start=1)
    )
    given = {"school": "禾田镇中心学校", "term": "第一学期", "day": "2026-11-20"}
    return TalkSheet(kinds=KINDS, classes=classes, sums=SUMS, **{**given, **values})


def pages(rendered):
    return PdfReader(BytesIO(rendered.pdf)).pages


def test_every_page_lies_on_its_side_and_repeats_the_head():
    rendered = render_talk_matrix(sheet(45, 12), RUN)
    assert_sound(rendered.pdf)
    found = pages(rendered)
    assert rendered.pages == len(found) > 2
    for number, page in enumerate(found, start=1):
        assert page.mediabox.width > page.mediabox.height
        words = page.extract_text()
        assert f"第 {number} 页，共 {len(found)} 页" in words
        assert all(kind in words for kind in KINDS)
        assert "注意保密" in words


def test_all_students_sums_and_notes_are_on_it():
    rendered = render_talk_matrix(sheet(45, 12, notes=("2次谈话标记为免谈。",)), RUN)
    words = text_of(rendered.pdf)
    assert all(f"学生1-{n}" in words for n in range(45))
    assert "11-08，逾期12天" in words
    assert "2/5" in words
    assert "2次谈话标记为免谈。" in words
    assert words.index("按班级") < words.index("学生1-0")


def test_nothing_lies_beyond_the_edge_of_the_paper():
    (page,) = pages(render_talk_matrix(sheet(3), RUN))
    places = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, *_font: places.append(
            (text.strip(), tm[4] + cm[4], tm[5] + cm[5])
        )
    )
    written = [(x, y) for text, x, y in places if text]
    assert len(written) > 30
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    assert all(0 < x < width and 0 < y < height for x, y in written)


def test_one_class_has_no_page_of_sums_and_the_same_sheet_the_same_bytes():
    one = render_talk_matrix(sheet(3, shown="部分学生"), RUN)
    assert one.pages == 1
    assert "部分学生" in tight(pages(one)[0].extract_text())
    assert render_talk_matrix(sheet(3, shown="部分学生"), RUN).pdf == one.pdf


def test_nobody_is_a_page_all_the_same():
    assert render_talk_matrix(sheet(), RUN).pages == 1
