"""Trying the password that leads out of guardian mode, on the vault's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import passwords
from ui.defects import defect_explanation
from ui.presenters.wrong_tries import WrongTries

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.kit.hand_back import HandBack
    from ui.serial_thread import SerialThread


class HandBackPresenter(QObject):
    """Feeds one `HandBack` after the other; mistakes are remembered between them."""

    opened = Signal()

    def __init__(self, thread: SerialThread, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._session = thread, session
        self._back: HandBack | None = None
        self.tries = WrongTries(self)
        self.tries.waits.connect(self._on_waits)

    def begin(self, back: HandBack) -> None:
        self._back = back
        back.tried.connect(self._on_tried)
        if self.tries.seconds:
            back.show_wait(self.tries.seconds)

    def end(self) -> None:
        self._back = None

    def _on_tried(self, password: str) -> None:
        if self._back is None or self.tries.seconds:
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
            self.tries.forget()
            self.opened.emit()
            return
        self._back.show_wrong()
        self.tries.note()

    def _on_failed(self, error: BaseException) -> None:
        if self._back is not None:
            self._back.show_error(said_of(error))

    def _on_waits(self, seconds: int) -> None:
        if self._back is not None:
            self._back.show_wait(seconds)


def said_of(error: BaseException) -> str:
    """Return a problem in its sentences; of a defect only that there was one."""
    said = error.explain() if isinstance(error, Problem) else defect_explanation()
    return str(said)
