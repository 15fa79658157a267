"""Starts the window: fonts, look, unlock page; everything heavier comes later."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QProcess, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from homevisit.clock import SystemClock
from homevisit.paths import resource_path
from homevisit.settings import SettingsFile
from homevisit.text import current_language, use_language
from ui.appearance import Appearance
from ui.device import Device
from ui.fonts import load_fonts
from ui.serial_thread import SerialThread
from ui.window import MainWindow

_ATTRIBUTES = ("HomeVisit", "homevisit")


def run(argv: list[str]) -> int:
    """Show the window until it is closed or locked; return the exit code.

    An argument that is not an option names the vault's folder to offer first.
    """
    app = QApplication([sys.argv[0], *argv])
    app.setApplicationName(_ATTRIBUTES[1])
    app.setStyle("Fusion")
    load_fonts()
    device = Device(SettingsFile(), SystemClock())
    use_language(device.settings.language)
    translator = _speak_qt(app)
    look = Appearance(app)
    look.use(theme=device.settings.theme, text=device.settings.text_size)  # type: ignore[arg-type]
    app.setWindowIcon(QIcon(str(resource_path("icons", "mark.svg"))))
    for folder in (each for each in argv if not each.startswith("-")):
        device.offer_vault(folder)
    thread = SerialThread("vault")
    window = MainWindow(look, device, thread)
    window.closed.connect(_on_closed)
    window.show()
    code = app.exec()
    thread.stop()
    del translator
    return code


def _on_closed(again: bool) -> None:
    if again:
        start_afresh()
    QCoreApplication.quit()


def start_afresh() -> bool:
    """Start this program once more, as it was started; nothing is handed over."""
    arguments = sys.orig_argv[1:] if not getattr(sys, "frozen", False) else sys.argv[1:]
    return QProcess.startDetached(sys.executable, arguments)[0]


def _speak_qt(app: QApplication) -> QTranslator:
    """Let Qt's own dialogs speak the language of the window."""
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{current_language()}", place):
        app.installTranslator(translator)
    return translator
