"""The first page: four ways to begin, the practice vault, a vault open elsewhere."""

from __future__ import annotations

import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from homevisit.demo.names import PASSWORD as TOLD
from homevisit.demo.practice import make_practice_vault
from homevisit.services import backups, practice, vaults
from homevisit.text import use_language
from tests.ui.conftest import PASSWORD, on_vault, settle, type_text
from tests.ui.test_accessible import nameless
from ui import paper_printing
from ui.desk import practice as practice_desk
from ui.kit.practice_band import PracticeBand
from ui.screens.create_vault import CreateVaultView
from ui.screens.restore import RestoreView
from ui.screens.unlock import UnlockView
from ui.window import MainWindow
from ui.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from homevisit.clock import SystemClock
from homevisit.vault import open_vault
vault = open_vault(sys.argv[1], sys.argv[2], clock=SystemClock())
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def window(look, device, thread, qtbot):
    shown = MainWindow(look, device, thread)
    qtbot.addWidget(shown)
    shown.resize(1366, 698)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    settle(qtbot, thread)
    yield shown
    shown.lock()
    settle(qtbot, thread)


@pytest.fixture
def known(window, device, folder):
    """The same window on a computer that knows a vault."""
    device.remember_vault(str(folder), "七年级工作库")
    window._door.show_unlock()
    return window


@pytest.fixture
def small_practice(monkeypatch):
    """Four children are enough to see that it works."""
    few = partial(make_practice_vault, students=4)
    monkeypatch.setattr(practice_desk, "make_practice_vault", few)


def press(qtbot, widget, key=Qt.Key.Key_Space):
    widget.setFocus()
    qtbot.keyClick(widget, key)


def test_a_first_start_offers_four_ways_and_the_keyboard_is_on_the_first(window, qtbot):
    welcome = window.page.welcome
    assert welcome.isVisible()
    seen = []
    for _ in range(4):
        seen.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [welcome.begin, welcome.open, welcome.restore, welcome.practise]
    assert not window.page.form.isVisible()


@pytest.mark.parametrize(
    ("way", "view"), [("begin", CreateVaultView), ("restore", RestoreView)]
)
def test_each_way_leads_somewhere_and_esc_leads_back(window, qtbot, thread, way, view):
    press(qtbot, getattr(window.page.welcome, way))
    settle(qtbot, thread)
    assert isinstance(window.page, view)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle(qtbot, thread)
    assert isinstance(window.page, UnlockView)


def test_a_backup_chosen_as_a_vault_leads_to_the_wizard(
    window, qtbot, thread, folder, clock
):
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    made = backups.make(session).folder
    session.close()
    window._door._on_folder(str(made))
    settle(qtbot, thread)
    assert isinstance(window.page, RestoreView)
    assert window.page.which.folder == str(made)


def test_what_was_said_of_school_and_self_is_there_on_coming_again(
    window, qtbot, thread
):
    press(qtbot, window.page.welcome.begin)
    settle(qtbot, thread)
    type_text(qtbot, window.page.people.school_field, "禾田镇中心学校")
    type_text(qtbot, window.page.people.owner_field, "周静怡")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    press(qtbot, window.page.welcome.begin)
    settle(qtbot, thread)
    assert window.page.people.school == "禾田镇中心学校"
    assert window.page.people.owner == "周静怡"


def test_a_step_back_keeps_the_words_that_were_offered_and_typed(window, qtbot, thread):
    press(qtbot, window.page.welcome.begin)
    settle(qtbot, thread)
    page = window.page
    type_text(qtbot, page.people.school_field, "禾田镇中心学校")
    type_text(qtbot, page.people.owner_field, "周静怡")
    qtbot.keyClick(page.people.owner_field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    offered = page.password._offer
    qtbot.keyClicks(window.focusWidget(), offered[:9])
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert page.step == 1
    assert page.password._offer == offered
    assert page.password.password == offered[:9]


def test_the_practice_vault_is_made_opened_and_plainly_different(
    window, qtbot, thread, device, small_practice
):
    press(qtbot, window.page.welcome.practise)
    page = window.page
    assert TOLD in page.form._told.text()
    assert page.form.unlock.text() == "Make and open"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, Workspace), timeout=60_000)
    settle(qtbot, thread)
    (band,) = window.page.findChildren(PracticeBand)
    assert band.isVisible()
    assert "invented" in band.accessibleName()
    assert window.page.property("practice") is True
    assert device.settings.recent == ()
    session = window._session
    assert on_vault(qtbot, thread, lambda: practice.is_practice(session))


def test_the_recovery_sheet_goes_to_a_printer_before_it_lets_go_on(
    known, folder, clock, qtbot, thread, tmp_path, monkeypatch
):
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    code = vaults.renew_recovery_code(session, PASSWORD)
    session.close()
    known.page.recovery_requested.emit()
    page = known.page
    settle(qtbot, thread)
    qtbot.keyClicks(page._step._code, code)
    qtbot.keyClicks(page.password._first, page.password._offer)
    qtbot.keyClick(page.password._first, Qt.Key.Key_Return)
    settle(qtbot, thread)
    kit = page.recovery
    monkeypatch.setattr(paper_printing, "printer_names", list)
    press(qtbot, kit.print)
    assert "no printer" in page._error.text()
    paper = tmp_path / "paper.pdf"

    def ask(_parent, _pages, done):
        printer = paper_printing.make_printer()
        printer.setOutputFileName(str(paper))
        done(printer)

    monkeypatch.setattr(paper_printing, "printer_names", lambda: ["Office"])
    monkeypatch.setattr(paper_printing, "ask_for_printer", ask)
    press(qtbot, kit.print)
    settle(qtbot, thread)
    assert paper.read_bytes().startswith(b"%PDF")
    for at, field in kit._fields:
        field.setText(kit._groups[at])
    press(qtbot, kit._done)
    settle(qtbot, thread)
    assert isinstance(known.page, Workspace)


def test_the_practice_vault_is_listed_last_and_never_preselected(known):
    names = [
        known.page.vaults.vault(at).name for at in range(known.page.vaults.rowCount())
    ]
    assert names == ["七年级工作库", "Practice vault (invented people)"]
    assert known.page.form._owner.text() == "七年级工作库"
    assert not known.page.form._told_box.isVisible()


def test_building_it_can_be_cancelled(window, qtbot, thread, small_practice, device):
    press(qtbot, window.page.welcome.practise)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    form = window.page.form
    assert form.task.isVisible()
    form.task._cancel.click()
    settle(qtbot, thread)
    assert "Cancelled" in form.message.text()
    assert list(device.practice_folder.parent.glob("*practice*")) == []


def test_it_starts_afresh(known, qtbot, thread, device, monkeypatch):
    """That the old one goes when the new one is whole is proved where it is built."""
    made = []

    def make(folder, tell):
        tell(1, 2)
        made.append(folder)
        return folder

    monkeypatch.setattr(practice_desk, "make_practice_vault", make)
    (device.practice_folder / "school.homevisit").mkdir(parents=True)
    known._door.show_unlock()
    page = known.page
    press(qtbot, page._list, Qt.Key.Key_Down)
    assert page.form.unlock.text() == "Unlock"
    press(qtbot, page.form.reset)
    settle(qtbot, thread)
    assert "first day" in page.form.message.text()
    assert made == [device.practice_folder]


@pytest.fixture
def other_program(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, folder, PASSWORD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "open\n"
    yield process
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_a_vault_open_in_another_process_says_so_and_knocks(
    known, qtbot, thread, folder, other_program
):
    before = (folder / "lock").stat().st_mtime_ns
    qtbot.keyClicks(known.focusWidget(), PASSWORD)
    qtbot.keyClick(known.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    said = known.page.form.message.text()
    assert "Another window on this computer" in said
    assert "account" in said
    assert (folder / "lock").stat().st_mtime_ns > before
    other_program.send_signal(signal.SIGKILL)
    other_program.wait()
    qtbot.keyClick(known.page.form.password, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert isinstance(known.page, Workspace)


def test_the_window_that_has_it_open_comes_forward_when_somebody_knocks(
    known, qtbot, thread, folder, monkeypatch
):
    raised = []
    # The platform of the tests has no other windows to come in front of.
    monkeypatch.setattr(known, "raise_", lambda: raised.append(1))
    qtbot.keyClicks(known.focusWidget(), PASSWORD)
    qtbot.keyClick(known.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    known.showMinimized()
    vaults.knock(folder)
    qtbot.waitUntil(lambda: bool(raised))
    assert not known.isMinimized()


def test_the_wait_after_mistakes_outlives_the_page(known, qtbot, thread):
    for _ in range(3):
        qtbot.keyClicks(known.focusWidget(), "wrong")
        qtbot.keyClick(known.focusWidget(), Qt.Key.Key_Return)
        settle(qtbot, thread)
    assert "try again in 5 s" in known.page.form.message.text()
    known.page.language_requested.emit()
    known.page.language_requested.emit()
    assert "try again in" in known.page.form.message.text()
    assert not known.page.form.unlock.isEnabled()


def test_typing_goes_on_while_the_wait_is_counted_down(known, qtbot, thread):
    for _ in range(3):
        qtbot.keyClicks(known.focusWidget(), "wrong")
        qtbot.keyClick(known.focusWidget(), Qt.Key.Key_Return)
        settle(qtbot, thread)
    field = known.page.form.password
    field.clear()
    qtbot.keyClicks(field, "typed mean")
    qtbot.waitUntil(lambda: "in 4 s" in known.page.form.message.text(), timeout=3000)
    qtbot.keyClicks(field, "while")
    assert field.text() == "typed meanwhile"


@pytest.mark.parametrize("text", ["normal", "large"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_of_the_ways_in_is_wider_than_the_smallest_window(
    look, window, device, folder, qtbot, thread, text, language
):
    use_language(language)
    look.use(theme="light", text=text)
    try:
        window.resize(1180, 640)
        for ask in (None, "create", "restore", "recover"):
            if ask is None:
                device.remember_vault(str(folder), "七年级工作库")
                window._door.show_unlock()
            else:
                window._door._show_entrance(ask)
            settle(qtbot, thread)
            assert (ask, nameless(window.page)) == (ask, [])
            least = window.page.minimumSizeHint()
            assert (ask, least.width() <= 1180, least.height() <= 640) == (
                ask,
                True,
                True,
            )
    finally:
        look.use(theme="light", text="normal")
