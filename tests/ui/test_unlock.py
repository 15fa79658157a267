"""The first page, by keyboard only: right and wrong passwords, Caps Lock, waiting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from homevisit.services import students, vaults
from tests.ui.conftest import PASSWORD, settle
from ui.presenters.unlock import UnlockPresenter
from ui.screens.unlock import UnlockView


@pytest.fixture
def page(look, thread, device, folder, clock, qtbot):
    device.remember_vault(str(folder), "七年级工作库")
    view = UnlockView(look)
    qtbot.addWidget(view)
    view.resize(1366, 698)
    presenter = UnlockPresenter(view, thread, clock)
    presenter.setParent(view)
    view.presenter = presenter
    view.show_vaults(device.vaults())
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.focus_first()
    return view


def type_password(page, qtbot, text):
    field = page.focusWidget()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_password_field_has_the_keyboard_and_opens_the_vault(page, qtbot, thread):
    entered = []
    page.presenter.entered.connect(entered.append)
    assert page.focusWidget().accessibleName() == "Password"
    type_password(page, qtbot, PASSWORD)
    settle(qtbot, thread)
    assert entered[0].owner == "周静怡"
    thread.post(page, lambda _job: entered[0].session.close())
    settle(qtbot, thread)


def test_a_wrong_password_is_explained_under_the_field(page, qtbot, thread):
    type_password(page, qtbot, "wrong")
    settle(qtbot, thread)
    field = page.focusWidget()
    assert "password" in field.accessibleDescription().lower()
    assert field.selectedText() == "wrong"


def test_after_three_mistakes_one_has_to_wait(page, qtbot, thread):
    for _ in range(3):
        type_password(page, qtbot, "wrong")
        settle(qtbot, thread)
    assert "try again in 5 s" in page.focusWidget().accessibleDescription()
    tried = thread.is_busy
    type_password(page, qtbot, PASSWORD)
    assert (tried, thread.is_busy) == (False, False)


def test_records_that_went_back_in_time_open_only_when_accepted(
    page, qtbot, thread, folder, clock
):
    (data,) = folder.glob("data-*.db")
    before = data.read_bytes()
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    students.add_student(session, {"name": "后来"})
    session.close()
    data.write_bytes(before)
    entered = []
    page.presenter.entered.connect(entered.append)
    type_password(page, qtbot, PASSWORD)
    settle(qtbot, thread)
    assert entered == []
    assert page.form.older.isVisible()
    page.form.older.click()
    settle(qtbot, thread)
    assert len(entered) == 1
    thread.post(page, lambda _job: entered[0].session.close())
    settle(qtbot, thread)


def test_caps_lock_is_noticed_from_the_letters(page, qtbot):
    field = page.focusWidget()
    plain = Qt.KeyboardModifier.NoModifier
    press = QKeyEvent.Type.KeyPress
    field.keyPressEvent(QKeyEvent(press, Qt.Key.Key_A, plain, "A"))
    assert field.caps_hint.isVisible()
    field.keyPressEvent(QKeyEvent(press, Qt.Key.Key_A, plain, "a"))
    assert not field.caps_hint.isVisible()


def test_without_a_vault_the_page_offers_to_make_one(look, qtbot):
    view = UnlockView(look)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.show_vaults(())
    asked = []
    view.create_requested.connect(lambda: asked.append(1))
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Space)
    assert asked == [1]
