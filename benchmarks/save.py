"""Saving one visit: the same ledger on the encrypted vault and on plain SQLite."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

from benchmarks.measure import compare, heading
from homevisit.clock import SystemClock
from homevisit.ledger.ledger import Author, Edit, Ledger
from homevisit.services.indexing import DomainIndexing
from homevisit.vault import KdfParameters, create_vault
from tests.ledger.replicas import MemoryDatabase

TEXT = "晚饭后在堂屋写作业，只有一盏顶灯。祖父说他周末手机玩到十点多。" * 3
PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "temp_store=MEMORY",
    "secure_delete=ON",
)


def visit(number: int) -> Edit:
    told = ("at_home", "at_school", "consensus", "family_situation")
    fields = dict.fromkeys(told, TEXT)
    facts = {"visit_date": "2026-11-20", "outcome": "completed", "class_id": "c"}
    return Edit(f"v{number}", "visit", "s", {**fields, **facts})


def ledger_on(db, vault=None) -> Ledger:
    sign = vault.sign if vault else (lambda link: link)
    author = Author("person", "a" * 16, sign)
    return Ledger(db, DomainIndexing(), author, SystemClock())


def main() -> None:
    heading("Save of one visit (one transaction, on disk)")
    with tempfile.TemporaryDirectory() as folder:
        made = create_vault(
            Path(folder, "bench.homevisit"),
            owner_name="周静怡",
            password="一盏灯 两个人 三里路 四间屋",
            clock=SystemClock(),
            kdf=KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1),
        )
        plain = MemoryDatabase(Path(folder, "plain.db"))
        for pragma in PRAGMAS:
            plain.execute(f"PRAGMA {pragma}").fetchall()
        ours, peer = ledger_on(made.vault.db, made.vault), ledger_on(plain)
        numbers = itertools.count()

        def save(ledger: Ledger) -> None:
            for _ in range(20):
                ledger.save([visit(next(numbers))])

        for kind in ("wall", "cpu"):
            compare(
                "20 visits: vault against plain SQLite, same pragmas",
                lambda: save(ours),
                lambda: save(peer),
                rounds=15,
                kind=kind,
            )
        made.vault.close()


if __name__ == "__main__":
    main()
