"""Text put into a PDF is text that comes out of it, whatever the characters."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from reports.document import Document
from reports.faces import fonts
from reports.layout.style import BODY, NAME, QUOTE
from tests.reports.rare_names import RARE_NAMES
from tests.reports.reading import assert_sound, fonts_of, text_of, tight

HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FEF),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DB5),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
    st.characters(min_codepoint=0x2CEB0, max_codepoint=0x2EBE0),
    st.sampled_from("，。、；：？！“”（）《》·—…0123456789AZaz"),
)


def printed(*texts, style=BODY):
    document = Document("A title")
    with document.page() as sheet:
        for number, text in enumerate(texts):
            sheet.text(40, 20 + 8 * number, text, style)
    return document.finish()


@pytest.mark.parametrize("style", [BODY, NAME, QUOTE])
def test_rare_names_come_out_as_they_went_in(style):
    rendered = printed(*RARE_NAMES, style=style)
    assert rendered.uncovered == ()
    assert text_of(rendered.pdf) == tight("".join(RARE_NAMES))
    assert_sound(rendered.pdf)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(HAN, max_size=20), max_size=12))
def test_any_chinese_text_comes_out_as_it_went_in(texts):
    rendered = printed(*texts)
    assert rendered.uncovered == ()
    assert text_of(rendered.pdf) == "".join(texts)


def test_a_character_that_no_face_has_is_a_box_kept_in_the_text_and_reported():
    rendered = printed("王\U00030000小明\ue81e", "李\U00030000")
    assert rendered.uncovered == ("\U00030000", "\ue81e")
    assert text_of(rendered.pdf) == "王\U00030000小明\ue81e李\U00030000"
    assert_sound(rendered.pdf)


def test_one_font_for_each_face_however_many_characters():
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 1500)))
    rendered = printed(*(many[at : at + 50] for at in range(0, 1500, 50)))
    assert text_of(rendered.pdf) == many
    assert len(list(fonts_of(rendered.pdf))) == 1


def test_widths_in_the_file_are_those_of_the_layout():
    text = "Wi家·𠮷 1"
    (font,) = {f["/BaseFont"]: f for f in fonts_of(printed("Wi家· 1").pdf)}.values()
    listed = font["/DescendantFonts"][0].get_object()["/W"]
    widths = {}
    for start, run in zip(listed[0::2], listed[1::2], strict=True):
        widths |= {start + step: width for step, width in enumerate(run)}
    advances = fonts().plain.advances
    for code, character in enumerate("Wi家· 1", start=1):
        assert widths.get(code, 1000) == round(advances[character])
    assert fonts().plain.stringWidth(text, 10) == pytest.approx(
        sum(advances[character] for character in text) / 100
    )


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("家访，好", 4),
        ("（家访），好", 5.5),
        ("好）》。（《", 4),
        ("“好。”", None),
        ("、", 1),
    ],
)
def test_meeting_marks_share_their_blank_and_stay_in_the_text(text, ems):
    if ems is not None:
        assert BODY.width(text) == pytest.approx(ems * BODY.size)
    assert text_of(printed(text).pdf) == text


def test_reportlab_s_own_canvas_and_paragraphs_take_the_font():
    name = fonts().plain.fontName
    drawn, flowed = BytesIO(), BytesIO()
    canvas = Canvas(drawn, initialFontName=name)
    canvas.setFont(name, 12)
    canvas.drawString(40, 700, "孙𬴂·𠮷 (ok)")
    canvas.save()
    assert text_of(drawn.getvalue()) == "孙𬴂·𠮷(ok)"
    style = ParagraphStyle("body", fontName=name, wordWrap="CJK")
    SimpleDocTemplate(flowed).build([Paragraph("龑䶮𠮷家访" * 30, style)])
    assert text_of(flowed.getvalue()) == "龑䶮𠮷家访" * 30


def test_two_documents_at_once_do_not_mix():
    first, second = Document("a"), Document("b")
    with first.page() as one, second.page() as two:
        one.text(40, 40, "甲乙", BODY)
        two.text(40, 40, "丙乙", BODY)
    assert text_of(first.finish().pdf) == "甲乙"
    assert text_of(second.finish().pdf) == "丙乙"


def test_an_empty_page_has_no_font_and_is_sound():
    document = Document("nothing")
    with document.page():
        pass
    rendered = document.finish()
    assert list(fonts_of(rendered.pdf)) == []
    assert len(PdfReader(BytesIO(rendered.pdf)).pages) == 1
