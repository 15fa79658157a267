from __future__ import annotations

import pytest

from homevisit.services import (
    groups,
    lists,
    records,
    school,
    student_files,
    students,
    vaults,
    visits,
    words,
)
from homevisit.services.students import StudentQuery
from tests.services.conftest import PASSWORD
from tests.services.test_visits import filled


def found(session, **query):
    return students.find_ids(session, StudentQuery(**query))


@pytest.mark.parametrize(
    "typed", ["jya", "jiangyuan", "jiangyu", "江", "予安", "JYA", "08", "j y a", "ya"]
)
def test_a_child_is_found_by_any_beginning_of_its_name(session, jiang, typed):
    assert found(session, typed=typed) == [jiang]


def test_a_child_is_not_found_by_what_it_is_not(session, jiang):
    assert found(session, typed="zhang") == []
    assert found(session, typed="江予乐") == []


def test_a_row_says_class_and_groups(session, jiang):
    groups.determine(session, jiang, "left_behind", {"evidence_type": "home_visit"})
    groups.determine(session, jiang, "economic_hardship", {})

    (row,) = students.rows(session, [jiang])

    assert (row.name, row.class_name, row.seat_no) == ("江予安", "七(2)班", "08")
    assert row.groups == ("left_behind", "economic_hardship")
    assert row.pinyin == "jiāng yǔ ān"
    assert row.visited_days_ago is None


def test_groups_filter_and_overlap(session, jiang, class_id):
    other = students.add_student(session, {"name": "袁知行", "class_id": class_id})
    groups.determine(session, jiang, "left_behind", {})
    groups.determine(session, jiang, "disabled", {})
    groups.determine(session, other.record_ids[0], "left_behind", {})

    counts = students.group_counts(session)

    assert (counts["left_behind"], counts["disabled"]) == (2, 1)
    assert found(session, groups=("disabled",)) == [jiang]
    assert len(found(session, groups=("disabled", "left_behind"))) == 2


def test_a_membership_that_ended_no_longer_counts_and_stays_in_history(session, jiang):
    made = groups.determine(session, jiang, "orphan", {"valid_from": "2026-09-01"})

    groups.end(session, made.record_ids[0], "2026-11-01", "认定有误")

    assert students.group_counts(session).get("orphan", 0) == 0
    last = records.history_of(session, made.record_ids[0], "valid_to")[-1]
    assert (last.new, last.reason) == ("2026-11-01", "认定有误")


def test_the_class_filter_and_who_has_left(session, jiang, class_id):
    elsewhere = school.add_class(session, "junior", 2026, 3)
    assert found(session, class_ids=(class_id,)) == [jiang]
    assert found(session, class_ids=(elsewhere,)) == []

    records.save(
        session,
        [records.edit("student", {"roll_status": "transferred_out"}, record_id=jiang)],
    )

    assert found(session) == []
    assert found(session, with_left=True) == [jiang]
    assert found(session, typed="jya") == [jiang]


def test_a_doubtful_number_is_saved_and_marked(session, jiang):
    written = records.save(
        session,
        [
            records.edit(
                "student_private",
                {
                    "student_id": jiang,
                    "id_doc_type": "1",
                    "id_doc_no": "99010120130718",
                },
                student_id=jiang,
            )
        ],
    )

    (doubts,) = written.doubts.values()
    assert any(doubt.field == "id_doc_no" for doubt in doubts)
    assert records.read(session, written.record_ids[0]).id_doc_no == "99010120130718"


def test_promotion_renames_classes_lets_graduates_go_and_can_be_undone(
    session, jiang, class_id
):
    ninth = school.add_class(session, "junior", 2024, 1)
    leaver = students.add_student(session, {"name": "许念慈", "class_id": ninth})
    assert school.class_names(session)[class_id] == "七(2)班"

    promoted = school.promote(session, 2027)

    assert school.class_names(session)[class_id] == "八(2)班"
    status = records.read(session, leaver.record_ids[0]).roll_status
    assert status == "graduated"
    records.take_back(session, promoted.save_id)
    assert school.class_names(session)[class_id] == "七(2)班"
    assert records.read(session, leaver.record_ids[0]).roll_status == "enrolled"


def test_what_was_written_is_there_after_locking_and_unlocking(session, jiang, clock):
    folder = session.vault.folder
    before = students.rows(session, [jiang])
    vaults.lock(session)

    again = vaults.unlock(folder, PASSWORD, clock=clock)

    try:
        assert students.rows(again, [jiang]) == before
        assert again.person_id == session.person_id
        assert school.staff_names(again) == {session.person_id: "周静怡"}
        assert vaults.rebuild(again)
    finally:
        again.close()


def test_a_doubtful_file_is_marked_in_the_list_and_in_the_file(session, jiang):
    (row,) = students.rows(session, [jiang])
    assert not row.needs_check

    records.save(
        session,
        [
            records.edit(
                "family_member",
                {"student_id": jiang, "name": "江守田", "phone": "1380000271"},
                student_id=jiang,
            )
        ],
    )

    (row,) = students.rows(session, [jiang])
    assert row.needs_check
    ((_, doubt),) = student_files.read_file(session, jiang).doubts
    assert doubt.field == "phone"


def test_both_definitions_of_left_behind_come_from_the_same_facts(session, jiang):
    for relation, away in (("father", True), ("mother", False)):
        records.save(
            session,
            [
                records.edit(
                    "family_member",
                    {
                        "student_id": jiang,
                        "relation": relation,
                        "is_away": away,
                        "away_since": "2026-01" if away else "",
                        "guardianship_ability": "able",
                    },
                    student_id=jiang,
                )
            ],
        )

    derived = student_files.read_file(session, jiang).left_behind

    assert derived.state_council is False
    assert derived.registry == "1"


def test_a_word_of_the_school_is_no_doubt(session, jiang):
    item = {"vocabulary": "groups", "code": "custom_river", "zh": "河边住户"}
    records.save(session, [records.edit("vocabulary_item", item)])

    groups.determine(session, jiang, "custom_river", {"evidence_type": "home_visit"})

    file = student_files.read_file(session, jiang)
    assert file.groups == ("custom_river",)
    assert file.doubts == ()
    assert words.read_words(session).label("groups", "custom_river") == "河边住户"


def test_an_exported_list_is_text_and_tells_nothing_sensitive(session, jiang):
    students.add_student(session, {"name": "=cmd|' /C calc'!A0"})
    groups.determine(session, jiang, "orphan", {})

    made = lists.export_students(session, StudentQuery(), lists.CSV, "班主任存档")

    text = made.decode("utf-8-sig")
    assert "江予安" in text
    assert '"=cmd' not in text
    assert "13800002716" not in text
    assert "孤儿" not in text
    assert lists.export_students(session, StudentQuery())[:2] == b"PK"


def test_any_part_of_a_text_finds_its_student(session, jiang):
    records.save(
        session, [records.edit("student", {"interests": "会修自行车"}, record_id=jiang)]
    )

    (hit,) = students.find_texts(session, "修自行")

    assert (hit.kind, hit.student_id) == ("student", jiang)


def test_the_list_has_the_orders_a_teacher_thinks_in(session, class_id, jiang):
    others = [("袁知行", "2", class_id), ("阿依古丽", "11", class_id)]
    ids = [
        students.add_student(
            session, {"name": name, "class_seat_no": seat, "class_id": where}
        ).record_ids[0]
        for name, seat, where in others
    ]
    yuan, bao = ids
    visits.finalise_visit(session, filled(session, bao))

    assert found(session) == [yuan, jiang, bao]
    assert found(session, order="name") == [bao, jiang, yuan]
    assert found(session, order="visit") == [jiang, yuan, bao]
