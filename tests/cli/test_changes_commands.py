"""Two colleagues meet, hand changes on, and take them in."""

from __future__ import annotations

import pytest

from homevisit.clock import SystemClock
from homevisit.exchange.sealed_letters import SAVES, Address, seal
from homevisit.services import changes, records, room, school, students, vaults
from homevisit.services.records import RecordEdit
from tests.cli.conftest import CHEAP, PASSWORD, Terminal


@pytest.fixture
def principal(tmp_path):
    """The vault of a principal who knows nobody yet."""
    folder = tmp_path / "principal.homevisit"
    setup = vaults.Setup(school.Owner("庄怀远", (("principal", ""),)))
    made = vaults.create(folder, PASSWORD, setup, clock=SystemClock(), kdf=CHEAP)
    vaults.lock(made.session)
    return Terminal(folder)


def card_of(terminal, folder):
    return terminal.facts("changes", "card", "--to", folder)


@pytest.fixture
def acquainted(enrolled, principal, tmp_path):
    """Both cards were compared; the teacher knows the principal's post."""
    own = card_of(enrolled, tmp_path / "cards")
    hers = card_of(principal, tmp_path / "cards")
    trust = ("changes", "trust")
    enrolled.facts(
        *trust, hers["file"], "--digits", hers["digits"], "--post", "principal"
    )
    principal.facts(*trust, own["file"], "--digits", own["digits"])
    return hers["person_id"]


def test_other_digits_are_not_trusted(enrolled, principal, tmp_path):
    hers = card_of(principal, tmp_path)
    said = enrolled("changes", "trust", hers["file"], "--digits", "0000 0000", "--json")

    assert (said.code, said.problem["error"]) == (4, "other_digits")
    assert enrolled.facts("changes", "contacts")["contacts"] == []


def test_changes_reach_the_colleague_once(enrolled, principal, acquainted, tmp_path):
    handed = enrolled.facts(
        *("changes", "export", "--to", acquainted, "--out", tmp_path)
    )
    came = principal.facts("changes", "import", handed["file"])
    again = principal.facts("changes", "import", handed["file"])

    assert handed["changes"] > 0
    assert len(came["students"]) == 3
    assert principal.facts("students", "list")["count"] == 3
    assert again["new_saves"] == 0


def test_children_who_may_have_two_files_now_are_counted(
    enrolled, principal, acquainted, tmp_path
):
    session = vaults.unlock(principal.vault, PASSWORD, clock=SystemClock())
    students.add_student(session, {"name": "江予安", "birth_date": "2013-05-04"})
    session.close()
    handed = enrolled.facts(
        *("changes", "export", "--to", acquainted, "--out", tmp_path)
    )

    said = principal("changes", "import", handed["file"], "--lang", "en")

    assert said.code == 0
    assert "1 pair of files may be one child's." in said.out


def test_a_sealed_letter_that_says_nothing_is_told(
    enrolled, principal, acquainted, tmp_path
):
    session = vaults.unlock(enrolled.vault, PASSWORD, clock=SystemClock())
    (her,) = changes.contacts(session)
    own_id = session.person_id
    address = Address(SAVES, own_id, acquainted, "a-letter")
    values = {"sealed": seal(address, her.sealing_key, ["?"]), "sent_by": own_id}
    records.save(session, [RecordEdit("sealed_letter", values, "a-letter")])
    session.close()
    to = ("--to", acquainted, "--out", tmp_path)
    handed = enrolled.facts("changes", "export", *to)

    said = principal("changes", "import", handed["file"], "--lang", "en")
    again = principal.facts("changes", "import", handed["file"])

    assert "1 sealed letter to you could not be filed" in said.out
    assert again["letters_not_filed"] == 1


def test_what_is_in_a_room_goes_into_a_room(enrolled, principal, acquainted, tmp_path):
    own_id = card_of(enrolled, tmp_path / "again")["person_id"]
    for terminal in (enrolled, principal):
        session = vaults.unlock(terminal.vault, PASSWORD, clock=SystemClock())
        post = {"roles": [{"role": "psychologist"}]}
        staff = (own_id, acquainted)
        records.save(session, [RecordEdit("staff", post, each) for each in staff])
        opened = room.make_room(session, PASSWORD)
        if terminal is enrolled:
            records.save(opened, [records.edit("counselling_note", {"said": "x"})])
        vaults.lock(session)
    to = ("--to", acquainted, "--out", tmp_path, "--confirm-posts")

    handed = enrolled.facts("changes", "export", *to, "--room")
    closed = principal("changes", "import", handed["file"], "--json")
    came = principal.facts("changes", "import", handed["file"], "--room")

    assert (handed["changes"], len(came["records"])) == (1, 1)
    assert closed.problem["error"] == "for_the_room"
    assert principal.facts("vault", "verify", "--deep")["sound"]
    assert principal.facts("vault", "rebuild")["same"]


def test_a_file_of_somebody_unknown_is_refused(enrolled, acquainted, tmp_path):
    handed = enrolled.facts(
        *("changes", "export", "--to", acquainted, "--out", tmp_path)
    )
    said = enrolled("changes", "import", handed["file"], "--json")

    assert said.code == 4
    assert said.problem["what"]


def test_nobody_unknown_is_handed_anything(enrolled, tmp_path):
    said = enrolled(
        *("changes", "export", "--to", "0" * 32, "--out", tmp_path, "--json")
    )
    assert (said.code, said.problem["error"]) == (4, "unknown_person")
    assert list(tmp_path.glob("*.hv*")) == []
