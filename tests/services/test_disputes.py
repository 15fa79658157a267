"""Fields with several versions: listed, shown with what was common, decided, undone."""

from __future__ import annotations

import pytest

from homevisit.ledger import queries
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.ledger import Edit
from homevisit.services import disputes, records
from tests.ledger.replicas import hand_over, make_ledger, write
from tests.ledger.test_questions import plans


@pytest.fixture
def beside(session):
    """Write what a colleague wrote who saw the record as it was before."""

    def write_beside(record_id, kind="student_private", **values):
        seen = session.ledger.standing(record_id)
        mine = {name: f"{value}（我）" for name, value in values.items()}
        for written in (mine, values):
            row = Edit(record_id, kind, None, written, seen)
            session.ledger.save([row])
        return record_id

    return write_beside


def private(jiang):
    return records.private_id(jiang)


def test_a_disputed_field_shows_what_was_common_and_every_version(
    session, jiang, beside
):
    record = beside(private(jiang), phone="13900001111", home_address="镇上老街十七号")

    (listed,) = disputes.all_of(session)
    assert (listed.record.id, listed.student_id, listed.fields) == (record, jiang, 2)
    assert disputes.count(session) == 2

    found = disputes.read(session, record)
    address, phone = found.fields
    assert (address.name, phone.name) == ("home_address", "phone")
    assert phone.before == ("13800002716",)
    assert {v.value for v in phone.versions} == {"13900001111", "13900001111（我）"}
    assert all(v.author == session.person_id for v in phone.versions)
    assert phone.joined() is None
    assert set(address.joined().split("；")) == {
        "镇上老街十七号",
        "镇上老街十七号（我）",
    }


def test_deciding_is_one_save_that_undo_takes_back(session, jiang, beside):
    record = beside(private(jiang), phone="13900001111", home_address="镇上老街十七号")
    found = disputes.read(session, record)

    saved = disputes.settle(
        session, found, {"phone": "13900001111", "home_address": "镇上老街十七号，三组"}
    )

    assert disputes.all_of(session) == ()
    values = records.values_of(session, record)
    assert (values["phone"], values["home_address"]) == (
        "13900001111",
        "镇上老街十七号，三组",
    )
    records.take_back(session, saved.save_id)
    assert disputes.count(session) == 2
    assert {f.before for f in disputes.read(session, record).fields} >= {
        ("13800002716",)
    }


def test_one_field_can_be_decided_and_the_other_left(session, jiang, beside):
    record = beside(private(jiang), phone="13900001111", home_address="镇上老街十七号")

    disputes.settle(session, disputes.read(session, record), {"phone": "13900001111"})

    assert [f.name for f in disputes.read(session, record).fields] == ["home_address"]


def test_a_version_that_came_while_deciding_still_stands(session, jiang, beside):
    record = beside(private(jiang), phone="13900001111")
    found = disputes.read(session, record)
    late = Edit(record, "student_private", jiang, {"phone": "13700000000"}, {})
    session.ledger.save([late])

    disputes.settle(session, found, {"phone": "13900001111"})

    (phone,) = disputes.read(session, record).fields
    assert {v.value for v in phone.versions} == {"13900001111", "13700000000"}
    assert phone.before == ()


def test_a_finalised_visit_keeps_to_the_versions_that_stand(session, jiang, beside):
    made = records.save(
        session,
        [
            records.edit(
                "visit", {"student_id": jiang, "at_home": "一"}, student_id=jiang
            )
        ],
    ).record_ids[0]
    beside(made, "visit", at_home="二")
    session.ledger.save(
        [Edit(made, "visit", jiang, {"state": "finalised", "finalised_at": "x"})]
    )
    found = disputes.read(session, made)

    assert found.is_locked
    with pytest.raises(records.LockedRecordError):
        disputes.settle(session, found, {"at_home": "三"})
    disputes.settle(session, found, {"at_home": "二"})
    assert records.values_of(session, made)["at_home"] == "二"


def test_an_unknown_record_is_a_problem(session):
    with pytest.raises(records.NoSuchRecordError):
        disputes.read(session, "nobody")


def test_a_settled_record_has_no_disputed_field(session, jiang):
    assert disputes.read(session, jiang).fields == ()


def test_set_aside_by_two_who_saw_different_things_can_be_decided(session, jiang):
    for reason in ("搬走", "重复"):
        edit = records.archive_edit(session, jiang, reason)
        session.ledger.save([Edit(jiang, "student", jiang, edit.values, {})])
    records.save(session, [records.edit("student", {"remark": "在"}, record_id=jiang)])

    (aside,) = disputes.read(session, jiang).fields
    assert aside.name == "archived"

    disputes.settle(
        session, disputes.read(session, jiang), {"archived": aside.versions[0].value}
    )
    assert disputes.count(session) == 0
    assert queries.find_by_id(session.ledger.db, (jiang,))[jiang].is_archived


def test_what_was_common_is_found_past_several_writes():
    here, there = make_ledger(), make_ledger("b" * 16)
    write(here, "r", text="一")
    write(here, "r", text="二")
    hand_over(here, there)
    write(here, "r", text="三")
    write(here, "r", text="四")
    write(there, "r", text="五")
    hand_over(there, here)

    (found,) = disputes.versions.of_record(here.db, "r")

    assert found.before == ("二",)
    assert [v.value for v in found.versions] == ["四", "五"]
    assert len(found.standing) == 2


def test_what_was_common_and_never_came_here_is_not_claimed_to_be_empty():
    here, there, far = make_ledger(), make_ledger("b" * 16), make_ledger("c" * 16)
    first = write(here, "r", text="一")
    hand_over(here, there)
    write(here, "r", text="二")
    write(there, "r", text="三")
    for source in (here, there):
        saves = [s for s in _saves(source) if s.head.id != first.save_id]
        far.receive(saves)

    (found,) = disputes.versions.of_record(far.db, "r")

    assert found.before is None


def _saves(ledger):
    return list(saves_beyond(ledger.db, {}))


def test_the_list_reads_disputed_records_only():
    db = make_ledger().db

    assert "record_in_conflict" in plans(db, lambda: queries.in_conflict(db))
    assert "record_in_conflict" in plans(db, lambda: queries.count_conflicts(db))
