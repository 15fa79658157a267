"""When to save what is being typed: soon after the first unsaved key, again and again.

The timer starts with the first change after a save and is not pushed on by further
keys, so that somebody who types without a pause is saved as often as anybody else.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

DELAY_MS = 1500


class Autosave(QObject):
    """Emits `due` at most `DELAY_MS` after a change, and at once when asked."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._on_due)
        self._is_dirty = False

    @property
    def is_dirty(self) -> bool:
        """Whether something changed since the last `due`."""
        return self._is_dirty

    def note_change(self) -> None:
        self._is_dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def save_now(self) -> None:
        """Emit `due` now if something changed."""
        self._timer.stop()
        if self._is_dirty:
            self._on_due()

    def forget(self) -> None:
        """Drop what changed: it no longer matters, such as after finalising."""
        self._timer.stop()
        self._is_dirty = False

    def _on_due(self) -> None:
        self._is_dirty = False
        self.due.emit()
