"""A roster of 5,000 rows from the file to the disk: read, planned, written as one save.

The peer is the path that most programs take: openpyxl, a pydantic model per row, one
flat table. It keeps no history, finds no pinyin, matches nobody and cannot be undone,
so the ratio says what all that costs.
"""

from __future__ import annotations

import tempfile
import time
from itertools import pairwise
from pathlib import Path

import openpyxl
from pydantic import BaseModel, create_model
from sqlcipher3 import dbapi2

from benchmarks.measure import heading
from benchmarks.roster import HEADINGS, ROWS, pupil, workbook
from homevisit.clock import SystemClock
from homevisit.services import roster_imports, school, vaults
from homevisit.vault import KdfParameters

PASSWORD = "一盏灯 两个人 三里路 四间屋"


def ours(folder: Path, file: Path) -> dict[str, float]:
    session = vaults.create(
        folder / "bench.homevisit",
        PASSWORD,
        vaults.Setup(
            school.Owner("周静怡"),
            {"name": "禾田镇中心学校", "system": "six_three", "stages": ["junior"]},
        ),
        clock=SystemClock(),
        kdf=KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1),
    ).session
    stamps = [time.perf_counter()]
    roster = roster_imports.read_roster(session, file)
    stamps.append(time.perf_counter())
    plan = roster_imports.try_import(session, roster)
    stamps.append(time.perf_counter())
    receipt = roster_imports.import_roster(session, roster, plan)
    stamps.append(time.perf_counter())
    session.close()
    assert receipt.counts["new"] == ROWS
    spent = [after - before for before, after in pairwise(stamps)]
    return dict(zip(("read", "plan", "backup and write"), spent, strict=True))


def peer(folder: Path, file: Path) -> float:
    row_model: type[BaseModel] = create_model(
        "Row", **{f"c{place}": (str, "") for place in range(len(HEADINGS))}
    )
    start = time.perf_counter()
    sheet = openpyxl.load_workbook(file).active
    rows = list(sheet.iter_rows(values_only=True))[1:]
    models = [
        row_model(**{f"c{place}": str(v or "") for place, v in enumerate(row)})
        for row in rows
    ]
    connection = dbapi2.connect(str(folder / "peer.db"))
    connection.execute("PRAGMA key = \"x'" + "ab" * 48 + "'\"")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    names = ",".join(f"c{place}" for place in range(len(HEADINGS)))
    connection.execute(f"CREATE TABLE student (id INTEGER PRIMARY KEY, {names})")
    marks = ",".join("?" * len(HEADINGS))
    connection.executemany(
        f"INSERT INTO student ({names}) VALUES ({marks})",
        [tuple(model.model_dump().values()) for model in models],
    )
    connection.commit()
    connection.close()
    return time.perf_counter() - start


def main() -> None:
    heading(f"Roster of {ROWS} rows × {len(HEADINGS)} columns, file to disk [wall]")
    totals, others = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            file = folder / "roster.xlsx"
            file.write_bytes(workbook([pupil(number) for number in range(ROWS)]))
            spent = ours(folder, file)
            totals.append(sum(spent.values()))
            others.append(peer(folder, file))
    parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in spent.items())
    print(f"  ours  {sorted(totals)[1]:.2f} s  (last run: {parts})")
    print(f"  peer  {sorted(others)[1]:.2f} s")
    print(f"  ratio {sorted(totals)[1] / sorted(others)[1]:.2f}")


if __name__ == "__main__":
    main()
