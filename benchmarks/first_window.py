"""From starting the process to the unlock page, and from the password to Today.

The peer is PySide6 with one empty `QWidget`: what no program in Python can be under.
Entering has no peer; what the key derivation takes is measured beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Series, heading
from homevisit.clock import SystemClock
from homevisit.services import records, school, vaults
from homevisit.vault import KdfParameters

ROUNDS = 9
STUDENTS = 300
PASSWORD = "一盏灯 两个人 三里路 四间屋"
KDF = KdfParameters(memory_kib=64 * 1024, passes=3, lanes=4)
_CHILD = Path(__file__).with_name("window_child.py")
_BARE = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        wall = time.time() - float(os.environ["STARTED"])
        print("painted", wall, time.process_time(), flush=True)
        os._exit(0)
app = QApplication([])
window = QWidget()
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 698)
window.show()
app.exec()
"""


Marks = dict[str, tuple[float, float]]


def start(arguments: list[str], home: str) -> Marks:
    """Run a child; return its marks: seconds since it was asked for, and of CPU."""
    environment = {**os.environ, "HOME": home, "USERPROFILE": home}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment["PYTHONPATH"] = str(_CHILD.parent.parent)
    environment["STARTED"] = str(time.time())
    command = [sys.executable, *arguments]
    made = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, timeout=60
    )
    lines = (line.split() for line in made.stdout.decode().splitlines())
    return {name: (float(wall), float(cpu)) for name, wall, cpu in lines}


def make_vault(home: str) -> Path:
    folder = Path(home, "bench.homevisit")
    setup = vaults.Setup(school.Owner("周静怡"), {"name": "禾田镇中心学校"})
    clock = SystemClock()
    made = vaults.create(folder, PASSWORD, setup, clock=clock, kdf=KDF).session
    edits = []
    for number in range(STUDENTS):
        values = {"name": f"江予{chr(0x4E00 + number)}", "roll_status": "enrolled"}
        edits.append(records.edit("student", values))
    records.save(made, edits)
    made.close()
    return folder


def put(series: Series, later: tuple[float, float], begun: Marks, name: str) -> None:
    wall, cpu = begun.get(name, (0.0, 0.0))
    series.wall.append(later[0] - wall)
    series.cpu.append(later[1] - cpu)


def main() -> None:
    names = ("bare", "painted", "usable", "today", "kdf")
    series = {name: Series() for name in names}
    with tempfile.TemporaryDirectory() as home:
        vault = str(make_vault(home))
        start([str(_CHILD), vault, PASSWORD, "today"], home)
        for _ in range(ROUNDS):
            first = start([str(_CHILD), vault, PASSWORD, "usable"], home)
            bare = start(["-c", _BARE], home)
            whole = start([str(_CHILD), vault, PASSWORD, "today"], home)
            put(series["bare"], bare["painted"], bare, "")
            put(series["painted"], first["painted"], first, "")
            put(series["usable"], first["usable"], first, "")
            put(series["today"], whole["today"], whole, "entered")
            series["kdf"].add(lambda: KDF.derive(PASSWORD.encode(), bytes(16)))
    tell(series)


def tell(series: dict[str, Series]) -> None:
    for kind in ("wall", "cpu"):
        heading(f"Process start to first paint and to a typed letter ({kind})")
        print(f"  bare PySide6, painted   {series['bare'].line(kind)}")
        print(f"  unlock page, painted    {series['painted'].line(kind)}")
        print(f"  unlock page, usable     {series['usable'].line(kind)}")
        bare = series["bare"].median(kind)
        for name in ("painted", "usable"):
            ratio = series[name].median(kind) / bare
            print(f"  ratio, {name:<16} {ratio:9.2f}")
        print(f"\nPassword to Today, its page filled, {STUDENTS} students ({kind})")
        print(f"  whole                   {series['today'].line(kind)}")
        print(f"  Argon2id alone          {series['kdf'].line(kind)}")
        rest = series["today"].median(kind) - series["kdf"].median(kind)
        print(f"  the rest                {1000 * rest:9.2f} ms")


if __name__ == "__main__":
    main()
