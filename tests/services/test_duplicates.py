"""Two files of one child: found, compared, merged as one save, and separated again."""

from __future__ import annotations

import pytest

from homevisit.domain.same_child import Reason
from homevisit.ledger import file_history
from homevisit.ledger.rebuild import rebuild
from homevisit.services import (
    comparing,
    duplicates,
    follow_ups,
    groups,
    merging,
    printing,
    records,
    student_files,
    students,
    viewings,
    visits,
)
from homevisit.services.comparing import State
from homevisit.services.students import StudentQuery


@pytest.fixture
def twin(session, jiang, class_id):
    """A second file of 江予安, as a second import made it."""
    written = students.add_student(
        session,
        {
            "name": "江予安",
            "sex": "1",
            "birth_date": "2013-07-18",
            "class_id": class_id,
            "class_seat_no": "31",
            "strengths": "爱画画",
        },
        {"phone": "13800002717"},
    )
    return written.record_ids[0]


def visit(session, student_id, day="2026-11-18"):
    form = visits.begin_visit(session, student_id).filled(
        visit_date=day,
        outcome="completed",
        visit_form="onsite_home",
        purposes=["know_family"],
        interviewees=[{"relation": "mother", "name": "林晚"}],
        at_home="写完作业帮着喂鸡。",
        risks_found=["none"],
    )
    return visits.finalise_visit(session, form).visit_ids[0]


def decide(comparison, side="kept"):
    return {
        (pair.kind, pair.name): getattr(pair, side)[0]
        for pair in comparison.undecided()
    }


def merge(session, kept, other, side="kept"):
    comparison = comparing.compare(session, kept, other)
    return merging.merge(session, comparison, decide(comparison, side))


def test_two_files_of_one_child_are_found_and_say_why(session, jiang, twin):
    (pair,) = duplicates.find(session)

    assert pair.ids == {jiang, twin}
    assert pair.reasons == (Reason.NAME_AND_BIRTH, Reason.NAME_AND_CLASS)
    assert duplicates.count(session) == 1
    assert duplicates.among(session, (twin,)) == (pair,)
    assert duplicates.among(session, ("somebody else",)) == ()


def test_not_the_same_child_is_remembered_until_it_is_undone(session, jiang, twin):
    said = duplicates.keep_apart(session, jiang, twin)
    assert duplicates.count(session) == 0

    records.take_back(session, said.save_id)
    assert duplicates.count(session) == 1


def test_the_count_is_remembered_while_nothing_tells(session, jiang, twin, monkeypatch):
    assert duplicates.count(session) == 1
    visit(session, jiang)
    with monkeypatch.context() as patched:
        patched.setattr(duplicates, "find", None)
        assert duplicates.count(session) == 1

    merge(session, jiang, twin)
    assert duplicates.count(session) == 0


def test_the_family_s_phone_counts(session, jiang, twin, class_id):
    other = students.add_student(
        session, {"name": "高小言", "birth_date": "2013-07-18"}
    ).record_ids[0]
    mother = {"student_id": other, "relation": "mother", "phone": "138 0000 2716"}
    records.save(session, [records.edit("family_member", mother, student_id=other)])

    reasons = {pair.ids: pair.reasons for pair in duplicates.find(session)}
    assert reasons[frozenset((jiang, other))] == (Reason.PHONE_AND_BIRTH,)


def test_fields_are_compared_one_by_one(session, jiang, twin):
    comparison = comparing.compare(session, jiang, twin)
    states = {pair.name: pair.state for pair in comparison.fields}

    assert states["name"] is State.SAME
    assert states["boarding"] is State.KEPT_ONLY
    assert states["strengths"] is State.OTHER_ONLY
    assert states["class_seat_no"] is states["phone"] is State.DIFFERENT
    with pytest.raises(merging.UndecidedError):
        merging.merge(session, comparison)
    (seat, phone) = comparison.undecided()
    assert seat.options == ("08", "31")
    assert seat.joined() is phone.joined() is None


def test_words_can_be_joined_and_numbers_can_not(session, jiang, twin):
    for each, remark in ((jiang, "转来时没有带学籍卡"), (twin, "七月转来")):
        values = {"remark": remark}
        records.save(session, [records.edit("student", values, record_id=each)])
        village = {"student_id": each, "home_village": remark}
        record = records.private_id(each)
        edit = records.edit("student_private", village, record_id=record)
        records.save(session, [edit])

    joined = {
        pair.name: pair.joined()
        for pair in comparing.compare(session, jiang, twin).undecided()
    }

    assert joined["remark"] == "转来时没有带学籍卡\n七月转来"
    assert joined["home_village"] == "转来时没有带学籍卡；七月转来"
    assert joined["class_seat_no"] is joined["phone"] is None


def test_a_merge_takes_over_what_was_chosen_and_everything_that_belongs(
    session, jiang, twin
):
    theirs = visit(session, twin)
    groups.determine(session, twin, "left_behind", {})
    promise = follow_ups.new_item(session, twin, {"description": "送书"})
    records.save(session, [promise])

    merged = merge(session, jiang, twin, "other")

    file = student_files.read_file(session, jiang)
    assert file.student.strengths == "爱画画"
    assert (file.student.class_seat_no, file.private.phone) == ("31", "13800002717")
    assert file.private.home_address == "石桥村三组"
    assert [each.id for each in file.visits] == [theirs]
    assert [each.student_id for each in file.visits] == [jiang]
    assert file.groups == ("left_behind",)
    assert len(file.open_items) == 1
    assert merged.moved == {"visit": 1, "determination": 1, "follow_up": 1}
    assert rebuild(session.ledger)


def test_lists_counts_search_and_old_links_know_one_child(session, jiang, twin):
    visit(session, twin)
    merge(session, jiang, twin)

    assert students.find_ids(session, StudentQuery()) == [jiang]
    assert students.find_ids(session, StudentQuery(typed="jya")) == [jiang]
    (row,) = students.rows(session, [jiang])
    assert row.visited_this_term is (row.last_visit_on == "2026-11-18")
    assert row.last_visit_on == "2026-11-18"
    (hit,) = students.find_texts(session, "喂鸡")
    assert hit.student_id == jiang
    assert records.read(session, twin, "student").id == jiang
    by_old_id = student_files.read_file(session, twin)
    assert by_old_id == student_files.read_file(session, jiang)
    assert visits.begin_visit(session, twin).values["class_id"]


def test_prints_of_the_merged_file_s_visits_still_hold(session, jiang, twin):
    theirs = visit(session, twin)
    pdf = printing.print_visit(session, theirs).pdf

    merge(session, jiang, twin)

    assert printing.check_pdf(session, pdf).matches
    assert printing.print_visit(session, theirs).pdf


def test_a_signed_visit_is_not_written_again(session, jiang, twin):
    theirs = visit(session, twin)
    before = records.history_of(session, theirs)
    merge(session, jiang, twin)

    assert records.history_of(session, theirs) == before
    with pytest.raises(records.LockedRecordError):
        records.save(
            session, [records.edit("visit", {"at_home": "x"}, record_id=theirs)]
        )


def test_one_undo_separates_them_again_and_what_came_later_stays(session, jiang, twin):
    theirs = visit(session, twin)
    merged = merge(session, jiang, twin, "other")
    later = visit(session, jiang, "2026-11-19")
    records.save(
        session, [records.edit("student", {"class_seat_no": "09"}, record_id=jiang)]
    )

    undone = records.take_back(session, merged.save_id)

    assert undone.kept == ((jiang, "class_seat_no"),)
    assert [v.id for v in student_files.read_file(session, twin).visits] == [theirs]
    file = student_files.read_file(session, jiang)
    assert [v.id for v in file.visits] == [later]
    assert (file.student.class_seat_no, file.student.strengths) == ("09", "")
    assert file.private.phone == "13800002716"
    assert duplicates.count(session) == 1

    records.take_back(session, undone.save_id)
    assert students.find_ids(session, StudentQuery()) == [jiang]


def test_separating_is_a_verb_of_its_own_and_says_what_stayed(session, jiang, twin):
    merge(session, jiang, twin, "other")
    records.save(
        session, [records.edit("student", {"class_seat_no": "09"}, record_id=jiang)]
    )

    separated = merging.separate(session, twin)

    assert separated.stayed == 1
    assert set(students.find_ids(session, StudentQuery())) == {jiang, twin}
    with pytest.raises(merging.NotMergedError):
        merging.separate(session, twin)
    records.take_back(session, separated.save_id)
    assert students.find_ids(session, StudentQuery()) == [jiang]


def test_history_tells_the_merge_and_counts_no_file_as_set_aside(session, jiang, twin):
    merge(session, jiang, twin)

    assert file_history.set_aside(session.ledger.db, jiang) == ()
    wanted = file_history.Wanted(jiang)
    saves = file_history.of_student(session.ledger.db, wanted)
    assert saves[0].line.purpose == "merge"
    written = {w.field for r in saves[0].records for w in r.writes}
    assert "strengths" in written


def test_looks_behind_a_mask_are_told_of_both_files(session, clock, jiang, twin):
    for child in (twin, jiang):
        viewings.note(
            session, viewings.Looked(child, "student_private", child, "phone")
        )
        clock.advance(minutes=1)

    merge(session, jiang, twin)

    looks = viewings.of_student(session, jiang)
    assert [each.record_id for each in looks] == [jiang, twin]
    assert duplicates.among(session, (twin,)) == ()


def test_relatives_who_do_not_contradict_become_one(session, jiang, twin):
    def relative(student_id, **values):
        known = {"student_id": student_id, "relation": "mother", **values}
        edit = records.edit("family_member", known, student_id=student_id)
        return records.save(session, [edit]).record_ids[0]

    mine = relative(jiang, name="林晚")
    relative(twin, name="林晚", phone="13900001111")
    aunt = relative(twin, name="林早")

    merged = merge(session, jiang, twin)

    members = student_files.read_file(session, jiang).members
    assert {each.id for each in members} == {mine, aunt}
    assert next(m for m in members if m.id == mine).phone == "13900001111"

    records.take_back(session, merged.save_id)
    assert len(student_files.read_file(session, twin).members) == 2
    assert student_files.read_file(session, jiang).members[0].phone == ""


def test_the_household_that_was_not_chosen_loses_the_child(session, jiang, twin):
    sister = students.add_student(session, {"name": "江予宁"}).record_ids[0]
    brother = students.add_student(session, {"name": "江予平"}).record_ids[0]
    student_files.join_household(session, (jiang, sister), "石桥村三组")
    student_files.join_household(session, (twin, brother), "镇上")

    merge(session, jiang, twin)

    assert [s.id for s in student_files.read_file(session, jiang).siblings] == [sister]
    assert student_files.read_file(session, brother).siblings == ()
    assert [s.id for s in student_files.read_file(session, sister).siblings] == [jiang]


def test_a_sibling_s_household_names_the_kept_file(session, jiang, twin):
    sister = students.add_student(session, {"name": "江予宁"}).record_ids[0]
    student_files.join_household(session, (twin, sister), "镇上")

    merge(session, jiang, twin)

    assert [s.id for s in student_files.read_file(session, sister).siblings] == [jiang]
    assert [s.id for s in student_files.read_file(session, jiang).siblings] == [sister]


def test_a_draft_that_was_begun_before_the_merge_goes_on_in_the_kept_file(
    session, jiang, twin
):
    form = visits.begin_visit(session, twin).filled(
        visit_date="2026-11-18", at_home="还在写"
    )
    visits.keep_draft(session, form)
    merge(session, jiang, twin)

    ((draft, _),) = visits.read_drafts(session)
    saved = visits.save_visit(session, draft)

    file = student_files.read_file(session, jiang)
    assert [each.id for each in file.visits] == list(saved.record_ids[:1])


def test_what_is_written_into_the_merged_file_later_is_brought_to_notice(
    session, jiang, twin
):
    merge(session, jiang, twin)
    (file,) = merging.merged_files(session)
    assert (file.merged_id, file.kept_id, file.news) == (twin, jiang, ())

    # A colleague who does not know of the merge, or an older form.
    edit = records.edit("student", {"strengths": "会修自行车"}, record_id=twin)
    records.save(session, [edit])

    (file,) = merging.merged_files(session, jiang)
    assert file.news == ("strengths",)
    comparison = comparing.compare(session, jiang, twin)
    assert [p.name for p in comparison.undecided()] == ["strengths"]
    assert comparison.undecided()[0].options == ("爱画画", "会修自行车")

    again = merging.merge(
        session, comparison, {("student", "strengths"): "爱画画，会修自行车"}
    )
    assert merging.merged_files(session)[0].news == ()
    assert records.read(session, jiang).strengths == "爱画画，会修自行车"
    assert again.kept_id == jiang

    separated = merging.separate(session, twin)
    assert separated.stayed == 2
    assert set(students.find_ids(session, StudentQuery())) == {jiang, twin}


def test_what_was_saved_while_comparing_stands_beside_the_choice(session, jiang, twin):
    comparison = comparing.compare(session, jiang, twin)
    records.save(
        session, [records.edit("student", {"class_seat_no": "10"}, record_id=jiang)]
    )

    merging.merge(session, comparison, decide(comparison, "other"))

    values = {each.new for each in records.disputes(session, jiang)["class_seat_no"]}
    assert values == {"10", "31"}


def test_one_file_is_not_merged_with_itself(session, jiang, twin):
    comparison = comparing.compare(session, jiang, jiang)
    with pytest.raises(merging.SameFileError):
        merging.merge(session, comparison)
    with pytest.raises(records.NoSuchRecordError):
        comparing.compare(session, jiang, "nobody")


def test_the_fuller_file_is_proposed_to_be_kept(session, jiang, twin):
    assert comparing.kept_first(session, twin, jiang) == (jiang, twin)
    visit(session, twin)
    assert comparing.kept_first(session, jiang, twin) == (twin, jiang)
