"""Takes back what a page did, last first, and brings it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.services import records
from homevisit.text import _

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread


class Undoing(QObject):
    """Remembers the saves of one page; `ended` says what was done with the last."""

    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, thread: SerialThread, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._session = thread, session
        self._done: list[str] = []
        self._undone: list[str] = []

    def note(self, save_id: str) -> None:
        """Remember a save that has just been made."""
        self._done.append(save_id)
        self._undone.clear()

    def forget(self) -> None:
        """Remember nothing: something else is shown."""
        # New lists: what is still being taken back belongs to the old ones.
        self._done, self._undone = [], []

    def take_back(self, save_id: str = "") -> None:
        """Take back a save, or the last one; without any nothing happens."""
        wanted = save_id or (self._done[-1] if self._done else "")
        if not wanted:
            return
        if wanted in self._done:
            self._done.remove(wanted)
        self._post(wanted, self._undone, _("Taken back."))

    def bring_again(self) -> None:
        """Bring again what was taken back last."""
        if self._undone:
            self._post(self._undone.pop(), self._done, _("Brought again."))

    def _post(self, save_id: str, onto: list[str], words: str) -> None:
        def done(undone: records.Undone) -> None:
            onto.append(undone.save_id)
            self.ended.emit(words)

        self._thread.post(
            self,
            lambda _job: records.take_back(self._session, save_id),
            done=done,
            failed=self.failed.emit,
        )
