"""The history of a whole file: page by page, who and what, and the ways back."""

from dataclasses import replace

import pytest

from homevisit.services import (
    care_shells,
    concerns,
    follow_ups,
    mandatory_reports,
    records,
    revisions,
    visit_endings,
    visits,
)
from homevisit.services.concerns import ConcernEntry
from homevisit.services.records import LockedRecordError, RecordEdit
from homevisit.services.revisions import Wanted


def edit(session, clock, student_id, **values):
    clock.advance(minutes=1)
    return records.save(session, [records.edit_of(session, student_id, values)])


@pytest.fixture
def edited(session, clock, jiang):
    for number in range(7):
        edit(session, clock, jiang, strengths=f"会修自行车 {number}")
    return jiang


def strengths(found):
    return [
        write
        for save in found
        for record in save.records
        for write in record.writes
        if write.field == "strengths"
    ]


def test_saves_come_newest_first_with_old_and_new(session, edited):
    found = strengths(revisions.page(session, Wanted(edited)))
    assert [write.new for write in found][:2] == ["会修自行车 6", "会修自行车 5"]
    assert found[0].old == ("会修自行车 5",)
    assert [write.stands for write in found] == [True] + [False] * 6


def test_pages_follow_each_other_without_gap_or_repeat(session, edited):
    whole = revisions.page(session, Wanted(edited, limit=1000))
    seen, before = [], None
    while part := revisions.page(session, Wanted(edited, before=before, limit=3)):
        seen += part
        before = part[-1].key
    assert seen == list(whole)
    assert len(seen) >= 8


def test_only_what_was_written_into_this_file_is_told(session, edited, class_id):
    told = {
        record.record_id
        for save in revisions.page(session, Wanted(edited, limit=1000))
        for record in save.records
    }
    assert told == {edited, records.private_id(edited)}
    assert class_id not in told


def test_kinds_and_people_narrow_the_list(session, edited):
    private = revisions.page(session, Wanted(edited, kinds=("student_private",)))
    assert {r.kind for save in private for r in save.records} == {"student_private"}
    assert revisions.authors(session, edited) == (session.person_id,)
    assert revisions.page(session, Wanted(edited, author="somebody else")) == ()
    mine = revisions.page(session, Wanted(edited, author=session.person_id))
    assert mine == revisions.page(session, Wanted(edited))


def test_a_value_is_put_back_and_that_can_be_undone(session, edited):
    third = strengths(revisions.page(session, Wanted(edited)))[3]
    written = revisions.put_back(session, third)
    assert records.read(session, edited).strengths == "会修自行车 2"
    records.take_back(session, written.save_id)
    assert records.read(session, edited).strengths == "会修自行车 6"


def test_a_first_value_put_back_leaves_the_field_empty(session, edited):
    first = strengths(revisions.page(session, Wanted(edited)))[-1]
    assert first.old == ()
    revisions.put_back(session, first)
    assert records.read(session, edited).strengths == ""


def test_a_finalised_visit_keeps_its_words(session, jiang):
    form = visits.begin_visit(session, jiang).filled(
        visit_date="2026-11-18",
        visit_form="onsite_home",
        purposes=["know_family"],
        interviewees=[{"name": "江守田"}],
        risks_found=["none"],
    )
    visits.save_visit(session, form)
    ended = visits.finalise_visit(session, replace(form, values={**form.values}))
    (visit_id,) = ended.visit_ids
    (write,) = [
        write
        for save in revisions.page(session, Wanted(jiang, kinds=("visit",)))
        for record in save.records
        for write in record.writes
        if record.record_id == visit_id and write.field == "visit_date"
    ]
    with pytest.raises(LockedRecordError):
        revisions.put_back(session, write)


def test_what_was_set_aside_is_listed_and_brought_back(session, jiang):
    written = follow_ups.add_item(session, jiang, {"description": "给父亲打电话"})
    (item_id,) = written.record_ids
    records.archive(session, item_id, "写错了人")
    (aside,) = revisions.set_aside(session, jiang)
    assert (aside.kind, aside.reason) == ("follow_up", "写错了人")
    assert aside.record.description == "给父亲打电话"
    revisions.bring_back(session, item_id)
    assert revisions.set_aside(session, jiang) == ()
    assert [each.item.id for each in follow_ups.open_items(session, jiang)] == [item_id]


def test_history_tells_what_a_person_reads_and_nothing_else():
    assert revisions.is_told("student", "strengths") is not None
    assert revisions.is_told("attachment", "blob_key") is None
    assert revisions.is_told("unheard_of", "name") is None


def test_an_addition_and_a_review_keep_their_words(session, jiang):
    form = visits.begin_visit(session, jiang).filled(
        visit_date="2026-11-18",
        visit_form="onsite_home",
        purposes=["know_family"],
        interviewees=[{"name": "江守田"}],
        risks_found=["none"],
    )
    ended = visits.finalise_visit(session, form)
    visit_endings.add_addendum(session, ended.visit_ids[0], "补充一句", "当时漏记")
    (write,) = [
        write
        for save in revisions.page(session, Wanted(jiang, kinds=("visit_addendum",)))
        for record in save.records
        for write in record.writes
        if write.field == "content"
    ]
    with pytest.raises(LockedRecordError):
        revisions.put_back(session, write)


def test_concerns_cases_and_reports_are_not_told_in_the_file(session, jiang):
    """A file is looked at beside parents; who raised or reported is not in it."""
    before = revisions.page(session, Wanted(jiang))
    raised = concerns.raise_concern(
        session, ConcernEntry(jiang, {"facts": "不能在这里看到"})
    )
    form = mandatory_reports.begin(session, jiang, raised.concern_id)
    mandatory_reports.sign(session, form.filled(situations=["injury"]))
    shell = {
        "duties": [{"key": "a", "text": "陪伴", "owner_id": "x"}],
        "student_id": jiang,
    }
    records.save(session, [RecordEdit("care_case", shell, raised.case_id, jiang)])
    ticked = care_shells.tick(session, raised.case_id, "a").record_ids[0]
    care_shells.untick(session, ticked)

    assert revisions.page(session, Wanted(jiang)) == before
    assert revisions.page(session, Wanted(jiang, kinds=("concern",))) == ()
    assert revisions.set_aside(session, jiang) == ()
