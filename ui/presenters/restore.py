"""Restoring: find backups, look into one, make a vault of it, and let her choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal

from homevisit.text import _
from ui.desk import restores
from ui.desk.restores import Secret
from ui.long_work import WorkCancelled
from ui.presenters.entrance import EntrancePresenter
from ui.telling import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.clock import Clock
    from homevisit.services.session import Session
    from ui.backup_rows import BackupRow, Sight
    from ui.desk.gate import Entered
    from ui.serial_thread import Job, SerialThread


class RestorePresenter(EntrancePresenter):
    """Feeds a `RestoreView`; `present` is the vault in use, to compare with.

    `opened` carries the restored vault as soon as it is open; `entered` follows when
    somebody wants to go on with it, `given_up` when not, and it is then closed.
    """

    looked = Signal()

    def __init__(
        self,
        view: Any,  # noqa: ANN401  any view of this shape
        thread: SerialThread,
        clock: Clock,
        present: Session | None = None,
    ) -> None:
        super().__init__(view, thread, clock)
        self._present = present
        self._job: Job | None = None
        view.folder_chosen.connect(self.look_in)
        view.look_requested.connect(self._on_look)
        view.restore_requested.connect(self._on_restore)
        view.cancelled.connect(self._on_cancel)
        view.given_up.connect(self.let_go)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._on_cancel)

    def show_known(self, vaults: Sequence[str], chosen: str = "") -> None:
        """List the backups inside these vaults; `chosen` may name one elsewhere."""

        def read() -> tuple[BackupRow, ...]:
            rows = {row.folder: row for row in restores.of_vaults(vaults)}
            if chosen and chosen not in rows:
                rows |= {row.folder: row for row in restores.find(chosen)}
            return tuple(rows.values())

        def show(rows: tuple[BackupRow, ...]) -> None:
            self._view.show_rows(rows, chosen)
            self._view.start()
            self.looked.emit()

        self._thread.post(self, lambda _job: read(), done=show)

    def look_in(self, folder: str) -> None:
        """List the backups that lie in a folder or on a stick."""
        self._thread.post(
            self,
            lambda _job: restores.find(folder),
            done=self._on_found,
            failed=self._on_failed,
        )

    def let_go(self) -> None:
        """Close the restored vault, where there is one that nobody goes on with."""
        entered, self._entered = self._entered, None
        if entered is not None:
            self._thread.post(self, lambda _job: entered.session.close())

    def _on_found(self, rows: tuple[BackupRow, ...]) -> None:
        self._view.show_rows(rows)
        self._view.focus_first()

    def _secret(self) -> Secret:
        key = self._view.key
        new = key.new_password.password if key.is_code else ""
        return Secret(key.text, new)

    def _on_look(self) -> None:
        folder, secret = self._view.which.folder, self._secret()
        self._view.show_busy(_("Looking into a copy…"))
        self._thread.post(
            self,
            lambda _job: restores.look(folder, secret, self._clock, self._present),
            done=self._on_seen,
            failed=self._on_failed,
        )

    def _on_seen(self, sight: Sight) -> None:
        self._view.show_busy()
        self._view.show_sight(sight)

    def _on_restore(self) -> None:
        view, secret = self._view, self._secret()
        folder, into = view.which.folder, view.sight.into
        view.show_busy(_("Restoring…"), can_cancel=True)
        self._job = self._thread.post(
            self,
            lambda job: restores.restore(
                folder, into, secret, self._clock, telling(job)
            ),
            done=self._on_restored,
            failed=self._on_failed,
        )
        self._job.progressed = view.task.show_progress

    def _on_restored(self, entered: Entered) -> None:
        self._job = None
        self._entered = entered
        self._view.show_busy()
        self.opened.emit(entered)
        self._view.show_restored(entered.folder, entered.code)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self._view.show_busy()
        if isinstance(error, WorkCancelled):
            self._view.show_error(_("Cancelled; nothing was left behind."))
            return
        self.show_problem(error)
