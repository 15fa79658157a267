"""A process of its own that opens a vault and types into a visit form without a pause.

Prints one line per letter, so that whoever kills it knows what was typed by then.
"""

import os
import sys
from itertools import count
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from homevisit.clock import SystemClock
from homevisit.settings import SettingsFile
from ui.appearance import Appearance
from ui.desk import gate
from ui.device import Device
from ui.serial_thread import SerialThread
from ui.workspace import Workspace

EVERY_MS = 50


class Typist(QObject):
    def __init__(self, workspace):
        super().__init__()
        self._field = workspace.page("visit").view._body._answers["at_home"].widget
        self._numbers = count(1)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.type_one)
        self._timer.start(EVERY_MS)

    def type_one(self):
        number = next(self._numbers)
        QTest.keyClicks(self._field, f"{number} ")
        print(number, flush=True)


def main(folder, password):
    app = QApplication([])
    look = Appearance(app)
    look.use()
    thread = SerialThread("vault")
    held = []
    device = Device(SettingsFile(Path(folder).parent / "settings"), SystemClock())

    def show(entered):
        workspace = Workspace(look, thread, entered, device)
        workspace.show()
        workspace.start()
        held.append(workspace)
        workspace.page("visit").presenter.shown.connect(
            lambda _form: held.append(Typist(workspace))
        )
        workspace.go_to_place("students")
        workspace.page("students").presenter.total_known.connect(
            lambda _total: begin(workspace)
        )

    def begin(workspace):
        QTimer.singleShot(
            300,
            lambda: workspace.ways.begin_visit(
                workspace.page("students").view.current_id()
            ),
        )

    work = lambda _job: gate.enter(folder, password, SystemClock())  # noqa: E731  posted
    thread.post(app, work, done=show)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
