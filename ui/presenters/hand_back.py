"""Trying the password that leads out of guardian mode, on the vault's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from homevisit.errors import Problem
from homevisit.services import passwords
from ui.defects import defect_explanation
from ui.patience import Patience

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.kit.hand_back import HandBack
    from ui.serial_thread import SerialThread

_TICK_MS = 500


class HandBackPresenter(QObject):
    """Feeds one `HandBack` after the other; mistakes are remembered between them."""

    opened = Signal()

    def __init__(self, thread: SerialThread, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._session = thread, session
        self._back: HandBack | None = None
        self._patience = Patience()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._on_tick)

    def begin(self, back: HandBack) -> None:
        self._back = back
        back.tried.connect(self._on_tried)
        if self._patience.seconds:
            self._on_tick()

    def end(self) -> None:
        self._back = None

    def _on_tried(self, password: str) -> None:
        if self._back is None or self._patience.seconds:
            return
        self._back.show_checking()
        self._thread.post(
            self,
            lambda _job: passwords.is_mine(self._session, password),
            done=self._on_checked,
            failed=self._on_failed,
        )

    def _on_checked(self, is_right: bool) -> None:
        if self._back is None:
            return
        if is_right:
            self._patience.forget()
            self.opened.emit()
            return
        self._back.show_wrong()
        self._patience.note_mistake()
        if self._patience.seconds:
            self._on_tick()

    def _on_failed(self, error: BaseException) -> None:
        if self._back is not None:
            self._back.show_error(said_of(error))

    def _on_tick(self) -> None:
        """Count down beside the field while there is something to wait for."""
        left = self._patience.seconds
        if left:
            self._ticks.start()
        else:
            self._ticks.stop()
        if self._back is not None:
            self._back.show_wait(left)


def said_of(error: BaseException) -> str:
    """Return a problem in its sentences; of a defect only that there was one."""
    said = error.explain() if isinstance(error, Problem) else defect_explanation()
    return str(said)
