from __future__ import annotations

import pytest

from homevisit.ledger import queries
from homevisit.services import printing, records, students, visits
from homevisit.services.print_material import gather
from homevisit.services.records import NoSuchRecordError
from reports.visit_data import USUAL_SECTIONS
from tests.services.printed import another_visit, text_of
from tests.services.test_visits import filled


@pytest.fixture
def father(session, jiang):
    return member(session, jiang, name="江守田", relation="51", is_guardian=True)


@pytest.fixture
def visit_id(session, jiang, father):
    form = filled(session, jiang, interviewees=[{"member_id": father}])
    return visits.finalise_visit(session, form).visit_ids[0]


@pytest.fixture
def sister(session, class_id):
    values = {"name": "江予宁", "sex": "2", "class_id": class_id}
    return students.add_student(session, values, {}).record_ids[0]


@pytest.fixture
def copy_id(session, visit_id, sister):
    """The sister's copy of the visit: it names a member of the other child."""
    trip = records.read(session, visit_id).trip_id
    return another_visit(session, visit_id, student_id=sister, trip_id=trip)


def member(session, student_id, **values):
    edit = records.edit("family_member", values, student_id=student_id)
    edit = records.edit("family_member", {"student_id": student_id, **edit.values})
    return records.save(session, [edit]).record_ids[0]


def spoken(session, visit_id):
    (material,) = gather(session, [visit_id])
    return [(each.name, each.relation, each.is_guardian) for each in material.spoken]


def preview(session, visit_id):
    return text_of(printing.preview_visit(session, visit_id, USUAL_SECTIONS).pdf)


def test_a_person_spoken_with_has_the_name_of_the_family_member(session, visit_id):
    assert spoken(session, visit_id) == [("江守田", "51", True)]
    assert "江守田" in preview(session, visit_id)


def test_a_siblings_copy_names_the_member_of_the_other_child(session, copy_id):
    assert spoken(session, copy_id) == [("江守田", "51", False)]
    assert "江守田" in preview(session, copy_id)


def test_a_siblings_copy_prefers_the_childs_own_row_of_the_person(
    session, sister, copy_id
):
    member(session, sister, name="江守田", relation="57", is_guardian=True)

    assert spoken(session, copy_id) == [("江守田", "57", True)]


def test_a_member_who_is_not_here_falls_back_to_the_row(session, visit_id):
    nobody = {"member_id": "f" * 32, "name": "吴秀英", "relation": "62"}
    other = another_visit(session, visit_id, interviewees=[nobody])

    assert spoken(session, other) == [("吴秀英", "62", False)]


def test_siblings_on_the_same_trip_are_named_in_both_copies(session, visit_id, copy_id):
    assert "江予宁" in preview(session, visit_id)
    assert "江予安" in preview(session, copy_id)


def test_a_sibling_whose_record_is_not_here_stays_unnamed(session, visit_id):
    trip = records.read(session, visit_id).trip_id
    stranger = "f" * 32
    another_visit(session, visit_id, student_id=stranger, trip_id=trip)

    (material,) = gather(session, [visit_id])

    assert material.siblings == {stranger: ""}
    assert "江予安" in preview(session, visit_id)


def test_only_visits_that_are_here_can_be_gathered(session, jiang, visit_id):
    assert gather(session, []) == ()
    with pytest.raises(NoSuchRecordError):
        gather(session, [visit_id, "f" * 32])
    with pytest.raises(NoSuchRecordError):
        gather(session, [jiang])


def test_a_class_is_read_with_as_many_queries_as_one_visit(
    session, visit_id, monkeypatch
):
    ids = [visit_id, *(another_visit(session, visit_id) for _ in range(6))]
    asked = []
    real = queries.select_rows

    def counted(*words):
        asked.append(words[1])
        return real(*words)

    monkeypatch.setattr(queries, "select_rows", counted)
    alone = gather(session, ids[:1])
    for_one = len(asked)
    together = gather(session, ids)

    assert len(asked) == 2 * for_one
    assert together[0] == alone[0]
    assert [each.visit.id for each in together] == ids


def test_photos_are_read_only_for_prints_that_show_them(session, visit_id, monkeypatch):
    asked = []
    real = queries.find_of_students

    def counted(db, kind, ids):
        asked.append(kind)
        return real(db, kind, ids)

    monkeypatch.setattr(queries, "find_of_students", counted)
    gather(session, [visit_id])
    assert "attachment" not in asked
    gather(session, [visit_id], with_photos=True)
    assert "attachment" in asked
