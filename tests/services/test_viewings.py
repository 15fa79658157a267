"""Every look behind a mask is written down, and no value with it."""

from homevisit.ledger import memory
from homevisit.services import records, viewings
from homevisit.services.viewings import Looked


def look(session, student_id, field):
    record_id = records.private_id(student_id)
    viewings.note(session, Looked(student_id, "student_private", record_id, field))


def test_looks_are_told_latest_first_and_per_child(session, jiang, clock):
    look(session, jiang, "phone")
    clock.advance(minutes=5)
    look(session, jiang, "id_doc_no")
    look(session, "0" * 32, "phone")
    found = viewings.of_student(session, jiang)
    assert [each.field for each in found] == ["id_doc_no", "phone"]
    assert found[0].at == "2026-11-20T09:05:00Z"
    assert {each.person_id for each in found} == {session.person_id}
    assert {each.record_id for each in found} == {records.private_id(jiang)}


def test_the_value_itself_is_not_written_down(session, jiang):
    look(session, jiang, "phone")
    kept = memory.recall_all(session.ledger.db, "viewed.")
    assert not any("13800002716" in value for _name, value in kept)


def test_a_look_does_not_keep_an_import_from_being_undone(session, jiang):
    save_id = records.recent_saves(session, 1)[0].save_id
    look(session, jiang, "phone")
    assert records.take_back(session, save_id).kept == ()


def test_only_names_that_begin_so_are_recalled(session):
    for name in ("view", "viewed", "viewed.1", "viewed.2", "viewe"):
        memory.remember(session.ledger.db, name, name)
    found = [name for name, _ in memory.recall_all(session.ledger.db, "viewed.")]
    assert found == ["viewed.1", "viewed.2"]
