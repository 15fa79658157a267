from __future__ import annotations

from dataclasses import replace

import pytest

from homevisit.ledger.undo import NothingToUndoError
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

    form = replace(
        filled(session, jiang, risk_note="只关予安的事"),
        siblings=(sister_id,),
        sibling_risks={sister_id: ("none",)},
    )
    own, copy = visits.finalise_visit(session, form).visit_ids

    first, second = records.read(session, own), records.read(session, copy)
    assert first.trip_id == second.trip_id == own
    assert second.student_id == sister_id
    assert (second.at_home, second.risk_note) == ("", "")
    assert second.interviewees[0].name == "江守田"
    assert first.visit_no != second.visit_no
    assert [each.name for each in student_files.read_file(session, jiang).siblings] == [
        "江予宁"
    ]


def test_a_siblings_copy_waits_for_its_own_risk_answer(session, jiang, class_id):
    sister = students.add_student(session, {"name": "江予宁", "class_id": class_id})
    sister_id = sister.record_ids[0]
    form = replace(filled(session, jiang), siblings=(sister_id,))

    done = visits.finalise_visit(session, form)

    (waiting,) = done.open_ids
    assert students.rows(session, [sister_id])[0].last_visit_on == ""
    copy = visits.open_form(session, waiting)
    assert visits.what_is_missing(copy) == ("risks_found",)
    visits.finalise_visit(session, copy.filled(risks_found=["none"]))
    assert students.rows(session, [sister_id])[0].last_visit_on == "2026-11-20"


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


def test_what_a_colleague_wrote_meanwhile_stays_beside_what_is_saved(session, jiang):
    form = filled(session, jiang)
    visits.save_visit(session, form)
    mine = visits.open_form(session, form.visit_id)
    theirs = {"at_home": "同事写的：帮奶奶做饭。"}
    edit = records.edit("visit", theirs, record_id=form.visit_id, student_id=jiang)
    records.save(session, [edit])

    visits.finalise_visit(session, mine.filled(at_home="我写的：喂鸡。"))

    both = records.disputes(session, form.visit_id)["at_home"]
    assert {each.new for each in both} == {"同事写的：帮奶奶做饭。", "我写的：喂鸡。"}


def test_what_was_not_touched_is_not_written_over(session, jiang):
    form = filled(session, jiang)
    visits.save_visit(session, form)
    mine = visits.open_form(session, form.visit_id)
    theirs = {"at_home": "同事写的：帮奶奶做饭。"}
    edit = records.edit("visit", theirs, record_id=form.visit_id, student_id=jiang)
    records.save(session, [edit])

    visits.finalise_visit(session, mine.filled(at_school="图书角管理认真。"))

    visit = records.read(session, form.visit_id)
    assert visit.at_home == "同事写的：帮奶奶做饭。"
    assert records.disputes(session, form.visit_id) == {}


def test_text_that_was_cleared_is_gone_when_it_is_signed(session, jiang):
    form = filled(session, jiang, parent_opinion="父亲说的气话")
    visits.save_visit(session, form)
    again = visits.open_form(session, form.visit_id)
    values = {n: v for n, v in again.values.items() if n != "parent_opinion"}

    visits.finalise_visit(session, replace(again, values=values))

    assert records.read(session, form.visit_id).parent_opinion == ""


def test_words_typed_into_a_visit_that_was_locked_elsewhere_are_kept(session, jiang):
    form = filled(session, jiang)
    visits.save_visit(session, form)
    mine = visits.open_form(session, form.visit_id).filled(at_home="还没存的话")
    visits.keep_draft(session, mine)
    other = visits.open_form(session, form.visit_id)
    visits.finalise_visit(session, other)

    with pytest.raises(LockedRecordError):
        visits.finalise_visit(session, mine)

    ((kept, _stamp),) = visits.read_drafts(session)
    assert kept.values["at_home"] == "还没存的话"


def test_the_term_follows_the_day_unless_it_was_chosen(session, jiang):
    form = filled(session, jiang, visit_date="2026-08-25")
    derived = visits.with_calendar(session, form.values, form)
    chosen = replace(form.filled(term_id="another"), term_by_hand=True)

    assert derived["school_year"] == 2025
    assert derived["term_id"] != form.values["term_id"]
    kept = visits.with_calendar(session, chosen.values, chosen)
    assert kept["term_id"] == "another"


def test_ordinals_count_visits_that_met_somebody_and_not_themselves(session, jiang):
    missed = filled(session, jiang, outcome="not_home", visit_date="2026-11-01")
    visits.finalise_visit(session, missed)
    form = filled(session, jiang)
    visits.save_visit(session, form)
    visits.finalise_visit(session, visits.open_form(session, form.visit_id))

    assert records.read(session, missed.visit_id).ordinal is None
    assert records.read(session, form.visit_id).ordinal == 1


def test_saving_again_makes_no_second_number_copy_or_promise(session, jiang, class_id):
    sister = students.add_student(session, {"name": "江予宁", "class_id": class_id})
    promise = {"description": "送一盏台灯", "promised_by": "school"}
    form = replace(
        filled(session, jiang),
        promises=(promise,),
        siblings=(sister.record_ids[0],),
    )

    visits.save_visit(session, form)
    visits.save_visit(session, form)
    again = visits.open_form(session, form.visit_id)
    visits.finalise_visit(session, again)
    visits.finalise_visit(session, filled(session, jiang))

    assert len(follow_ups.open_items(session, jiang)) == 1
    assert len(visits.visits_of(session, sister.record_ids[0])) == 1
    numbers = [each.visit_no for each in visits.visits_of(session, jiang)]
    assert len(set(numbers)) == 2
    assert again.siblings == (sister.record_ids[0],)


def test_a_promise_taken_out_of_a_form_is_withdrawn(session, jiang):
    promise = {"description": "送一盏台灯", "promised_by": "school"}
    form = replace(filled(session, jiang), promises=(promise,))
    visits.save_visit(session, form)

    again = visits.open_form(session, form.visit_id)
    visits.finalise_visit(session, replace(again, promises=()))

    assert follow_ups.open_items(session, jiang) == ()


@pytest.mark.parametrize("outcome", ["open", "future", "odd"])
def test_work_in_progress_and_odd_days_do_not_count_as_visits(session, jiang, outcome):
    days = {"open": "2026-11-20", "future": "2026-12-30", "odd": "明天?"}
    form = filled(session, jiang, visit_date=days[outcome])
    if outcome == "open":
        visits.save_visit(session, form)
    else:
        visits.finalise_visit(session, form.filled(term_id="t", school_year=2026))

    (row,) = students.rows(session, [jiang])

    assert (row.last_visit_on, row.visited_days_ago) == ("", None)
    assert not row.visited_this_term


def test_an_open_visit_takes_no_addendum_and_no_review(session, jiang):
    form = filled(session, jiang)
    visits.save_visit(session, form)

    with pytest.raises(visit_endings.NotFinalisedError):
        visit_endings.add_addendum(session, form.visit_id, "补充", "后来得知")
    with pytest.raises(visit_endings.NotFinalisedError):
        visit_endings.review_visit(session, form.visit_id, accepted=True)


def test_an_id_of_another_kind_is_told_apart(session, jiang, finalised):
    with pytest.raises(records.NoSuchRecordError):
        visits.begin_visit(session, finalised)
    with pytest.raises(records.NoSuchRecordError):
        student_files.read_file(session, finalised)
    with pytest.raises(records.NoSuchRecordError):
        visit_endings.review_visit(session, jiang, accepted=True)
    with pytest.raises(records.NoSuchRecordError):
        visits.open_form(session, jiang)


def test_undoing_does_not_unlock_what_was_signed(session, jiang):
    form = filled(session, jiang)
    visits.save_visit(session, form)
    again = visits.open_form(session, form.visit_id)
    done = visits.finalise_visit(session, again)

    with pytest.raises(NothingToUndoError):
        records.take_back(session, done.save_id)

    assert records.is_locked(session, form.visit_id)


def test_a_save_that_fails_keeps_the_draft(session, jiang, monkeypatch):
    form = filled(session, jiang)
    visits.keep_draft(session, form)
    monkeypatch.setattr(type(session.ledger), "_store", refuse)

    with pytest.raises(OSError, match="full"):
        visits.finalise_visit(session, form)

    monkeypatch.undo()
    assert visits.read_drafts(session)[0][0] == form
    assert visits.visits_of(session, jiang) == ()


def refuse(*_args, **_options):
    raise OSError("full")
