"""Holds what was released to a leader while she reads it, and lets go of it soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.services import room
from ui.desk import concern_released
from ui.room_watch import RoomWatch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.around import Around
    from ui.concern_rows import ReleasedEntry


class Released(QObject):
    """Entries of one case, read on demand; `changed` says that they came or went.

    They stay in sight no longer untouched than a room would stay open.
    """

    changed = Signal()

    def __init__(self, view: QWidget, around: Around) -> None:
        super().__init__(view)
        self._around = around
        self._case_id = ""
        self._entries: tuple[ReleasedEntry, ...] = ()
        self._watch = RoomWatch(view)
        self._watch.idle.connect(self.hide)

    def of(self, case_id: str) -> tuple[ReleasedEntry, ...]:
        """Return what is being read of a case."""
        return self._entries if case_id == self._case_id else ()

    def read(self, case_id: str) -> None:
        """Open what was released of a case; the look is written down."""
        session = self._around.session

        def done(found: tuple[tuple[ReleasedEntry, ...], int]) -> None:
            self._entries, minutes = found
            self._case_id = case_id
            self._watch.begin(minutes)
            self.changed.emit()

        self._around.thread.post(
            self,
            lambda _job: (
                concern_released.read(session, case_id),
                room.idle_minutes(session),
            ),
            done=done,
            failed=self._around.ways.explain,
        )

    def forget(self) -> None:
        """Hold nothing any more; it is read anew each time."""
        self._case_id, self._entries = "", ()
        self._watch.stop()

    def hide(self) -> None:
        """Take what is read off the screen."""
        self.forget()
        self.changed.emit()
