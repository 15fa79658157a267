"""The closing report of a campaign: what it says, its pages, an empty one."""

from __future__ import annotations

from dataclasses import replace

from reports.campaign_data import CampaignReport, NotYet, Part
from reports.campaign_report import render_campaign_report
from tests.reports.reading import assert_sound, text_of, tight
from tests.reports.samples import RUN

WHOLE = Part("", (41, 60), (30, 60), (36, 52))
REPORT = CampaignReport(
    name="万师访万家·秋季",
    first_day="2026-11-01",
    last_day="2026-11-30",
    cut_off="2026-11-20",
    scope="全体学生",
    whole=WHOLE,
    trips=38,
    attempts=2,
    planned=9,
    overdue=1,
    goals=("目标尚未达到（走访 100%）。",),
    teachers=(Part("林晓芸", (20, 30), (15, 30), (18, 26), "还差 2 户"),),
    villages=(Part("上田村", (12, 20), (9, 20), (10, 17), "林晓芸"),),
    classes=(Part("七（1）班", (41, 60), (30, 60), (36, 52)),),
    not_yet=(NotYet("七（1）班", 19, 9, ("江**", "喻**")),),
    summary="共走访三十六户。",
)


def test_numbers_tables_names_and_words_are_on_it():
    rendered = render_campaign_report(REPORT, RUN)
    assert_sound(rendered.pdf)
    words = tight(text_of(rendered.pdf))
    for said in (
        "万师访万家·秋季",
        "68.3",
        "41/60",
        "20/30",
        "还差2户",
        "上田村",
        "江**",
        "共走访三十六户。",
        "目标尚未达到",
        "盖章",
    ):
        assert said in words, said


def test_a_long_list_goes_on_over_pages_with_its_head():
    many = tuple(replace(WHOLE, name=f"老师{at}") for at in range(120))
    rendered = render_campaign_report(replace(REPORT, teachers=many), RUN)
    assert rendered.pages > 3
    words = tight(text_of(rendered.pdf))
    assert all(f"老师{at}" in words for at in range(120))
    assert words.count("户数") > 3


def test_nobody_in_scope_is_said_and_nothing_is_divided_by_it():
    empty = Part("", (0, 0), (0, 0), (0, 0))
    report = CampaignReport(
        "空", "2026-11-01", "2026-11-30", "2026-11-20", "", empty, 0, 0, 0, 0
    )
    rendered = render_campaign_report(report, RUN)
    assert "这个范围里没有学生" in tight(text_of(rendered.pdf))
    assert "%" not in text_of(rendered.pdf)
