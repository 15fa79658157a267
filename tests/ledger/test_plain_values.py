"""No value that a form or a sheet can hold keeps a save or a draft from the disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.canonical import write_json
from homevisit.ledger import drafts
from homevisit.ledger.change import Note
from homevisit.ledger.ledger import Edit
from homevisit.ledger.plain_values import is_same, plain
from tests.ledger.replicas import make_ledger, values, write

ODD = [
    ("半个\ud83d", "半个\ufffd"),
    ("\ude00一", "\ufffd一"),
    ("合\ud83d\ude00", "合😀"),
    (float("nan"), None),
    (float("-inf"), None),
    (2**63, "9223372036854775808"),
    (-(2**63), -(2**63)),
    (16**5000, hex(16**5000)),
    (("甲", [("乙",)]), ["甲", [["乙"]]]),
    ({"\ud83d": float("inf")}, {"\ufffd": None}),
    ("𬱖 ordinary", "𬱖 ordinary"),
]


@pytest.mark.parametrize(("given_value", "kept"), ODD, ids=map(str, range(len(ODD))))
def test_odd_values_are_kept_as_far_as_they_can_be(given_value, kept):
    ledger = make_ledger()

    saved = write(ledger, "r", text=given_value, name="江予安")
    draft = drafts.Draft("d", "visit", "s", None, {"text": given_value})
    drafts.keep_draft(ledger, draft)

    expected = {"text": kept, "name": "江予安"} if kept is not None else None
    assert saved.save_id
    assert values(ledger, "r") == (expected or {"name": "江予安"})
    assert drafts.read_draft(ledger.db, "d").body == {"text": kept}


def test_odd_letters_in_a_reason_do_not_stop_a_save():
    ledger = make_ledger()

    saved = ledger.save(
        [Edit("r", "note", None, {"a": 1})], note=Note("因为\ud83d", "标\ude00")
    )

    assert saved.save_id


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(categories=["L", "N", "P", "Cs"])),
    lambda inner: st.lists(inner) | st.tuples(inner, inner),
)


@given(anything)
def test_whatever_is_made_plain_is_json_and_stays_so(value):
    made = plain(value)

    assert write_json(made)
    assert plain(made) == made


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [(True, 1, False), (1, 1.0, False), (("x",), ["x"], True), (None, "", False)],
)
def test_equal_means_equal_json(one, other, same):
    assert is_same(one, other) is same
    ledger = make_ledger()
    write(ledger, "r", field=one)
    assert (write(ledger, "r", field=other).save_id is None) is same
