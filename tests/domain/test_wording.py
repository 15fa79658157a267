"""Judging words are found quickly, in no quotation, and lead to an observation."""

from __future__ import annotations

import re

import pytest

from homevisit.domain import read_record
from homevisit.domain.vocabulary import vocabulary, with_items
from homevisit.domain.wording import GAPS, Wording
from homevisit.text import use_language

TABLE = vocabulary("judging_words")


def words(text, table=TABLE):
    return [each.judgement.word for each in Wording(table).find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("祖父说他周末不听话，手机玩到十点多。", ["不听话"]),
        ("学习态度不端正，脾气暴躁", ["学习态度不端正", "脾气暴躁"]),
        ("懒得说话，伸了个懒腰，其实很懒。", ["懒"]),
        ("很懒得说话", []),
        ("他很懒惰，有点叛逆", ["懒惰", "叛逆"]),
        ("母亲说：“他就是不听话。”没有别的。", []),
        ("He is a liar, no familiar words.", ["liar"]),
        ("Lazy on Mondays", ["lazy"]),
        ("叫了＿＿次才放下手机", ["＿＿"]),
        ("叫了三次才放下手机", []),
        ("“没有写完，不听话", ["不听话"]),
        ("", []),
    ],
)
def test_what_is_found(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "place"),
    [("祖父说他周末不听话，", "不听话"), ("他非常懒惰。", "非常懒惰")],
)
def test_the_place_is_that_of_the_word_with_what_strengthens_it(text, place):
    (found,) = Wording(TABLE).find(text)
    assert text[found.start : found.end] == place


@pytest.mark.parametrize("term", TABLE.terms, ids=lambda term: term.code)
def test_every_word_has_a_question_and_its_pattern_judges_nothing(term):
    assert term.facts["ask"].endswith(("？", "。"))
    assert term.facts["ask_en"].endswith(("?", "."))
    if term.code == "gap":
        return
    for pattern in (term.facts["instead"], term.facts["instead_en"]):
        assert GAPS.search(pattern), "a pattern tells no invented facts"
        assert words(re.sub(GAPS, "…", pattern)) == []


@pytest.mark.parametrize("term", TABLE.terms, ids=lambda term: term.code)
def test_every_spelling_is_found_as_itself(term):
    for word in (term.zh, *term.also, term.en):
        assert words(f"甲{word}乙" if not word.isascii() else word) == [word]


def test_questions_follow_the_language():
    use_language("en")
    (found,) = Wording(TABLE).find("不听话")
    assert found.judgement.question.startswith("What happened?")
    assert found.judgement.instead.startswith("叫了")


def test_a_school_adds_and_switches_off_words():
    items = [
        {"vocabulary": "judging_words", "code": "own_1", "zh": "刺头"},
        {"vocabulary": "judging_words", "code": "lazy", "is_active": False},
    ]
    table = with_items(TABLE, [read_record("vocabulary_item", "i", i) for i in items])
    assert words("懒惰的刺头", table) == ["刺头"]
    (found,) = Wording(table).find("刺头")
    assert found.judgement.question
    assert found.judgement.instead == ""


def test_an_empty_list_finds_nothing():
    off = [
        read_record(
            "vocabulary_item",
            "i",
            {"vocabulary": TABLE.name, "code": term.code, "is_active": False},
        )
        for term in TABLE.terms
    ]
    assert words("不听话", with_items(TABLE, off)) == []
