"""Kill a process that saves, over and over, and look at what is left of its vault."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from homevisit.clock import SystemClock
from homevisit.ledger.ledger import Author, Edit, Ledger
from homevisit.ledger.record_rows import read_row
from homevisit.vault import KdfParameters, create_vault, open_vault
from tests.ledger.replicas import ToyIndexing

PASSWORD = "一盏灯 两个人 三里路 四间屋"
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)
FIELDS = 20
_WORDS = "晚饭后在堂屋写作业，只有一盏顶灯。祖父说他周末手机玩到十点多。" * 4


@dataclass
class Outcome:
    """What the kills met: how many fell inside a transaction, how many were acked."""

    kills: int = 0
    inside: int = 0
    acknowledged: int = 0
    durable_unacknowledged: int = 0


def ledger_of(vault, clock) -> Ledger:
    author = Author("person", vault.writer_id, vault.sign)
    return Ledger(vault.db, ToyIndexing(), author, clock)


def make(folder: Path) -> None:
    made = create_vault(
        folder,
        owner_name="周静怡",
        password=PASSWORD,
        clock=SystemClock(),
        kdf=CHEAP,
    )
    made.vault.close()


class _Telling:
    """Writes a byte when a transaction begins and when it has ended."""

    def __init__(self, db, pipe: int) -> None:
        self._db = db
        self._pipe = pipe

    def __getattr__(self, name):
        return getattr(self._db, name)

    def transaction(self):
        telling = self

        class Told:
            def __enter__(self):
                os.write(telling._pipe, b"(")
                self.inner = telling._db.transaction()
                return self.inner.__enter__()

            def __exit__(self, *error):
                ended = self.inner.__exit__(*error)
                os.write(telling._pipe, b")")
                return ended

        return Told()


def save_until_killed(folder: str, start: int, pipe: int) -> None:
    clock = SystemClock()
    vault = open_vault(Path(folder), PASSWORD, clock=clock)
    ledger = ledger_of(vault, clock)
    ledger.db = _Telling(vault.db, pipe)
    os.write(pipe, b"!")
    for number in range(start, start + 10_000):
        values = {f"f{each}": f"{number} {_WORDS}" for each in range(FIELDS)}
        ledger.save(
            [
                Edit(f"visit-{number}", "visit", "s", {"text": _WORDS, **values}),
                Edit("profile", "student", "profile", {"name": f"学生{number}"}),
            ]
        )


def campaign(folder: Path, kills: int, seed: int = 1) -> Outcome:
    """Kill `kills` processes at random moments; raise where anything was lost."""
    make(folder)
    chance = random.Random(seed)
    seconds, told = _measured_save(folder)
    saved = _check(folder, 0, told.count(b")"))
    outcome = Outcome()
    for _ in range(kills):
        told = _one_life(folder, saved, chance, seconds)
        outcome.kills += 1
        outcome.inside += told.count(b"(") > told.count(b")")
        acknowledged = told.count(b")")
        outcome.acknowledged += acknowledged
        found = _check(folder, saved, acknowledged)
        outcome.durable_unacknowledged += found - saved - acknowledged
        saved = found
    return outcome


class _Life:
    """One process that saves, and the bytes by which it tells where it is."""

    def __init__(self, folder: Path, start: int) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, write_end = os.pipe()
        self._child = context.Process(
            target=save_until_killed, args=(str(folder), start, write_end)
        )
        self._child.start()
        os.close(write_end)
        self.told = b""
        self.wait_for(b"!", 1)

    def wait_for(self, sign: bytes, times: int) -> None:
        while self.told.count(sign) < times:
            more = os.read(self._pipe, 1)
            assert more, "the saving process ended by itself"
            self.told += more

    def kill(self) -> bytes:
        os.kill(self._child.pid, signal.SIGKILL)
        self._child.join()
        while more := os.read(self._pipe, 65536):
            self.told += more
        os.close(self._pipe)
        return self.told


def _measured_save(folder: Path) -> tuple[float, bytes]:
    """Return how many seconds a save takes on this machine now."""
    life = _Life(folder, 0)
    life.wait_for(b")", 3)
    start = time.perf_counter()
    life.wait_for(b")", 9)
    seconds = (time.perf_counter() - start) / 6
    return seconds, life.kill()


def _one_life(folder: Path, start: int, chance: random.Random, seconds: float) -> bytes:
    """Kill a saver at a moment spread evenly over its second to fourth save."""
    life = _Life(folder, start)
    life.wait_for(b"(", chance.randint(2, 4))
    time.sleep(chance.uniform(0, 1.2 * seconds))
    return life.kill()


def _check(folder: Path, before: int, acknowledged: int) -> int:
    """Open the vault as the next start would; return how many saves it holds."""
    clock = SystemClock()
    vault = open_vault(folder, PASSWORD, clock=clock)
    try:
        found = _whole_saves(ledger_of(vault, clock))
        assert found >= before + acknowledged, "an acknowledged save is gone"
        assert found <= before + acknowledged + 1, "more saves than were begun"
        if found % 7 == 0:
            assert vault.verify(deep=True).is_sound
    finally:
        vault.close()
    return found


def _whole_saves(ledger: Ledger) -> int:
    number = ledger.head()[0]
    for each in range(max(0, number - 3), number):
        row = read_row(ledger.db, f"visit-{each}")
        assert row is not None
        assert len(row.values) == FIELDS + 1
    if number:
        profile = read_row(ledger.db, "profile")
        assert profile.values["name"] == f"学生{number - 1}"
    return number
