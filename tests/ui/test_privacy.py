"""Masked means masked on every page, for the eye and for whoever listens."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import NAMES, settle
from tests.ui.every_page import press_mask_key
from tests.ui.readable import Painted, said
from ui.places import PAGES

PEOPLE = (*NAMES, "江守田", "田守成", "陆星野", "叶听澜")


@pytest.fixture
def folder(tmp_path, full_template):
    return Path(shutil.copytree(full_template, tmp_path / full_template.name))


@pytest.fixture
def painted(monkeypatch):
    return Painted(monkeypatch)


def named(pairs):
    """Return where somebody's full name can be read."""
    return sorted(
        {(where, words) for where, words in pairs if any(x in words for x in PEOPLE)}
    )


def test_masked_no_page_lets_a_name_be_read(desk, tour, painted, qtbot):
    press_mask_key(desk, qtbot)
    leaks, stops = {}, set()
    for stop in tour.walk():
        stops.add(stop.page)
        if found := named((*said(desk), *painted.draw(desk))):
            leaks[str(stop)] = found
    assert leaks == {}
    assert stops == set(PAGES)


def test_a_page_made_before_is_masked_and_shown_again_at_once(desk, tour, qtbot):
    stops = ("today", "students", "file", "visit/again", "duplicates")
    for stop in tour.walk():
        if str(stop) in stops:
            assert (str(stop), named(said(desk))) != (str(stop), [])
            press_mask_key(desk, qtbot)
            assert (str(stop), named(said(desk))) == (str(stop), [])
            press_mask_key(desk, qtbot)
            assert (str(stop), named(said(desk))) != (str(stop), [])


def test_the_palette_keeps_the_mask(desk, painted, qtbot, thread):
    press_mask_key(desk, qtbot)
    QTest.keyClick(desk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(desk.palette_view.focusWidget(), "y")
    settle(qtbot, thread)
    assert desk.palette_view.isVisible()
    found = said(desk.palette_view)
    assert any("袁*" in words for _where, words in found)
    assert named((*said(desk), *painted.draw(desk))) == []
