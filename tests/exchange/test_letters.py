"""What a teacher raises reaches the psychologist, whoever carries it; nobody else."""

from __future__ import annotations

import base64
from dataclasses import replace
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from homevisit.exchange import sealed_letters, taking_in
from homevisit.exchange.sealed_letters import Address, LetterUnreadableError
from homevisit.exchange.taking_in import Received
from homevisit.ids import derived_id
from homevisit.ledger import history
from homevisit.ledger.contact_rows import read_contacts, write_contact
from homevisit.ledger.ledger import Edit
from homevisit.ledger.queries import Query
from homevisit.services import concerns, letters, mandatory_reports, records
from homevisit.services.concerns import ConcernEntry
from homevisit.vault.sealing import open_sealed
from tests.exchange.staffroom import (
    CLASS_A,
    HOMEROOM,
    PSYCHOLOGIST,
    SUBJECT,
    found_school,
    introduce,
    post,
    staff,
)

WORDS = "手腕上有几道新的划痕"
CHILD = "child-1"


@pytest.fixture
def carried(school):
    """A subject teacher; between her and the psychologist only a registrar."""
    school.homeroom.hand_to(school.subject)
    school.homeroom.hand_to(school.psychologist)
    school.homeroom.write_all(staff(HOMEROOM, post("registrar")))
    school.homeroom.hand_to(school.subject)
    return school


def raise_it(person, facts=WORDS, **values):
    return concerns.raise_concern(
        person.session, ConcernEntry(CHILD, {"facts": facts, **values})
    )


def concerns_at(person):
    return records.find(person.session, Query("concern"))


def letters_at(person):
    return records.find(person.session, Query("sealed_letter"))


def test_a_letter_carries_concern_and_shell_through_who_may_not_read_them(carried):
    raised = raise_it(carried.subject)
    assert raised.posted.letters == 1

    carried.subject.hand_to(carried.homeroom, confirm_posts=True)
    assert WORDS not in carried.homeroom.everything()
    assert concerns_at(carried.homeroom) == ()
    came = carried.homeroom.hand_to(carried.psychologist)

    assert raised.concern_id in came.records
    assert CHILD in came.students
    (found,) = concerns_at(carried.psychologist)
    assert (found.facts, found.raised_by, found.case_id) == (
        WORDS,
        SUBJECT,
        raised.case_id,
    )
    shell = records.read(carried.psychologist.session, raised.case_id, "care_case")
    assert (shell.state, shell.concern_ids) == ("raised", (raised.concern_id,))
    written = history.of_record(
        carried.psychologist.db, raised.concern_id, field="facts"
    )
    assert [each.author for each in written] == [SUBJECT]


def test_opened_twice_or_come_by_two_ways_it_is_filed_once(carried):
    raise_it(carried.subject)
    carried.subject.hand_to(carried.homeroom, confirm_posts=True)
    carried.homeroom.hand_to(carried.psychologist)
    before = carried.psychologist.digest()

    carried.homeroom.hand_to(carried.psychologist)
    carried.subject.hand_to(carried.psychologist)

    assert len(concerns_at(carried.psychologist)) == 1
    assert carried.psychologist.digest() == before


def test_it_may_come_in_her_own_file_first_and_as_a_letter_later(carried):
    raise_it(carried.subject)
    carried.subject.hand_to(carried.psychologist)
    carried.subject.hand_to(carried.homeroom, confirm_posts=True)
    carried.homeroom.hand_to(carried.psychologist)
    assert [each.facts for each in concerns_at(carried.psychologist)] == [WORDS]


def test_the_homeroom_teacher_gets_a_letter_too_and_who_reads_the_file_posts(school):
    """Were letters only written by who cannot read, they would tell who reports."""
    school.homeroom.hand_to(school.subject)
    school.subject.hand_to(school.homeroom, confirm_posts=True)
    assert raise_it(school.subject).posted.letters == 2
    assert raise_it(school.homeroom).posted.letters == 1


def test_a_letter_says_neither_for_whom_it_is_nor_whether_it_is_one(carried):
    raised = raise_it(carried.subject)
    posted = letters_at(carried.subject)
    assert (len(posted), len({len(each.sealed) for each in posted})) == (4, 1)
    form = mandatory_reports.begin(carried.subject.session, CHILD, raised.concern_id)
    signed = form.filled(situations=["injury"])
    mandatory_reports.sign(carried.subject.session, signed)
    posted = letters_at(carried.subject)

    assert len(posted) == 8
    assert {tuple(each.unknown) for each in posted} == {()}
    words = "".join(f"{each.id}{each.sealed}{each.sent_at}" for each in posted)
    assert PSYCHOLOGIST not in words
    ids = [each.id for each in posted]
    assert derived_id("sealed_letter", raised.written.save_id, PSYCHOLOGIST) not in ids
    carried.subject.hand_to(carried.homeroom, confirm_posts=True)
    came = carried.homeroom.hand_to(carried.psychologist)
    assert raised.concern_id in came.records
    assert letters.unreadable(carried.homeroom.session) == ()
    purposes = {each.head.purpose for each in carried.homeroom.saves()}
    assert purposes == {"save"}


def test_what_is_added_later_is_posted_too_and_only_once(carried):
    raised = raise_it(carried.subject)
    concerns.add(carried.subject.session, raised.concern_id, {"facts": "今天好一些"})
    assert letters.post_due(carried.subject.session).letters == 0

    carried.subject.hand_to(carried.homeroom, confirm_posts=True)
    carried.homeroom.hand_to(carried.psychologist)

    added = concerns.addenda_of(carried.psychologist.session, raised.concern_id)
    assert [each.facts for each in added] == ["今天好一些"]


def test_without_a_psychologist_it_goes_to_student_affairs(carried):
    one = carried.homeroom
    one.write_all(staff(PSYCHOLOGIST, post("student_affairs")))
    one.hand_to(carried.subject)
    assert raise_it(carried.subject).posted.letters == 1
    carried.subject.hand_to(carried.psychologist)
    assert len(concerns_at(carried.psychologist)) == 1


def test_a_letter_waits_until_a_key_is_known(strangers):
    introduce(strangers.homeroom, strangers.subject)
    found_school(strangers.homeroom)
    strangers.homeroom.write_all(staff(HOMEROOM, post("registrar")))
    strangers.homeroom.hand_to(strangers.subject)
    raised = raise_it(strangers.subject)
    assert raised.posted.letters == 0
    assert raised.concern_id in raised.posted.unposted
    assert len(raised.remarks) == 1

    introduce(strangers.homeroom, strangers.subject, strangers.psychologist)
    assert letters.post_due(strangers.subject.session).letters == 1


def test_who_only_says_herself_that_she_is_a_psychologist_gets_no_letter(carried):
    """A post that nobody else entered opens nothing until it is confirmed."""
    one, other = carried.homeroom, carried.subject
    one.write_all(staff(PSYCHOLOGIST, post("subject_teacher", CLASS_A)))
    one.hand_to(carried.psychologist)
    carried.psychologist.write_all(staff(PSYCHOLOGIST, post("psychologist")))
    carried.psychologist.hand_to(other)
    assert raise_it(other).posted.letters == 0


def _letter(record_id, sender, content, to=PSYCHOLOGIST, key=None):
    address = Address(sealed_letters.SAVES, sender, to, record_id)
    sealed = sealed_letters.seal(address, key, content)
    values = {"sealed": sealed, "sent_by": sender}
    return Edit(record_id, "sealed_letter", None, values)


def test_nobody_posts_in_another_ones_name(carried):
    """A letter names its author, and what is in it is signed by her."""
    one, other = carried.homeroom, carried.psychologist
    key = other.session.vault.sealing_key
    raised = raise_it(carried.subject)
    carried.subject.hand_to(one, confirm_posts=True)
    (save,) = (
        s for s in carried.subject.saves() if s.head.id == raised.written.save_id
    )
    hers = sealed_letters.saves_as_json([save], {"concern", "care_case"})
    one.session.ledger.save(
        [
            _letter("in-her-name", SUBJECT, hers, key=key),
            _letter("with-her-save", HOMEROOM, hers, key=key),
            _letter("nonsense", HOMEROOM, ["?"], key=key),
        ]
    )
    export_only(one, other, {"in-her-name", "with-her-save", "nonsense"})

    assert concerns_at(other) == ()
    assert letters.unreadable(other.session) == (HOMEROOM, HOMEROOM)


def export_only(one, other, records_wanted):
    """Take in only the saves that wrote these records."""
    saves = [
        save
        for save in one.saves()
        if any(each and each.record_id in records_wanted for each in save.changes)
    ]
    other.session.ledger.receive(saves)
    letters.open_arrived(other.session, Received(one.id))


def test_a_letter_of_a_newer_version_waits_for_the_upgrade(carried, monkeypatch):
    raise_it(carried.subject)
    monkeypatch.setattr(taking_in, "SCHEMA", 0)
    wanted = {each.id for each in letters_at(carried.subject)}
    export_only(carried.subject, carried.psychologist, wanted)
    assert letters.unreadable(carried.psychologist.session) == (SUBJECT,)
    monkeypatch.undo()
    letters.open_arrived(carried.psychologist.session, Received(SUBJECT))
    assert len(concerns_at(carried.psychologist)) == 1


def test_a_letter_of_odd_values_is_left_aside(carried):
    odd = {"sealed": 7, "sent_by": [HOMEROOM]}
    carried.homeroom.session.ledger.save([Edit("odd", "sealed_letter", None, odd)])
    carried.homeroom.hand_to(carried.psychologist)
    assert letters.unreadable(carried.psychologist.session) == ()


def test_what_could_not_be_filed_is_tried_again(carried):
    """The letter comes before its author is known here."""
    raise_it(carried.subject)
    other = carried.psychologist
    known = read_contacts(other.db)[SUBJECT]
    with other.db.transaction():
        other.db.execute("DELETE FROM contact WHERE person_id = ?", (SUBJECT,))
    export_only(
        carried.subject, other, {each.id for each in letters_at(carried.subject)}
    )
    assert letters.unreadable(other.session) == (SUBJECT,)
    with other.db.transaction():
        write_contact(other.db, known)
    letters.open_arrived(other.session, Received(SUBJECT))
    assert letters.unreadable(other.session) == ()
    assert [each.facts for each in concerns_at(other)] == [WORDS]


@pytest.mark.parametrize("odd", ["", "零", "AAAA", 7, None])
def test_odd_letters_are_unreadable_and_nothing_worse(quiet_school, odd):
    session = quiet_school.homeroom.session
    address = Address(sealed_letters.SAVES, SUBJECT, HOMEROOM, "x")
    with pytest.raises(LetterUnreadableError):
        sealed_letters.unseal(session, address, odd)
    with pytest.raises(LetterUnreadableError):
        sealed_letters.saves_from_json([odd])


def test_letters_of_any_length_look_alike(quiet_school):
    key = quiet_school.psychologist.session.vault.sealing_key
    address = Address(sealed_letters.SAVES, SUBJECT, PSYCHOLOGIST, "x")
    lengths = {
        len(sealed_letters.seal(address, key, ["字" * count])) for count in (1, 3, 9)
    }
    assert len(lengths) == 1


@given(at=st.integers(0, 340), bit=st.integers(0, 7))
@settings(max_examples=30, deadline=None, database=None)
def test_a_letter_with_any_bit_turned_is_unreadable(at, bit):
    key = X25519PrivateKey.generate()
    own = SimpleNamespace(vault=Reading(key))
    address = Address(sealed_letters.SAVES, SUBJECT, PSYCHOLOGIST, "x")
    sealed = sealed_letters.seal(address, key.public_key().public_bytes_raw(), ["字"])
    raw = bytearray(base64.b64decode(sealed))
    raw[at % len(raw)] ^= 1 << bit
    changed = base64.b64encode(bytes(raw)).decode()
    with pytest.raises(LetterUnreadableError):
        sealed_letters.unseal(own, address, changed)
    assert sealed_letters.unseal(own, address, sealed) == ["字"]
    with pytest.raises(LetterUnreadableError):
        sealed_letters.unseal(own, replace(address, record_id="y"), sealed)


class Reading:
    """A vault that opens what was sealed to a key."""

    def __init__(self, key):
        self._key = key.private_bytes_raw()

    def open_sealed(self, sealed, info):
        return open_sealed(self._key, sealed, info)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@given(value=anything)
@settings(max_examples=60, deadline=None, database=None)
def test_whatever_is_no_list_of_saves_is_unreadable(value):
    if value == []:
        assert sealed_letters.saves_from_json(value) == ()
        return
    with pytest.raises(LetterUnreadableError):
        sealed_letters.saves_from_json(value)
