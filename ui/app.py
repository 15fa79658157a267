"""Starts the window: fonts, look, unlock page; everything heavier comes later."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from homevisit.clock import SystemClock
from homevisit.paths import resource_path
from homevisit.settings import SettingsFile
from homevisit.text import use_language
from ui.appearance import Appearance
from ui.device import Device
from ui.fonts import FIRST, LATER, load_fonts
from ui.garbage import WindowGarbage
from ui.seeing import use_settings
from ui.serial_thread import SerialThread
from ui.speaking import QtSpeech
from ui.window import MainWindow

_ATTRIBUTES = ("HomeVisit", "homevisit")
_AFTER_PAINT_MS = 100
GIVE_WAY_S = 0.001


def run(argv: list[str]) -> int:
    """Show the window until it is closed or locked; return the exit code.

    An argument that is not an option names the vault's folder to offer first.
    """
    # The vault's thread gives way to the window five times as fast as it would.
    sys.setswitchinterval(GIVE_WAY_S)
    # Asking Qt for the style in words would load all that is known of styles.
    app = QApplication([sys.argv[0], "-style", "Fusion", *argv])
    # Thousands of objects come into being and none goes before the first paint.
    garbage = WindowGarbage(app)
    app.setApplicationName(_ATTRIBUTES[1])
    load_fonts(FIRST)
    device = Device(SettingsFile(), SystemClock())
    use_language(device.settings.language)
    QtSpeech(app, device)
    look = Appearance(app)
    use_settings(look, device.settings)
    app.setWindowIcon(QIcon(str(resource_path("icons", "mark.svg"))))
    for folder in (each for each in argv if not each.startswith("-")):
        device.offer_vault(folder)
    thread = SerialThread("vault")
    window = MainWindow(look, device, thread)
    window.closed.connect(_on_closed)
    window.entered.connect(garbage.settle)
    window.show()
    QTimer.singleShot(_AFTER_PAINT_MS, lambda: load_fonts(LATER))
    code = app.exec()
    thread.stop()
    return code


def _on_closed(again: bool) -> None:
    if again:
        start_afresh()
    QCoreApplication.quit()


def start_afresh() -> bool:
    """Start this program once more, as it was started; nothing is handed over."""
    from PySide6.QtCore import QProcess

    arguments = sys.orig_argv[1:] if not getattr(sys, "frozen", False) else sys.argv[1:]
    return QProcess.startDetached(sys.executable, arguments)[0]
