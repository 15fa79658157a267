"""The look follows the settings, the system and the zoom keys at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from homevisit.settings import ZOOMS, SettingsFile
from ui.keys import GROUPS, KEYS, keys_in, keys_of, spoken
from ui.seeing import Seeing, use_settings
from ui.tokens import LARGE, NORMAL, sizes_at

UI = Path(__file__).resolve().parents[2] / "ui"


@pytest.fixture
def window(qtbot, look, device):
    made = QWidget()
    qtbot.addWidget(made)
    made.seeing = Seeing(look, device, made)
    use_settings(look, device.settings)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    look.keep_still(False)
    look.reveal_seconds = 20
    look.use(theme="light", text="normal", zoom=100)


def press(window, key):
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_zoom_keys_enlarge_every_size_and_stop_at_the_ends(window, look, device):
    for _more in range(len(ZOOMS) + 2):
        press(window, Qt.Key.Key_Equal)
    assert device.settings.zoom == 150
    assert (look.sizes.body, look.sizes.control) == (21, 48)
    assert look.is_large
    press(window, Qt.Key.Key_Minus)
    assert look.zoom == 140
    press(window, Qt.Key.Key_0)
    assert look.sizes == NORMAL
    press(window, Qt.Key.Key_Minus)
    assert device.settings.zoom == 100


def test_the_zoom_is_there_again_at_the_next_start(window, device, tmp_path):
    press(window, Qt.Key.Key_Plus)
    assert SettingsFile(tmp_path / "settings").load().zoom == 110


def test_theme_and_text_size_follow_the_settings_at_once(window, look, device):
    device.change(theme="dark", text_size="large")
    assert look.theme == "dark"
    assert look.sizes == LARGE
    assert look.palette.ground in look._app.styleSheet()


def test_the_systems_scheme_is_followed_live(window, look, device, monkeypatch):
    device.change(theme="system")
    scheme = {"now": Qt.ColorScheme.Dark}
    hints = type("Hints", (), {"colorScheme": lambda _self: scheme["now"]})()
    monkeypatch.setattr(look, "_hints", hints)
    changed = []
    look.changed.connect(lambda: changed.append(look.theme))
    look._on_system_scheme()
    scheme["now"] = Qt.ColorScheme.Light
    look._on_system_scheme()
    assert changed == ["dark", "light"]


def test_a_chosen_theme_does_not_follow_the_system(window, look, device, monkeypatch):
    device.change(theme="light")
    dark = type("Hints", (), {"colorScheme": lambda _self: Qt.ColorScheme.Dark})()
    monkeypatch.setattr(look, "_hints", dark)
    look._on_system_scheme()
    assert look.theme == "light"


def test_less_motion_stops_fading_and_blinking(window, look, device, qapp):
    assert look.fade_ms == 120
    device.change(less_motion=True)
    assert look.fade_ms == 0
    assert qapp.cursorFlashTime() == 0
    device.change(less_motion=False)
    assert qapp.cursorFlashTime() > 0


def test_nothing_is_told_when_nothing_changes(device):
    told = []
    device.changed.connect(told.append)
    device.change(theme=device.settings.theme)
    device.change(theme="dark", zoom=100)
    assert told == [frozenset({"theme"})]


def test_every_zoom_of_every_text_size_grows_all_sizes():
    for text in ("normal", "large"):
        bodies = [sizes_at(text, zoom).body for zoom in ZOOMS]
        assert bodies == sorted(set(bodies))
    assert sizes_at("normal", 150).rail == 117


def test_every_key_of_the_table_is_bound_somewhere():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in UI.rglob("*.py")
        if path.name != "keys.py"
    )
    by_qt = {"Tab", "Shift+Tab"}
    by_event = {"Alt+Down": "Key.Key_Down and alt", "Ctrl+1…9": 'f"Ctrl+{at}"'}
    named = {"Ctrl+=, Ctrl++": "ZOOM_IN", "Ctrl+-": "ZOOM_OUT", "Ctrl+0": "ZOOM_USUAL"}
    missing = [
        each.keys
        for each in KEYS
        if each.keys not in by_qt
        and by_event.get(each.keys, named.get(each.keys, f'"{each.keys}"')) not in code
    ]
    assert missing == []


def test_every_key_that_is_bound_is_in_the_table():
    # Keys of lists and pictures that do what they do in every program.
    usual = {"Left", "Right", "PgUp", "PgDown"}
    bound = re.compile(r'(?:QShortcut\(|setShortcut\(|shortcut=)"([^"]+)"')
    found = {
        key
        for path in UI.rglob("*.py")
        for key in bound.findall(path.read_text(encoding="utf-8"))
    }
    assert found - usual - {each.keys for each in KEYS} == set()


def test_no_key_means_two_things_on_one_page():
    seen = [
        (way, page)
        for each in KEYS
        for way in re.split(", ", each.keys)
        for page in each.pages or ("",)
    ]
    assert len(seen) == len(set(seen))
    everywhere = {way for way, page in seen if not page}
    assert not everywhere & {way for way, page in seen if page}


def test_the_table_is_read_by_group_by_page_and_aloud():
    assert sum(len(keys_in(group)) for group in GROUPS) == len(KEYS)
    assert [each.keys for each in keys_of("export")] == ["Ctrl+S", "Ctrl+P"]
    assert spoken("Ctrl+=, Ctrl++") == "Ctrl+= or Ctrl++"
    assert spoken("Ctrl+Down") == "Ctrl+↓"
    assert spoken("F9") == "F9"


def test_what_was_revealed_hides_after_the_seconds_that_were_set(window, look, device):
    from ui.kit.reveal import RevealTimer

    timer = RevealTimer(look, window)
    device.change(reveal_seconds=5)
    timer.begin()
    assert timer.isSingleShot()
    assert timer.interval() == 5000


def test_icons_grow_with_the_zoom_and_once_only(window, look, device, qtbot):
    from ui.kit.basics import make_icon_button
    from ui.kit.rail import RailButton

    button = make_icon_button(look, "lock", "Lock")
    place = RailButton(look, "today", "sun-medium", "Today")
    for each in (button, place):
        qtbot.addWidget(each)
    device.change(zoom=150)
    assert button.iconSize().width() == 27
    assert place.iconSize().width() == look.sizes.icon_rail == 33
