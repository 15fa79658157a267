"""The one window: the front door first, the workspace once a vault is open.

Its title names the program and nothing else. Locking ends the process, because what a
password opened stays in the memory of the process that opened it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from homevisit.text import _, use_language
from ui import late
from ui.front_door import FrontDoor
from ui.idle import IdleWatch
from ui.kit.focus_ring import FocusRing
from ui.knocking import KnockWatch
from ui.privacy import ScreenPrivacy, forget_copied, hider
from ui.seeing import Seeing
from ui.tokens import SPACE

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtGui import QCloseEvent

    from ui.appearance import Appearance
    from ui.device import Device
    from ui.serial_thread import SerialThread

_FIRST_SIZE = (1366, 698)


class MainWindow(QMainWindow):
    """Shows one page at a time. `closed` is emitted when the vault is safely shut.

    It carries whether the program is to start afresh at the unlock page. `entered` says
    that a vault is open and its first page made.
    """

    closed = Signal(bool)
    entered = Signal()

    def __init__(self, look: Appearance, device: Device, thread: SerialThread) -> None:
        super().__init__()
        self._look, self._device, self._thread = look, device, thread
        self._workspace: Any = None
        self._session: Any = None
        self._entered: Any = None
        self._is_closing = False
        self.setMinimumSize(SPACE.minimum_width, SPACE.minimum_height)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self.lock)
        FocusRing(look, self)
        Seeing(look, device, self)
        ScreenPrivacy(device, self, hider())
        self._place()
        self._door = FrontDoor(look, device, thread, self)
        self._door.page_made.connect(self._show)
        self._door.opened.connect(self._on_opened)
        self._door.entered.connect(self.enter)
        self._door.theme_chosen.connect(self.use_theme)
        self._door.text_size_chosen.connect(self.use_text_size)
        self._door.show_unlock()
        device.changed.connect(self._on_settings)

    @property
    def workspace(self) -> QWidget | None:
        return self._workspace

    @property
    def page(self) -> QWidget | None:
        return self._stack.currentWidget()

    def enter(self, entered: Any) -> None:  # noqa: ANN401  `ui.desk.gate.Entered`
        """Show the workspace of a vault that is open now."""
        self._entered = entered
        workspace = late.workspace().Workspace(
            self._look, self._thread, entered, self._device
        )
        workspace.lock_requested.connect(self.lock)
        workspace.theme_chosen.connect(self.use_theme)
        workspace.text_size_chosen.connect(self.use_text_size)
        if entered.is_practice:
            workspace.show_practice()
        self._workspace = workspace
        self._show(workspace)
        workspace.start()
        self.idle.begin(self._device.settings.idle_minutes)
        self.entered.emit()

    def lock(self) -> None:
        """Save, close the vault, and start afresh at the unlock page."""
        self._shut(again=True)

    def use_theme(self, theme: str) -> None:
        self._device.change(theme=theme)

    def use_text_size(self, size: str) -> None:
        self._device.change(text_size=size)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._session is None or self._is_closing:
            self._remember_place()
            super().closeEvent(event)
            if not self._is_closing:
                self.closed.emit(False)
            return
        event.ignore()
        self._shut(again=False)

    def _show(self, page: QWidget) -> None:
        self.setWindowTitle(_("HomeVisit"))
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _on_settings(self, names: frozenset[str]) -> None:
        if self._workspace is None:
            return
        if "idle_minutes" in names:
            self.idle.begin(self._device.settings.idle_minutes)
        if "language" in names:
            self._speak_anew()

    def _speak_anew(self) -> None:
        """Make the workspace once more in another language; the vault stays open."""
        before = self._workspace
        use_language(self._device.settings.language)
        place = before.place
        before.flush()
        before.stop()
        self.enter(self._entered)
        self._workspace.go_to_place(*place)

    def _on_opened(self, entered: Any) -> None:  # noqa: ANN401  `ui.desk.gate.Entered`
        self._session = entered.session
        self._knocks = KnockWatch(self, entered.folder)
        if not entered.is_practice:
            self._device.remember_vault(entered.folder, entered.name)

    def _shut(self, *, again: bool) -> None:
        """Let unsaved text reach the vault, then close it; nothing waits in here."""
        session = self._session
        if self._is_closing or session is None:
            return
        self._is_closing = True
        self._knocks.stop()
        forget_copied(QGuiApplication.clipboard())
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

    def _place(self) -> None:
        stored = QByteArray.fromHex(self._device.settings.geometry.encode())
        if stored.isEmpty() or not self.restoreGeometry(stored):
            self.resize(*_FIRST_SIZE)

    def _remember_place(self) -> None:
        if self.isFullScreen():
            # Guardian mode, not a choice of how the window shall be.
            return
        place = bytes(self.saveGeometry().toHex().data()).decode()
        self._device.change(geometry=place)
