"""Passwords: what is refused and why, how strong the rest is, what we offer."""

from __future__ import annotations

import math

import pytest

from homevisit.vault.passphrase import passphrase_words, suggest_passphrase
from homevisit.vault.passwords import (
    PasswordTooCommonError,
    PasswordTooLongError,
    PasswordTooShortError,
    password_bytes,
    require_good_password,
)
from homevisit.vault.strength import Grade, estimate_strength


@pytest.mark.parametrize(
    "password",
    [
        "Password2008!",
        "woaini1314520",
        "laoshi20080808",
        "20080808 2009.9.1",
        "1990年1月1日1991年2月2日",
        "123456789012",
        "９８７６５４３２１０９８",
        "aaaaaaaaaaaa",
        "abababababab",
        "qwertyuiopasdf",
        "1qaz2wsx3edc",
        "13812345678901",
        "beijingxuexiao",
        "程知夏2026程知夏2027",
        "第三中学第三中学2026",
        "------------",
    ],
)
def test_what_is_guessed_first_is_refused(password):
    with pytest.raises(PasswordTooCommonError):
        require_good_password(password, names=("程知夏", "第三中学"))


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "石榴树下的家访记录呀呀呀",
        "xkqzvjwpfmbt",
        "chuntian pingguo shubao",
        "Meine Oma 1931 fährt",
    ],
)
def test_other_long_passwords_are_accepted(password):
    require_good_password(password, names=("程知夏", "第三中学"))


def test_length_is_counted_after_normalising():
    with pytest.raises(PasswordTooShortError) as refused:
        require_good_password("石榴树下abc")
    assert refused.value.facts == {"found": 7}
    require_good_password("ﬃxkqzvjwpfm")
    with pytest.raises(PasswordTooLongError):
        password_bytes("石" * 257)


def test_a_refusal_never_repeats_the_password():
    with pytest.raises(PasswordTooCommonError) as refused:
        require_good_password("laoshi20080808")
    assert "laoshi" not in str(refused.value)
    assert "laoshi" not in repr(refused.value)


def test_full_width_equals_half_width():
    assert password_bytes("ａｂｃ１２３") == password_bytes("abc123")


def test_the_word_list_is_what_the_bits_claim():
    words = passphrase_words()
    assert len(words) >= 1296
    assert len(set(words.values())) == len(words)
    assert all(len(word) == 2 for word in words)
    assert all(typed.isascii() and typed.islower() for typed in words.values())
    assert suggest_passphrase().bits == pytest.approx(5 * math.log2(len(words)))


def test_an_offered_passphrase_is_good_and_new_each_time():
    offered = [suggest_passphrase() for _ in range(50)]
    assert len({phrase.typed for phrase in offered}) == 50
    for phrase in offered:
        require_good_password(phrase.typed, names=("程知夏",))
        assert estimate_strength(phrase.typed).bits <= phrase.bits + 1e-9
        assert phrase.typed not in repr(phrase)


def test_the_estimate_is_low_for_what_follows_a_pattern():
    assert estimate_strength("laoshi20080808").grade is Grade.WEAK
    assert estimate_strength("123456789012").bits < 10
    assert estimate_strength("chuntian pingguo shubao").grade is not Grade.GOOD
    assert estimate_strength("ningmeng qianbao wulong fandian huaishu").grade is (
        Grade.GOOD
    )
    known = estimate_strength("程知夏的石榴树", names=("程知夏",)).bits
    assert known < estimate_strength("程知夏的石榴树").bits
