"""Lines: nothing lost, nothing too wide, no mark where none may stand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layout.line_breaking import NEVER_FIRST, NEVER_LAST, break_lines


class Even(dict):
    """Every character one em wide, so that widths are counts."""

    def __missing__(self, _character):
        return 1000.0


def lines(text, width):
    return break_lines(text, Even(), size=1, width=width)


MARKS = "，。、；（）“”《》·"
TEXT = st.text(st.sampled_from(f"家访记录摘要{MARKS} ab1-\n"), max_size=80)


@given(TEXT, st.integers(3, 20))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    broken = lines(text, width)
    assert "".join(broken) == text.replace("\n", "")
    assert all(len(line.rstrip(" ")) <= width for line in broken)


@given(st.lists(st.sampled_from(["家访", "，", "。", "（", "“", "」"]), max_size=60))
def test_marks_stay_where_they_may(parts):
    # Never more than two marks in a row: a run of them has to be cut somewhere.
    text = "".join(f"家{part}访" for part in parts)
    for before, after in zip(lines(text, 7), lines(text, 7)[1:], strict=False):
        assert after[0] not in NEVER_FIRST
        assert before[-1] not in NEVER_LAST


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("家访记录", 4, ["家访记录"]),
        ("家访记录。", 4, ["家访记", "录。"]),
        ("家访（记录）", 3, ["家访", "（记", "录）"]),
        ("去 school 看书", 7, ["去 ", "school ", "看书"]),
        ("abcdefgh家", 3, ["abc", "def", "gh家"]),
        ("一\n\n二", 5, ["一", "", "二"]),
        ("每次 30 分钟", 5, ["每次 30 ", "分钟"]),
        ("。。。。。。", 4, ["。。。。", "。。"]),
        ("古丽·买买提", 3, ["古丽·", "买买提"]),
        ("11-26起", 5, ["11-26", "起"]),
        ("e\u0301e\u0301", 1, ["e", "\u0301", "e", "\u0301"]),
    ],
)
def test_lines_are_broken_by_the_rules(text, width, expected):
    assert lines(text, width) == expected


def test_a_word_of_200_000_characters_takes_no_longer_than_its_length():
    started = time.process_time()
    assert len(lines("x" * 200_000, 40)) == 5_000
    assert len(lines("。" * 200_000, 40)) == 5_000
    assert time.process_time() - started < 3
