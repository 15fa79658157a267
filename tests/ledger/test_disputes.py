"""What is a dispute, what is archived, and hostile changes: one state in any order."""

from __future__ import annotations

from itertools import permutations

import pytest

from homevisit.ledger import history
from homevisit.ledger.change import NO_LINK, Change, Note, Save, SaveHead
from homevisit.ledger.ledger import Edit
from homevisit.ledger.rebuild import dump_digest, rebuild
from homevisit.ledger.record_rows import read_row
from homevisit.ledger.undo import undo
from tests.ledger.replicas import hand_over, make_ledger, write


@pytest.fixture
def two():
    """Two vaults that know the same record."""
    here, there = make_ledger(), make_ledger("b" * 16)
    there.clock.advance(minutes=5)
    write(here, "r", text="一")
    hand_over(here, there)
    return here, there


def archive(ledger):
    saw = [each for ids in ledger.standing("r").values() for each in ids]
    value = {"reason": str(ledger.clock.now()), "saw": saw}
    return ledger.save([Edit("r", "note", None, {"archived": value})])


def meet(here, there):
    hand_over(here, there)
    hand_over(there, here)
    assert dump_digest(here.db) == dump_digest(there.db)
    assert rebuild(here)


def test_the_same_value_from_two_people_is_no_dispute(two):
    for ledger in two:
        write(ledger, "r", class_id="2027")
    meet(*two)
    here = two[0]

    assert read_row(here.db, "r").conflicts == 0
    assert history.rivals(here.db, "r") == {}
    assert len(here.standing("r")["class_id"]) == 2


def test_a_dispute_names_each_different_value_once(two):
    third = make_ledger("c" * 16)
    hand_over(two[0], third)
    for ledger, value in zip((*two, third), ("甲", "乙", "甲"), strict=True):
        write(ledger, "r", name=value)
    hand_over(third, two[0])
    meet(*two)

    rivals = history.rivals(two[0].db, "r")["name"]

    assert sorted(each.new for each in rivals) == ["乙", "甲"]
    assert read_row(two[0].db, "r").conflicts == 1


@pytest.mark.parametrize("knowing", [0, 1])
def test_two_who_archive_at_once_have_archived_it(two, knowing):
    write(two[knowing], "r", name="只有一人知道")
    for ledger in two:
        archive(ledger)

    meet(*two)

    assert read_row(two[0].db, "r").is_archived


def test_an_archive_that_did_not_see_a_restoration_does_not_undo_it(two):
    here, there = two
    saved = archive(here)
    hand_over(here, there)
    undo(here, saved.save_id)
    there.save([Edit("r", "note", None, {"archived": {"reason": "x", "saw": []}})])

    meet(here, there)

    assert not read_row(here.db, "r").is_archived


def handmade(*changes: Change, number=1) -> Save:
    note = Note()
    head = SaveHead(
        id=f"{number:032x}",
        writer="e" * 16,
        seq=number,
        hlc=number,
        author="hostile",
        purpose="save",
        schema=1,
        prev=NO_LINK,
        digests=(note.digest(), *(each.digest() for each in changes)),
    )
    return Save(head, b"", note, changes)


def change(number, record, kind="note", replaces=None, creates=False, **written):
    made = replaces or {}
    return Change(f"c{number}", record, kind, None, written, made, creates=creates)


HOSTILE = {
    "a predecessor in another record": (
        change(1, "x", text="一"),
        change(2, "y", replaces={"text": ("c1",)}, text="二"),
    ),
    "a predecessor that never wrote the field": (
        change(1, "x", text="一"),
        change(2, "x", replaces={"name": ("c1",)}, name="二"),
    ),
    "two that replace each other": (
        change(1, "x", replaces={"text": ("c2",)}, text="一"),
        change(2, "x", replaces={"text": ("c1",)}, text="二"),
    ),
    "one that replaces itself": (change(1, "x", replaces={"a": ("c1",)}, a=1),),
    "two kinds": (
        change(1, "x", "note", text="一", name="江予安"),
        change(2, "x", "student", text="二"),
        change(3, "x", "visit", creates=True),
    ),
    "a student who is none": (
        change(2, "x", "student", name="江予安"),
        change(1, "x", "note", text="一"),
    ),
    "odd archives": (
        change(1, "x", archived={"saw": 7}),
        change(2, "x", archived={"saw": [["c1"], {}]}),
        change(3, "x", archived="yes", text="一"),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_changes_give_one_state_in_any_order(name):
    saves = [handmade(each, number=n) for n, each in enumerate(HOSTILE[name], 1)]
    digests = set()
    for order in permutations(saves):
        together, apart = make_ledger(), make_ledger()
        together.receive(order)
        for save in order:
            apart.receive([save])
        for ledger in (together, apart):
            assert rebuild(ledger)
            digests.add(dump_digest(ledger.db))

    assert len(digests) == 1


def test_who_created_a_record_says_its_kind_and_student_whatever_the_ids():
    ledger = make_ledger()
    ledger.receive([handmade(change(1, "x", "visit", text="一"))])
    began = Change("c2", "x", "note", "s", {"name": "甲"}, {}, creates=True)

    ledger.receive([handmade(began, number=2)])

    row = read_row(ledger.db, "x")
    assert (row.kind, row.student_id) == ("note", "s")
