"""What the application says of a child is neutral: no label, no score, no diagnosis.

Source: domain.md, the tenth of the twenty facts and trap 16. Words that a teacher is
asked to think over (`judging_words`) and names of scales are words of others.
"""

from __future__ import annotations

import re

import pytest

from homevisit.paths import resource_path

BANNED = re.compile(
    "心理疾病|精神病人|心理异常|问题学生|问题儿童|患者|风险评分|风险分值|危险等级|高危学生"
    "|mentally ill|mental illness|risk score|problem child|problem student"
)
OTHERS_WORDS = {"judging_words.toml", "scales.toml"}
TEXTS = sorted(
    path
    for pattern in ("locale/parts/*.po", "vocabularies/*.toml", "care/*.toml")
    for path in resource_path().glob(pattern)
    if path.name not in OTHERS_WORDS
) + sorted(resource_path("help").rglob("*.md"))


def found_in(text):
    return BANNED.findall(text)


def test_nothing_that_is_said_of_a_child_is_a_label():
    assert len(TEXTS) > 100
    said = {path.name: found_in(path.read_text("utf-8")) for path in TEXTS}
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.parametrize("label", ["该生为心理异常", "the risk score is 7"])
def test_a_label_is_found(label):
    assert found_in(label)
