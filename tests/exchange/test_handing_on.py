"""Three vaults meeting in any order: what arrives, what never does, what is kept."""

from __future__ import annotations

import itertools
import random

import pytest

from homevisit.exchange import handing_on, readers
from homevisit.exchange.changes_file import TooMuchAtOnceError
from homevisit.exchange.holding import known_holding
from homevisit.ledger import history
from homevisit.ledger.exchange_rows import frontier, gaps
from homevisit.ledger.queries import Query
from homevisit.ledger.rebuild import rebuild
from homevisit.services.changes import contacts, export_changes, import_changes
from homevisit.services.records import find, take_back
from tests.exchange.staffroom import (
    CLASS_A,
    HOMEROOM,
    PSYCHOLOGIST,
    SUBJECT,
    add_child,
    introduce,
    my_card_of,
    post,
    staff,
)

CANARY = "秘密地址"


def hand(one, other):
    return one.hand_to(other, confirm_posts=True)


def value(person, record, field):
    writes = history.of_record(person.db, record, field)
    return {each.new for each in writes if each.stands}


def test_a_file_brings_what_the_other_has_not_seen_and_says_so(school):
    received = hand(school.homeroom, school.psychologist)

    assert received.new_saves == 4
    assert received.students == ("child-1", "child-2", "child-3")
    assert (received.withheld, received.conflicts, received.missing) == (0, (), 0)
    assert school.psychologist.digest() == school.homeroom.digest()


def test_the_same_file_twice_changes_nothing_more(school):
    handed = export_changes(school.homeroom.session, PSYCHOLOGIST)
    import_changes(school.psychologist.session, handed.content)
    before = school.psychologist.digest()

    again = import_changes(school.psychologist.session, handed.content)

    assert (again.new_saves, again.completed, again.records) == (0, 0, ())
    assert school.psychologist.digest() == before


def test_after_an_answer_only_news_travels(school):
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    unanswered = export_changes(one.session, PSYCHOLOGIST)
    hand(other, one)
    answered = export_changes(one.session, PSYCHOLOGIST)
    one.write("child-1", "student", "child-1", name="新名字")

    news = export_changes(one.session, PSYCHOLOGIST)

    assert unanswered.changes == 11
    assert (answered.changes, news.changes) == (0, 1)


def test_what_a_subject_teacher_may_not_hold_never_reaches_her_disk(school):
    one, other = school.homeroom, school.subject
    one.write(
        "v", "visit", "child-1", student_id="child-1", at_home=f"{CANARY}-家访记录"
    )
    handed = export_changes(one.session, SUBJECT)
    received = import_changes(other.session, handed.content)
    hand(school.homeroom, school.psychologist)

    found = other.everything()

    assert handed.withheld == received.withheld == 4
    assert "学生1" in found
    assert CANARY not in found
    # The same search finds it where it may be: the search itself works.
    assert CANARY in school.psychologist.everything()
    assert CANARY in one.everything()


def test_a_leak_would_be_found(school, monkeypatch):
    everything = frozenset({readers.Compartment.CLASS_FILE})
    monkeypatch.setitem(readers._OF_CLASS, "subject_teacher", everything)

    hand(school.homeroom, school.subject)

    assert CANARY in school.subject.everything()


@pytest.mark.parametrize("seed", range(2))
def test_any_order_gives_everybody_the_same(school, seed):
    chance = random.Random(seed)
    people = list(vars(school).values())
    for other in people[1:]:
        hand(people[0], other)
    for turn in range(9):
        writer = chance.choice(people)
        writer.session.clock.advance(hours=chance.randrange(-50, 50))
        field = chance.choice(["name", "remark"])
        writer.write("child-1", "student", "child-1", **{field: f"值{turn}"})
        one, other = chance.sample(people, 2)
        hand(one, other)
    for one, other in [*itertools.permutations(people, 2)] * 2:
        hand(one, other)

    subject, *whole = school.subject, school.homeroom, school.psychologist
    assert len({each.digest() for each in whole}) == 1
    for field in ("name", "remark"):
        assert len({frozenset(value(p, "child-1", field)) for p in people}) == 1
    assert all(rebuild(each.session.ledger) for each in people)
    assert CANARY not in subject.everything()
    for one, other in itertools.permutations(people, 2):
        assert export_changes(one.session, other.id).changes == 0


def test_two_people_write_one_field_and_both_values_stay(school):
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    one.write("child-1", "student", "child-1", remark="甲的话")
    other.write("child-1", "student", "child-1", remark="乙的话")

    received = hand(other, one)
    hand(one, other)

    assert received.conflicts == ("child-1",)
    for each in (one, other):
        assert value(each, "child-1", "remark") == {"甲的话", "乙的话"}
    one.write("child-1", "student", "child-1", remark="合起来的话")
    settled = hand(one, other)
    assert settled.conflicts == ()
    assert value(other, "child-1", "remark") == {"合起来的话"}


def test_files_in_the_wrong_order_lose_nothing_and_tell_the_gap(school):
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    hand(other, one)
    first = one.write("child-1", "student", "child-1", remark="一")
    second = one.write("child-1", "student", "child-1", remark="二")
    saves = {save.head.id: save for save in one.saves()}
    late = letter_with(one, other, [saves[second.save_id]])

    received = import_changes(other.session, late)
    hand(one, other)

    # The first save, and the log of the first export, were left out.
    assert received.missing == 2
    assert gaps(other.db) == {}
    assert value(other, "child-1", "remark") == {"二"}
    assert first.save_id in {save.head.id for save in other.saves()}


def letter_with(one, other, saves):
    return handing_on._write(one.session, other.id, saves).content


def test_a_new_post_opens_what_was_withheld_before(school):
    one, other = school.homeroom, school.subject
    hand(one, other)
    hand(other, one)
    assert export_changes(one.session, SUBJECT).changes == 0
    one.write(*staff(SUBJECT)[:3], roles=[post("homeroom_teacher", CLASS_A)])

    received = hand(one, other)

    assert received.completed == 3
    assert other.digest() == one.digest()
    hand(other, one)
    assert export_changes(one.session, SUBJECT).changes == 0


def test_a_restored_vault_is_given_again_what_it_lost(school, tmp_path):
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    backup = other.copy(tmp_path / "backup.homevisit")
    one.write("child-1", "student", "child-1", remark="后来的话")
    hand(one, other)
    hand(other, one)
    assert export_changes(one.session, PSYCHOLOGIST).changes == 0
    restored = backup.under_a_new_writer()

    hand(restored, one)
    hand(one, restored)

    assert value(restored, "child-1", "remark") == {"后来的话"}
    assert restored.digest() == one.digest()
    restored.session.close()


def test_both_branches_of_a_copied_vault_arrive(school, tmp_path):
    """A copied folder writes on under the same writer id: two saves of one number."""
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    hand(other, one)
    clone = one.copy(tmp_path / "copy.homevisit")
    one.write("child-1", "student", "child-1", remark="原来的电脑")
    clone.write("child-2", "student", "child-2", remark="复制的电脑")
    hand(one, other)
    hand(other, one)

    hand(clone, other)
    hand(other, one)

    for each in (one, other):
        assert value(each, "child-1", "remark") == {"原来的电脑"}
        assert value(each, "child-2", "remark") == {"复制的电脑"}
    clone.session.close()


def test_saves_of_a_third_person_travel_with_her_card(strangers):
    one, two, three = vars(strangers).values()
    introduce(one, three)
    introduce(two, three)
    one.write_all(
        staff(HOMEROOM, post("homeroom_teacher", CLASS_A)),
        staff(PSYCHOLOGIST, post("psychologist")),
        staff(SUBJECT, post("subject_teacher", CLASS_A)),
    )
    add_child(one, "child-1", "学生1", CLASS_A)
    hand(one, three)

    received = hand(three, two)

    assert received.people == (HOMEROOM,)
    (first, second) = sorted(contacts(two.session), key=lambda each: each.person_id)
    assert (first.person_id, first.vouched_by) == (HOMEROOM, PSYCHOLOGIST)
    assert second.is_compared
    assert value(two, "child-1", "name") == {"学生1"}
    assert CANARY not in two.everything()


def test_the_outside_of_a_file_names_nobody(school):
    handed = export_changes(school.homeroom.session, PSYCHOLOGIST)

    for word in ("江予安", "南乔", "学生", "class-a", "child"):
        assert word.encode() not in handed.content
        assert word not in handed.file_name
    assert HOMEROOM not in handed.file_name
    body = len(handed.content) % 256
    more = export_changes(school.homeroom.session, PSYCHOLOGIST)
    assert len(more.content) % 256 == body


def test_what_does_not_fit_follows_after_the_answer(school, monkeypatch):
    one, other = school.homeroom, school.psychologist
    for number in range(5):
        one.write("child-1", "student", "child-1", remark="长" * 400 + str(number))
    monkeypatch.setattr(handing_on._Packed, "_ROOM", 8000)

    first = export_changes(one.session, PSYCHOLOGIST)
    for _ in range(6):
        hand(one, other)
        hand(other, one)

    assert first.left > 0
    assert first.saves > 0
    assert other.digest() == one.digest()
    monkeypatch.setattr(handing_on._Packed, "_ROOM", 100)
    one.write("child-1", "student", "child-1", remark="再写一句" * 30)
    with pytest.raises(TooMuchAtOnceError):
        export_changes(one.session, PSYCHOLOGIST)


def test_what_a_contact_holds_is_kept_with_what_it_said(school):
    one, other = school.homeroom, school.subject
    hand(one, other)
    hand(other, one)

    said = known_holding(one.db, SUBJECT)

    assert {writer: seq for writer, (seq, _) in said.reached.items()} == frontier(
        other.db
    )
    assert len(said.lacking) == 3


def test_a_card_given_late_is_enough_to_start(strangers):
    one, two, _ = vars(strangers).values()
    from homevisit.services.changes import trust_card

    trust_card(one.session, my_card_of(two))
    trust_card(two.session, my_card_of(one))
    one.write_all(staff(SUBJECT, post("subject_teacher", CLASS_A)))

    assert hand(one, two).new_saves == 1


def test_what_came_can_be_taken_back_save_by_save(school):
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    one.write("child-1", "student", "child-1", name="写错的名字")
    received = hand(one, other)

    for save_id in reversed(received.new_save_ids):
        if save_id in {each.head.id for each in other.saves() if any(each.changes)}:
            take_back(other.session, save_id)
    hand(other, one)

    for each in (one, other):
        assert value(each, "child-1", "name") == {"学生1"}


def test_what_leaves_is_logged_for_its_owner_alone(school):
    one, other = school.homeroom, school.psychologist
    hand(one, other)
    hand(one, other)
    hand(other, one)
    hand(one, other)

    def log_of(person):
        return [each.purpose for each in find(person.session, Query("export"))]

    # Twice unanswered, then a file without content, which is not logged.
    assert log_of(one) == [PSYCHOLOGIST] * 2
    assert log_of(other) == []
    for person in (one, other):
        heads = {save.head.id for save in person.saves()}
        assert len(heads) == 6
