"""The recovery code on paper: typos are named, lookalikes forgiven."""

from __future__ import annotations

import random

import pytest

from homevisit.vault.recovery_code import (
    ALPHABET,
    LENGTH,
    RecoveryCodeGroupTypoError,
    RecoveryCodeLengthError,
    RecoveryCodeTypoError,
    in_groups,
    new_recovery_code,
    read_recovery_code,
)

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSCT"


def test_a_new_code_is_seven_groups_of_four_and_reads_back():
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        groups = code.split("-")
        assert [len(group) for group in groups] == [4] * 7
        assert read_recovery_code(code) == "".join(groups)[:26].encode()


def test_the_golden_code_reads_for_ever():
    assert read_recovery_code(CODE) == b"0123456789ABCDEFGHJKMNPQRS"


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("-", "－"),
        CODE.replace("0", "O").replace("1", "l"),
        "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in CODE),
        f"  {CODE}\n",
    ],
)
def test_how_it_is_typed_does_not_matter(typed):
    assert read_recovery_code(typed) == read_recovery_code(CODE)


def test_every_single_wrong_character_is_noticed_and_located():
    plain = CODE.replace("-", "")
    for place in range(LENGTH):
        for letter in ALPHABET:
            if letter != plain[place]:
                wrong = plain[:place] + letter + plain[place + 1 :]
                with pytest.raises(RecoveryCodeGroupTypoError) as refused:
                    read_recovery_code(in_groups(wrong))
                assert refused.value.facts == {"group": place // 4 + 1}


def test_every_swap_of_two_characters_is_noticed():
    plain = CODE.replace("-", "")
    for first in range(LENGTH):
        for second in range(first + 1, LENGTH):
            letters = list(plain)
            letters[first], letters[second] = letters[second], letters[first]
            if letters != list(plain):
                with pytest.raises(RecoveryCodeTypoError):
                    read_recovery_code("".join(letters))


def test_two_wrong_characters_are_noticed():
    draw = random.Random(5)
    plain = CODE.replace("-", "")
    for _ in range(2000):
        letters = list(plain)
        for place in draw.sample(range(LENGTH), 2):
            others = ALPHABET.replace(letters[place], "")
            letters[place] = draw.choice(others)
        with pytest.raises(RecoveryCodeTypoError):
            read_recovery_code("".join(letters))


def test_a_letter_that_no_code_has_is_a_typo_in_its_group():
    with pytest.raises(RecoveryCodeGroupTypoError) as refused:
        read_recovery_code(CODE.replace("CDEF", "CDUF"))
    assert refused.value.facts == {"group": 4}


def test_a_missing_group_is_counted():
    with pytest.raises(RecoveryCodeLengthError) as refused:
        read_recovery_code(CODE[:-5])
    assert refused.value.facts == {"found": 24}
