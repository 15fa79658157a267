"""Writes, archives, undos and files with holes, in any order: one state, all whole.

After every undo: what was not reported as kept no longer stands, and nothing that is in
use names a record that was set aside. Planted bugs show that this can fail.
"""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.ledger import staying, undo
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.history_rows import read_save
from homevisit.ledger.ledger import Edit, Ledger
from homevisit.ledger.rebuild import dump_digest, rebuild
from homevisit.ledger.record_rows import read_states
from homevisit.ledger.references import texts_in
from tests.ledger.replicas import make_ledger

# Record, kind, student: two children and what is told of the first.
RECORDS = (("s0", "student", "s0"), ("s1", "student", "s1"), ("v", "visit", "s0"))
FIELDS = ("name", "text", "of")
VALUES = (None, 1, True, "x", "xyz", [1], ["s1"], {"b": 1, "a": ["v"]}, "s0", "v")


class Muddle:
    """Three vaults whose people write, undo and hand on as chance has it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.ledgers = [make_ledger(f"{each:016x}") for each in range(3)]

    def step(self) -> None:
        ledger = self.chance.choice(self.ledgers)
        ledger.clock.advance(seconds=self.chance.choice((1, -5, 3600, -(10**8))))
        doing = (self.write, self.write, self.write, self.archive, self.undo, self.hand)
        self.chance.choice(doing)(ledger)

    def write(self, ledger: Ledger) -> None:
        some = self.chance.sample(RECORDS, self.chance.randint(1, 3))
        ledger.save([Edit(*each, self._values()) for each in some])

    def _values(self):
        fields = self.chance.sample(FIELDS, self.chance.randint(0, 2))
        return {field: self.chance.choice(VALUES) for field in fields}

    def archive(self, ledger: Ledger) -> None:
        record, kind, student = self.chance.choice(RECORDS)
        state = read_states(ledger.db, [record]).get(record)
        if state:
            archived = {"reason": "x", "saw": state.stands_on()}
            ledger.save([Edit(record, kind, student, {"archived": archived})])

    def undo(self, ledger: Ledger) -> None:
        saves = [each.head.id for each in saves_beyond(ledger.db, {})]
        if not saves:
            return
        # The latest ones most often, so that undos of undos come about.
        save_id = self.chance.choice(saves[-3:] + saves)
        locked = {each for each, *_ in RECORDS if self.chance.random() < 0.1}
        before = archived_in(ledger)
        with suppress(undo.NothingToUndoError):
            undone = undo.undo(ledger, save_id, keep=locked)
            check_taken_back(ledger, save_id, set(undone.kept))
            check_references(ledger, archived_in(ledger) - before)
            assert locked.isdisjoint(archived_in(ledger) - before)

    def hand(self, ledger: Ledger) -> None:
        some = [each for each in saves_beyond(ledger.db, {}) if self.hits(0.7)]
        self.chance.shuffle(some)
        self.chance.choice(self.ledgers).receive(
            replace(
                save,
                note=None,
                changes=tuple(
                    c if c and self.hits(0.7) else None for c in save.changes
                ),
            )
            for save in some
        )

    def hits(self, share: float) -> bool:
        return self.chance.random() < share

    def everybody_meets(self) -> None:
        whole = {}
        for save in (s for each in self.ledgers for s in saves_beyond(each.db, {})):
            had = whole.setdefault(save.head.id, save)
            parts = zip(had.changes, save.changes, strict=True)
            changes = tuple(one or other for one, other in parts)
            note = had.note or save.note
            whole[save.head.id] = replace(had, note=note, changes=changes)
        for ledger in self.ledgers:
            saves = list(whole.values())
            self.chance.shuffle(saves)
            ledger.receive(saves)

    def check(self) -> None:
        assert len({dump_digest(each.db) for each in self.ledgers}) == 1
        for ledger in self.ledgers:
            assert rebuild(ledger)
            awaited = ledger.db.execute("SELECT awaited FROM record")
            assert all(row[0] == "[]" for row in awaited)


def states_of(ledger: Ledger):
    return read_states(ledger.db, [each for each, *_ in RECORDS])


def archived_in(ledger: Ledger) -> set[str]:
    return {each for each, state in states_of(ledger).items() if state.is_archived}


def check_taken_back(ledger: Ledger, save_id: str, kept: set) -> None:
    states = states_of(ledger)
    for change in filter(None, read_save(ledger.db, save_id).changes):
        state = states[change.record_id]
        if state.is_archived or (state.id, "") in kept:
            continue
        for name in change.written:
            assert (state.id, name) in kept or change.id not in state.living.get(
                name, ()
            )


def check_references(ledger: Ledger, gone: set[str]) -> None:
    for state in states_of(ledger).values():
        if not state.is_archived:
            named = {*texts_in(state.body), state.student_id} - {state.id}
            assert not named & gone


def run(seed: int, steps: int = 25) -> None:
    muddle = Muddle(seed)
    for _ in range(steps):
        muddle.step()
    muddle.everybody_meets()
    muddle.check()


@given(st.integers(0, 10**9))
def test_one_state_whatever_is_written_undone_or_withheld(seed):
    run(seed)


def an_archive_without_preds(monkeypatch):
    new_change = Ledger.new_change

    def forgetful(self, state, written, replaces):
        is_undo = (written.get("archived") or {}).get("reason") == undo.PURPOSE
        return new_change(self, state, written, {} if is_undo else replaces)

    monkeypatch.setattr(Ledger, "new_change", forgetful)


def an_undo_without_preds(monkeypatch):
    new_change = Ledger.new_change

    def forgetful(self, state, written, _replaces):
        return new_change(self, state, written, {})

    monkeypatch.setattr(Ledger, "new_change", forgetful)


def unseen_references(monkeypatch):
    monkeypatch.setattr(staying, "named_by_others", lambda *_: set())


@pytest.mark.parametrize(
    "plant", [an_archive_without_preds, an_undo_without_preds, unseen_references]
)
def test_a_planted_bug_is_caught(plant, monkeypatch):
    for seed in range(10):
        run(seed)
    plant(monkeypatch)

    assert any(fails(seed) for seed in range(60))


def fails(seed: int) -> bool:
    try:
        run(seed)
    except AssertionError:
        return True
    return False
