"""Which two files may be one child's: plain reasons, and what speaks against them."""

from __future__ import annotations

import pytest

from homevisit.domain import same_child
from homevisit.domain.pinyin import sound
from homevisit.domain.resident_id import check_character
from homevisit.domain.same_child import (
    MAX_SHARING,
    Against,
    Likeness,
    Reason,
    find_pairs,
)


def number(serial: int, born: str = "20130718") -> str:
    first = f"990101{born}{serial:03}"
    return first + check_character(first)


def file(student_id, name="江予安", **known):
    known = {key: frozenset(v) if isinstance(v, set) else v for key, v in known.items()}
    names = tuple(known.pop("names", (name,)))
    return Likeness(student_id, names, sound(name), **known)


def pair_of(one, other, **options):
    found = find_pairs([one, other], **options)
    return (found[0].reasons, found[0].against) if found else None


@pytest.mark.parametrize(
    ("one", "other", "reasons", "against"),
    [
        ({"id_nos": {number(1)}}, {"name": "高言", "id_nos": {number(1)}},
         (Reason.ID_NO,), (Against.NAME,)),
        ({"registry_nos": {"L99010120130718"}}, {"registry_nos": {"L99010120130718"}},
         (Reason.REGISTRY_NO,), ()),
        ({"birth": "2013-07-18"}, {"birth": "2013-07-18"},
         (Reason.NAME_AND_BIRTH,), ()),
        ({"birth": "2013-07-18"}, {"name": "江雨安", "birth": "2013-07-18"},
         (Reason.SOUND_AND_BIRTH,), (Against.NAME,)),
        ({"class_id": "c", "birth": "2013-07-18"},
         {"class_id": "c", "birth": "2013-07-19"},
         (Reason.NAME_AND_CLASS,), (Against.BIRTH,)),
        ({"name": "江峰", "class_id": "c"}, {"name": "江峯", "class_id": "c"},
         (Reason.SOUND_AND_CLASS,), (Against.NAME,)),
        ({"phones": {"13800002716"}, "birth": "2013-07-18"},
         {"name": "高言", "phones": {"13800002716"}, "birth": "2013-07-18"},
         (Reason.PHONE_AND_BIRTH,), (Against.NAME,)),
        ({"names": ["江予安", "江小安"], "birth": "2013-07-18"},
         {"name": "江小安", "birth": "2013-07-18"}, (Reason.NAME_AND_BIRTH,), ()),
        ({"birth": "2013-07-18", "id_nos": {number(1)}},
         {"birth": "2013-07-18", "id_nos": {number(1)[:-1] + "?"}},
         (Reason.NAME_AND_BIRTH,), (Against.ID_NO,)),
    ],
)  # fmt: skip
def test_a_pair_says_its_reasons_and_what_speaks_against(one, other, reasons, against):
    assert pair_of(file("a", **one), file("b", **other)) == (reasons, against)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"birth": "2013-07-18", "id_nos": {number(1)}},
         {"birth": "2013-07-18", "id_nos": {number(2)}}),
        ({"name": "江峰", "class_id": "c", "birth": "2013-07-18"},
         {"name": "江峯", "class_id": "c", "birth": "2013-09-01"}),
        ({"name": "江峰", "class_id": "c", "sex": "1"},
         {"name": "江峯", "class_id": "c", "sex": "2"}),
        ({"phones": {"13800002716"}, "birth": "2013-07-18", "household_id": "h"},
         {"name": "江予宁", "phones": {"13800002716"}, "birth": "2013-07-18",
          "household_id": "h"}),
        ({"id_nos": {"00000000"}}, {"id_nos": {"00000000"}}),
        ({"id_nos": {"无"}}, {"id_nos": {"无"}}),
    ],
    ids=["name-only", "two-right-numbers", "sound-other-birth", "sound-other-sex",
         "twins-of-a-household", "zeros", "none"],
)  # fmt: skip
def test_two_children_are_not_asked_about(one, other):
    assert pair_of(file("a", **one), file("b", **other)) is None


def test_what_somebody_decided_is_not_asked_again():
    one, other = file("a", birth="2013-07-18"), file("b", birth="2013-07-18")

    assert pair_of(one, other, apart={frozenset("ab")}) is None
    joined = pair_of(file("a"), file("b"), joined={frozenset("ab")})
    assert joined == ((Reason.JOINED,), ())


def test_a_value_that_many_share_says_nothing():
    files = [file(str(n), "江予安", class_id="c") for n in range(MAX_SHARING + 1)]

    assert find_pairs(files) == ()
    assert len(find_pairs(files[:-1])) == MAX_SHARING * (MAX_SHARING - 1) // 2


def test_files_that_share_nothing_are_never_compared(monkeypatch):
    """Count comparisons, not seconds: they depend on no machine."""
    compared = []
    real = same_child._weigh
    monkeypatch.setattr(
        same_child, "_weigh", lambda *pair: compared.append(pair) or real(*pair)
    )
    files = [
        file(f"{n:04}", "江予安", birth=f"{1000 + n}-07-18", class_id=f"c{n}")
        for n in range(3000)
    ]
    same = file("again", "江予安", birth="1007-07-18")

    assert len(find_pairs([*files, same])) == len(compared) == 1
