"""Papers of care: who signs, which copy, what is on them and what never is."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.care_blocks import text_row
from reports.care_data import (
    CarePlan,
    Child,
    ConsentForm,
    CounsellingRecord,
    GuardianNotice,
    HotlineLine,
    MandatoryReport,
    ReferralLetter,
)
from reports.care_files import render_counselling, render_mandatory_report, render_plan
from reports.care_hotlines import CardSize, lines_on, render_hotlines
from reports.care_letters import render_consent, render_notice, render_referral
from reports.visit_data import Choice
from tests.reports.care_samples import (
    CARD,
    CARE_RUN,
    CHILD,
    CONSENT,
    NOTICE,
    PLAN,
    RECORD,
    REFERRAL,
    REPORT,
    SCHEME,
)
from tests.reports.reading import assert_sound, text_of, tight

COLOURS = ("red", "orange", "yellow", "blue")
SCREENING = replace(CONSENT, is_screening=True, counsellor="", what="2026 秋季")
FILLED = (
    (render_referral, REFERRAL, ReferralLetter()),
    (render_notice, NOTICE, GuardianNotice()),
    (render_consent, CONSENT, ConsentForm()),
    (render_consent, SCREENING, ConsentForm(is_screening=True)),
    (render_mandatory_report, REPORT, MandatoryReport()),
    (render_counselling, RECORD, CounsellingRecord()),
    (render_plan, PLAN, CarePlan(legend=SCHEME)),
)


def said_in(data) -> list[str]:
    """Return every text that paper data holds, wherever it stands."""
    if isinstance(data, str):
        return [] if data in COLOURS else [data]
    if isinstance(data, tuple):
        return [text for each in data for text in said_in(each)]
    if hasattr(data, "__dataclass_fields__"):
        return [t for f in fields(data) for t in said_in(getattr(data, f.name))]
    return []


@pytest.mark.parametrize(("render", "paper", "blank"), FILLED)
def test_a_paper_says_all_it_is_given_and_who_printed_which_copy(render, paper, blank):
    made = render(paper, CARE_RUN)
    assert_sound(made.pdf)
    assert made.uncovered == ()
    text = text_of(made.pdf)
    assert [each for each in said_in(paper) if tight(each) not in text] == []
    for page in PdfReader(BytesIO(made.pdf)).pages:
        foot = tight(page.extract_text())
        assert "内部资料注意保密" in foot
        assert tight(f"{CARE_RUN.printed_by}{CARE_RUN.printed_at}第3份") in foot
        assert "第1页，共" in foot or "第2页，共" in foot
    described = str(PdfReader(BytesIO(made.pdf)).metadata)
    assert CHILD.name not in described
    assert "2026-014" not in described
    assert render(paper, CARE_RUN).pdf == made.pdf
    assert render(blank, CARE_RUN).pages <= 2


def test_one_sheet_is_enough_where_little_is_said():
    for render, paper, _blank in FILLED:
        usual = replace(paper, with_witnesses=False) if paper is NOTICE else paper
        assert render(usual, CARE_RUN).pages == 1, render


def test_the_notice_has_every_signature_line_and_two_witnesses_for_a_refusal():
    text = text_of(render_notice(NOTICE, CARE_RUN).pdf)
    lines = ("监护人签名", "电话", "班主任", "心理教师", "校长", "见证人一", "见证人二")
    assert [each for each in lines if each not in text] == []
    assert "不代表放弃任何权利" in text
    signed = text_of(render_notice(replace(NOTICE, with_witnesses=False), CARE_RUN).pdf)
    assert "见证人" not in signed
    assert "方校医" not in signed


def test_what_goes_out_names_no_level_and_only_secret_papers_are_marked():
    for render, paper, _blank in FILLED:
        text = text_of(render(paper, CARE_RUN).pdf)
        assert ("等级方案" in text) == (paper is PLAN)
        is_marked = render not in (render_notice, render_consent)
        assert ("机密" in text) == is_marked


def test_the_slip_for_the_answer_has_the_number_and_not_the_name():
    text = text_of(render_referral(REFERRAL, CARE_RUN).pdf)
    slip = text.split("请沿此线剪下")[1]
    assert "2026-014" in slip
    assert CHILD.name not in slip


def test_a_level_never_stands_without_its_legend():
    text = text_of(render_plan(PLAN, CARE_RUN).pdf)
    assert tight("等级方案：四色方案") in text
    for level in SCHEME.levels:
        assert level.label in text
    named = replace(PLAN, child=CHILD)
    assert CHILD.name not in text
    assert CHILD.name in text_of(render_plan(named, CARE_RUN).pdf)


def test_a_scheme_with_long_words_still_shows_all_of_them():
    levels = tuple(
        replace(each, label=f"{each.label}（需要每周由心理教师跟进）{number}")
        for number, each in enumerate(SCHEME.levels)
    )
    made = render_plan(
        replace(PLAN, level=levels[0], legend=replace(SCHEME, levels=levels)), CARE_RUN
    )
    text = text_of(made.pdf)
    assert [each.label for each in levels if tight(each.label) not in text] == []


def test_long_texts_go_on_over_pages_and_nothing_is_lost():
    facts = "\n".join(f"第{number}条记录。" for number in range(120))
    made = render_mandatory_report(replace(REPORT, facts=facts), CARE_RUN)
    text = text_of(made.pdf)
    assert made.pages >= 3
    assert [n for n in range(120) if f"第{n}条记录。" not in text] == []
    assert text.count("机密") == made.pages


def test_the_report_says_that_it_reports_nothing():
    text = text_of(render_mandatory_report(REPORT, CARE_RUN).pdf)
    assert "填写本单不等于已经报告" in text
    assert "110" in text


def test_strange_names_and_boxes_do_not_break_a_paper():
    child = Child("䶮𠮷·" + "阿依古丽" * 12, "", "", "特别长的班级名称" * 4, "\u202e甲")
    many = tuple(Choice(f"选项{number}" * 9) for number in range(12))
    made = render_referral(replace(REFERRAL, child=child, wanted=many), CARE_RUN)
    assert_sound(made.pdf)
    assert "䶮𠮷" in text_of(made.pdf)


@pytest.mark.parametrize("size", CardSize)
def test_a_sheet_holds_so_many_equal_cards(size):
    made = render_hotlines(CARD, CARE_RUN, size)
    assert_sound(made.pdf)
    assert made.pages == 1
    text = text_of(made.pdf)
    for each in ("12356", "全国心理援助热线", "110/120", "2026-09-01核对"):
        assert text.count(each) == size, each
    assert "秦月" not in text


@pytest.mark.parametrize("size", CardSize)
def test_a_card_shows_only_numbers_that_stay_readable(size):
    many = tuple(HotlineLine(f"4000{n:03}", f"热线{n:02}") for n in range(20))
    text = text_of(render_hotlines(replace(CARD, lines=many), CARE_RUN, size).pdf)
    shown = sum(f"热线{n:02}" in text for n in range(20))
    assert shown == lines_on(size)


def test_a_label_of_many_lines_stays_within_its_row():
    lines = []

    class Paper:
        """Notes where text is written."""

        def text(self, _x, y, words, _style):
            lines.append((y, words))

        def __getattr__(self, _name):
            return lambda *_args, **_more: None

    label = "观察到的情绪、行为和认知方面的变化以及同伴的反映"
    row = text_row(label, "一行。")
    row.draw(Paper(), 100.0)
    assert len(lines) >= 4
    size = 8.75
    assert min(y for y, _words in lines) - size >= 100.0
    assert max(y for y, _words in lines) <= 100.0 + row.height
