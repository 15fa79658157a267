"""What is taken out of text before it reaches paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layout.plain_text import one_line, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("家访", "家访"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a    b"),
        ("a\0\x1b\x7f\x9fb", "ab"),
        ("\u202e明小\u202c", "明小"),
        ("葛\U000e0100城", "葛城"),
        ("👩\u200d👧", "👩👧"),
        ("a\ud800b", "a\ufffdb"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
        ("\ufeff家", "家"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_text_is_cleaned(text, shown):
    assert printable(text) == shown


@given(st.text(st.characters()))
def test_cleaned_text_is_clean_and_can_be_written(text):
    shown = printable(text)
    assert printable(shown) == shown
    shown.encode("utf-16-be")
    assert "\n" not in one_line(text)
