"""Merges, undos and edits in a muddle: nothing is lost, and all can be taken apart."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.ledger import queries
from homevisit.ledger.filing import read_filing
from homevisit.ledger.queries import Query
from homevisit.ledger.rebuild import rebuild
from homevisit.ledger.record_rows import read_row, read_states
from homevisit.ledger.undo import NothingToUndoError
from homevisit.services import comparing, merging, records
from homevisit.services.indexing import DomainIndexing
from homevisit.services.session import Session
from tests.ledger.replicas import make_ledger

CHILDREN = ("a", "b", "c")
FIELDS = ("name", "strengths", "class_seat_no")


def new_session() -> Session:
    ledger = make_ledger(indexing=DomainIndexing())
    return Session(None, ledger, ledger.clock, "me")


class Muddle:
    """One vault with three files, and what must be true of it whatever is done."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.session = new_session()
        self.visits: dict[str, str] = {}
        self.merges: list[str] = []
        for child in CHILDREN:
            values = {"name": "江予安", "strengths": f"长处{child}"}
            edits = [records.edit("student", values, record_id=child)]
            if self.chance.random() < 0.7:
                private = {"student_id": child, "phone": f"1380000{ord(child):04}"}
                made = records.private_id(child)
                edits.append(records.edit("student_private", private, record_id=made))
            relative = {"student_id": child, "relation": "mother", "name": "林晚"}
            edits.append(records.edit("family_member", relative, student_id=child))
            records.save(self.session, edits)
        self.at_first = self.own_values()

    def own_values(self) -> dict[str, dict]:
        """Return what stands in every record but the merges, archived or not."""
        rows = self.session.ledger.db.execute(
            "SELECT id FROM record WHERE kind != 'student_merge'"
        ).fetchall()
        states = read_states(self.session.ledger.db, [row[0] for row in rows])
        return {
            state.id: {k: v for k, v in state.body.items() if k != "archived"}
            for state in states.values()
            if not state.is_archived
        }

    def visit(self) -> None:
        child = self.chance.choice(CHILDREN)
        values = {"student_id": child, "at_home": f"家访{len(self.visits)}"}
        edit = records.edit("visit", values, student_id=child)
        made = records.save(self.session, [edit]).record_ids[0]
        self.visits[made] = child

    def edit(self) -> None:
        values = {self.chance.choice(FIELDS): str(self.chance.random())}
        edit = records.edit("student", values, record_id=self.chance.choice(CHILDREN))
        records.save(self.session, [edit])

    def merge(self) -> None:
        kept, other = self.chance.sample(CHILDREN, 2)
        found = comparing.compare(self.session, kept, other)
        decided = {
            (pair.kind, pair.name): self.chance.choice(pair.options)
            for pair in found.undecided()
        }
        try:
            made = merging.merge(self.session, found, decided)
        except merging.SameFileError:
            return
        self.merges.append(made.save_id)

    def undo(self) -> None:
        if self.merges:
            at = self.chance.randrange(len(self.merges))
            self.take_back(self.merges.pop(at))

    def take_back(self, save_id: str) -> None:
        with contextlib.suppress(NothingToUndoError):
            records.take_back(self.session, save_id)

    def separate(self) -> None:
        merged = sorted(read_filing(self.session.ledger.db).kept)
        if merged:
            merging.separate(self.session, self.chance.choice(merged))

    def check(self) -> None:
        db = self.session.ledger.db
        file_of = read_filing(db).file_of
        for visit, child in self.visits.items():
            row = read_row(db, visit)
            assert (row.student_id, row.own_file) == (file_of(child), child)
            assert not row.is_archived
        shown = set(queries.ids_of(db, Query("student")))
        assert shown == {file_of(child) for child in CHILDREN}
        for child in shown:
            private = queries.find(db, Query("student_private", student_id=child))
            assert len(private) <= 1


def run(seed: int) -> None:
    muddle = Muddle(seed)
    verbs = (muddle.visit, muddle.edit, muddle.merge, muddle.merge, muddle.undo,
             muddle.separate)  # fmt: skip
    for _ in range(10):
        muddle.chance.choice(verbs)()
        muddle.check()
    assert rebuild(muddle.session.ledger)


@given(st.integers(0, 10**9))
def test_whatever_is_merged_and_undone_every_visit_is_in_one_file(seed):
    run(seed)


@given(st.integers(0, 10**9))
def test_a_merge_that_is_undone_leaves_everything_as_it_was(seed):
    muddle = Muddle(seed)
    for _ in range(3):
        muddle.merge()
        muddle.undo()
        assert muddle.own_values() == muddle.at_first
    assert read_filing(muddle.session.ledger.db).kept == {}


@given(st.integers(0, 10**9))
def test_undoing_every_merge_in_reverse_leaves_everything_as_it_was(seed):
    muddle = Muddle(seed)
    for _ in range(3):
        muddle.merge()
    for save_id in reversed(muddle.merges):
        muddle.take_back(save_id)

    assert muddle.own_values() == muddle.at_first
    assert read_filing(muddle.session.ledger.db).kept == {}


@given(st.integers(0, 10**9))
def test_all_merges_can_be_taken_apart_in_any_order(seed):
    muddle = Muddle(seed)
    for _ in range(3):
        muddle.merge()
    while muddle.merges:
        muddle.undo()
        muddle.check()

    shown = queries.ids_of(muddle.session.ledger.db, Query("student"))
    assert sorted(shown) == sorted(CHILDREN)


def hidden_nothing(monkeypatch):
    monkeypatch.setattr("homevisit.ledger.filing.Filing.hides", lambda *_given: False)


def forgotten_rows(monkeypatch):
    monkeypatch.setattr("homevisit.ledger.refiling._in_own_file", lambda *_given: [])


@pytest.mark.parametrize("plant", [hidden_nothing, forgotten_rows])
def test_the_muddle_catches_a_planted_bug(plant, monkeypatch):
    plant(monkeypatch)

    assert any(fails(seed) for seed in range(20))


def fails(seed: int) -> bool:
    try:
        run(seed)
    except AssertionError:
        return True
    return False
