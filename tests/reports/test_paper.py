"""Papers for the way: forms with a code on every page, route sheets."""

from __future__ import annotations

import gettext
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from homevisit import text
from reports.blank_form import render_forms
from reports.paper_data import FormBoxes, PaperForm, RouteGroup, RouteSheet, RouteStop
from reports.route_sheet import render_route_sheet
from reports.visit_book import PrintCancelledError
from reports.visit_data import Choice, Promise
from tests.reports.reading import assert_sound, text_of, tight
from tests.reports.samples import RUN

BOXES = FormBoxes(
    visit_forms=(Choice("实地入户"), Choice("电话")),
    purposes=(Choice("例行家访"), Choice("其他")),
    satisfaction=(Choice("满意"), Choice("不满意")),
)
KNOWN = PaperForm(
    code="4829 1306 6535",
    qr_of_page="HVF1:482913066535:{page}",
    student="江予安",
    class_name="七(2)班",
    address="石桥村三组",
    guardian="祖父 江守田",
    promises=(Promise("每周三与父亲视频", "祖父", "2026-11-26"),),
)
BLANK = PaperForm(code="4829 1306 7311", qr_of_page="HVF1:482913067311:{page}")


def codes_on(pdf):
    """Return what a reader of QR codes finds on each page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        picture = page.render(scale=2, grayscale=True).to_pil()
        found.append([each.text for each in zxingcpp.read_barcodes(picture)])
    document.close()
    return found


def test_every_form_is_a_front_and_a_back_and_both_say_whose():
    made = render_forms([KNOWN, BLANK], BOXES, RUN)
    assert_sound(made.pdf)
    assert made.uncovered == ()
    assert codes_on(made.pdf) == [
        ["HVF1:482913066535:1"],
        ["HVF1:482913066535:2"],
        ["HVF1:482913067311:1"],
        ["HVF1:482913067311:2"],
    ]
    first, second, *_ = (
        tight(page.extract_text()) for page in PdfReader(BytesIO(made.pdf)).pages
    )
    for words in ("家访登记表", "江予安", "石桥村三组", "482913066535", "做到"):
        assert words in first
    assert "482913066535" in second
    assert "第2页，共2页" in second


def test_a_form_for_nobody_has_the_same_questions_and_no_name():
    blank = text_of(render_forms([BLANK], BOXES, RUN).pdf)
    for words in ("家访登记表", "例行家访", "孩子的话", "监护人签名", "谁来做"):
        assert words in blank
    assert "上次的约定" not in blank
    assert "江予安" not in blank


@pytest.mark.parametrize("is_english", [False, True])
@pytest.mark.parametrize("promises", [0, 3, 12, 30])
def test_a_form_ends_on_a_back_however_much_is_known(promises, is_english, monkeypatch):
    if is_english:
        monkeypatch.setattr(text, "_catalogue", lambda _: gettext.NullTranslations())
    long = replace(KNOWN, promises=KNOWN.promises * promises, siblings="江予乐 " * 9)
    made = render_forms([long], BOXES, RUN)
    assert made.pages % 2 == 0
    assert len(codes_on(made.pdf)) == sum(map(len, codes_on(made.pdf))) == made.pages


def test_the_code_stays_out_of_the_files_own_facts():
    pdf = render_forms([KNOWN], BOXES, RUN).pdf
    said = str(PdfReader(BytesIO(pdf)).metadata)
    assert "江予安" not in said
    assert "4829" not in said


def test_many_forms_report_and_can_be_stopped_between_two():
    heard = []
    render_forms([KNOWN] * 3, BOXES, RUN, progress=lambda *x: heard.append(x))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    answers = iter([False, False, True])
    with pytest.raises(PrintCancelledError):
        render_forms([KNOWN] * 3, BOXES, RUN, cancelled=lambda: next(answers))


def a_route(*counts, phone="139 0000 1234"):
    stop = RouteStop(
        "江予安",
        "七(2)班",
        "16:30",
        "石桥村三组 12 号，村口老槐树右转第二家",
        "祖父 江守田",
        phone,
        "了解家庭与成长环境、学业帮扶",
    )
    groups = tuple(
        RouteGroup(f"村{n}" if n else "", (stop,) * count)
        for n, count in enumerate(counts)
    )
    return RouteSheet("2026-11-25 星期三", "周静怡", groups, bool(phone))


def test_fourteen_families_in_three_villages_fit_one_page():
    made = render_route_sheet(a_route(4, 6, 4), RUN)
    assert_sound(made.pdf)
    assert made.pages == 1
    words = text_of(made.pdf)
    for each in (
        "家访路线单",
        "村1",
        "6户",
        "村组未登记",
        "13900001234",
        "已访",
        "未遇",
    ):
        assert each in words
    assert "本单含家庭住址和电话，用后请收好或销毁。" in words


def test_a_route_without_phones_shows_none_and_is_still_to_be_destroyed():
    words = text_of(render_route_sheet(a_route(2, phone=""), RUN).pdf)
    assert "1390000" not in words
    assert "用后请收好或销毁。" in words


def test_a_long_day_goes_on_with_the_columns_repeated():
    made = render_route_sheet(a_route(40), RUN)
    pages = [tight(page.extract_text()) for page in PdfReader(BytesIO(made.pdf)).pages]
    assert len(pages) == made.pages > 2
    assert all("监护人" in page and "勾选" in page for page in pages)


def test_names_that_are_long_or_rare_or_hostile_are_drawn():
    odd = RouteStop("阿依古丽·买买提·" * 6 + "𬱖", address="\x00<b>&\n" * 40)
    sheet = RouteSheet("2026-11-25", "", (RouteGroup("石桥" * 60, (odd,)),))
    made = render_route_sheet(sheet, RUN)
    assert_sound(made.pdf)
    assert made.pages == 1
