"""Opens the counselling room with the password, and closes it when nobody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from homevisit.services import room
from ui.desk import care_room
from ui.privacy import forget_copied
from ui.room_watch import RoomWatch, is_inside_room

if TYPE_CHECKING:
    from homevisit.errors import Problem
    from homevisit.services.session import Session
    from ui.desk.care_room import RoomState
    from ui.screens.care_board import CareBoardView
    from ui.serial_thread import SerialThread


class RoomKeeper(QObject):
    """`known` tells how the room stands; `opened` and `closing` frame its being open.

    Between `closing` and the closing itself everything unsaved reaches the vault.
    """

    known = Signal(object)
    opened = Signal()
    closing = Signal()
    problem = Signal(object)

    def __init__(
        self, view: CareBoardView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self.is_open = False
        self.watch = RoomWatch(view)
        self.watch.idle.connect(self.close)
        self._has_copied = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)
        view.door.opened.connect(self.open)
        view.lock_wanted.connect(self.close)

    def ask(self) -> None:
        """Find out whether there is a room, and whose vault this is."""
        self._thread.post(
            self,
            lambda _job: care_room.read_state(self._session),
            done=self._on_known,
            key="room state",
        )

    def open(self, password: str) -> None:
        """Open the room, or make it where there is none."""
        self._view.door.show_error("")
        self._view.door.show_busy(True)
        self._thread.post(
            self,
            lambda _job: care_room.enter(self._session, password),
            done=self._on_opened,
            failed=self._on_refused,
        )

    def close(self) -> None:
        """Close the room; what was typed is in it before."""
        if not self.is_open:
            return
        self.closing.emit()
        self.note_closed()
        self._thread.post(
            self,
            lambda _job: room.close_room(self._session),
            done=self._on_closed,
            failed=self.problem.emit,
        )

    def note_closed(self) -> None:
        """Learn that another page closed the room, or that its file is closed."""
        self.is_open = False
        self.watch.stop()
        if self._has_copied:
            self._has_copied = False
            forget_copied(QGuiApplication.clipboard())

    def _on_copied(self) -> None:
        """Note whether what is copied now was copied from a page of the room."""
        touched = QApplication.focusWidget()
        self._has_copied = self.is_open and (
            self._view.isVisible() or (touched is not None and is_inside_room(touched))
        )

    def _on_closed(self, backup_problem: Problem | None) -> None:
        if backup_problem is not None:
            self.problem.emit(backup_problem)

    def _on_known(self, state: RoomState) -> None:
        self.is_open = state.is_open
        self.known.emit(state)

    def _on_opened(self, state: RoomState) -> None:
        self._view.door.clear()
        self._view.door.show_busy(False)
        self.is_open = True
        self.watch.begin(state.idle_minutes)
        for warning in state.warnings:
            self.problem.emit(warning)
        self.opened.emit()

    def _on_refused(self, error: BaseException) -> None:
        self._view.door.show_busy(False)
        if isinstance(error, room.WrongPasswordError):
            self._view.door.show_error(error.explain().what)
        else:
            self.problem.emit(error)
