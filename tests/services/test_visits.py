from __future__ import annotations

from dataclasses import replace

import pytest

from homevisit.services import (
    follow_ups,
    records,
    student_files,
    students,
    visit_endings,
    visits,
)
from homevisit.services.records import LockedRecordError, ReasonMissingError
from homevisit.services.visits import VisitIncompleteError


def filled(session, student_id, **values):
    form = visits.begin_visit(session, student_id)
    answers = {
        "visit_date": "2026-11-20",
        "interviewees": [{"name": "江守田", "relation": "61"}],
        "purposes": ["know_family"],
        "risks_found": ["none"],
        "at_home": "每天帮祖父喂鸡、收衣服。",
    }
    return form.filled(**{**answers, **values})


@pytest.fixture
def finalised(session, jiang):
    return visits.finalise_visit(session, filled(session, jiang)).visit_ids[0]


def test_a_new_form_knows_what_the_file_knows(session, jiang):
    form = visits.begin_visit(session, jiang)

    assert form.values["place"] == "石桥村三组"
    assert form.values["visit_date"] == "2026-11-20"
    assert form.values["ordinal"] == 1
    assert form.values["school_year"] == 2026
    assert records.read(session, form.values["term_id"]).kind == "first"


def test_a_draft_survives_a_crash_whatever_it_holds(session, jiang):
    form = filled(session, jiang, visit_date="明天?", minutes="很久")

    stamp = visits.keep_draft(session, form)

    ((kept, kept_at),) = visits.read_drafts(session)
    assert (kept, kept_at) == (form, stamp)


def test_an_incomplete_visit_is_kept_and_says_what_is_missing(session, jiang):
    form = filled(session, jiang).filled(risks_found=[])

    with pytest.raises(VisitIncompleteError) as caught:
        visits.finalise_visit(session, form)

    assert caught.value.facts == {"count": 1}
    assert visits.what_is_missing(form) == ("risks_found",)
    assert visits.read_drafts(session)[0][0] == form
    assert visits.visits_of(session, jiang) == ()


def test_a_finalised_visit_is_locked_and_takes_addenda(session, jiang, finalised):
    with pytest.raises(LockedRecordError):
        visits.open_form(session, finalised)
    with pytest.raises(LockedRecordError):
        records.correct(session, finalised, {"at_home": "改写"}, "想改")
    with pytest.raises(ReasonMissingError):
        visit_endings.add_addendum(session, finalised, "补充", " ")

    visit_endings.add_addendum(session, finalised, "祖母已出院。", "后来得知")

    visit = records.read(session, finalised)
    (addendum,) = visit_endings.addenda_of(session, visit)
    assert visit.at_home == "每天帮祖父喂鸡、收衣服。"
    assert (addendum.content, addendum.reason) == ("祖母已出院。", "后来得知")


def test_finalising_erases_the_draft(session, jiang):
    form = filled(session, jiang)
    visits.keep_draft(session, form)

    visits.finalise_visit(session, form)

    assert visits.read_drafts(session) == ()


def test_a_draft_left_by_a_crash_after_finalising_is_not_offered(session, jiang):
    form = filled(session, jiang)
    visits.finalise_visit(session, form)

    visits.keep_draft(session, form)

    assert visits.read_drafts(session) == ()


def test_promises_become_items_and_their_fate_is_told_next_time(session, jiang):
    promise = {
        "description": "送一盏护眼台灯",
        "promised_by": "school",
        "due_date": "2026-11-18",
    }
    form = replace(filled(session, jiang), promises=(promise,))
    visits.finalise_visit(session, form)
    (due,) = follow_ups.open_items(session, jiang)
    assert (due.item.description, due.days_left) == ("送一盏护眼台灯", -2)

    again = replace(filled(session, jiang), kept={due.item.id: "kept"})
    visits.finalise_visit(session, again)

    assert follow_ups.open_items(session, jiang) == ()
    assert records.read(session, due.item.id).closed_on == "2026-11-20"


def test_one_trip_to_siblings_is_two_visits_of_one_household(session, jiang, class_id):
    sister = students.add_student(session, {"name": "江予宁", "class_id": class_id})
    sister_id = sister.record_ids[0]
    student_files.join_household(session, (jiang, sister_id), "石桥村江家")

    form = replace(filled(session, jiang), siblings=(sister_id,))
    own, copy = visits.finalise_visit(session, form).visit_ids

    first, second = records.read(session, own), records.read(session, copy)
    assert first.trip_id == second.trip_id == own
    assert second.student_id == sister_id
    assert second.at_home == ""
    assert first.visit_no != second.visit_no
    assert [each.name for each in student_files.read_file(session, jiang).siblings] == [
        "江予宁"
    ]


def test_only_a_completed_visit_counts(session, jiang):
    visits.finalise_visit(session, filled(session, jiang, outcome="not_home"))
    (row,) = students.rows(session, [jiang])
    assert row.last_visit_on == ""

    visits.finalise_visit(session, filled(session, jiang))

    (row,) = students.rows(session, [jiang])
    assert (row.last_visit_on, row.visited_days_ago) == ("2026-11-20", 0)
    assert row.visited_this_term


def test_last_time_can_be_carried_over_without_replacing(session, jiang, clock):
    first = filled(session, jiang, living_env="shared_desk", parenting="democratic")
    visits.finalise_visit(session, first)
    clock.advance(days=20)
    form = filled(session, jiang, parenting="authoritarian")

    carried = visits.carry_over(session, form)

    assert carried.values["living_env"] == "shared_desk"
    assert carried.values["parenting"] == "authoritarian"
    assert carried.values["ordinal"] == 2


def test_the_school_returns_a_visit_with_a_remark(session, finalised, clock):
    with pytest.raises(ReasonMissingError):
        visit_endings.review_visit(session, finalised, accepted=False)

    visit_endings.review_visit(session, finalised, accepted=False, remark="请补照片")
    clock.advance(hours=1)
    visit_endings.review_visit(session, finalised, accepted=True)

    reviews = visit_endings.reviews_of(session, records.read(session, finalised))
    assert [each.decision for each in reviews] == ["returned", "accepted"]


def test_a_visit_can_be_saved_open_and_finished_later(session, jiang):
    form = filled(session, jiang).filled(risks_found=[])
    visits.save_visit(session, form)

    again = visits.open_form(session, form.visit_id)
    visits.finalise_visit(session, again.filled(risks_found=["none"]))

    (visit,) = visits.visits_of(session, jiang)
    assert visit.state == "finalised"


def test_a_file_has_its_timeline(session, jiang, finalised):
    visit_endings.add_addendum(session, finalised, "祖母已出院。", "后来得知")

    file = student_files.read_file(session, jiang)

    assert file.age == 13
    assert [each.kind for each in file.timeline()] == ["visit_addendum", "visit"]
