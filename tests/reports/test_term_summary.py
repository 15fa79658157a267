"""The principal's summary on paper: read back, in every fill, and readable in grey."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from reports.layout.style import HEAT_STEPS, INK, WHITE, rgb
from reports.term_data import (
    Chapter,
    ClassCoverage,
    ClassRow,
    CrossCheck,
    FollowUps,
    GroupRow,
    Month,
    NotVisited,
    TalkRow,
    TermSummary,
    fraction,
    percent,
)
from reports.term_summary import render_term_summary
from reports.term_tables import heat_words
from tests.reports.reading import assert_sound, text_of
from tests.reports.samples import RUN

KINDS = (
    "朋辈互相谈",
    "班主任全面谈",
    "专任教师用心谈",
    "心理教师深入谈",
    "学生家长倾心谈",
    "校领导重点谈",
)


def coverage(name, due=12, reached=9, on_site=7):
    other = reached - on_site if isinstance(reached, int) else "*"
    return ClassCoverage(name, due, reached, on_site, other)


def summary(classes=6, **values):
    rows = tuple(coverage(f"七({number})班") for number in range(1, classes + 1))
    facts = {
        "report_no": "HZ-2026-1-01",
        "school": "禾田镇中心学校",
        "term": "2026—2027学年第一学期",
        "cut_off": "2026-11-20",
        "counted_at": "2026-11-20 16:00",
        "scope": f"{classes} 个班",
        "threshold": 5,
        "roster": 968,
        "kinds": KINDS,
        "whole": coverage("学校", 286, 231, 208),
        "all_talks": TalkRow("学校", 286, (200, 266, 190, 97, 232, 74), 1059),
        "visits": 268,
        "trips": 240,
        "households": 219,
        "teachers": 40,
        "leader_trips": 12,
        "follow_ups": FollowUps(243, 210, 9, 21),
        "classes": rows,
        "grades": (TalkRow("七年级", 44, (31, 42, 29, 16, 33, 10), 161),),
        "groups": (
            GroupRow("留守儿童", 118, 97, 467),
            GroupRow("事实无人抚养儿童", "<5", "<5", "*"),
        ),
        "months": (
            Month("8月", 0, 0, is_present=False),
            Month("9月", 70, 16, is_present=True),
        ),
        "not_visited": (NotVisited("七(1)班", ("江**", "喻**"), 2, 1),),
        "checks": (CrossCheck("各班之和等于全校。", agrees=True),),
        "chapters": (Chapter("course", "开展情况", "走了很远的路。" * 40),),
    }
    return TermSummary(**{**facts, **values})


def test_every_number_of_the_head_is_read_back():
    rendered = render_term_summary(summary(), RUN)
    assert_sound(rendered.pdf)
    assert rendered.uncovered == ()
    text = text_of(rendered.pdf)
    for words in (
        "学期工作汇总",
        "286人",
        "占在校生968人的29.5%",
        "80.8%",
        "231/286人",
        "72.7%",
        "61.7%",
        "1059/1716次",
        "86.4%",
        "210/243件",
        "逾期未结9件",
        "HZ-2026-1-01",
        "截至2026-11-20",
        "江**",
        "各班之和等于全校。相符",
        "学校（盖章）",
        "9/12",
    ):
        assert words in text, words
    assert "关注" not in text


def test_the_same_summary_has_the_same_bytes():
    assert (
        render_term_summary(summary(), RUN).pdf
        == render_term_summary(summary(), RUN).pdf
    )


def test_hidden_counts_show_their_mark_and_no_per_cent():
    hidden = ClassCoverage("九(9)班", "*", "*", "<5", "<5")
    shown = replace(summary(), classes=(hidden,))
    text = text_of(render_term_summary(shown, RUN).pdf)
    assert "*/*" in text
    assert "人数太少，不列" in text
    assert percent("*", 12) is None
    assert percent(3, "<5") is None
    assert fraction("<5", 12) == "<5"
    assert heat_words("*", 9) == "*"
    assert heat_words(0, 0) == "—"


@pytest.mark.parametrize(("part", "whole", "shown"), [(199, 200, 99), (200, 200, 100)])
def test_nearly_all_is_not_all(part, whole, shown):
    assert percent(part, whole) == shown


@pytest.mark.parametrize("classes", [0, 1, 23, 70])
def test_every_class_of_a_school_of_any_size_is_there(classes):
    rendered = render_term_summary(summary(classes), RUN)
    assert_sound(rendered.pdf)
    text = text_of(rendered.pdf)
    assert all(f"七({number})班" in text for number in range(1, classes + 1))
    assert len(PdfReader(BytesIO(rendered.pdf)).pages) == rendered.pages


def test_an_empty_summary_prints_with_nothing_made_up():
    bare = summary(
        0, grades=(), groups=(), months=(), not_visited=(), checks=(), chapters=()
    )
    text = text_of(render_term_summary(bare, RUN).pdf)
    assert "家访月度趋势" not in text
    assert "勾稽关系" not in text


def luminance(colour):
    parts = [float(each) for each in rgb(colour)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_numbers_on_the_heat_map_are_readable_and_the_steps_differ_in_grey():
    for _least, fill, ink in HEAT_STEPS:
        light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
        assert ink in {INK, WHITE}
    greys = [luminance(fill) for _least, fill, _ink in HEAT_STEPS]
    assert greys == sorted(greys)
    assert min(b - a for a, b in pairwise(greys)) > 0.03


def tables(classes):
    lines = (coverage(f"七({number})班") for number in range(1, classes + 1))
    return tuple(
        ClassRow(43, each, TalkRow(each.name, 12, (12, 11, 9, 0, 7, 3), 42))
        for each in lines
    )


def test_the_tables_lie_on_their_side_with_their_heads_on_every_page():
    long = render_term_summary(summary(class_rows=tables(40)), RUN)
    assert_sound(long.pdf)
    pages = PdfReader(BytesIO(long.pdf)).pages
    wide = [page for page in pages if page.mediabox.width > page.mediabox.height]
    first = dict(long.starts)["tables"]
    assert wide == list(pages)[first - 1 :]
    assert len(wide) >= 4
    texts = [page.extract_text().replace("\n", "") for page in wide]
    assert all("特殊群体学生" in text for text in texts)
    assert "填报单位（盖章）" in "".join(texts)
    assert f"第{first}页" in texts[0].replace(" ", "")
    assert "tables" not in dict(render_term_summary(summary(), RUN).starts)


def test_hidden_numbers_of_a_table_leave_no_share():
    hidden = coverage("七(9)班", "<5", "<5", "*")
    talks = TalkRow("七(9)班", "<5", ("<5", "*", 0, "*", "<5", "*"), "*")
    rows = (*tables(2), ClassRow(43, hidden, talks))
    pages = PdfReader(BytesIO(render_term_summary(summary(class_rows=rows), RUN).pdf))
    lines = pages.pages[-1].extract_text().splitlines()
    (visited, talked) = (line for line in lines if line.startswith("七(9)班"))
    assert "%" not in visited + talked
    assert talked.rstrip().endswith("—")


def test_a_hidden_head_number_is_not_read_as_a_share():
    bare = replace(summary(), whole=coverage("全校", "<5", "<5", "*"))
    text = text_of(render_term_summary(bare, RUN).pdf)
    assert "<5%" not in text
    assert "<5人" in text
    assert "占在校生" not in text
