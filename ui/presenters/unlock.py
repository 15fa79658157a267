"""Trying a password: on the vault's thread, with a growing wait after mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from homevisit.errors import Problem
from homevisit.text import _
from ui import late
from ui.long_work import WorkCancelled
from ui.patience import Patience
from ui.telling import telling

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from ui.serial_thread import Job, SerialThread
    from ui.vault_rows import VaultChoice

_OLDER = "went_back_in_time"
_OPEN_HERE = "vault_open_here"
_WRONG = frozenset({"wrong_password", "wrong_recovery_code"})
_TICK_MS = 500


class UnlockPresenter(QObject):
    """Opens the chosen vault; `entered` carries it, `defect` what nobody foresaw."""

    entered = Signal(object)
    defect = Signal(object)

    def __init__(
        self,
        view: Any,  # noqa: ANN401  any view of this shape
        thread: SerialThread,
        clock: Clock,
        patience: Patience | None = None,
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._clock = view, thread, clock
        self._form = view.form
        self._patience = patience or Patience()
        self._vault: VaultChoice | None = None
        self._job: Job | None = None
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._on_tick)
        view.vault_chosen.connect(self._on_vault_chosen)
        view.unlock_requested.connect(self.unlock)
        self._form.reset_requested.connect(lambda: self._make(then=None))
        self._form.task.cancel_requested.connect(self._on_cancel)
        self._form.older_accepted.connect(
            lambda password: self.unlock(password, accept_older=True)
        )
        app = QCoreApplication.instance()
        if app is not None:
            # Nothing waits for an invented school when the window is closed.
            app.aboutToQuit.connect(self._on_cancel)

    def warm_up(self) -> None:
        """Load the services, then all screens, where nobody waits for them."""
        self._thread.post(self, lambda _job: late.gate())
        self._thread.post(self, lambda _job: late.workspace())

    def unlock(self, password: str, *, accept_older: bool = False) -> None:
        """Try a password; `accept_older` opens records that went back in time."""
        vault = self._vault
        if vault is None or self._patience.seconds:
            return
        if not vault.is_there and vault.is_practice:
            self._make(then=password)
            return
        self._form.show_error("")
        self._form.show_busy(True)
        self._thread.post(
            self,
            lambda _job: late.gate().enter(
                vault.folder, password, self._clock, accept_older=accept_older
            ),
            done=self._on_entered,
            failed=self._on_failed,
        )

    def _make(self, then: str | None) -> None:
        """Build the practice vault; with `then`, a password, open it afterwards."""
        vault = self._vault
        if vault is None or not vault.is_practice:
            return
        self._form.show_error("")
        self._form.show_making(_("Building the invented school"))
        self._job = self._thread.post(
            self,
            lambda job: late.practice().make(vault.folder, self._clock, telling(job)),
            done=lambda _folder: self._on_made(then),
            failed=self._on_not_made,
        )
        self._job.progressed = self._form.task.show_progress

    def _on_made(self, then: str | None) -> None:
        self._job = None
        self._form.show_making("")
        if self._vault is not None:
            self._vault = replace(self._vault, is_there=True)
            self._form.show_vault(self._vault)
        if then is not None:
            self.unlock(then)
        else:
            self._form.show_note(_("The practice vault is as on its first day."))

    def _on_not_made(self, error: BaseException) -> None:
        self._job = None
        self._form.show_making("")
        if isinstance(error, WorkCancelled):
            self._form.show_note(_("Cancelled; nothing was left behind."))
        else:
            self._on_failed(error)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_vault_chosen(self, vault: VaultChoice | None) -> None:
        self._vault = vault
        self._form.show_error("")
        self._on_tick()

    def _on_entered(self, entered: object) -> None:
        self._form.password.clear()
        self._form.show_busy(False)
        self._patience.forget()
        self.entered.emit(entered)

    def _on_failed(self, error: BaseException) -> None:
        self._form.show_busy(False)
        if not isinstance(error, Problem):
            self._form.show_error(_("Something went wrong that should not have."))
            self.defect.emit(error)
            return
        self._form.show_error(str(error.explain()))
        self._form.older.setVisible(error.code == _OLDER)
        if error.code in _WRONG:
            self._patience.note_mistake()
            self._on_tick()
        if error.code == _OPEN_HERE and self._vault is not None:
            folder = self._vault.folder
            self._thread.post(self, lambda _job: late.gate().knock(folder))

    def _on_tick(self) -> None:
        """Count down under the field while there is something to wait for."""
        left = self._patience.seconds
        if left:
            self._form.show_wait(left)
            self._ticks.start()
        elif self._ticks.isActive():
            self._ticks.stop()
            self._form.show_wait(0)
