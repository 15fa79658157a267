"""Every file that is refused: its own sentence, and not one row changed."""

from __future__ import annotations

import json
import zlib
from copy import deepcopy
from dataclasses import replace

import pytest

from homevisit.canonical import write_json
from homevisit.exchange import changes_file
from homevisit.exchange.changes_file import (
    KIND,
    ForSomebodyElseError,
    Route,
    seal_file,
)
from homevisit.exchange.contacts import (
    NotComparedError,
    OtherKeysError,
    UnknownPersonError,
    own_card,
    vouched_contacts,
)
from homevisit.exchange.envelope import (
    HandedFileDamagedError,
    NewerHandedFileError,
    NotThisKindOfFileError,
    pack,
)
from homevisit.exchange.handing_on import PostsNotConfirmedError
from homevisit.exchange.holding import own_holding
from homevisit.exchange.letter import letter_as_json, save_as_json
from homevisit.exchange.staff import NotOnStaffError
from homevisit.exchange.taking_in import ChangedSinceError, NotByItsAuthorError
from homevisit.ledger.change import SCHEMA, Change, Note, Save, SaveHead
from homevisit.ledger.contact_rows import write_contact
from homevisit.services.changes import export_changes, import_changes
from homevisit.text import use_language
from tests.exchange.staffroom import (
    HOMEROOM,
    PSYCHOLOGIST,
    SUBJECT,
    introduce,
    my_card_of,
)


def letter_of(person):
    """Return the letter of everything that a person holds."""
    saves = [save_as_json(save) for save in person.saves()]
    return letter_as_json([], own_holding(person.db), saves)


def seal(sender, recipient, letter, route=None):
    """Return a file that is genuine outside, whatever the letter says."""
    vault = sender.session.vault
    key = recipient.session.vault.sealing_key
    return seal_file(
        route or Route.new(sender.id, recipient.id), letter, key, vault.sign
    )


def refused(person, content, problem):
    before = person.everything()
    with pytest.raises(problem) as caught:
        import_changes(person.session, content)
    assert person.everything() == before
    assert type(caught.value) is problem


def signed_save(author, *, changes, schema=SCHEMA, person=None, seq=1):
    """Return a save as its author would sign it, with whatever is in it."""
    note = Note()
    head = SaveHead(
        id="5a" * 16,
        writer="5b" * 8,
        seq=seq,
        hlc=1,
        author=person or author.id,
        purpose="save",
        schema=schema,
        prev=bytes(32),
        digests=(note.digest(), *(each.digest() for each in changes)),
    )
    return Save(head, author.session.vault.sign(head.link()), note, tuple(changes))


def change(change_id="5c" * 16, **written):
    return Change(change_id, "child-1", "student", "child-1", written, {})


def letter_with(*saves, cards=()):
    return {
        "cards": [card.as_json() for card in cards],
        "holding": {"reached": {}, "lacking": {}},
        "saves": [save_as_json(save) for save in saves],
    }


def test_a_genuine_file_of_the_same_making_is_taken(school):
    """The control: what the refusals below alter is accepted unaltered."""
    one, other = school.homeroom, school.psychologist
    content = seal(one, other, letter_of(one))
    assert import_changes(other.session, content).new_saves == len(one.saves())
    made = letter_with(signed_save(one, changes=[change(name="甲")]))
    assert import_changes(other.session, seal(one, other, made)).new_saves == 1


def test_what_is_no_changes_file(quiet_school):
    for content in (
        b"",
        b"%PDF-1.7",
        b"PK\3\4" * 99,
        my_card_of(quiet_school.homeroom),
    ):
        refused(quiet_school.psychologist, content, NotThisKindOfFileError)


def test_a_file_for_somebody_else(school):
    handed = export_changes(school.homeroom.session, PSYCHOLOGIST)
    refused(school.subject, handed.content, ForSomebodyElseError)


def test_a_file_that_names_us_and_is_sealed_to_another_key(quiet_school):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    route = Route.new(one.id, other.id)
    content = seal(one, quiet_school.subject, letter_of(one), route)
    refused(other, content, ForSomebodyElseError)


def test_a_file_of_a_stranger(strangers):
    one, other, third = vars(strangers).values()
    introduce(one, third)
    refused(other, seal(one, other, letter_of(one)), UnknownPersonError)


def test_a_file_of_somebody_who_was_only_vouched_for(strangers):
    one, other, _ = vars(strangers).values()
    place = other.session
    for found in vouched_contacts(place, [own_card(one.session)], PSYCHOLOGIST):
        with place.vault.db.transaction():
            write_contact(place.vault.db, found)
    refused(other, seal(one, other, letter_of(one)), NotComparedError)


def test_a_file_that_another_signed_in_the_senders_name(quiet_school):
    one, other, third = (
        quiet_school.homeroom,
        quiet_school.psychologist,
        quiet_school.subject,
    )
    key = other.session.vault.sealing_key
    route = Route.new(one.id, other.id)
    content = seal_file(route, letter_of(one), key, third.session.vault.sign)
    refused(other, content, HandedFileDamagedError)


def test_a_body_put_under_another_header_of_the_same_sender(quiet_school):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    first, second = (seal(one, other, letter_of(one)) for _ in range(2))
    split = 10 + int.from_bytes(first[6:10], "big") + 64
    refused(other, first[:split] + second[split:], HandedFileDamagedError)


def test_a_newer_file_and_a_newer_schema(quiet_school):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    vault = one.session.vault
    newer = pack((KIND[0], KIND[1] + 1), {"new": 1}, b"new", vault.sign)
    refused(other, newer, NewerHandedFileError)
    save = signed_save(one, changes=[change(name="甲")], schema=SCHEMA + 1)
    refused(other, seal(one, other, letter_with(save)), NewerHandedFileError)
    reshaped = letter_with(save)
    reshaped["saves"][0]["new_field"] = 1
    refused(other, seal(one, other, reshaped), NewerHandedFileError)


def test_a_save_in_somebody_elses_name(quiet_school):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    forged = signed_save(one, changes=[change(name="甲")], person=SUBJECT)
    refused(other, seal(one, other, letter_with(forged)), NotByItsAuthorError)
    in_my_name = signed_save(one, changes=[change(name="甲")], person=PSYCHOLOGIST)
    refused(other, seal(one, other, letter_with(in_my_name)), NotByItsAuthorError)
    nobody = signed_save(one, changes=[change(name="甲")], person="nobody")
    refused(other, seal(one, other, letter_with(nobody)), NotByItsAuthorError)


def test_a_card_that_gives_a_known_person_other_keys(quiet_school):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    vault = one.session.vault
    false = replace(
        own_card(one.session), person_id=SUBJECT, signing_key=vault.signing_key
    )
    forged = signed_save(one, changes=[change(name="甲")], person=SUBJECT)
    content = seal(one, other, letter_with(forged, cards=[false]))
    refused(other, content, OtherKeysError)


@pytest.mark.parametrize("where", ["digests", "changes", "note", "purpose", "salt"])
def test_content_that_is_not_what_its_author_signed(quiet_school, where):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    letter = letter_of(one)
    save = letter["saves"][1]
    if where == "digests":
        save["digests"][1] = "00" * 32
    elif where == "changes":
        save["changes"][0]["written"]["name"] = "别人"
    elif where == "note":
        save["note"][0] = "别的理由"
    elif where == "salt":
        save["changes"][0]["salt"] = "00" * 16
    else:
        save["purpose"] = "correction"
    refused(other, seal(one, other, letter), NotByItsAuthorError)


def test_a_known_save_with_other_content(school):
    one, other = school.homeroom, school.psychologist
    first = signed_save(one, changes=[change(name="甲")])
    import_changes(other.session, seal(one, other, letter_with(first)))
    second = signed_save(one, changes=[change("5d" * 16, name="乙")])
    refused(other, seal(one, other, letter_with(second)), ChangedSinceError)
    moved = signed_save(one, changes=first.changes, seq=2)
    refused(other, seal(one, other, letter_with(moved)), ChangedSinceError)


def test_a_known_change_in_another_save(school):
    one, other = school.homeroom, school.psychologist
    import_changes(other.session, seal(one, other, letter_of(one)))
    stolen = other.saves()[0].changes[0].id
    save = signed_save(one, changes=[change(stolen, name="乙")])
    refused(other, seal(one, other, letter_with(save)), ChangedSinceError)


def test_one_save_or_change_twice_in_a_file(quiet_school):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    save = signed_save(one, changes=[change(name="甲")])
    refused(other, seal(one, other, letter_with(save, save)), ChangedSinceError)
    twice = signed_save(one, changes=[change(name="甲"), change(name="甲")])
    refused(other, seal(one, other, letter_with(twice)), ChangedSinceError)


ODD = {
    "a number beyond all bounds": ("hlc", 1 << 63),
    "a negative number": ("seq", -1),
    "a truth for a number": ("seq", True),
    "an id of words": ("id", "../../etc/passwd"),
    "an author with a newline": ("author", "a\nb"),
    "no changes": ("changes", None),
    "more digests than parts": ("digests", ["00" * 32] * 99),
    "a note of one part": ("note", ["x"]),
    "a field too many": ("more", 1),
}


@pytest.mark.parametrize("name", ODD)
def test_a_letter_of_an_odd_shape(quiet_school, name):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    letter = deepcopy(letter_of(one))
    field, value = ODD[name]
    letter["saves"][0][field] = value
    refused(other, seal(one, other, letter), HandedFileDamagedError)


ODD_TEXTS = {
    "not JSON": b"{",
    "not an object": b"[]",
    "spaces": json.dumps({"cards": [], "saves": []}).encode(),
    "twice the same name": b'{"a":1,"a":2}',
    "a number beyond all bounds": b'{"a":1e999}',
    "half of a pair": b'{"a":"\\ud800"}',
    "too deep": b"[" * 99 + b"]" * 99,
    "not UTF-8": b'{"a":"\xff"}',
}


def seal_packed(sender, recipient, packed, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(changes_file.zlib, "compress", lambda *_: packed)
        return seal(sender, recipient, {})


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_a_letter_that_is_no_letter(quiet_school, name, monkeypatch):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    packed = zlib.compress(ODD_TEXTS[name])
    content = seal_packed(one, other, packed, monkeypatch)
    refused(other, content, HandedFileDamagedError)


def test_a_small_file_that_would_fill_the_memory(quiet_school, monkeypatch):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1 << 20)) for _ in range(80))
    bomb = seal_packed(one, other, packed + packing.flush(), monkeypatch)
    assert len(bomb) < 1 << 20
    refused(other, bomb, HandedFileDamagedError)


@pytest.mark.parametrize(
    "packed",
    [
        zlib.compress(b"{}") + b"more",
        zlib.compress(write_json({"cards": []}))[:-3],
        b"not zlib",
    ],
)
def test_a_body_that_is_not_one_whole_packed_letter(quiet_school, packed, monkeypatch):
    one, other = quiet_school.homeroom, quiet_school.psychologist
    content = seal_packed(one, other, packed, monkeypatch)
    refused(other, content, HandedFileDamagedError)


def test_unknown_kinds_and_fields_are_taken_as_they_are(school):
    one, other = school.homeroom, school.psychologist
    new = Change(
        "5c" * 16, "r-1", "pulse_of_2031", None, {"新字段": {"a": [1, None]}}, {}
    )
    letter = letter_with(signed_save(one, changes=[new]))
    import_changes(other.session, seal(one, other, letter))
    assert other.saves()[0].changes[0] == new


PROBLEMS = [
    ChangedSinceError,
    ForSomebodyElseError,
    HandedFileDamagedError,
    NewerHandedFileError,
    NotByItsAuthorError,
    NotComparedError,
    NotOnStaffError,
    NotThisKindOfFileError,
    OtherKeysError,
    PostsNotConfirmedError,
    UnknownPersonError,
]


def test_each_problem_has_its_own_sentence():
    use_language("en")
    assert len({str(each()) for each in PROBLEMS}) == len(PROBLEMS)
    assert len({each.code for each in PROBLEMS}) == len(PROBLEMS)
    assert HOMEROOM not in "".join(str(each()) for each in PROBLEMS)
