"""Lets the vault settle when nothing has been asked of it for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread

REST_MS = 2000


class Settling(QObject):
    """Two seconds after the last work empties the journal and renews the beat.

    Without it a copy of the vault could not be told from an older one until it is
    locked, and a power cut would leave a long journal.
    """

    def __init__(self, parent: QObject, thread: SerialThread, session: Session) -> None:
        super().__init__(parent)
        self._thread, self._session = thread, session
        self._is_settling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._settle)
        thread.busy_changed.connect(self._on_busy)

    def stop(self) -> None:
        """Settle no more: the vault is about to be closed."""
        self._timer.stop()
        self._thread.busy_changed.disconnect(self._on_busy)

    def _on_busy(self, is_busy: bool) -> None:
        if is_busy:
            self._timer.stop()
        elif not self._is_settling:
            self._timer.start()

    def _settle(self) -> None:
        self._is_settling = True
        self._thread.post(
            self,
            lambda _job: self._session.vault.settle(),
            done=lambda _none: self._on_settled(),
            failed=self._on_failed,
        )

    def _on_settled(self) -> None:
        self._is_settling = False

    def _on_failed(self, error: BaseException) -> None:
        self._is_settling = False
        self._thread.error_raised.emit(error)
