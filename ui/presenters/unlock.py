"""Trying a password: on the vault's thread, with a growing wait after mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from homevisit.errors import Problem
from homevisit.text import _
from ui import late

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.settings import RecentVault
    from ui.serial_thread import SerialThread

_FREE_TRIES = 3
_FIRST_WAIT = 5
_LONGEST_WAIT = 60
_OLDER = "went_back_in_time"
_WRONG = frozenset({"wrong_password", "wrong_recovery_code"})


class UnlockPresenter(QObject):
    """Opens the chosen vault; `entered` carries it, `defect` what nobody foresaw."""

    entered = Signal(object)
    defect = Signal(object)

    def __init__(self, view: Any, thread: SerialThread, clock: Clock) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._clock = view, thread, clock
        self._vault: RecentVault | None = None
        self._mistakes = 0
        self._wait = 0
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._on_tick)
        view.vault_chosen.connect(self._on_vault_chosen)
        view.unlock_requested.connect(self.unlock)
        view.older_accepted.connect(
            lambda password: self.unlock(password, accept_older=True)
        )

    def warm_up(self) -> None:
        """Load the services where nobody waits for them."""
        self._thread.post(self, lambda _job: late.gate())

    def unlock(self, password: str, *, accept_older: bool = False) -> None:
        """Try a password; `accept_older` opens records that went back in time."""
        if self._vault is None or self._wait:
            return
        folder = self._vault.folder
        self._view.show_error("")
        self._view.show_busy(True)
        self._thread.post(
            self,
            lambda _job: late.gate().enter(
                folder, password, self._clock, accept_older=accept_older
            ),
            done=self._on_entered,
            failed=self._on_failed,
        )

    def _on_vault_chosen(self, vault: RecentVault | None) -> None:
        self._vault = vault
        self._view.show_error("")

    def _on_entered(self, entered: object) -> None:
        self._view.clear_password()
        self._view.show_busy(False)
        self._mistakes = 0
        self.entered.emit(entered)

    def _on_failed(self, error: BaseException) -> None:
        self._view.show_busy(False)
        if not isinstance(error, Problem):
            self._view.show_error(_("Something went wrong that should not have."))
            self.defect.emit(error)
            return
        self._view.show_error(str(error.explain()))
        self._view.offer_older(error.code == _OLDER)
        if error.code in _WRONG:
            self._on_mistake()

    def _on_mistake(self) -> None:
        self._mistakes += 1
        extra = self._mistakes - _FREE_TRIES
        if extra >= 0:
            self._wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2**extra)
            self._view.show_wait(self._wait)
            self._ticks.start()

    def _on_tick(self) -> None:
        self._wait = max(0, self._wait - 1)
        self._view.show_wait(self._wait)
        if not self._wait:
            self._ticks.stop()
            self._view.show_error("")
