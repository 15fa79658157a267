"""The window as a whole: start, first vault, lock; nothing personal outside."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from homevisit.services import vaults, visits
from homevisit.settings import SettingsFile, SettingsUnreadableError
from homevisit.text import use_language
from tests.product_code import ROOT
from tests.ui.conftest import PASSWORD, settle, type_text
from ui.device import Device
from ui.presenters import entrance
from ui.screens.unlock import UnlockView
from ui.window import MainWindow
from ui.workspace import Workspace

HEAVY = (
    "pydantic",
    "reportlab",
    "pypinyin",
    "pypdfium2",
    "pikepdf",
    "homevisit.services",
)

START = """
import sys
from PySide6.QtWidgets import QApplication
from ui.app import MainWindow, Appearance, Device, SerialThread, SettingsFile
from homevisit.clock import SystemClock
from pathlib import Path
app = QApplication([])
look = Appearance(app)
look.use()
device = Device(SettingsFile(Path(sys.argv[1])), SystemClock())
window = MainWindow(look, device, SerialThread("vault"))
window.show()
window.grab()
print(",".join(sorted(sys.modules)))
"""


def test_the_first_paint_loads_nothing_heavy(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split(",")
    assert [name for name in HEAVY if name in loaded] == []
    assert "ui.window" in loaded


@pytest.fixture
def window(look, device, folder, thread, qtbot):
    device.remember_vault(str(folder), "七年级工作库")
    shown = MainWindow(look, device, thread)

    def shut(_window):
        if shown._session is not None and not shown.ends:
            shown.lock()
            qtbot.waitUntil(lambda: bool(shown.ends))
        QCoreApplication.instance().removeEventFilter(shown.idle)

    qtbot.addWidget(shown, before_close_func=shut)
    shown.ends = []
    shown.closed.connect(shown.ends.append)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def unlock(window, qtbot, thread):
    field = window.page.focusWidget()
    qtbot.keyClicks(field, PASSWORD)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert isinstance(window.page, Workspace)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F, control)
    settle(qtbot, thread)


def test_the_title_names_nobody_before_and_after_unlocking(window, qtbot, thread):
    titles = {window.windowTitle()}
    unlock(window, qtbot, thread)
    titles.add(window.windowTitle())
    assert titles == {"HomeVisit"}


def test_locking_keeps_the_draft_and_closes_the_vault(
    window, qtbot, thread, folder, clock
):
    unlock(window, qtbot, thread)
    search = window.focusWidget()
    type_text(qtbot, search, "jya")
    settle(qtbot, thread)
    qtbot.keyClick(search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    body = window.page.page("visit").view._body
    body.go_to_field("at_home")
    type_text(qtbot, window.focusWidget(), "喂鸡")
    qtbot.keyClick(
        window.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: window.ends == [True])
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    ((form, _at),) = visits.read_drafts(session)
    session.close()
    assert form.values["at_home"] == "喂鸡"


def test_closing_the_window_closes_the_vault_and_does_not_start_again(
    window, qtbot, thread, folder, clock
):
    unlock(window, qtbot, thread)
    window.close()
    qtbot.waitUntil(lambda: window.ends == [False])
    vaults.unlock(folder, PASSWORD, clock=clock).close()


def test_an_idle_window_locks_itself(window, qtbot, thread):
    unlock(window, qtbot, thread)
    assert window.idle.timer.interval() == 10 * 60_000
    window.idle.timer.start(30)
    qtbot.waitUntil(lambda: window.ends == [True])


def test_typing_keeps_the_window_open(window, qtbot, thread):
    unlock(window, qtbot, thread)
    qtbot.wait(1200)
    before = window.idle.timer.remainingTime()
    window.idle.eventFilter(window, QEvent(QEvent.Type.KeyPress))
    assert window.idle.timer.remainingTime() > before + 500


def test_language_theme_and_text_size_are_kept(window, device, look):
    window.page.language_requested.emit()
    use_language("en")
    window.page.theme_requested.emit()
    window.page.text_size_requested.emit()
    try:
        assert (device.settings.theme, device.settings.text_size) == ("dark", "large")
        assert device.settings.language == "zh_CN"
        assert isinstance(window.page, UnlockView)
    finally:
        look.use(theme="light", text="normal")


def test_settings_hold_no_word_about_any_child(window, device, qtbot, thread):
    unlock(window, qtbot, thread)
    stored = device._file.path.read_text(encoding="utf-8")
    assert "七年级工作库" in stored
    assert "江" not in stored


def press(page, qtbot, *, step):
    page.focus_first()
    qtbot.keyClicks(page.focusWidget(), step)


def test_a_first_vault_is_made_and_opened(window, tmp_path, qtbot, thread, monkeypatch):
    real = entrance.gate.vaults.create
    from tests.ui.conftest import CHEAP

    monkeypatch.setattr(
        entrance.gate.vaults, "create", lambda *a, **k: real(*a, **k, kdf=CHEAP)
    )
    window.page.create_requested.emit()
    page = window.page
    settle(qtbot, thread)
    press(page, qtbot, step="School")
    type_text(qtbot, page.people.owner_field, "周静怡")
    page.people.propose_folder(str(tmp_path / "new.homevisit"))
    qtbot.keyClick(page.people.owner_field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    press(page, qtbot, step=page.password._offer)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    kit = page.recovery
    kit._on_done()
    assert "save the sheet first" in kit._message.text()
    page.save_requested.emit(str(tmp_path / "kit.pdf"))
    settle(qtbot, thread)
    kit._on_done()
    assert "Not the same" in kit._message.text()
    for at, field in kit._fields:
        field.clear()
        qtbot.keyClicks(field, kit._groups[at].lower())
    qtbot.keyClick(kit._fields[-1][1], Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert isinstance(window.page, Workspace)
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")


def test_a_forgotten_password_is_replaced_with_the_code(
    window, look, device, folder, clock, tmp_path, qtbot, thread
):
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    code = vaults.renew_recovery_code(session, PASSWORD)
    session.close()
    window.page.recovery_requested.emit()
    page = window.page
    settle(qtbot, thread)
    qtbot.keyClicks(page._step._code, "AAAA")
    qtbot.keyClicks(page.password._first, page.password._offer)
    page.on.click()
    settle(qtbot, thread)
    assert "28 letters" in page._error.text()
    page._step._code.setText(code)
    page.on.click()
    settle(qtbot, thread)
    assert page.recovery._groups != tuple(code.split("-"))
    assert len(page.recovery._groups) == 7


def test_a_broken_settings_file_is_said_on_the_first_page(
    look, tmp_path, clock, thread, qtbot
):
    file = SettingsFile(tmp_path)
    file.path.write_text("{", encoding="utf-8")
    device = Device(file, clock)
    device.remember_vault("/somewhere", "x")
    shown = MainWindow(look, device, thread)
    qtbot.addWidget(shown)
    assert "settings" in shown.page.form.message.text()


def test_what_the_vault_warns_of_is_shown(window, qtbot, thread):
    unlock(window, qtbot, thread)
    workspace = window.page
    assert workspace.notice.isHidden()
    workspace.show_problem(SettingsUnreadableError())
    assert workspace.notice.isVisible()
    workspace.notice._on_close()
    assert workspace._said.isHidden()
