"""How long one has to wait after wrong passwords, however often the page is redrawn."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer

_FREE_TRIES = 3
_FIRST_WAIT = 5
_LONGEST_WAIT = 60


class Patience:
    """Counts mistakes of this run of the program; the third costs the first seconds."""

    def __init__(self) -> None:
        self._mistakes = 0
        self._until = QDeadlineTimer(0)

    @property
    def seconds(self) -> int:
        """How many seconds are left to wait."""
        return -(-max(0, self._until.remainingTime()) // 1000)

    def note_mistake(self) -> None:
        self._mistakes += 1
        extra = self._mistakes - _FREE_TRIES
        if extra >= 0:
            wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(extra, 10))
            self._until.setRemainingTime(wait * 1000)

    def forget(self) -> None:
        """Start over: somebody knew the password."""
        self._mistakes = 0
        self._until.setRemainingTime(0)
