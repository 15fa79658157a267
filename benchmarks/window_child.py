"""The program itself in a process of its own, telling when it has come how far.

Arguments: the vault's folder, its password, and how far to go. Prints for each mark the
seconds since the parent noted the time in `STARTED`, and those of CPU; ends at once.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest

import ui.app
from ui.kit.password_field import PasswordField
from ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_STARTED = float(os.environ["STARTED"])
_LEISURE_MS = 1500


def mark(name: str) -> None:
    print(f"{name} {time.time() - _STARTED} {time.process_time()}", flush=True)


def leave() -> None:
    # What a process does when it ends is not what a person waits for.
    os._exit(0)


class Painted(QObject):
    """Calls back once the window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Any) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's
        if event.type() == QEvent.Type.Paint and self._then is not None:
            then, self._then = self._then, None
            QTimer.singleShot(0, then)
        return False


class Visit:
    """Waits at the unlock page, types a letter, and goes in when asked to."""

    def __init__(self, window: Any, password: str, end: str) -> None:
        self._window, self._password, self._end = window, password, end
        self._poll = QTimer(window)
        self._poll.setInterval(1)
        self._poll.timeout.connect(self._look)

    def on_painted(self) -> None:
        mark("painted")
        if self._end == "painted":
            leave()
        target = self._window.page.findChild(PasswordField)
        QTest.keyClick(target, "a")
        assert target.text() == "a"
        mark("usable")
        if self._end == "usable":
            leave()
        QTimer.singleShot(_LEISURE_MS, self._window, self._enter)

    def _enter(self) -> None:
        # Somebody types a password; the screens are loaded meanwhile.
        if self._window._thread.is_busy:
            QTimer.singleShot(10, self._window, self._enter)
            return
        mark("entered")
        self._window.page.unlock_requested.emit(self._password)
        self._poll.start()

    def _look(self) -> None:
        work = self._window.workspace
        if work is not None and work.page_code and not self._window._thread.is_busy:
            mark("today")
            leave()


def main() -> None:
    folder, password, end = sys.argv[1:]
    show = MainWindow.show

    def shown(window: Any) -> None:
        window.visit = Visit(window, password, end)
        window.watch = Painted(window, window.visit.on_painted)
        window.resize(1366, 698)
        show(window)

    MainWindow.show = shown  # type: ignore[method-assign]
    ui.app.run([folder])


if __name__ == "__main__":
    main()
