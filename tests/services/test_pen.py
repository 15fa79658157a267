"""Single fields written over what was shown: nothing of anybody is overwritten."""

import pytest

from homevisit.services import follow_ups, groups, records, student_files
from homevisit.services.pen import Pen
from homevisit.services.records import RecordEdit


@pytest.fixture
def pen(session):
    return Pen(session)


def private(jiang, seen, **values):
    record_id = records.private_id(jiang)
    return RecordEdit("student_private", values, record_id, jiang, seen)


def phone(session, jiang):
    return records.values_of(session, records.private_id(jiang))["phone"]


def test_a_value_that_changed_since_it_was_shown_stays_beside_the_new_one(
    session, jiang, pen
):
    shown = pen.seen(records.private_id(jiang))
    records.save(session, [private(jiang, None, phone="13900000001")])
    pen.write([private(jiang, shown, phone="13900000002")])
    (field, rivals) = next(
        iter(records.disputes(session, records.private_id(jiang)).items())
    )
    assert field == "phone"
    assert {each.new for each in rivals} == {"13900000001", "13900000002"}


def test_ones_own_quick_writes_follow_on_each_other(session, jiang, pen):
    shown = pen.seen(records.private_id(jiang))
    for number in ("13900000001", "13900000002", "13900000003"):
        pen.write([private(jiang, shown, phone=number)])
    assert phone(session, jiang) == "13900000003"
    assert records.disputes(session, records.private_id(jiang)) == {}


def test_what_stands_in_dispute_is_settled_by_who_saw_both(session, jiang, pen):
    record_id = records.private_id(jiang)
    shown = pen.seen(record_id)
    records.save(session, [private(jiang, None, phone="13900000001")])
    pen.write([private(jiang, shown, phone="13900000002")])
    pen.write([private(jiang, pen.seen(record_id), phone="13900000003")])
    assert records.disputes(session, record_id) == {}


def test_a_reason_makes_it_a_correction(session, jiang, pen):
    record_id = records.private_id(jiang)
    pen.write([private(jiang, pen.seen(record_id), phone="1")], reason=" 抄错了 ")
    last = records.history_of(session, record_id, "phone")[-1]
    assert (last.purpose, last.reason) == ("correction", "抄错了")


def test_a_solved_item_gets_its_day_and_loses_it_when_reopened(session, jiang, pen):
    written = follow_ups.add_item(session, jiang, {"description": "配眼镜"})
    item_id = written.record_ids[0]
    for state, day in (
        ("solved", "2026-11-20"),
        ("doing", ""),
        ("solved", "2026-11-20"),
    ):
        seen = pen.seen(item_id)
        pen.write([RecordEdit("follow_up", {"state": state}, item_id, jiang, seen)])
        assert records.values_of(session, item_id)["closed_on"] == day
        assert records.disputes(session, item_id) == {}


def test_an_item_belongs_to_a_colleague_or_to_anybody_by_name(session, jiang):
    own = follow_ups.responsible(session, " 周静怡 ")
    assert own == {"owner_id": session.person_id, "owner_name": ""}
    other = follow_ups.responsible(session, "村医 何伯")
    assert other == {"owner_id": "", "owner_name": "村医 何伯"}


def test_items_stand_open_by_urgency_and_then_done_latest_first(session, jiang):
    def add(text, **values):
        values = {"description": text, **values}
        return follow_ups.add_item(session, jiang, values).record_ids[0]

    add("later", due_date="2026-12-30")
    add("late", due_date="2026-11-01")
    for text, day in (("done long ago", "2026-03-01"), ("done", "2026-11-02")):
        records.save(
            session,
            [
                RecordEdit(
                    "follow_up", {"state": "solved", "closed_on": day}, add(text), jiang
                )
            ],
        )
    found = [each.description for each in follow_ups.all_items(session, jiang)]
    assert found == ["late", "later", "done", "done long ago"]


def test_what_was_not_approved_or_has_ended_is_history(session, jiang):
    def determine(group, **values):
        return groups.determine(session, jiang, group, values).record_ids[0]

    today, before = "2026-11-20", "2026-11-19"
    ends_today = determine("left_behind", valid_from="2026-09-01", valid_to=today)
    ended = determine("orphan", valid_from="2026-01-01", valid_to=before)
    refused = determine("disabled", valid_from="2026-02-01", state="rejected")
    to_come = determine("migrant", valid_from="2027-01-01")
    all_ = student_files.read_file(session, jiang).determinations
    standing, past = groups.in_time(session, all_)
    assert [each.id for each in standing] == [ends_today, to_come]
    assert [each.id for each in past] == [ended, refused]
