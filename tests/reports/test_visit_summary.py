"""The print of a visit: complete, private, repeatable, whatever is in it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from homevisit import text
from homevisit.paths import resource_path
from reports.visit_data import (
    USUAL_SECTIONS,
    Choice,
    GuardianSignature,
    Note,
    Promise,
    Review,
    TeacherConfirmation,
    VisitSection,
    VisitSummary,
)
from reports.visit_summary import render_visit
from tests.reports.reading import assert_sound, text_of, tight
from tests.reports.samples import FULL, RUN, VERY_FULL, words_of


@pytest.mark.parametrize(("visit", "pages"), [(FULL, 1), (VERY_FULL, 3)])
def test_every_string_comes_out_as_it_went_in(visit, pages):
    rendered = render_visit(visit, RUN)
    assert rendered.pages == pages
    assert rendered.uncovered == ()
    assert_sound(rendered.pdf)
    shown = text_of(rendered.pdf)
    words = words_of(visit)
    assert len(words) > 50
    for word in words:
        assert tight(word) in shown
    for word in (RUN.school, RUN.printed_by, RUN.printed_at, RUN.check_code):
        assert tight(word) in shown


def test_an_empty_visit_is_a_form():
    rendered = render_visit(VisitSummary(), replace(RUN, check_code="", qr_payload=""))
    assert rendered.pages == 1
    assert_sound(rendered.pdf)
    for label in ("学生与家访", "孩子的话", "家长意见", "监护人签名", "第1页，共1页"):
        assert label in text_of(rendered.pdf)


@pytest.mark.parametrize("left_out", list(VisitSection))
def test_what_is_not_chosen_is_not_in_the_file(left_out):
    canaries = {
        VisitSection.FACTS: replace(VERY_FULL, place="CANARY"),
        VisitSection.OBSERVATIONS: replace(VERY_FULL, at_home="CANARY"),
        VisitSection.AGREEMENTS: replace(
            VERY_FULL, school_promises=(Promise("CANARY"),)
        ),
        VisitSection.RISK: replace(VERY_FULL, risk=(Note("CANARY", "CANARY"),)),
        VisitSection.SIGNATURES: replace(VERY_FULL, review=Review(remark="CANARY")),
        VisitSection.ADDENDA: replace(
            VERY_FULL, addenda=(replace(VERY_FULL.addenda[0], text="CANARY"),)
        ),
        VisitSection.PHOTOS: replace(
            VERY_FULL, photos=(replace(VERY_FULL.photos[0], caption="CANARY"),)
        ),
    }
    visit = canaries[left_out]
    assert "CANARY" in text_of(render_visit(visit, RUN).pdf)
    without = replace(visit, sections=visit.sections - {left_out})
    assert "CANARY" not in text_of(render_visit(without, RUN).pdf)


def test_risk_and_photos_are_printed_only_when_asked_for():
    assert VisitSection.RISK not in USUAL_SECTIONS
    assert VisitSection.PHOTOS not in USUAL_SECTIONS
    usual = text_of(render_visit(replace(VERY_FULL, sections=USUAL_SECTIONS), RUN).pdf)
    assert "风险线索" not in usual
    assert "不含心理辅导内容" in usual
    everything = text_of(render_visit(VERY_FULL, RUN).pdf)
    assert "含风险线索" in everything


def test_the_same_input_gives_the_same_bytes_also_in_another_process():
    code = (
        "from hashlib import sha256\n"
        "from tests.reports.samples import VERY_FULL, RUN\n"
        "from reports.visit_summary import render_visit\n"
        "print(sha256(render_visit(VERY_FULL, RUN).pdf).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=resource_path().parent,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    first, again = (render_visit(VERY_FULL, RUN).pdf for _ in range(2))
    assert sha256(first).digest() == sha256(again).digest()
    assert render_visit(FULL, replace(RUN, copy_number=2)).pdf != first


def test_the_document_names_no_pupil_outside_its_pages():
    reader = PdfReader(BytesIO(render_visit(FULL, RUN).pdf))
    facts = dict(reader.metadata)
    assert facts.pop("/HomeVisit").startswith('{"format": 1')
    assert facts == {
        "/Title": "家访记录摘要",
        "/Author": "禾田镇中心学校",
        "/Creator": "HomeVisit",
        "/Producer": "HomeVisit",
    }
    assert reader.root_object["/Lang"] == "zh-CN"
    assert [entry.title for entry in reader.outline] == [
        "学生与家访",
        "看到和听到的",
        "一起商量好的",
        "签名",
    ]


def test_english_labels_for_those_who_read_english(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(text, "_current", "en")
    rendered = render_visit(FULL, RUN)
    reader = PdfReader(BytesIO(rendered.pdf))
    assert reader.root_object["/Lang"] == "en"
    assert "Seenandheard" in text_of(rendered.pdf)
    assert tight(FULL.at_home) in text_of(rendered.pdf)
    assert rendered.pages == 1


HOSTILE = [
    "<b>粗</b><img src='http://x/'/>&amp;<para>",
    "(unbalanced \\( parenthesis \\",
    "a\0b\x1bc\x7f",
    "\u202e反向\u202c",
    "%PDF-1.7 endstream endobj",
    "|0:0041|",
    "{title} {0} %s",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text(hostile):
    visit = VisitSummary(
        student=hostile,
        at_home=hostile,
        child_words=hostile,
        purposes=(Choice(hostile, chosen=True),),
        home_promises=(Promise(hostile, hostile, hostile),),
        teachers=TeacherConfirmation((hostile,), hostile),
        next_visit=hostile,
        number=hostile,
        term=hostile,
    )
    run = replace(RUN, school=hostile, printed_by=hostile, qr_payload="")
    rendered = render_visit(visit, run)
    assert_sound(rendered.pdf)
    clean = "".join(sign for sign in hostile if sign.isprintable())
    assert text_of(rendered.pdf).count(tight(clean)) >= 8
    assert b"/URI" not in rendered.pdf


def test_a_half_of_a_pair_is_shown_as_broken_and_reported():
    rendered = render_visit(VisitSummary(at_home="坏\ud800字"), RUN)
    assert rendered.uncovered == ("\ufffd",)
    assert "坏\ufffd字" in text_of(rendered.pdf)


@pytest.mark.parametrize("unit", ["字", "x", "，", "字字字字\n"])
def test_a_field_of_20_000_characters_flows_over_pages(unit):
    long = unit * (20_000 // len(unit))
    rendered = render_visit(replace(FULL, at_home=long), RUN)
    assert rendered.pages > 5
    shown = text_of(rendered.pdf)
    assert shown.count(unit[0]) >= 16_000
    assert f"第{rendered.pages}页，共{rendered.pages}页" in shown
    assert "看到和听到的（续）" in shown


ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@settings(max_examples=12, deadline=None)
@given(ANY, ANY, ANY)
def test_any_text_prints(one, two, three):
    visit = replace(
        FULL,
        student=one,
        place=two,
        child_words=three,
        purposes=(Choice(one), Choice(two, chosen=True)),
        home_promises=(Promise(three, two, one),),
        review=Review(one, two, three),
    )
    rendered = render_visit(visit, replace(RUN, school=three))
    assert rendered.pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "strokes",
    [
        (),
        ((),),
        (((5.0, 5.0),),),
        (((float("nan"), 1.0), (1e300, 2.0), (float("inf"), 0.0)),),
        (((0.0, 0.0), (0.0, 0.0)),),
        (tuple((float(n % 97), float(n % 31)) for n in range(50_000)),),
    ],
)
def test_any_pen_strokes_print(strokes):
    visit = replace(FULL, guardian=GuardianSignature("祖父", "17:31", strokes))
    rendered = render_visit(visit, RUN)
    assert rendered.pages == 1
    assert b"nan" not in rendered.pdf
    assert_sound(rendered.pdf)
    assert len(rendered.pdf) < 400_000
