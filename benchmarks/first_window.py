"""From starting the process to the first paint: the unlock page, and a bare window.

The peer is PySide6 with one empty `QWidget`: what no program in Python can be under.
Then from the password to the students list, minus what the key derivation takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Series, heading

ROUNDS = 9
_BARE = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QApplication.exit()
        return False
app = QApplication([])
window = QWidget()
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 698)
window.show()
app.exec()
"""
_OURS = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
import ui.app
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QApplication.exit()
        return False
shown = ui.app.MainWindow.show
def show(window):
    window.watch = Watch()
    window.installEventFilter(window.watch)
    window.resize(1366, 698)
    shown(window)
ui.app.MainWindow.show = show
sys.exit(ui.app.run([]))
"""


def start(code: str, home: str) -> None:
    environment = {**os.environ, "HOME": home, "USERPROFILE": home}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def main() -> None:
    heading("Process start to first paint (whole process, wall)")
    ours, bare = Series(), Series()
    with tempfile.TemporaryDirectory() as home:
        start(_OURS, home)
        start(_BARE, home)
        for _ in range(ROUNDS):
            ours.add(lambda: start(_OURS, home))
            bare.add(lambda: start(_BARE, home))
    print(f"  unlock page    {ours.line('wall')}")
    print(f"  bare PySide6   {bare.line('wall')}")
    print(f"  ratio {ours.median('wall') / bare.median('wall'):9.2f}")
    unlock_to_students()


def unlock_to_students() -> None:
    from homevisit.clock import SystemClock
    from homevisit.services import school, students, vaults
    from homevisit.services.students import StudentQuery
    from homevisit.vault import KdfParameters

    password = "一盏灯 两个人 三里路 四间屋"
    least = KdfParameters(memory_kib=64 * 1024, passes=3, lanes=4)
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "bench.homevisit")
        setup = vaults.Setup(school.Owner("周静怡"), {"name": "禾田镇中心学校"})
        made = vaults.create(folder, password, setup, clock=clock, kdf=least).session
        for number in range(300):
            students.add_student(made, {"name": f"江予{chr(0x4E00 + number)}"})
        made.close()
        whole, derived = Series(), Series()

        def to_the_list() -> None:
            session = vaults.unlock(folder, password, clock=clock)
            ids = students.find_ids(session, StudentQuery())
            assert len(students.rows(session, ids[:40])) == 40
            session.close()

        for _ in range(ROUNDS):
            whole.add(to_the_list)
            derived.add(lambda: least.derive(password.encode(), bytes(16)))
    print("\nPassword to the first page of 300 students")
    print(f"  whole          {whole.line('wall')}")
    print(f"  Argon2id alone {derived.line('wall')}")
    rest = 1000 * (whole.median("wall") - derived.median("wall"))
    print(f"  the rest       {rest:9.2f} ms")


if __name__ == "__main__":
    main()
