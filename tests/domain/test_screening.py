"""What numbers of a screening are worth, and what the columns of a file are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.care_counselling import ScreeningResult, Threshold
from homevisit.domain.screening_rules import (
    ATTENTION,
    INTERVIEW,
    INVALID,
    NOTHING,
    Numbers,
    judge,
    scale,
    scales,
)
from homevisit.domain.vocabulary import vocabulary
from homevisit.services.screening_columns import Role, choose, guess
from homevisit.services.screening_file import numbers_of, read_number, with_validity

MHT = scale("mht")


def words(numbers, invalid_from=7.0):
    return judge(numbers, MHT.thresholds, invalid_from)


def test_every_scale_of_the_list_is_known_with_a_source():
    assert set(scales()) == {term.code for term in vocabulary("screening_scales").terms}
    assert all(each.source for each in scales().values())
    assert scale("unheard of").thresholds == ()


@pytest.mark.parametrize(
    ("numbers", "result", "over"),
    [
        (Numbers(40.0, {"学习焦虑": 5.0}, 3.0), NOTHING, ()),
        (Numbers(40.0, {"学习焦虑": 8.0}, 3.0), ATTENTION, ("学习焦虑",)),
        (Numbers(65.0, {"学习焦虑": 8.0}, 3.0), INTERVIEW, ("total", "学习焦虑")),
        (Numbers(65.0, {"学习焦虑": 8.0}, 7.0), INVALID, ()),
        (Numbers(65.0), INTERVIEW, ("total",)),
        (Numbers(None, {}), NOTHING, ()),
    ],
)
def test_the_strongest_word_is_that_an_interview_is_suggested(numbers, result, over):
    found = words(numbers)
    assert (found.result, found.over) == (result, over)


def test_a_watched_item_leads_to_an_interview_even_where_it_is_not_valid():
    found = judge(Numbers(2.0, hits=("item_9",)), scale("phq9").thresholds)
    assert (found.result, found.over) == (INTERVIEW, ("item_9",))
    assert words(Numbers(2.0, {}, 9.0, ("item_9",))).result == INTERVIEW


def test_without_a_rule_of_validity_nothing_is_invalid():
    assert words(Numbers(10.0, {}, 99.0), invalid_from=None).is_valid is None


def test_a_threshold_of_one_factor_concerns_only_that():
    rule = [Threshold(factor="情绪症状", at_least=6, result=ATTENTION)]
    assert judge(Numbers(30.0, {"情绪症状": 5.0, "多动": 9.0}), rule).over == ()
    assert judge(Numbers(30.0, {"情绪症状": 6.0}), rule).over == ("情绪症状",)


@given(
    st.floats(0, 200),
    st.dictionaries(st.sampled_from(["a", "b"]), st.floats(0, 20)),
    st.lists(
        st.builds(
            Threshold,
            factor=st.sampled_from(["", "*", "a", "b"]),
            at_least=st.none() | st.floats(0, 100),
            result=st.sampled_from([ATTENTION, INTERVIEW, "disorder", ""]),
        ),
        max_size=5,
    ),
)
def test_no_rule_leads_to_any_other_word(total, factors, rules):
    found = judge(Numbers(total, factors), rules)
    assert found.result in {NOTHING, ATTENTION, INTERVIEW}
    assert bool(found.over) == (found.result != NOTHING)


HEADINGS = {
    "学籍号": Role.REGISTRY,
    "身份证号": Role.ID,
    "学生姓名": Role.NAME,
    "班级": Role.CLASS,
    "总分": Role.TOTAL,
    "学习焦虑": Role.FACTOR,
    "对人焦虑因子分": Role.FACTOR,
    "身体症状（标准分）": Role.FACTOR,
    "效度": Role.VALIDITY,
    "家长知情同意": Role.CONSENT,
    "题1": Role.ITEM,
    "Q2": Role.ITEM,
    "第３题": Role.ITEM,
    "4": Role.ITEM,
    "5、我觉得累": Role.ITEM,
    "我常常感到害怕别人": Role.ITEM,
    "预警等级": Role.VERDICT,
    "诊断结果": Role.VERDICT,
    "性别": Role.KNOWN,
    "序号": Role.KNOWN,
    "奇怪的列": Role.UNKNOWN,
}


def test_columns_are_recognised_and_items_are_never_scores():
    found = guess(HEADINGS, MHT)
    assert {each.heading: each.role for each in found} == HEADINGS
    factors = [each.name for each in found if each.role is Role.FACTOR]
    assert factors == ["学习焦虑", "对人焦虑", "身体症状"]


def test_a_second_column_of_a_kind_is_left_to_the_person():
    found = guess(["姓名", "总分", "总得分", "效度", "测谎"], MHT)
    assert [each.role for each in found][2:] == [
        Role.UNKNOWN,
        Role.VALIDITY,
        Role.UNKNOWN,
    ]


def test_a_person_decides_about_a_column_but_never_takes_an_item():
    found = guess(["姓名", "总分", "量表甲", "题1"], MHT)
    chosen = choose(found, 2, Role.FACTOR)
    assert (chosen[2].role, chosen[2].name) == (Role.FACTOR, "量表甲")
    moved = choose(found, 2, Role.TOTAL)
    assert [each.role for each in moved][1:3] == [Role.UNKNOWN, Role.TOTAL]
    for index, role in ((3, Role.FACTOR), (2, Role.NAME)):
        with pytest.raises(ValueError, match=role.value):
            choose(found, index, role)


def test_factors_of_a_scale_that_is_not_known_are_named_by_their_headings():
    found = guess(["姓名", "情绪稳定性得分", "心情"], scale("other"))
    assert [(each.role, each.name) for each in found][1:] == [
        (Role.FACTOR, "情绪稳定性"),
        (Role.UNKNOWN, ""),
    ]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (12, 12.0),
        (7.5, 7.5),
        ("１２", 12.0),
        ("12分", 12.0),
        (" 3 ", 3.0),
        ("缺", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        ("1e9", None),
    ],
)
def test_numbers_are_read_as_people_write_them(cell, number):
    assert read_number(cell) == number


def test_a_result_gives_back_the_numbers_it_was_made_from():
    numbers = Numbers(40.0, {"a": 3.0}, 2.0, ("item_9",))
    kept = ScreeningResult(total=40.0, factors=with_validity(numbers), over=("item_9",))
    assert numbers_of(kept) == numbers
