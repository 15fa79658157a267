"""The pages before a vault is open, and the ways between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from homevisit.text import _, current_language, use_language
from ui import late
from ui.kit.file_choice import ask_for_folder
from ui.patience import Patience
from ui.presenters.unlock import UnlockPresenter
from ui.screens.unlock import UnlockView

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.device import Device
    from ui.serial_thread import SerialThread

_WARM_UP_MS = 150
_OF_BACKUPS = "manifest"


class FrontDoor(QObject):
    """Makes each page when it is needed and asks for it to be shown.

    `opened` comes as soon as a vault is open, `entered` when it may be shown.
    """

    page_made = Signal(object)
    opened = Signal(object)
    entered = Signal(object)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(
        self, look: Appearance, device: Device, thread: SerialThread, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._device, self._thread = look, device, thread
        self._window = parent
        self._view: UnlockView | None = None
        self._patience = Patience()
        self._said: dict[str, Any] = {}

    def show_unlock(self) -> None:
        """Show the unlock page with the vaults of this computer."""
        view = UnlockView(self._look)
        clock = self._device.clock
        presenter = UnlockPresenter(view, self._thread, clock, self._patience)
        presenter.entered.connect(self.opened)
        presenter.entered.connect(self.entered)
        view.open_other_requested.connect(self._on_open_other)
        view.create_requested.connect(lambda: self._show_entrance("create"))
        view.restore_requested.connect(lambda: self._show_entrance("restore"))
        view.recovery_requested.connect(lambda: self._show_entrance("recover"))
        view.language_requested.connect(self._on_language)
        view.theme_requested.connect(self._on_theme)
        view.text_size_requested.connect(self._on_text_size)
        self._view = view
        self.page_made.emit(view)
        view.show_vaults(self._device.vaults())
        if self._device.problem is not None:
            view.form.show_error(str(self._device.problem.explain()))
        QTimer.singleShot(_WARM_UP_MS, presenter, presenter.warm_up)

    def _show_entrance(self, which: str, folder: str = "") -> None:
        entrance = late.entrance()
        make: Callable[..., Any] = getattr(entrance, f"make_{which}")
        given = (self._look, self._thread, self._device)
        view, presenter = make(*given, folder) if folder else make(*given)
        presenter.opened.connect(self.opened)
        presenter.entered.connect(self.entered)
        if which == "create":
            view.people.fill(self._said)
            presenter.given_up.connect(lambda: self._keep(view.people.answers()))
        presenter.given_up.connect(self.show_unlock)
        self.page_made.emit(view)
        view.focus_first()

    def _keep(self, said: dict[str, Any]) -> None:
        """Keep what was said of school and self for the next time, not the password."""
        self._said = said

    def _on_open_other(self) -> None:
        ask_for_folder(self._window, _("Open a vault's folder"), self._on_folder)

    def _on_folder(self, folder: str) -> None:
        if (Path(folder) / _OF_BACKUPS).exists():
            self._show_entrance("restore", folder)
            return
        self._device.offer_vault(folder)
        if self._view is not None:
            self._view.show_vaults(self._device.vaults())

    def _on_language(self) -> None:
        language = "en" if current_language() != "en" else "zh_CN"
        self._device.change(language=language)
        use_language(language)
        self.show_unlock()

    def _on_theme(self) -> None:
        self.theme_chosen.emit("light" if self._look.theme == "dark" else "dark")

    def _on_text_size(self) -> None:
        is_large = self._look.text_size == "large"
        self.text_size_chosen.emit("normal" if is_large else "large")
