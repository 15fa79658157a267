"""A school makes the words its own, and history keeps its words."""

from __future__ import annotations

import pytest

from homevisit.domain.vocabulary import vocabulary
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.services import records, school, vaults, visit_wording, vocabularies
from homevisit.services.words import read_words
from tests.services.conftest import CHEAP, PASSWORD


def entry(session, name, code):
    lines = vocabularies.read_entries(session, name).lines
    return next(each for each in lines if each.code == code)


def test_a_renamed_word_is_used_and_the_old_one_still_understood(session):
    written = vocabularies.rename(session, "visit_purposes", "know_family", "走进家庭")
    words = read_words(session)
    assert words.label("visit_purposes", "know_family") == "走进家庭"
    shipped = vocabulary("visit_purposes").label("know_family")
    assert words.table("visit_purposes").code_of(shipped) == "know_family"
    assert entry(session, "visit_purposes", "know_family").shipped == shipped
    records.take_back(session, written.save_id)
    assert read_words(session).label("visit_purposes", "know_family") == shipped


def test_an_empty_name_brings_the_shipped_word_back(session):
    vocabularies.rename(session, "visit_purposes", "know_family", "走进家庭")
    vocabularies.rename(session, "visit_purposes", "know_family", "")
    shipped = vocabulary("visit_purposes").label("know_family")
    assert entry(session, "visit_purposes", "know_family").word == shipped


def test_a_word_of_ones_own_cannot_lose_its_name(session):
    vocabularies.add(session, "commute_modes", "乘船")
    code = vocabularies.read_entries(session, "commute_modes").lines[-1].code
    with pytest.raises(vocabularies.OwnWordNamelessError):
        vocabularies.rename(session, "commute_modes", code, " ")
    assert entry(session, "commute_modes", code).word == "乘船"


def test_own_words_are_added_and_offered_last(session):
    vocabularies.add(session, "commute_modes", "乘船")
    offered = read_words(session).offered("commute_modes")
    assert offered[-1][1] == "乘船"
    assert offered[-1][0].startswith(vocabularies.OWN)


def test_a_word_added_again_after_it_was_renamed_is_another_word(session):
    vocabularies.add(session, "commute_modes", "乘船")
    code = read_words(session).offered("commute_modes")[-1][0]
    vocabularies.rename(session, "commute_modes", code, "乘渡轮")
    vocabularies.add(session, "commute_modes", "乘船")
    assert entry(session, "commute_modes", code).word == "乘渡轮"
    words = [word for _code, word in read_words(session).offered("commute_modes")]
    assert (words.count("乘渡轮"), words.count("乘船")) == (1, 1)


def test_a_group_of_the_schools_own_can_be_added_to_a_closed_list(session):
    assert vocabularies.read_entries(session, "groups").can_add
    vocabularies.add(session, "groups", "住校困难")
    assert "住校困难" in dict(read_words(session).offered("groups")).values()
    assert not vocabularies.read_entries(session, "outcomes").can_add


def test_a_word_no_longer_offered_still_names_what_was_written(session):
    vocabularies.offer(session, "commute_modes", "motorcycle", is_offered=False)
    words = read_words(session)
    assert "motorcycle" not in dict(words.offered("commute_modes"))
    assert words.label("commute_modes", "motorcycle") == "摩托车"
    vocabularies.offer(session, "commute_modes", "motorcycle", is_offered=True)
    assert "motorcycle" in dict(read_words(session).offered("commute_modes"))


def test_words_that_rules_ask_for_cannot_be_hidden(session):
    assert not entry(session, "outcomes", "completed").can_hide
    assert entry(session, "commute_modes", "walk").can_hide


def test_judging_words_can_be_added_and_switched_off_like_all_others(session):
    codes = [
        each.code for each in vocabularies.read_entries(session, "judging_words").lines
    ]
    assert "lazy" in codes
    assert "gap" not in codes
    vocabularies.add(session, "judging_words", "娇气")
    vocabularies.offer(session, "judging_words", "lazy", is_offered=False)
    text = "这孩子娇气，又懒。"
    found = visit_wording.read_wording(session).find(text)
    assert [text[each.start : each.end] for each in found] == ["娇气"]


def test_the_same_word_twice_is_refused(session):
    for attempt in (
        lambda: vocabularies.add(session, "commute_modes", " 步行 "),
        lambda: vocabularies.rename(session, "commute_modes", "bus", "步行"),
    ):
        with pytest.raises(vocabularies.WordTakenError):
            attempt()
    assert len(vocabularies.read_entries(session, "commute_modes").lines) == len(
        vocabulary("commute_modes").terms
    )


def test_every_list_of_a_record_is_there_with_a_name(session):
    lists = vocabularies.read_lists(session)
    assert len(lists) >= 16
    assert all(each.label and each.offered for each in lists)
    vocabularies.add(session, "commute_modes", "乘船")
    changed = [each.name for each in vocabularies.read_lists(session) if each.own]
    assert changed == ["commute_modes"]


def test_two_colleagues_who_add_one_word_have_it_once(session, tmp_path, clock):
    setup = vaults.Setup(school.Owner("顾明岚"), {"name": "禾田镇中心学校"})
    other = vaults.create(
        tmp_path / "gu.homevisit", PASSWORD, setup, clock=clock, kdf=CHEAP
    ).session
    vocabularies.add(session, "commute_modes", "乘船")
    vocabularies.add(other, "commute_modes", "乘船")

    session.ledger.receive(list(saves_beyond(other.ledger.db, {})))

    other.close()
    words = [word for _code, word in read_words(session).offered("commute_modes")]
    assert words.count("乘船") == 1
