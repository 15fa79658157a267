"""Changes applied in any order, twice or interleaved: one state, no value lost.

The model below knows nothing of change ids: it says, in a user's terms, which values
must stand after everybody has everything. Three planted bugs show that it can fail.
"""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from homevisit.clock import SetClock
from homevisit.ledger import history, merge
from homevisit.ledger import ledger as ledger_module
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.ledger import Edit
from homevisit.ledger.rebuild import dump_digest, dump_lines, rebuild
from tests.ledger.replicas import make_ledger

RECORDS = ("r0", "r1")
FIELDS = ("name", "text")

step = st.one_of(
    st.tuples(
        st.just("write"),
        st.integers(0, 3),
        st.sampled_from(RECORDS),
        st.sampled_from(FIELDS),
    ),
    st.tuples(st.just("hand"), st.integers(0, 3), st.integers(0, 3), st.integers()),
    st.tuples(st.just("clone"), st.integers(0, 3), st.just(0), st.just(0)),
    st.tuples(
        st.just("clock"), st.integers(0, 3), st.integers(-(10**6), 10**6), st.just(0)
    ),
)


class School:
    """Replicas, and beside them the model of which value was seen when written."""

    def __init__(self) -> None:
        self.ledgers = []
        self.known: list[set[str]] = []
        self.replaced_by: dict[str, set[str]] = {}
        self.place: dict[str, tuple[str, str]] = {}
        self.saves: list[dict[str, str]] = []
        for _ in range(2):
            self._add(make_ledger(f"{len(self.ledgers):016x}", clock=SetClock()), set())

    def _add(self, ledger, known) -> None:
        self.ledgers.append(ledger)
        self.known.append(known)

    def living(self, known: set[str], record: str, field: str) -> set[str]:
        gone = set().union(*(self.replaced_by[value] for value in known))
        return {
            value
            for value in known
            if self.place[value] == (record, field) and value not in gone
        }

    def write(self, who: int, record: str, field: str) -> None:
        who %= len(self.ledgers)
        value = f"值{len(self.place)}"
        self.place[value] = (record, field)
        self.replaced_by[value] = self.living(self.known[who], record, field)
        self.known[who].add(value)
        self.ledgers[who].save([Edit(record, "student", None, {field: value})])

    def hand(self, source: int, target: int, seed: int) -> None:
        source, target = source % len(self.ledgers), target % len(self.ledgers)
        saves = list(saves_beyond(self.ledgers[source].db, {}))
        chance = random.Random(seed)
        some = [save for save in saves if chance.random() < 0.7]
        some += [save for save in some if chance.random() < 0.3]
        chance.shuffle(some)
        for save in some:
            self.known[target] |= {
                value for change in save.changes for value in change.written.values()
            }
        self.ledgers[target].receive(some)

    def clone(self, who: int) -> None:
        if len(self.ledgers) >= 4:
            return
        ledger = self.ledgers[who % len(self.ledgers)]
        twin = make_ledger(
            ledger.author.writer_id,
            db=ledger.db.copy(),
            clock=SetClock(ledger.clock.now()),
        )
        self._add(twin, set(self.known[who % len(self.ledgers)]))

    def clock(self, who: int, hours: int) -> None:
        self.ledgers[who % len(self.ledgers)].clock.advance(hours=hours / 100)

    def everybody_meets(self) -> None:
        everything = [
            save for ledger in self.ledgers for save in saves_beyond(ledger.db, {})
        ]
        for turn, ledger in enumerate(self.ledgers):
            shuffled = list(everything)
            random.Random(turn).shuffle(shuffled)
            ledger.receive(shuffled)

    def check(self) -> None:
        digests = {dump_digest(ledger.db) for ledger in self.ledgers}
        assert len(digests) == 1
        everything = set(self.place)
        for record in RECORDS:
            expected = {
                field: self.living(everything, record, field) for field in FIELDS
            }
            standing = defaultdict(set)
            for each in history.of_record(self.ledgers[0].db, record):
                if each.stands:
                    standing[each.field].add(each.new)
            assert {f: standing[f] for f in FIELDS} == expected
        for ledger in self.ledgers:
            assert rebuild(ledger)
            awaited = ledger.db.execute("SELECT awaited FROM record")
            assert all(row[0] == "[]" for row in awaited)


def run(steps) -> None:
    school = School()
    for verb, *rest in steps:
        if verb == "clock":
            school.clock(*rest[:2])
        elif verb == "clone":
            school.clone(rest[0])
        else:
            getattr(school, verb)(*rest)
    school.everybody_meets()
    school.check()


@given(st.lists(step, max_size=25))
def test_any_order_gives_one_state_and_keeps_every_concurrent_value(steps):
    run(steps)


def random_steps(seed: int):
    chance = random.Random(seed)
    for _ in range(20):
        verb = chance.choice(["write", "write", "write", "hand", "hand", "clone"])
        if verb == "write":
            yield verb, chance.randrange(4), chance.choice(RECORDS), "name"
        elif verb == "hand":
            yield verb, chance.randrange(4), chance.randrange(4), chance.randrange(99)
        else:
            yield verb, chance.randrange(4), 0, 0


def last_writer_wins(monkeypatch):
    settle = merge._settle

    def one_survivor(state, name, standing, values, past):
        found = {c: values.get(c) or past.value(c, name) for c in standing}
        latest = sorted(found, key=lambda c: (found[c][0], c))[-1:]
        settle(state, name, latest, values, past)

    monkeypatch.setattr(merge, "_settle", one_survivor)


def counter_ids(monkeypatch):
    def counted(clock):
        clock.count = getattr(clock, "count", 0) + 1
        return f"{clock.count:032x}"

    monkeypatch.setattr(ledger_module, "new_id", counted)


def a_dropped_pred(monkeypatch):
    change = ledger_module.Change

    def forgetful(*args, **options):
        *head, replaces = args
        fewer = {name: ids[1:] for name, ids in replaces.items()}
        return change(*head, fewer, **options)

    monkeypatch.setattr(ledger_module, "Change", forgetful)


@pytest.mark.parametrize("plant", [last_writer_wins, counter_ids, a_dropped_pred])
def test_the_property_catches_a_planted_bug(plant, monkeypatch):
    for seed in range(20):
        run(random_steps(seed))
    plant(monkeypatch)

    assert any(fails(seed) for seed in range(60))


def fails(seed: int) -> bool:
    try:
        run(random_steps(seed))
    except (AssertionError, KeyError, dbapi2.IntegrityError):
        return True
    return False


def test_the_dump_says_more_than_the_ids():
    school = School()
    school.write(0, "r0", "name")

    assert any("值0".encode() in line for line in dump_lines(school.ledgers[0].db))
