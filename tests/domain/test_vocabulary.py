"""The shipped words are complete, distinct, and a school's own words break nothing."""

from __future__ import annotations

import pytest

from homevisit.domain import KINDS, facts_of, read_record
from homevisit.domain.care_steps import DETAILS
from homevisit.domain.record import Shape
from homevisit.domain.vocabulary import vocabulary, with_items
from homevisit.paths import resource_path

SHIPPED = sorted(path.stem for path in resource_path("vocabularies").glob("*.toml"))


def item(**values):
    return read_record("vocabulary_item", "i", values)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_table_has_distinct_codes_and_labels_and_a_source(name):
    table = vocabulary(name)
    codes = [term.code for term in table.terms]
    assert len(set(codes)) == len(codes) >= 2
    assert len({term.zh for term in table.terms}) == len(codes)
    assert table.source
    assert all(term.zh and term.en for term in table.terms)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_label_and_spelling_leads_to_its_own_code(name):
    table = vocabulary(name)
    for term in table.terms:
        for word in (term.code, term.zh, *term.also):
            assert table.code_of(word) == term.code, word


def test_every_vocabulary_a_field_names_is_shipped_and_each_is_used():
    named = {
        facts.vocabulary
        for kind in KINDS.values()
        for facts in facts_of(kind).values()
        if facts.shape in {Shape.CHOICE, Shape.CHOICES, Shape.ROWS} and facts.vocabulary
    }
    assert named <= set(SHIPPED)
    in_steps = {f.vocabulary for step in DETAILS.values() for f in step.values()}
    assert in_steps - {""} <= set(SHIPPED)
    assert set(SHIPPED) - named - in_steps == {"judging_words", "visit_stages"}


@pytest.mark.parametrize(
    ("name", "word", "code"),
    [
        ("relations", "爷爷", "paternal_grandfather"),
        ("relations", "５２", "mother"),
        ("id_doc_types", "居民 身份证", "1"),
        ("ethnic_groups", "土家", "15"),
        ("registry_left_behind", "单亲留守儿童", "1"),
        ("hardship_types", "特困供养", "destitute_support"),
        ("guardianship_abilities", "无（重病）", "severe_illness"),
        ("sexes", "不详", ""),
    ],
)
def test_what_files_write_is_understood(name, word, code):
    assert vocabulary(name).code_of(word) == code


def test_the_relations_are_those_of_the_standard():
    numbers = [t.facts["gb"] for t in vocabulary("relations").terms if "gb" in t.facts]
    assert len(numbers) == len(set(numbers)) == 29
    assert numbers[:2] == ["51", "52"]


def test_there_are_fifty_six_ethnic_groups_and_two_other_codes():
    codes = [term.code for term in vocabulary("ethnic_groups").terms]
    assert codes[:56] == [f"{number:02}" for number in range(1, 57)]
    assert codes[56:] == ["97", "98"]


def test_a_concern_about_the_mind_is_never_an_ordinary_group():
    assert "psych_concern" not in vocabulary("groups")


def test_labels_follow_the_language():
    table = vocabulary("visit_forms")
    assert table.label("phone") == "电话"
    assert table.label("phone", "en") == "Phone"
    assert table.label("pigeon") == "pigeon"


def test_a_school_adds_renames_and_hides_and_history_stays_readable():
    table = with_items(
        vocabulary("visit_types"),
        [
            item(vocabulary="visit_types", code="custom_1", zh="开学前走访", order=-1),
            item(vocabulary="visit_types", code="universal", zh="全员家访"),
            item(vocabulary="visit_types", code="urgent", is_active=False),
            item(vocabulary="visit_forms", code="phone", zh="打电话"),
            item(vocabulary="visit_types", zh="没有代码"),
        ],
    )
    assert [term.label() for term in table.offered()][:2] == ["开学前走访", "全员家访"]
    assert table.code_of("普访") == table.code_of("全员家访") == "universal"
    assert "urgent" not in [term.code for term in table.offered()]
    assert table.label("urgent") == "应急家访"
    assert "phone" not in table


def test_nothing_of_a_closed_table_is_hidden_but_it_can_be_renamed_and_added_to():
    table = with_items(
        vocabulary("groups"),
        [
            item(vocabulary="groups", code="orphan", zh="孤 儿", is_active=False),
            item(vocabulary="groups", code="custom_7", zh="三困儿童"),
            item(vocabulary="groups", code="custom_8", zh="旧类", is_active=False),
        ],
    )
    offered = [term.code for term in table.offered()]
    assert "orphan" in offered
    assert "custom_7" in offered
    assert "custom_8" not in offered


def test_an_unknown_table_is_refused():
    with pytest.raises(LookupError):
        vocabulary("star_signs")
