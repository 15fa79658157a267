"""Two psychologists hand on what is in their rooms; nobody else gets or gives any."""

from __future__ import annotations

import pytest

from homevisit.exchange.handing_on import NoCounsellorError
from homevisit.exchange.taking_in import (
    ForTheRoomError,
    NotByCounsellorError,
    take_in,
)
from homevisit.ledger.admission import NotAdmittedError
from homevisit.ledger.ledger import Edit
from homevisit.ledger.queries import Query
from homevisit.services import (
    care_cases,
    care_shells,
    changes,
    concerns,
    records,
    room,
)
from homevisit.services.concerns import ConcernEntry
from homevisit.services.room import RoomClosedError
from tests.exchange.staffroom import PASSWORD, SUBJECT, post, staff

KIND = "counselling_note"
SAID = "她说晚上睡不着"


@pytest.fixture
def two(school):
    """The psychologist, and the subject teacher who holds the post now as well."""
    one, other = school.psychologist, school.subject
    school.homeroom.write_all(staff(SUBJECT, post("psychologist")))
    for each in (one, other):
        school.homeroom.hand_to(each)
    other.hand_to(one)
    one.hand_to(other)
    return one, other


def make(colleague):
    return room.make_room(colleague.session, PASSWORD)


def note(opened, **values):
    return records.save(opened, [records.edit(KIND, values)]).record_ids[0]


def notes(opened):
    return {each.id: each.unknown for each in found(opened)}


def found(opened):
    return records.find(opened, Query(KIND))


def test_both_see_what_either_wrote(two):
    one, other = two
    mine, hers = make(one), make(other)
    first = note(mine, said=SAID)

    handed = changes.export_room(one.session, other.id)
    came = changes.import_changes(other.session, handed.content)

    assert came.records == (first,)
    assert notes(hers) == {first: {"said": SAID}}
    assert SAID not in other.everything()
    assert SAID not in one.everything()
    records.save(hers, [records.edit_of(hers, first, {"next": "再谈一次"})])
    answer = changes.export_room(other.session, one.id)
    changes.import_changes(one.session, answer.content)
    assert notes(mine) == {first: {"said": SAID, "next": "再谈一次"}}
    again = changes.import_changes(one.session, answer.content)
    assert again.new_saves == 0
    assert changes.export_room(one.session, other.id).saves == 0


def test_what_a_colleague_did_in_a_case_reaches_the_shell(two, school):
    one, other = two
    said = ConcernEntry("child-1", {"facts": "上课时趴着"})
    raised = concerns.raise_concern(school.homeroom.session, said)
    for each in two:
        school.homeroom.hand_to(each)
    mine = make(one)
    make(other)
    care_cases.accept(mine, raised.case_id)
    care_cases.share_hint(mine, raised.case_id, "多留意她的作业")
    handed = changes.export_room(one.session, other.id)

    changes.import_changes(other.session, handed.content)

    (shell,) = care_shells.shells(other.session)
    assert (shell.state, shell.hint) == ("accepted", "多留意她的作业")


def test_an_act_cut_off_halfway_is_made_good_when_the_room_opens(two, monkeypatch):
    one, _ = two
    raised = concerns.raise_concern(
        one.session, ConcernEntry("child-1", {"facts": "上课时趴着"})
    )
    mine = make(one)
    monkeypatch.setattr(care_cases, "publish_case", lambda *_: 0)
    care_cases.accept(mine, raised.case_id)
    monkeypatch.undo()
    room.close_room(one.session)
    (shell,) = care_shells.shells(one.session)
    assert shell.state == "raised"

    room.open_room(one.session, PASSWORD)

    (shell,) = care_shells.shells(one.session)
    assert shell.state == "accepted"


def test_two_who_wrote_at_once_both_stand(two):
    one, other = two
    mine, hers = make(one), make(other)
    first = note(mine, said=SAID)
    changes.import_changes(
        other.session, changes.export_room(one.session, other.id).content
    )
    for opened, word in ((mine, "三级"), (hers, "二级")):
        records.save(opened, [records.edit_of(opened, first, {"level": word})])
    handed = changes.export_room(other.session, one.id)
    came = changes.import_changes(one.session, handed.content)
    assert came.conflicts == (first,)
    assert len(records.disputes(mine, first)["level"]) == 2


def test_only_who_holds_the_post_is_handed_any(two, school):
    one, _ = two
    note(make(one), said=SAID)
    with pytest.raises(NoCounsellorError):
        changes.export_room(one.session, school.homeroom.id)


def test_a_closed_room_hands_on_and_takes_in_nothing(two):
    one, other = two
    mine = make(one)
    note(mine, said=SAID)
    handed = changes.export_room(one.session, other.id)
    before = other.digest()
    with pytest.raises(ForTheRoomError):
        changes.import_changes(other.session, handed.content)

    hers = make(other)
    room.close_room(other.session)
    with pytest.raises(ForTheRoomError):
        changes.import_changes(other.session, handed.content)
    with pytest.raises(RoomClosedError):
        changes.export_room(other.session, one.id)
    assert other.digest() == before

    hers = room.open_room(other.session, PASSWORD)
    changes.import_changes(other.session, handed.content)
    assert len(found(hers)) == 1


def test_the_general_file_never_carries_a_word_of_the_room(two):
    one, other = two
    note(make(one), said=SAID)
    one.write("a-visit", "visit", "child-1", at_home="喂鸡")
    one.hand_to(other)
    assert "喂鸡" in other.everything()
    assert SAID not in other.everything()
    # What is for the school goes there, also while the room is open.
    hers = make(other)
    one.write("b-visit", "visit", "child-1", at_home="看书")
    one.hand_to(other)
    assert "看书" in other.everything()
    assert found(hers) == ()


def test_a_word_of_the_room_in_a_general_file_is_refused(two, monkeypatch):
    one, other = two
    monkeypatch.setattr("homevisit.ledger.ledger.require_admitted", lambda *_: None)
    one.session.ledger.save([Edit("leak", KIND, None, {"said": SAID})])
    handed = changes.export_changes(one.session, other.id)
    monkeypatch.undo()
    before = other.digest()
    with pytest.raises(NotAdmittedError):
        changes.import_changes(other.session, handed.content)
    assert other.digest() == before


def test_what_a_teacher_slips_in_is_refused(two, school):
    one, _ = two
    mine = make(one)
    teacher = school.homeroom
    # She gives herself a room, as a false program would.
    hers = room._enter(teacher.session, teacher.session.vault.room.make(PASSWORD))
    note(hers, said="不是真的")
    handed = changes.export_room(teacher.session, one.id)
    with pytest.raises(NotByCounsellorError):
        changes.import_changes(one.session, handed.content)
    assert found(mine) == ()


def test_a_stranger_vouched_for_is_known_to_the_school(two, school):
    one, other = two
    mine, hers = make(one), make(other)
    third = school.homeroom
    third.write_all(staff(third.id, post("psychologist")))
    third.hand_to(one)
    third.hand_to(other)
    with other.db.transaction():
        other.db.execute("DELETE FROM contact WHERE person_id = ?", (third.id,))
    note(make(third), said="第三位写的")
    handed = changes.export_room(third.session, one.id)
    with pytest.raises(NotByCounsellorError):
        changes.import_changes(one.session, handed.content)
    assert found(mine) == ()
    # So far only she herself says that she is a psychologist.
    one.hand_to(third, confirm_posts=True)
    changes.import_changes(one.session, handed.content)
    came = changes.import_changes(
        other.session, changes.export_room(one.session, other.id).content
    )
    assert came.people == (third.id,)
    assert third.id in {each.person_id for each in changes.contacts(other.session)}
    assert len(found(hers)) == len(found(mine)) == 1


def test_what_is_for_the_school_does_not_go_into_a_room(two):
    one, other = two
    hers = make(other)
    one.write("a-visit", "visit", "child-1", at_home="喂鸡")
    handed = changes.export_changes(one.session, other.id)
    with pytest.raises(NotAdmittedError):
        take_in(hers, handed.content)
    changes.import_changes(hers, handed.content)
    assert "喂鸡" in other.everything()
