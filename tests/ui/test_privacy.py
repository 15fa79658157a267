"""Masked means masked on every page, for the eye and for whoever listens."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import NAMES, settle
from tests.ui.every_page import press_mask_key
from tests.ui.readable import Painted, said
from tests.ui.test_accessible import nameless
from ui import privacy
from ui.kit import setting_privacy
from ui.kit.setting_privacy import PrivacyPane
from ui.places import PAGES
from ui.privacy import ScreenPrivacy, forget_copied, hide_on_mac, hide_on_windows

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
    """And every field and button there has a name: one walk sees both."""
    press_mask_key(desk, qtbot)
    leaks, lacks, stops = {}, {}, set()
    for stop in tour.walk():
        stops.add(stop.page)
        if found := named((*said(desk), *painted.draw(desk))):
            leaks[str(stop)] = found
        if found := nameless(desk, shown_only=True):
            lacks[str(stop)] = found
    assert leaks == {}
    assert lacks == {}
    assert stops == set(PAGES)


def test_a_page_made_before_is_masked_and_shown_again_at_once(desk, tour, qtbot):
    wanted = {"today", "students", "file", "visit/again", "duplicates"}
    for stop in tour.walk():
        if str(stop) in wanted:
            wanted.remove(str(stop))
            qtbot.waitUntil(lambda: named(said(desk)) != [])
            press_mask_key(desk, qtbot)
            assert (str(stop), named(said(desk))) == (str(stop), [])
            press_mask_key(desk, qtbot)
            assert (str(stop), named(said(desk))) != (str(stop), [])
        if not wanted:
            break
    assert wanted == set()


def test_the_palette_keeps_the_mask(desk, painted, qtbot, thread):
    press_mask_key(desk, qtbot)
    QTest.keyClick(desk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(desk.palette_view.focusWidget(), "y")
    settle(qtbot, thread)
    assert desk.palette_view.isVisible()
    found = said(desk.palette_view)
    assert any("袁*" in words for _where, words in found)
    assert named((*said(desk), *painted.draw(desk))) == []


class Called:
    """A function of the system that only notes how it is called."""

    def __init__(self, notes, name, *answers):
        self._notes, self._name, self._answers = notes, name, list(answers)

    def __call__(self, *args):
        self._notes.append((self._name, *args))
        return self._answers.pop(0) if self._answers else 1


class User32:
    def __init__(self, *answers):
        self.notes = []
        self.SetWindowDisplayAffinity = Called(self.notes, "affinity", *answers)


class Objc:
    """Answers a selector with its name, and the view's window with 77."""

    def __init__(self, window=77):
        self.notes, self._window = [], window

    def __getitem__(self, name):
        if name == "sel_registerName":
            return _Plain(lambda selector: selector)
        return _Plain(self._send)

    def _send(self, receiver, selector, *args):
        self.notes.append((receiver, selector, *args))
        return self._window


class _Plain:
    def __init__(self, call):
        self._call = call

    def __call__(self, *args):
        return self._call(*args)


def test_windows_leaves_the_window_out_or_shows_it_black():
    new, old = User32(1), User32(0, 1)
    hide_on_windows(new, 4711, True)
    hide_on_windows(old, 4711, True)
    hide_on_windows(new, 4711, False)
    assert new.notes == [("affinity", 4711, 0x11), ("affinity", 4711, 0x00)]
    assert old.notes == [("affinity", 4711, 0x11), ("affinity", 4711, 0x01)]


def test_macos_shares_the_window_with_nobody():
    objc = Objc()
    hide_on_mac(objc, 4711, True)
    hide_on_mac(objc, 4711, False)
    assert objc.notes == [
        (4711, b"window"),
        (77, b"setSharingType:", 0),
        (4711, b"window"),
        (77, b"setSharingType:", 1),
    ]


def test_a_view_without_a_window_is_left_alone_on_macos():
    objc = Objc(window=None)
    hide_on_mac(objc, 4711, True)
    assert objc.notes == [(4711, b"window")]


def test_linux_promises_nothing():
    assert privacy.hider("linux") is None
    assert [privacy.can_hide(each) for each in ("win32", "darwin", "linux")] == [
        True,
        True,
        False,
    ]


def test_every_window_follows_the_setting_at_once(device, qtbot):
    told, root = [], QWidget()
    qtbot.addWidget(root)
    device.change(block_screenshots=False)
    ScreenPrivacy(device, root, lambda handle, on: told.append((handle, on)))
    root.show()
    assert told == [(int(root.winId()), False)]
    device.change(block_screenshots=True)
    assert told[1:] == [(int(root.winId()), True)]
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    assert told[2:] == [(int(beside.winId()), True)]
    device.change(zoom=110)
    assert len(told) == 3


@pytest.mark.parametrize("can", [True, False])
def test_settings_say_honestly_what_the_system_can_do(
    look, device, qtbot, monkeypatch, can
):
    monkeypatch.setattr(setting_privacy, "can_hide", lambda: can)
    pane = PrivacyPane(look)
    qtbot.addWidget(pane)
    pane.changed.connect(lambda name, value: device.change(**{name: value}))
    pane.show_settings(device.settings)
    QTest.keyClick(pane.screenshots.box, Qt.Key.Key_Space)
    said = pane.screenshots.box.accessibleDescription()
    assert pane.screenshots.isEnabled() is can
    assert ("cannot" in said) is not can
    assert device.settings.block_screenshots is not can


class Clipboard:
    def __init__(self, owns, selection=False):
        self.cleared, self._owns, self._selection = [], owns, selection

    def ownsClipboard(self):  # noqa: N802  Qt's own
        return self._owns

    def supportsSelection(self):  # noqa: N802  Qt's own
        return self._selection

    def ownsSelection(self):  # noqa: N802  Qt's own
        return self._owns

    def clear(self, mode=None):
        self.cleared.append(mode)


def test_only_what_we_copied_is_cleared():
    ours, theirs = Clipboard(owns=True, selection=True), Clipboard(owns=False)
    forget_copied(ours)
    forget_copied(theirs)
    assert ours.cleared == [None, privacy.QClipboard.Mode.Selection]
    assert theirs.cleared == []
