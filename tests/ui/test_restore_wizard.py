"""Restoring by keyboard: from the first page, and from inside an open vault."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from homevisit.services import backups, students, vaults
from homevisit.settings import SettingsFile
from tests.ui.conftest import PASSWORD, on_vault, settle
from ui.device import Device
from ui.entrance import make_restore
from ui.screens.restore import KEY, RESTORED, SIGHT, WHICH
from ui.window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def backup(folder, clock):
    """A backup of the vault, made before a sixth child came."""
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    made = backups.make(session)
    students.add_student(session, {"name": "后来"})
    session.close()
    return made.folder


def show(view, qtbot, thread):
    qtbot.addWidget(view)
    view.resize(1366, 698)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    settle(qtbot, thread)
    return view


@pytest.fixture
def wizard(look, thread, device, folder, backup, qtbot):
    """The wizard of the first page."""
    device.remember_vault(str(folder), "七年级工作库")
    view, presenter = make_restore(look, thread, device)
    view.presenter = presenter
    show(view, qtbot, thread)
    yield view
    presenter.let_go()
    settle(qtbot, thread)


def enter(qtbot, thread, view):
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)


def type_in(qtbot, view, text):
    qtbot.keyClicks(view.focusWidget(), text)


def facts(view):
    grid = view.sight._facts
    return [grid.itemAt(at).widget().text() for at in range(grid.count())]


def test_a_backup_of_a_known_vault_is_restored_with_enter_alone(
    wizard, qtbot, thread, folder, backup
):
    opened, entered = [], []
    wizard.presenter.opened.connect(opened.append)
    wizard.presenter.entered.connect(entered.append)
    assert wizard.which.folder == str(backup)
    enter(qtbot, thread, wizard)
    assert wizard.step == KEY
    type_in(qtbot, wizard, PASSWORD)
    enter(qtbot, thread, wizard)
    assert wizard.step == SIGHT
    assert {"周静怡", "禾田镇中心学校", "5", "1"} <= set(facts(wizard))
    into = wizard.sight.into
    assert into == str(folder.parent / "zhou-20261120.homevisit")
    enter(qtbot, thread, wizard)
    assert wizard.step == RESTORED
    assert opened[0].folder == into
    enter(qtbot, thread, wizard)
    assert entered == opened
    assert folder.is_dir()


def test_esc_goes_back_and_nothing_typed_is_lost(wizard, qtbot, thread):
    left = []
    wizard.given_up.connect(lambda: left.append(1))
    enter(qtbot, thread, wizard)
    type_in(qtbot, wizard, "half a pass")
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Escape)
    assert (wizard.step, left) == (WHICH, [])
    enter(qtbot, thread, wizard)
    assert wizard.key.text == "half a pass"
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Escape)
    assert left == [1]


def test_a_wrong_password_is_told_and_can_be_typed_again(wizard, qtbot, thread):
    enter(qtbot, thread, wizard)
    type_in(qtbot, wizard, "falsch")
    enter(qtbot, thread, wizard)
    assert wizard.step == KEY
    assert "password" in wizard._error.text()
    wizard.key._password.setText(PASSWORD)
    enter(qtbot, thread, wizard)
    assert wizard.step == SIGHT


def test_a_damaged_backup_is_told_and_nothing_is_written(
    wizard, qtbot, thread, backup, folder
):
    before = sorted(folder.parent.iterdir())
    data = next(backup.glob("data-*.db"))
    data.write_bytes(data.read_bytes()[:-4096])
    enter(qtbot, thread, wizard)
    type_in(qtbot, wizard, PASSWORD)
    enter(qtbot, thread, wizard)
    assert "damaged" in wizard._error.text()
    assert sorted(folder.parent.iterdir()) == before


def test_a_cancelled_restore_leaves_nothing_and_can_be_begun_again(
    wizard, qtbot, thread, folder
):
    enter(qtbot, thread, wizard)
    type_in(qtbot, wizard, PASSWORD)
    enter(qtbot, thread, wizard)
    before = sorted(folder.parent.iterdir())
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    wizard.task._cancel.click()
    settle(qtbot, thread)
    assert "Cancelled" in wizard._error.text()
    assert sorted(folder.parent.iterdir()) == before
    enter(qtbot, thread, wizard)
    assert wizard.step == RESTORED


def test_a_taken_folder_is_told(wizard, qtbot, thread, folder):
    enter(qtbot, thread, wizard)
    type_in(qtbot, wizard, PASSWORD)
    enter(qtbot, thread, wizard)
    wizard.sight.place.setText(str(folder))
    enter(qtbot, thread, wizard)
    assert "already something" in wizard._error.text()


def test_the_paper_opens_it_too_and_there_is_a_new_paper(
    wizard, qtbot, thread, folder, clock, tmp_path
):
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    code = vaults.renew_recovery_code(session, PASSWORD)
    clock.advance(days=1)
    made = backups.make(session)
    session.close()
    wizard.presenter.look_in(str(made.folder))
    settle(qtbot, thread)
    enter(qtbot, thread, wizard)
    wizard.key.kind._on_clicked("code")
    settle(qtbot, thread)
    wizard.key.focus_first()
    type_in(qtbot, wizard, code)
    new = wizard.password._offer
    qtbot.keyClicks(wizard.password._first, new)
    enter(qtbot, thread, wizard)
    assert wizard.step == SIGHT
    enter(qtbot, thread, wizard)
    kit = wizard.recovery
    assert len(kit._groups) == 7
    wizard.save_requested.emit(str(tmp_path / "kit.pdf"))
    settle(qtbot, thread)
    for at, field in kit._fields:
        field.setText(kit._groups[at])
    kit._on_done()
    assert wizard.restored.go_on.isVisible()
    wizard.presenter.let_go()
    settle(qtbot, thread)
    into = wizard.sight.into
    vaults.unlock(type(folder)(into), new, clock=clock).close()


def test_a_stick_from_another_computer_is_moved_in(
    look, thread, device, folder, clock, tmp_path, qtbot, monkeypatch
):
    """The first start on a new laptop: no vault is known, only the stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    backups.make(session, stick)
    session.close()
    shutil.rmtree(folder)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr("pathlib.Path.home", lambda: home)
    view, presenter = make_restore(look, thread, device)
    show(view, qtbot, thread)
    assert "No backup" in view.which._said.text()
    assert view.focusWidget() is view.which.other
    view.folder_chosen.emit(str(stick))
    settle(qtbot, thread)
    enter(qtbot, thread, view)
    type_in(qtbot, view, PASSWORD)
    enter(qtbot, thread, view)
    enter(qtbot, thread, view)
    assert view.step == RESTORED
    assert [each.name for each in home.iterdir()] == ["zhou-20261120.homevisit"]
    presenter.let_go()
    settle(qtbot, thread)


@pytest.fixture
def own(entered, qtbot, thread):
    """A backup that the open vault made of itself before a sixth child came."""

    def prepare():
        made = backups.make(entered.session)
        students.add_student(entered.session, {"name": "后来"})
        return made.folder

    return on_vault(qtbot, thread, prepare)


def test_inside_a_vault_it_tells_what_the_backup_lacks(
    desk, qtbot, thread, entered, own, device
):
    locked = []
    desk.lock_requested.connect(lambda: locked.append(1))
    desk.ways.go("backup")
    settle(qtbot, thread)
    button = desk.page("backup").view.restore
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)
    view = desk.page("restore").view
    assert desk.page_code == "restore"
    assert view.which.folder == str(own)
    enter(qtbot, thread, view)
    type_in(qtbot, view, PASSWORD)
    enter(qtbot, thread, view)
    assert "1 new student" in view.sight._lacking.text()
    enter(qtbot, thread, view)
    assert view.step == RESTORED
    recent = [each.folder for each in device.settings.recent]
    assert recent == [entered.folder, view.sight.into]
    assert locked == []
    enter(qtbot, thread, view)
    assert locked == [1]
    assert device.settings.recent[0].folder == view.sight.into


def test_staying_closes_the_restored_vault_and_goes_back(
    desk, qtbot, thread, own, clock, entered
):
    desk.ways.go("backup")
    settle(qtbot, thread)
    desk.ways.go("restore", str(own))
    settle(qtbot, thread)
    view = desk.page("restore").view
    enter(qtbot, thread, view)
    type_in(qtbot, view, PASSWORD)
    enter(qtbot, thread, view)
    enter(qtbot, thread, view)
    qtbot.keyClick(view.restored.stay, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert desk.page_code == "backup"
    into = type(own)(view.sight.into)
    restored = on_vault(
        qtbot, thread, lambda: vaults.unlock(into, PASSWORD, clock=clock)
    )
    on_vault(qtbot, thread, lambda: restored.close() or True)
    assert (
        on_vault(qtbot, thread, lambda: len(students.find_ids(entered.session, ALL)))
        == 6
    )


ALL = students.StudentQuery()


def test_every_button_of_each_step_can_be_reached_by_tab(wizard, qtbot, thread):
    seen = set()
    for _ in range(12):
        seen.add(wizard.window().focusWidget())
        qtbot.keyClick(wizard.window().focusWidget(), Qt.Key.Key_Tab)
    shown = {
        each
        for each in wizard.findChildren(QPushButton)
        if each.isVisible() and each.isEnabled()
    }
    assert shown <= seen


def test_a_vault_moves_to_a_new_laptop_and_the_old_one_warns(
    desk, look, thread, clock, tmp_path, folder, entered, qtbot, monkeypatch
):
    """From the page of backups to the stick, and in at the first page of the other."""
    stick, home = tmp_path / "stick", tmp_path / "home"
    stick.mkdir()
    home.mkdir()
    monkeypatch.setattr("pathlib.Path.home", lambda: home)
    desk.ways.go("backup")
    settle(qtbot, thread)
    desk.page("backup").view.cards.move_requested.emit(str(stick))
    settle(qtbot, thread)
    on_vault(qtbot, thread, lambda: entered.session.close() or True)
    laptop = Device(SettingsFile(tmp_path / "laptop"), clock)
    window = MainWindow(look, laptop, thread)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window.page.welcome.restore, Qt.Key.Key_Space)
    settle(qtbot, thread)
    view = window.page
    view.folder_chosen.emit(str(stick))
    settle(qtbot, thread)
    enter(qtbot, thread, window)
    type_in(qtbot, window, PASSWORD)
    enter(qtbot, thread, window)
    enter(qtbot, thread, window)
    enter(qtbot, thread, window)
    assert isinstance(window.page, Workspace)
    assert window.page.notice.isHidden()
    (moved,) = home.iterdir()
    assert [each.folder for each in laptop.settings.recent] == [str(moved)]
    window.lock()
    settle(qtbot, thread)
    again = on_vault(
        qtbot, thread, lambda: vaults.unlock(folder, PASSWORD, clock=clock)
    )
    assert again.vault.warnings[0].code == "vault_moved_away"
    on_vault(qtbot, thread, lambda: again.close() or True)
