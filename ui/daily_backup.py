"""Makes the day's backup by itself, while nobody types and nothing else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from homevisit.services import backups
from ui.long_work import WorkCancelled
from ui.telling import telling

if TYPE_CHECKING:
    from ui.around import Around
    from ui.serial_thread import Job

REST_MS = 20_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class DailyBackup(QObject):
    """Twenty seconds of rest begin it, any touch ends it; it is then begun anew later.

    After it was made, or failed with a reason that was told, it rests until the next
    unlocking. Nothing is said of one that was made: that is how it should be.
    """

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._job: Job | None = None
        self._is_over = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rested)

    def start(self) -> None:
        """Wait for the first rest."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._rest.start()

    def stop(self) -> None:
        """Leave off: the vault is about to be closed."""
        job = self._job
        self._end()
        if job is not None:
            job.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and not self._is_over:
            self._rest.start()
            if self._job is not None:
                self._job.cancel()
        return super().eventFilter(watched, event)

    def _on_rested(self) -> None:
        around = self._around
        if self._job is not None or around.work.is_running or around.thread.is_busy:
            self._rest.start()
            return
        self._job = around.thread.post(
            self,
            lambda job: backups.make_daily(around.session, telling(job)),
            done=lambda _made: self._end(),
            failed=self._on_failed,
        )

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, WorkCancelled):
            if not self._is_over:
                self._rest.start()
            return
        self._end()
        self._around.ways.explain(error)

    def _end(self) -> None:
        """Listen to no more keys: each would cost a little."""
        self._job = None
        self._is_over = True
        self._rest.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
