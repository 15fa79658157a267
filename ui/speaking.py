"""Lets Qt's own dialogs and menus speak the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.device import Device


class QtSpeech(QObject):
    """Installs Qt's own texts, and others when the language is changed."""

    def __init__(self, app: QApplication, device: Device) -> None:
        super().__init__(app)
        self._app, self._device = app, device
        self._translator = QTranslator(self)
        self._speak()
        device.changed.connect(self._on_changed)

    def _on_changed(self, names: frozenset[str]) -> None:
        if "language" in names:
            self._app.removeTranslator(self._translator)
            self._speak()

    def _speak(self) -> None:
        place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{self._device.settings.language}", place):
            self._app.installTranslator(self._translator)
