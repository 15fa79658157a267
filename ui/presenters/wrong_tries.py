"""Waiting after wrong passwords: none for the first, then longer each time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_FREE_TRIES = 3
_FIRST_WAIT = 5
_LONGEST_WAIT = 60


class WrongTries(QObject):
    """Counts mistakes; `waits` says every second how long it still takes, then 0."""

    waits = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._mistakes = 0
        self.seconds = 0
        """How long until the next try; 0 lets it be tried."""
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._on_tick)

    def note(self) -> None:
        """Count a mistake, and begin to wait after the third."""
        self._mistakes += 1
        extra = self._mistakes - _FREE_TRIES
        if extra >= 0:
            self.seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 2**extra)
            self._ticks.start()
            self.waits.emit(self.seconds)

    def forget(self) -> None:
        """Begin anew after a right password."""
        self._mistakes = 0

    def _on_tick(self) -> None:
        self.seconds = max(0, self.seconds - 1)
        if not self.seconds:
            self._ticks.stop()
        self.waits.emit(self.seconds)
