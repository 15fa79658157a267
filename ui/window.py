"""The one window: unlock page first, the workspace once a vault is open.

Its title names the program and nothing else. Locking ends the process, because what a
password opened stays in the memory of the process that opened it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from homevisit.text import _, current_language, use_language
from ui import late
from ui.kit.file_choice import ask_for_folder
from ui.kit.focus_ring import FocusRing
from ui.presenters.unlock import UnlockPresenter
from ui.screens.unlock import UnlockView
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtGui import QCloseEvent

    from ui.appearance import Appearance
    from ui.device import Device
    from ui.serial_thread import SerialThread

_WARM_UP_MS = 50
_TYPING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class MainWindow(QMainWindow):
    """Shows one page at a time. `closed` is emitted when the vault is safely shut.

    `again` is true when the program is to start afresh at the unlock page.
    """

    closed = Signal(bool)

    def __init__(self, look: Appearance, device: Device, thread: SerialThread) -> None:
        super().__init__()
        self._look, self._device, self._thread = look, device, thread
        self._workspace: Any = None
        self._session: Any = None
        self._is_closing = False
        self.setWindowTitle(_("HomeVisit"))
        self.setMinimumSize(SPACE.minimum_width, SPACE.minimum_height)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        FocusRing(look, self)
        self._place()
        self.show_unlock()

    @property
    def workspace(self) -> QWidget | None:
        return self._workspace

    @property
    def page(self) -> QWidget | None:
        return self._stack.currentWidget()

    def show_unlock(self) -> None:
        """Show the unlock page with the vaults of this computer."""
        view = UnlockView(self._look)
        presenter = UnlockPresenter(view, self._thread, self._device.clock)
        presenter.entered.connect(self.enter)
        view.open_other_requested.connect(self._on_open_other)
        view.create_requested.connect(self._on_create)
        view.recovery_requested.connect(self._on_recover)
        view.language_requested.connect(self._on_language)
        view.theme_requested.connect(self._on_theme)
        view.text_size_requested.connect(self._on_text_size)
        self._unlock = view
        self._show(view)
        view.show_vaults(self._device.settings.recent)
        QTimer.singleShot(_WARM_UP_MS, presenter, presenter.warm_up)

    def enter(self, entered: Any) -> None:  # noqa: ANN401  `ui.desk.gate.Entered`
        """Show the workspace of a vault that is open now."""
        self._device.remember_vault(entered.folder, entered.name)
        self._workspace = late.workspace().Workspace(self._look, self._thread, entered)
        self._workspace.lock_requested.connect(self.lock)
        self._workspace.theme_chosen.connect(self.use_theme)
        self._workspace.text_size_chosen.connect(self.use_text_size)
        self._session = entered.session
        self._show(self._workspace)
        self._workspace.start()
        self._watch_idleness()

    def lock(self) -> None:
        """Save, close the vault, and start afresh at the unlock page."""
        self._shut(again=True)

    def use_theme(self, theme: str) -> None:
        self._device.change(theme=theme)
        self._look.use(theme=theme)  # type: ignore[arg-type]

    def use_text_size(self, size: str) -> None:
        self._device.change(text_size=size)
        self._look.use(text=size)  # type: ignore[arg-type]

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._session is None or self._is_closing:
            self._remember_place()
            super().closeEvent(event)
            if not self._is_closing:
                self.closed.emit(False)
            return
        event.ignore()
        self._shut(again=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TYPING:
            self._idle.start()
        return super().eventFilter(watched, event)

    def _show(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _shut(self, *, again: bool) -> None:
        """Let unsaved text reach the vault, then close it; nothing waits in here."""
        session = self._session
        if self._is_closing or session is None:
            return
        self._is_closing = True
        self._remember_place()
        if self._workspace is not None:
            self._workspace.flush()
        self._stack.setEnabled(False)
        self._thread.post(
            self,
            lambda _job: session.close(),
            done=lambda _none: self._on_shut(again=again),
            failed=lambda _error: self._on_shut(again=again),
        )

    def _on_shut(self, *, again: bool) -> None:
        if self._workspace is not None:
            self._workspace.stop()
        self.hide()
        self.closed.emit(again)

    def _watch_idleness(self) -> None:
        self._idle.setInterval(self._device.settings.idle_minutes * 60_000)
        self._idle.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def _place(self) -> None:
        stored = QByteArray.fromHex(self._device.settings.geometry.encode())
        if stored.isEmpty() or not self.restoreGeometry(stored):
            self.resize(1366, 698)

    def _remember_place(self) -> None:
        place = bytes(self.saveGeometry().toHex().data()).decode()
        self._device.change(geometry=place)

    def _on_open_other(self) -> None:
        ask_for_folder(self, _("Open a vault's folder"), self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self._device.offer_vault(folder)
        self._unlock.show_vaults(self._device.settings.recent)

    def _on_create(self) -> None:
        self._show_entrance("create")

    def _on_recover(self) -> None:
        self._show_entrance("recover")

    def _show_entrance(self, which: str) -> None:
        entrance = late.entrance()
        make: Callable[..., Any] = getattr(entrance, f"make_{which}")
        view, presenter = make(self._look, self._thread, self._device)
        presenter.opened.connect(self._on_opened)
        presenter.entered.connect(self.enter)
        presenter.given_up.connect(self.show_unlock)
        self._show(view)
        view.focus_first()

    def _on_opened(self, entered: Any) -> None:  # noqa: ANN401  `ui.desk.gate.Entered`
        """Know that a vault is open before its recovery code is typed back."""
        self._session = entered.session
        self._device.remember_vault(entered.folder, entered.name)

    def _on_language(self) -> None:
        language = "en" if current_language() != "en" else "zh_CN"
        self._device.change(language=language)
        use_language(language)
        self.setWindowTitle(_("HomeVisit"))
        self.show_unlock()

    def _on_theme(self) -> None:
        self.use_theme("light" if self._look.theme == "dark" else "dark")

    def _on_text_size(self) -> None:
        self.use_text_size("normal" if self._look.is_large else "large")
