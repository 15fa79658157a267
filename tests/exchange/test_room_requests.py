"""A leader asks to know more, and reads what was released; nobody else can."""

from __future__ import annotations

import pytest

from homevisit.exchange import sealed_letters
from homevisit.exchange.contacts import UnknownPersonError
from homevisit.exchange.sealed_letters import Address, LetterUnreadableError
from homevisit.ledger.admission import NotAdmittedError
from homevisit.ledger.contact_rows import read_contacts
from homevisit.ledger.ledger import Edit
from homevisit.ledger.queries import Query
from homevisit.ledger.undo import NothingToUndoError
from homevisit.services import (
    concerns,
    records,
    room_requests,
    viewings,
)
from homevisit.services import room as rooms
from homevisit.services.care_approvals import NotALeaderError
from homevisit.services.concerns import ConcernEntry
from homevisit.services.records import RecordEdit, SignedRecordError
from homevisit.services.room_requests import (
    AskedByNoLeaderError,
    NothingReleasedError,
    OtherCaseError,
    ReasonTooShortError,
    RequestUnclearError,
)
from tests.exchange.staffroom import (
    CLASS_A,
    HOMEROOM,
    PASSWORD,
    PSYCHOLOGIST,
    SUBJECT,
    post,
    staff,
)

WORDS = "孩子说夜里常醒，想妈妈"
REASON = "家长周五来访，需要了解情况"
CHILD = "child-1"


@pytest.fixture
def led(school):
    """The homeroom teacher is the principal now; a subject teacher knows everybody."""
    school.homeroom.write_all(
        staff(HOMEROOM, post("homeroom_teacher", CLASS_A), post("principal"))
    )
    school.homeroom.hand_to(school.psychologist)
    school.homeroom.hand_to(school.subject)
    school.psychologist.hand_to(school.homeroom, confirm_posts=True)
    return school


@pytest.fixture
def case_id(led):
    entry = ConcernEntry(CHILD, {"facts": "上课常睡着"})
    raised = concerns.raise_concern(led.homeroom.session, entry)
    led.homeroom.hand_to(led.psychologist)
    return raised.case_id


@pytest.fixture
def room(led):
    return rooms.make_room(led.psychologist.session, PASSWORD)


@pytest.fixture
def note_id(room, case_id):
    values = {"case_id": case_id, "chief_complaint": WORDS, "student_id": CHILD}
    return write(room, "counselling_note", values)


def write(room, kind, values):
    return records.save(room, [records.edit(kind, values)]).record_ids[0]


@pytest.fixture
def request_id(led, case_id):
    asked = room_requests.ask(led.homeroom.session, case_id, REASON)
    led.homeroom.hand_to(led.psychologist)
    return asked.record_ids[0]


def test_only_a_leader_asks_and_with_a_reason(led, case_id):
    session = led.homeroom.session
    for short in ("", "想知道", "         。         "):
        with pytest.raises(ReasonTooShortError):
            room_requests.ask(session, case_id, short)
    with pytest.raises(NotALeaderError):
        room_requests.ask(led.psychologist.session, case_id, REASON)
    with pytest.raises(records.NoSuchRecordError):
        room_requests.ask(session, "no-case", REASON)
    assert room_requests.lines(session) == ()


def test_she_reads_what_was_released_and_both_see_that_it_was(
    led, room, case_id, note_id, request_id
):
    (waiting,) = room_requests.waiting(led.psychologist.session)
    assert (waiting.request.reason, waiting.is_own) == (REASON, False)
    room_requests.release(room, request_id, [note_id], "只含主诉")
    assert room_requests.waiting(led.psychologist.session) == ()
    led.psychologist.hand_to(led.homeroom, confirm_posts=True)

    session = led.homeroom.session
    (line,) = room_requests.lines(session)
    assert (line.entries, line.is_own, line.can_read) == (1, True, True)
    assert line.releases[0].remark == "只含主诉"
    assert WORDS not in led.homeroom.everything()
    assert viewings.of_student(session, CHILD) == ()
    (entry,) = room_requests.read_released(session, request_id)
    assert (entry.KIND, entry.chief_complaint) == ("counselling_note", WORDS)
    (look,) = viewings.of_student(session, CHILD)
    assert (look.kind, look.person_id) == ("released_letter", HOMEROOM)
    assert WORDS not in led.homeroom.everything()
    (logged,) = records.find(room, Query("released_entry"))
    assert logged.released_to == HOMEROOM
    with pytest.raises(SignedRecordError):
        records.archive(room, logged.id, "不算")


def test_neither_a_teacher_nor_the_sender_opens_it(led, room, note_id, request_id):
    room_requests.release(room, request_id, [note_id])
    with pytest.raises(LetterUnreadableError):
        room_requests.read_released(led.psychologist.session, request_id)
    led.psychologist.hand_to(led.subject)
    led.psychologist.hand_to(led.homeroom, confirm_posts=True)
    led.homeroom.hand_to(led.subject)
    assert records.find(led.subject.session, Query("released_letter")) == ()
    with pytest.raises(LetterUnreadableError):
        room_requests.read_released(led.subject.session, request_id)


def test_only_entries_of_the_case_are_released(led, room, case_id, request_id):
    other = write(room, "counselling_note", {"case_id": "other", "student_id": CHILD})
    for entries in ([other], ["unknown"]):
        with pytest.raises(OtherCaseError):
            room_requests.release(room, request_id, entries)
    with pytest.raises(NothingReleasedError):
        room_requests.release(room, request_id, [])
    assert records.find(room, Query("released_entry")) == ()
    assert len(room_requests.waiting(led.psychologist.session)) == 1


def test_a_request_is_taken_back_only_before_it_is_answered(led, case_id, request_id):
    session = led.homeroom.session
    slip = room_requests.ask(session, case_id, REASON)
    records.take_back(session, slip.save_id)
    (left,) = room_requests.lines(session)
    assert left.request.id == request_id
    asked = records.history_of(session, request_id)[0].save_id
    room_requests.decline(led.psychologist.session, request_id, "学生不同意")
    led.psychologist.hand_to(led.homeroom, confirm_posts=True)
    with pytest.raises(NothingToUndoError):
        records.take_back(session, asked)


def test_it_can_be_declined_with_a_word(led, request_id):
    session = led.psychologist.session
    with pytest.raises(NothingReleasedError):
        room_requests.decline(session, request_id, " ")
    room_requests.decline(session, request_id, "学生不同意")
    (line,) = room_requests.lines(session)
    assert (line.entries, line.is_answered, line.can_read) == (0, True, False)


def test_a_request_in_another_ones_name_is_not_answered(led, room, case_id, note_id):
    forged = Edit(
        "forged",
        "room_request",
        CHILD,
        {"case_id": case_id, "asked_by": HOMEROOM, "reason": REASON},
    )
    led.psychologist.session.ledger.save([forged])
    with pytest.raises(RequestUnclearError):
        room_requests.release(room, "forged", [note_id])


def test_who_holds_no_leading_post_is_sent_nothing(
    led, room, case_id, note_id, request_id
):
    values = {"case_id": case_id, "asked_by": SUBJECT, "reason": REASON}
    led.subject.write("asked", "room_request", CHILD, **values)
    room.school.ledger.receive(led.subject.saves()[-1:])
    with pytest.raises(AskedByNoLeaderError):
        room_requests.release(room, "asked", [note_id])
    # She calls herself a leader, and nobody else does.
    led.subject.write(*staff(SUBJECT, post("leader"))[:3], roles=[post("leader")])
    room.school.ledger.receive(led.subject.saves()[-1:])
    with pytest.raises(AskedByNoLeaderError):
        room_requests.release(room, "asked", [note_id])
    # The principal asked, and left before the answer.
    left = post("principal", to_date="2026-02-28")
    led.homeroom.write(HOMEROOM, "staff", roles=[left])
    led.homeroom.hand_to(led.psychologist)
    with pytest.raises(AskedByNoLeaderError):
        room_requests.release(room, request_id, [note_id])
    assert records.find(room, Query("released_entry")) == ()


def test_words_that_no_psychologist_released_are_not_shown(led, request_id):
    contact = read_contacts(led.subject.db)[HOMEROOM]
    address = Address(sealed_letters.ENTRIES, SUBJECT, HOMEROOM, "forged")
    note = {"kind": "counselling_note", "id": "n", "values": {"chief_complaint": "谎"}}
    sealed = sealed_letters.seal(address, contact.sealing_key, {"entries": [note]})
    values = {"request_id": request_id, "for_person": HOMEROOM, "sent_by": SUBJECT}
    led.subject.write("forged", "released_letter", CHILD, sealed=sealed, **values)
    led.homeroom.session.ledger.receive(led.subject.saves()[-1:])
    with pytest.raises(LetterUnreadableError):
        room_requests.read_released(led.homeroom.session, request_id)


def test_a_leader_whose_keys_are_not_known_is_sent_nothing(led, room, case_id, note_id):
    db = room.school.ledger.db
    with db.transaction():
        db.execute("DELETE FROM contact WHERE person_id = ?", (SUBJECT,))
    values = {"case_id": case_id, "asked_by": SUBJECT, "reason": REASON}
    led.subject.write("asked", "room_request", CHILD, **values)
    room.school.ledger.receive(led.subject.saves()[-1:])
    with pytest.raises(UnknownPersonError):
        room_requests.release(room, "asked", [note_id])
    assert records.find(room, Query("released_entry")) == ()


def test_what_was_released_and_not_told_is_told_before_the_next_file(
    led, room, case_id, note_id, request_id
):
    """The room's save is on the disk and the vault dies before the school's."""
    values = {
        "student_id": CHILD,
        "case_id": case_id,
        "request_id": request_id,
        "entry_ids": [note_id],
        "released_to": HOMEROOM,
        "released_by": PSYCHOLOGIST,
        "released_at": "2026-03-02T08:00:00Z",
    }
    write(room, "released_entry", values)
    led.psychologist.hand_to(led.homeroom, confirm_posts=True)
    (entry,) = room_requests.read_released(led.homeroom.session, request_id)
    assert entry.chief_complaint == WORDS
    room_requests.finish(room)
    assert len(records.find(room.school, Query("room_release"))) == 1


def test_the_log_of_what_left_the_room_stays_in_the_room_and_stands(room, case_id):
    logged = {"case_id": case_id, "document": "plan", "reason": "转介"}
    made = write(room, "room_export", logged)
    with pytest.raises(SignedRecordError):
        records.save(room, [RecordEdit("room_export", {"reason": "x"}, made)])
    with pytest.raises(NotAdmittedError):
        write(room.school, "room_export", logged)
