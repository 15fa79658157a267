"""One spelling for each value, and strict reading of what others wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.canonical import NotCanonicalError, read_json, write_json

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_read_again(value):
    assert read_json(write_json(value)) == value


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}',
        b"NaN",
        b"[Infinity]",
        b"\xff",
        b"[" * 40 + b"]" * 40,
        b"[" * 100_000,
        b"1" * 5_000,
        rb'"\ud83d"',
        b"{",
        b"",
    ],
)
def test_what_is_not_ours_is_refused_in_one_way(content):
    with pytest.raises(NotCanonicalError):
        read_json(content)


def test_a_text_may_be_full_of_brackets():
    assert read_json(write_json("[" * 100)) == "[" * 100
