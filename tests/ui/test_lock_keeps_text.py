"""What was typed is there again after locking, by key or by itself; nothing is lost."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from homevisit.services import unsent, vaults
from tests.ui.conftest import (
    PASSWORD,
    field_of,
    find_id,
    focused,
    on_vault,
    settle,
    type_text,
)
from ui import window as window_of
from ui.window import MainWindow
from ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


class Program:
    """Starts the window anew after each lock, as the program does."""

    def __init__(self, look, device, thread, qtbot):
        self._given, self._qtbot, self._thread = (look, device, thread), qtbot, thread
        self.window = None

    def start(self):
        shown = self.window = MainWindow(*self._given)
        self._qtbot.addWidget(shown, before_close_func=self._end)
        shown.ends = []
        shown.closed.connect(shown.ends.append)
        with self._qtbot.waitActive(shown):
            shown.show()
            shown.activateWindow()
        field = shown.page.focusWidget()
        self._qtbot.keyClicks(field, PASSWORD)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()
        assert isinstance(shown.page, Workspace)
        return shown.page

    def settle(self):
        settle(self._qtbot, self._thread)

    def go(self, code, subject):
        self.window.page.ways.go(code, subject)
        self.settle()
        assert self.window.page.page_code == code
        return self.window.page.page(code).view

    def ask(self, work):
        session = self.window._session
        return on_vault(self._qtbot, self._thread, lambda: work(session))

    def lock(self, *, by_itself):
        if by_itself:
            self.window.idle.timer.start(20)
        else:
            self._qtbot.keyClick(self.window.focusWidget(), Qt.Key.Key_L, CONTROL)
        self._qtbot.waitUntil(lambda: self.window.ends == [True])

    def _end(self, shown):
        if shown._session is not None and not shown.ends:
            shown.lock()
            self._qtbot.waitUntil(lambda: bool(shown.ends))
        QCoreApplication.instance().removeEventFilter(shown.idle)


@pytest.fixture
def program(look, device, folder, thread, qtbot):
    device.remember_vault(str(folder), "七年级工作库")
    made = Program(look, device, thread, qtbot)
    made.start()
    return made


def child(program):
    return program.ask(lambda session: find_id(session, "江予安"))


def finished(program):
    """The id of the child's finalised visit."""
    program.go("file", child(program))
    return program.window.page.page("file").presenter.last_visit_id


@pytest.mark.parametrize("by_itself", [False, True])
def test_a_field_of_the_file_is_saved(program, qtbot, by_itself):
    who = child(program)
    view = program.go("file", who)
    view.show_part("details")
    field_of(view.details.form, "strengths").focus()
    type_text(qtbot, focused(), "，还会吹笛子")
    program.lock(by_itself=by_itself)
    program.start()
    view = program.go("file", who)
    assert "还会吹笛子" in view.header._strengths.text()


@pytest.mark.parametrize("by_itself", [False, True])
def test_an_addition_not_sent_yet_waits_below_its_visit(program, qtbot, by_itself):
    visit = f"visit:{finished(program)}"
    addenda = program.go("visit", visit).tail.addenda
    addenda._text.setFocus()
    type_text(qtbot, addenda._text, "父亲下周回家")
    addenda._reason.setFocus()
    type_text(qtbot, addenda._reason, "电话里说的")
    program.lock(by_itself=by_itself)
    program.start()
    addenda = program.go("visit", visit).tail.addenda
    assert addenda._text.toPlainText() == "父亲下周回家"
    assert addenda._reason.text() == "电话里说的"


@pytest.mark.parametrize("by_itself", [False, True])
def test_the_note_of_a_planning_waits_too(program, qtbot, by_itself):
    view = program.go("plan", child(program))
    view.remark.setFocus()
    type_text(qtbot, view.remark, "带手电筒")
    program.lock(by_itself=by_itself)
    program.start()
    assert program.go("plan", child(program)).remark.text() == "带手电筒"


def test_a_concern_not_raised_yet_waits_with_its_ticks(program, qtbot):
    subject = f"student:{child(program)}:"
    fields = program.go("raise", subject).fields
    fields.signs.chip("emotion", "low_mood").click()
    fields.child_words.setFocus()
    type_text(qtbot, fields.child_words, "我不想回家。")
    program.lock(by_itself=True)
    program.start()
    fields = program.go("raise", subject).fields
    assert fields.child_words.toPlainText() == "我不想回家。"
    assert fields.signs.ticked == (("emotion", "low_mood"),)


def test_an_addition_waits_while_another_visit_is_looked_at(program, qtbot):
    visit = f"visit:{finished(program)}"
    addenda = program.go("visit", visit).tail.addenda
    type_text(qtbot, addenda._text, "父亲下周回家")
    program.go("visit", f"student:{child(program)}")
    assert addenda._text.toPlainText() == ""
    program.go("visit", visit)
    assert addenda._text.toPlainText() == "父亲下周回家"


def test_what_was_sent_does_not_come_back(program, qtbot, folder, clock):
    visit = f"visit:{finished(program)}"
    addenda = program.go("visit", visit).tail.addenda
    type_text(qtbot, addenda._text, "父亲下周回家")
    type_text(qtbot, addenda._reason, "电话里说的")
    program.go("today", "")
    program.go("visit", visit)
    addenda._save.click()
    program.settle()
    program.lock(by_itself=False)
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    assert unsent.read(session) == {}
    session.close()
    program.start()
    assert program.go("visit", visit).tail.addenda._text.toPlainText() == ""


def test_what_we_copied_is_gone_after_locking(program, monkeypatch):
    forgotten = []
    monkeypatch.setattr(window_of, "forget_copied", forgotten.append)
    program.lock(by_itself=True)
    assert len(forgotten) == 1
