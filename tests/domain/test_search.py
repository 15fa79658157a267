"""Whatever a teacher types of a name or a text is found."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.pinyin import MAX_COMBINATIONS, display_pinyin, name_keys
from homevisit.domain.tokens import query_tokens, text_tokens

RARE = "\U00030edd"
UNREAD = "\U0003fffd"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("江小满", "jxm"),
        ("江小满", "jiangxiao"),
        ("江小满", "江小"),
        ("江小满", "小满"),
        ("江小满", "xiaom"),
        ("江小满", "满"),
        ("曾乐", "zengl"),
        ("曾乐", "cengle"),
        ("曾乐", "zengyue"),
        ("单于小满", "chanyu"),
        ("单小满", "shanxm"),
        ("吕绿", "lv"),
        ("吕绿", "lyu"),
        ("吕绿", "lulu"),
        ("买买提·阿不都", "mmtabd"),
        ("买买提·阿不都", "买买提·阿"),
        ("买买提·阿不都", "买买提阿"),
        ("买买提·阿不都", "阿不都"),
        ("Anna Smith", "annas"),
        ("Anna Smith", "smi"),
        ("Anna Smith", "as"),
        (f"江{RARE}", RARE),
        (f"江{RARE}", "jiangbiang"),
        (f"江{UNREAD}", f"jiang{UNREAD}"),
        ("江小满", "jiangxm"),
        ("〇一", "lingyi"),
    ],
)
def test_a_name_is_found_by(name, typed):
    assert any(key.startswith(typed) for key in name_keys(name))


def test_a_pinyin_given_by_hand_is_found_too():
    keys = name_keys("柏乐", "Bó Yuè")
    assert {"boyue", "by", "yue", "baile"} <= set(keys)


def test_readings_are_capped_and_keys_are_few():
    characters, spellings = 6, 6 + 5 + 1
    most = characters + MAX_COMBINATIONS * spellings
    assert 40 < len(name_keys("乐乐乐乐乐乐")) <= most
    assert len(name_keys("江小满")) <= 9


@given(st.text(max_size=12), st.text(max_size=6))
def test_any_name_has_folded_keys_without_blanks(name, override):
    for key in name_keys(name, override):
        assert key
        assert key == key.casefold()
        assert not any(character.isspace() for character in key)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("江小满", "jiāng xiǎo mǎn"),
        ("单小满", "shàn xiǎo mǎn"),
        ("尉迟小满", "yù chí xiǎo mǎn"),
        ("Anna 江", "Anna jiāng"),
        ("", ""),
    ],
)
def test_a_reading_is_shown_with_tones(name, shown):
    assert display_pinyin(name) == shown


def test_a_character_without_a_reading_stands_for_itself():
    assert display_pinyin(f"江{UNREAD}") == f"jiāng {UNREAD}"


def test_pinyin_is_not_loaded_before_the_first_name():
    program = (
        "import sys, homevisit.domain, homevisit.domain.pinyin as p\n"
        "assert 'pypinyin' not in sys.modules\n"
        "p.name_keys('江小满')\n"
        "assert 'pypinyin' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_tokens_are_characters_and_pairs_within_a_run():
    assert text_tokens("爱读书，好") == ("爱", "读", "书", "好", "爱读", "读书")
    assert text_tokens("AI 3班") == ("a", "i", "3", "班", "ai", "3班")


def test_query_tokens_are_pairs_or_a_single_character():
    assert query_tokens("读") == ("读",)
    assert query_tokens("读书") == ("读书",)
    assert query_tokens("爱读书，好") == ("好", "爱读", "读书")
    assert query_tokens(" ，") == ()


def test_characters_unknown_to_the_tokenizer_are_written_in_ascii():
    assert text_tokens(f"江{RARE}鿰") == (
        "江",
        "x30edd",
        "x9ff0",
        "江x30edd",
        "x30eddx9ff0",
    )


@given(st.text(alphabet="爱读书好，。 aB3\U00030edd", max_size=30), st.data())
def test_every_part_of_a_text_is_found_by_its_tokens(text, data):
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    assert set(query_tokens(part)) <= set(text_tokens(text))
