"""The people are nobody, their numbers well formed, the texts warm and repeatable."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from random import Random

import pytest

from homevisit.demo.material import Deck, material
from homevisit.demo.people import invent_children
from homevisit.demo.photos import draw_photo
from homevisit.demo.roster_file import roster_file
from homevisit.domain.names import name_doubts
from homevisit.domain.phones import PhoneKind, phone_kind
from homevisit.domain.resident_id import read_resident_id, resident_id_doubts

MADE_AT = datetime(2025, 9, 1, tzinfo=UTC)
SLOTS = {"subject", "hobby", "chore", "carer", "ta"}
# What no screen and no print of ours says of a child (the house's list, and its kin).
NEVER = ("问题学生", "差生", "心理疾病", "异常", "后进", "问题家庭", "态度恶劣", "弱智")


def children(seed=7, students=120):
    return invent_children(students, 2025, Random(seed))


def test_the_same_seed_gives_the_same_school():
    same = [children(), children()]
    lists = [
        roster_file(each, school="学校", school_year=2025, made_at=MADE_AT)
        for each in same
    ]

    assert same[0] == same[1]
    assert lists[0] == lists[1]
    assert children(seed=8) != same[0]


def test_identity_numbers_are_right_and_of_no_place():
    for child in children():
        read = read_resident_id(child.id_no)
        assert resident_id_doubts("id_doc_no", child.id_no) == ()
        assert (read.region, read.birth, read.sex) == ("990101", child.born, child.sex)
    assert len({child.id_no for child in children()}) == 120


def test_phones_are_well_formed_and_each_given_once():
    relatives = {each for child in children() for each in child.family}
    phones = [each.phone for each in relatives]

    assert {phone_kind(phone) for phone in phones} == {PhoneKind.MOBILE}
    assert all(phone.startswith("1990") for phone in phones)
    assert len(set(phones)) == len(phones)


def test_names_are_plausible_and_one_is_carried_by_two():
    every = children()
    names = Counter(child.name for child in every)

    assert [n for child in every for n in name_doubts("name", child.name)] == []
    twins = [child for child in every if names[child.name] == 2]
    assert len({(child.room, child.name) for child in twins}) == len(twins) >= 2
    assert any(ord(character) > 0xFFFF for name in names for character in name)


def test_siblings_have_the_same_family_and_other_birthdays():
    every = children()
    younger = [child for child in every if child.sibling_of is not None]

    assert len(younger) >= 5
    for child in younger:
        elder = every[child.sibling_of]
        assert child.family == elder.family
        assert child.address == elder.address
        assert child.born != elder.born


def test_children_are_as_old_as_their_grade():
    for child in children():
        september = date(child.room.entry_year, 9, 1)
        assert 12 <= (september - child.born).days / 365.25 <= 13.1


@pytest.mark.parametrize("name", ["people", "visits", "promises", "groups"])
def test_no_text_labels_a_child(name):
    text = json.dumps(material(name), ensure_ascii=False)
    assert [word for word in NEVER if word in text] == []


@pytest.mark.parametrize("name", ["visits", "promises", "groups"])
def test_texts_ask_only_for_what_is_known_of_a_child(name):
    text = json.dumps(material(name), ensure_ascii=False)
    assert set(re.findall(r"\{([a-z]+)\}", text)) <= SLOTS


def test_no_list_of_texts_repeats_itself():
    for key, texts in material("visits").items():
        whole = [text for text in texts if isinstance(text, str) and text]
        assert len(set(whole)) == len(whole), key


def test_a_deck_gives_every_card_before_any_again():
    deck = Deck("abcd", Random(1))
    rounds = ["".join(deck.deal() for _card in range(4)) for _round in range(20)]

    assert all(sorted(each) == list("abcd") for each in rounds)
    dealt = "".join(rounds)
    assert [one for one, next_one in pairwise(dealt) if one == next_one] == []
    assert len(set(rounds)) > 5


def test_a_photo_is_drawn_the_same_each_time():
    assert draw_photo(Random(3)) == draw_photo(Random(3)) != draw_photo(Random(4))
    assert draw_photo(Random(3)).startswith(b"\xff\xd8")
