"""The code on a paper form: short, typable, and it notices what fingers do."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from homevisit.domain import paper_codes
from homevisit.domain.paper_codes import PaperMark, Typed, read_mark, read_typed

TAG = st.integers(0, 999).map(lambda number: f"{number:03}")
CHANCE = st.integers(0, 9_999_999).map(lambda number: f"{number:07}")
CODES = st.builds(paper_codes.make_code, TAG, CHANCE)


@given(CODES)
def test_a_code_is_read_back_as_it_is_printed(code):
    assert len(code) == paper_codes.DIGITS
    assert read_typed(paper_codes.spaced(code)) == code
    assert read_mark(paper_codes.qr_text(code, 2)) == PaperMark(code, 2)


@given(CODES, st.integers(0, 11), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(code, place, by):
    wrong = str((int(code[place]) + by) % 10)
    typed = code[:place] + wrong + code[place + 1 :]
    assert read_typed(typed) is Typed.MISTYPED


@given(CODES, st.integers(0, 10))
def test_every_exchange_of_neighbours_is_noticed(code, place):
    left, right = code[place], code[place + 1]
    assume(left != right)
    typed = code[:place] + right + left + code[place + 2 :]
    assert read_typed(typed) is Typed.MISTYPED


@pytest.mark.parametrize(
    "typed",
    [
        "4829 1306 6535",
        "4829-1306-6535",
        "４８２９　１３０６　６５３５",
        " 482913066535 ",
    ],
)
def test_spaces_dashes_and_full_width_digits_are_taken(typed):
    assert read_typed(typed) == "482913066535"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", Typed.EMPTY),
        ("  ", Typed.EMPTY),
        ("4829 1306", Typed.NOT_A_CODE),
        ("江予安", Typed.NOT_A_CODE),
        ("٤٨٢٩١٣٠٦٦٥٣٥", Typed.NOT_A_CODE),
        ("4829 1306 6536", Typed.MISTYPED),
    ],
)
def test_what_is_no_code_is_told_apart(typed, wrong):
    assert read_typed(typed) is wrong


@given(st.text(max_size=40))
def test_no_other_qr_code_is_taken_for_a_form(said):
    assert read_mark(said) is None
    assert read_mark(f"HVF1:{said}") is None
