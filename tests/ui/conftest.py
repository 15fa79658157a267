"""What every test of the window needs: no display, the fonts, a look."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_cls():
    from PySide6.QtWidgets import QApplication

    return QApplication


@pytest.fixture(scope="session")
def look(qapp):
    from ui.appearance import Appearance
    from ui.fonts import load_fonts

    load_fonts()
    qapp.setStyle("Fusion")
    appearance = Appearance(qapp)
    appearance.use(theme="light", text="normal")
    return appearance
