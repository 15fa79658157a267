"""What of each save a colleague is shown: classes that change, disputes, odd kinds."""

from __future__ import annotations

import pytest

from homevisit.exchange.handing_on import PostsNotConfirmedError
from homevisit.exchange.readers import Post, reach_of
from homevisit.exchange.staff import NotOnStaffError
from homevisit.exchange.withholding import Reader
from homevisit.ledger.change import Note
from homevisit.ledger.ledger import Edit
from homevisit.services.changes import export_changes, prospect_of
from tests.exchange.staffroom import (
    CLASS_A,
    CLASS_B,
    CLASS_C,
    HOMEROOM,
    PSYCHOLOGIST,
    SUBJECT,
    add_child,
    post,
    staff,
)

DAY = "2026-03-02"


def reader(person, *posts, person_id="a-reader"):
    return Reader(person.db, person_id, reach_of(posts, DAY, {}))


def shown(person, *posts, person_id="a-reader"):
    """Return (record, field) of everything that a holder of these posts is shown."""
    eyes = reader(person, *posts, person_id=person_id)
    return {
        (change.record_id, name)
        for save in person.saves()
        for change in eyes.shown(save).changes
        if change
        for name in change.written
    }


def homeroom_of(class_id):
    return Post("homeroom_teacher", class_id)


def test_the_file_follows_the_student_and_the_old_class_learns_that_she_left(school):
    one = school.homeroom
    one.write("child-1", "student", "child-1", class_id=CLASS_B)
    one.write("child-1", "student", "child-1", name="改名以后")

    old = shown(one, homeroom_of(CLASS_A))
    new = shown(one, homeroom_of(CLASS_B))

    assert ("child-1", "class_id") in old
    assert ("child-1-private", "home_address") not in old
    assert ("child-1-private", "home_address") in new
    assert ("child-2", "name") not in new
    names = [
        change.written["name"]
        for save in one.saves()
        for change in reader(one, homeroom_of(CLASS_A)).shown(save).changes
        if change and change.record_id == "child-1" and "name" in change.written
    ]
    assert names == []


def test_an_ended_stay_is_read_in_the_class_it_was_in(school):
    one = school.homeroom
    one.write("child-1", "student", "child-1", class_id=CLASS_B)
    one.write(
        "stay", "class_membership", "child-1", student_id="child-1", class_id=CLASS_A
    )

    for class_id in (CLASS_A, CLASS_B):
        subject = Post("subject_teacher", class_id)
        assert ("stay", "class_id") in shown(one, subject)
    assert ("stay", "class_id") not in shown(one, Post("subject_teacher", CLASS_C))


def test_a_class_in_dispute_is_read_only_by_who_may_read_both(school):
    one = school.homeroom
    seen = one.session.ledger.standing("child-1")
    one.write("child-1", "student", "child-1", class_id=CLASS_B)
    one.write("child-1", "student", "child-1", seen, class_id=CLASS_C)

    private = ("child-1-private", "home_address")
    assert private not in shown(one, homeroom_of(CLASS_B))
    assert private not in shown(one, homeroom_of(CLASS_C))
    assert private in shown(one, homeroom_of(CLASS_B), homeroom_of(CLASS_C))
    assert private in shown(one, Post("psychologist"))


def test_a_household_is_read_in_the_class_of_each_sibling(school):
    one = school.homeroom
    add_child(one, "child-9", "妹妹", CLASS_B)
    one.write("home", "household", student_ids=["child-1", "child-9"], remark="一")

    for class_id, is_read in ((CLASS_A, True), (CLASS_B, True), (CLASS_C, False)):
        found = ("home", "remark") in shown(one, homeroom_of(class_id))
        assert found == is_read
    assert ("home", "remark") not in shown(one, Post("subject_teacher", CLASS_A))
    one.write("home", "household", student_ids=["child-1"])
    assert ("home", "remark") not in shown(one, homeroom_of(CLASS_B))


def test_what_belongs_to_no_known_student_is_read_only_for_the_whole_school(school):
    one = school.homeroom
    one.write("photo", "attachment", of_id="x")
    one.write("lost", "visit", "nobody-here", student_id="nobody-here", at_home="一")

    class_reader = shown(one, homeroom_of(CLASS_A))
    school_reader = shown(one, Post("student_affairs"))

    for found in (("photo", "of_id"), ("lost", "at_home")):
        assert found not in class_reader
        assert found in school_reader


def test_a_record_claimed_for_two_students_needs_both(school):
    one = school.homeroom
    add_child(one, "child-9", "别班", CLASS_B)
    one.write("v", "visit", "child-9", student_id="child-1", at_home="一")

    assert ("v", "at_home") not in shown(one, homeroom_of(CLASS_B))
    assert ("v", "at_home") not in shown(one, homeroom_of(CLASS_A))
    assert ("v", "at_home") in shown(one, homeroom_of(CLASS_A), homeroom_of(CLASS_B))


def test_a_change_can_not_be_relabelled_into_a_wider_compartment(school):
    one = school.homeroom
    one.write("child-1-private", "school", "child-1", home_address="新地址")

    subject = shown(one, Post("subject_teacher", CLASS_A))
    assert {record for record, _ in subject}.isdisjoint({"child-1-private"})


def test_a_kind_of_a_newer_version_goes_to_nobody_but_its_author(school):
    one = school.homeroom
    one.write("odd", "pulse_of_2031", "child-1", student_id="child-1", text="一")

    for role in ("principal", "psychologist", "student_affairs"):
        assert ("odd", "text") not in shown(one, Post(role))
    assert ("odd", "text") in shown(one, person_id=HOMEROOM)


def test_the_note_goes_with_all_changes_or_not_at_all(school):
    one = school.homeroom
    private = Edit("child-1-private", "student_private", "child-1", {"remark": "一"})
    name = Edit("child-1", "student", "child-1", {"remark": "二"})
    one.session.ledger.save([private, name], note=Note(reason="搬到外婆家"))
    last = one.saves()[-1]

    subject = reader(one, Post("subject_teacher", CLASS_A)).shown(last)
    homeroom = reader(one, homeroom_of(CLASS_A)).shown(last)

    assert (subject.note, [bool(each) for each in subject.changes]) == (
        None,
        [False, True],
    )
    assert subject.is_whole()
    assert homeroom.note.reason == "搬到外婆家"


def test_what_somebody_wrote_herself_is_never_withheld_from_her(school):
    one = school.homeroom
    assert ("child-1-private", "home_address") in shown(one, person_id=HOMEROOM)


def test_own_word_about_own_posts_must_be_confirmed_once(school):
    one, other = school.homeroom, school.subject
    one.hand_to(other)

    before = prospect_of(other.session, HOMEROOM)
    with pytest.raises(PostsNotConfirmedError):
        export_changes(other.session, HOMEROOM)

    assert f"class-file/{CLASS_A}" in before.to_confirm
    export_changes(other.session, HOMEROOM, confirm_posts=True)
    assert prospect_of(other.session, HOMEROOM).to_confirm == frozenset()


def test_a_teacher_who_makes_herself_principal_is_not_believed(school):
    one, other = school.homeroom, school.subject
    one.hand_to(other)
    other.write(*staff(SUBJECT)[:3], roles=[post("principal")])
    other.hand_to(one, confirm_posts=True)

    with pytest.raises(PostsNotConfirmedError):
        export_changes(one.session, SUBJECT)

    expected = prospect_of(one.session, SUBJECT)
    assert "class-file/*" in expected.to_confirm


def test_two_versions_of_the_posts_open_only_what_both_open(school):
    one, other = school.homeroom, school.subject
    one.hand_to(other)
    roles = [post("subject_teacher", CLASS_A), post("principal")]
    seen = one.session.ledger.standing(SUBJECT)
    one.write(*staff(SUBJECT)[:3], roles=[post("subject_teacher", CLASS_A)] * 2)
    other.write(*staff(SUBJECT)[:3], seen, roles=roles)
    other.hand_to(one, confirm_posts=True)

    expected = prospect_of(one.session, SUBJECT)

    assert expected.reach.grants == {"school/*", f"class-roster/{CLASS_A}"}
    assert expected.to_confirm == frozenset()


def test_who_is_not_on_the_staff_is_handed_nothing(school):
    one = school.homeroom
    one.write(*staff(SUBJECT)[:3], to_date="2026-03-01")
    with pytest.raises(NotOnStaffError):
        export_changes(one.session, SUBJECT)
    saw = [each for save in one.saves() for each in save.changes if each]
    one.write(
        *staff(PSYCHOLOGIST)[:3],
        archived={"reason": "x", "saw": [each.id for each in saw]},
    )
    with pytest.raises(NotOnStaffError):
        export_changes(one.session, PSYCHOLOGIST)


def test_somebody_without_a_staff_record_is_handed_nothing(strangers):
    from tests.exchange.staffroom import introduce

    introduce(strangers.homeroom, strangers.subject)
    with pytest.raises(NotOnStaffError):
        export_changes(strangers.homeroom.session, SUBJECT)


def test_a_grade_head_reaches_the_classes_of_the_grade(school):
    one = school.homeroom
    one.write(CLASS_C, "school_class", stage="primary", entry_year=2024)
    one.write(*staff(SUBJECT)[:3], roles=[post("grade_head", CLASS_A)])

    grants = prospect_of(one.session, SUBJECT).reach.grants

    assert {f"class-file/{CLASS_A}", f"class-file/{CLASS_C}"} <= grants
    assert f"class-file/{CLASS_B}" not in grants
