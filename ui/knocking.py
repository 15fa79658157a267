"""Comes to the front when somebody tries to open the same vault a second time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LOCK = "lock"


class KnockWatch(QObject):
    """Watches the lock file of the open vault, which a second window touches.

    No door is opened to the network for it, nor to other users of the computer.
    """

    def __init__(self, window: QWidget, folder: str) -> None:
        super().__init__(window)
        self._window = window
        self._watcher = QFileSystemWatcher([str(Path(folder) / _LOCK)], self)
        self._watcher.fileChanged.connect(self._on_knock)

    def stop(self) -> None:
        """Hear no more: closing the vault touches the file as well."""
        self._watcher.fileChanged.disconnect(self._on_knock)

    def _on_knock(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
