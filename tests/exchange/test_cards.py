"""Contact cards: what they prove, what the digits add, and what is refused."""

from __future__ import annotations

import pytest

from homevisit.exchange.cards import (
    KIND,
    Card,
    card_file_name,
    comparison_code,
    read_card,
    write_card,
)
from homevisit.exchange.contacts import (
    NotComparedError,
    OtherKeysError,
    OwnCardError,
    UnknownPersonError,
    compared,
    own_card,
    vouched_contacts,
)
from homevisit.exchange.envelope import (
    HandedFileDamagedError,
    NewerHandedFileError,
    NotThisKindOfFileError,
    pack,
)
from homevisit.ledger.contact_rows import read_contacts, write_contact
from homevisit.services import changes
from tests.exchange.staffroom import HOMEROOM, SUBJECT, my_card_of


def store_vouched(place, card, voucher):
    found = vouched_contacts(place, [card], voucher)
    with place.vault.db.transaction():
        for each in found:
            write_contact(place.vault.db, each)
    return found


def test_a_card_tells_person_name_and_both_keys(strangers):
    vault = strangers.homeroom.session.vault

    card = read_card(my_card_of(strangers.homeroom))

    assert card == Card(HOMEROOM, "江予安", vault.signing_key, vault.sealing_key)


def test_the_digits_are_the_same_on_both_sides_and_differ_between_cards(strangers):
    mine = changes.my_card(strangers.homeroom.session)

    seen = changes.look_at_card(strangers.subject.session, mine.content)

    assert seen.code == mine.code
    assert len(mine.code.replace(" ", "")) == 8
    assert mine.code.replace(" ", "").isdigit()
    assert comparison_code(own_card(strangers.subject.session)) != mine.code
    assert not seen.is_known


@pytest.mark.parametrize("part", ["person_id", "sealing_key"])
def test_the_digits_depend_on_every_part_of_the_card(part):
    facts = {
        "person_id": "a",
        "name": "b",
        "signing_key": bytes(32),
        "sealing_key": bytes(32),
    }
    other = facts | {part: b"\1" * 32 if "key" in part else "c"}

    assert comparison_code(Card(**facts)) != comparison_code(Card(**other))


def test_the_file_name_names_nobody(strangers):
    card = own_card(strangers.homeroom.session)

    assert "江" not in card_file_name(card)
    assert HOMEROOM not in card_file_name(card)


def test_any_changed_or_missing_byte_is_refused(strangers):
    content = my_card_of(strangers.homeroom)
    refused = (HandedFileDamagedError, NotThisKindOfFileError, NewerHandedFileError)
    for place in range(len(content)):
        with pytest.raises(refused):
            read_card(content[:place])
        flipped = bytearray(content)
        flipped[place] ^= 0x10
        with pytest.raises(refused):
            read_card(bytes(flipped))
    with pytest.raises(HandedFileDamagedError):
        read_card(content + b"\0")


def test_a_newer_card_and_another_file_have_their_own_sentences(strangers):
    sign = strangers.homeroom.session.vault.sign
    newer = pack((KIND[0], 2), {"anything": 1}, b"", sign)
    with pytest.raises(NewerHandedFileError):
        read_card(newer)
    with pytest.raises(NotThisKindOfFileError):
        read_card(b"%PDF-1.7 not a card at all")


def test_a_card_that_nothing_can_be_sealed_to_is_refused(strangers):
    vault = strangers.homeroom.session.vault
    bad = Card(HOMEROOM, "江予安", vault.signing_key, bytes(32))

    with pytest.raises(HandedFileDamagedError):
        read_card(write_card(bad, vault.sign))


def test_the_own_card_is_not_a_contact(strangers):
    one = strangers.homeroom
    with pytest.raises(OwnCardError):
        changes.trust_card(one.session, my_card_of(one))
    assert changes.contacts(one.session) == ()


def test_trusting_twice_keeps_the_first_day(strangers):
    session = strangers.homeroom.session
    first = changes.trust_card(session, my_card_of(strangers.subject))
    session.clock.advance(days=3)

    second = changes.trust_card(session, my_card_of(strangers.subject))

    assert second == first
    assert changes.contacts(session) == (first,)
    seen = changes.look_at_card(session, my_card_of(strangers.subject))
    assert seen.is_known


def test_other_keys_for_a_known_person_are_refused_whoever_brings_them(strangers):
    session = strangers.homeroom.session
    changes.trust_card(session, my_card_of(strangers.subject))
    thief = strangers.psychologist.session.vault
    false = Card(SUBJECT, "柏舟", thief.signing_key, thief.sealing_key)

    with pytest.raises(OtherKeysError):
        changes.trust_card(session, write_card(false, thief.sign))
    with pytest.raises(OtherKeysError):
        vouched_contacts(session, [false], "somebody")
    false_me = Card(HOMEROOM, "江予安", thief.signing_key, thief.sealing_key)
    with pytest.raises(OtherKeysError):
        changes.trust_card(session, write_card(false_me, thief.sign))
    assert len(changes.contacts(session)) == 1


def test_one_key_can_not_stand_for_two_people(strangers):
    session = strangers.homeroom.session
    changes.trust_card(session, my_card_of(strangers.subject))
    keys = strangers.subject.session.vault
    double = Card("somebody-else", "无名", keys.signing_key, keys.sealing_key)

    with pytest.raises(OtherKeysError):
        changes.trust_card(session, write_card(double, keys.sign))


def test_a_vouched_contact_is_not_handed_anything_before_the_digits(strangers):
    session = strangers.homeroom.session
    with pytest.raises(UnknownPersonError):
        compared(session, SUBJECT)
    store_vouched(session, own_card(strangers.subject.session), "a-colleague")
    with pytest.raises(NotComparedError):
        compared(session, SUBJECT)

    changes.trust_card(session, my_card_of(strangers.subject))

    assert compared(session, SUBJECT).is_compared
    assert set(read_contacts(session.vault.db)) == {SUBJECT}
