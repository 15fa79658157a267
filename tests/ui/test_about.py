"""Whose work it is: every locked package, font and icon set with its licence."""

import re

from PySide6.QtCore import Qt

from tests.product_code import ROOT
from tests.ui.conftest import settle
from ui.licences import PACKAGES, read_licences

LOCKED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


def test_every_locked_package_is_listed():
    locked = (ROOT / "requirements" / "app.txt").read_text(encoding="utf-8")
    assert sorted(set(LOCKED.findall(locked))) == sorted(PACKAGES)


def test_every_part_has_terms_and_a_text():
    found = list(read_licences())
    assert [each.name for each in found if len(each.text) < 300 or not each.terms] == []
    names = {each.name for each in found}
    assert {"pyside6-essentials", "sqlcipher3", "Noto Sans SC", "Lucide"} <= names
    qt = next(each for each in found if each.name == "pyside6-essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text


def test_the_page_lists_them_and_shows_a_text_by_keys(workspace, qtbot, thread):
    workspace.ways.go("about")
    settle(qtbot, thread)
    view = workspace.page("about").view
    assert view.names.hasFocus()
    assert view.names.model().rowCount() == len(list(read_licences()))
    assert "MIT" in view._terms.text()
    while "ReportLab" not in view.text.toPlainText():
        before = view.names.currentIndex().row()
        qtbot.keyClick(view.names, Qt.Key.Key_Down)
        assert view.names.currentIndex().row() == before + 1
