"""Names keep every character that a person has, and lose only what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.names import (
    clean_name,
    mask_name,
    name_doubts,
    private_characters,
    same_name,
)

RARE = "\U00030edd"
EXT_I = "\U0002ebf0"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("江 小满", "江小满"),
        ("李　明", "李明"),
        ("\u200b江小满\ufeff\u202e", "江小满"),
        ("买买提•阿不都", "买买提·阿不都"),
        ("买买提・阿不都", "买买提·阿不都"),
        ("买买提 ． 阿不都", "买买提·阿不都"),
        ("买买提.阿不都", "买买提·阿不都"),
        ("J.  Smith", "J. Smith"),
        ("〇一", "〇一"),
        ("㐀\n", "㐀"),
        (f"{RARE} {EXT_I}", RARE + EXT_I),
        ("\ue843", "\u9fb9"),
        ("\ue831", "\U000215d7"),
        ("\ue81a", "\u3473"),
        (None, ""),
    ],
)
def test_names_are_cleaned(raw, name):
    assert clean_name(raw) == name


def test_characters_that_look_alike_are_not_merged():
    compatibility = "\uf9d1"
    assert clean_name(compatibility) == compatibility
    assert clean_name("ﬁ") == "ﬁ"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(raw):
    once = clean_name(raw)
    assert clean_name(once) == once


def test_every_private_character_of_the_old_row_has_a_public_one():
    table = private_characters()
    assert set(range(0xE815, 0xE865)) <= set(table)
    assert not any(0xE000 <= meant <= 0xF8FF for meant in table.values())
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("江\ue100", "name_private_character"),
        ("江?满", "name_lost_character"),
        ("江\ufffd", "name_lost_character"),
        ("江小满2", "name_characters"),
        ("江" * 101, "name_length"),
    ],
)
def test_odd_names_are_doubted(name, code):
    assert [doubt.code for doubt in name_doubts("name", name)] == [code]


@pytest.mark.parametrize(
    "name", ["", "江", "〇一", RARE + EXT_I, "买买提·阿不都" * 8, "Ana María O'Neil"]
)
def test_rare_long_short_and_foreign_names_are_not_odd(name):
    assert name_doubts("name", name) == ()


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("江小满", "江**"),
        ("江雪", "江*"),
        ("江", "*"),
        (RARE + EXT_I, RARE + "*"),
        ("买买提·阿不都", "买**"),
        ("", ""),
    ],
)
def test_masked_names(name, masked):
    assert mask_name(name) == masked


def test_names_are_the_same_once_cleaned():
    assert same_name("江 小满", "江小满")
    assert not same_name("", "")
