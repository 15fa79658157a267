"""A whole visit costs few presses beside the typed text, choosing the child included.

An event filter counts what the hands do: every key press that is no letter of a text,
Ctrl and the like once more for themselves, and every press of the mouse.
"""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from homevisit.services import visits
from tests.ui.conftest import find_id, on_vault, settle

MOST = 12
CONTROL = Qt.KeyboardModifier.ControlModifier
MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt}


class Hands(QObject):
    """Counts presses; a key is looked at once, where the focus is."""

    def __init__(self, qtbot):
        super().__init__()
        self._qtbot = qtbot
        self.keys = self.modifiers = self.clicks = self.letters = 0
        self._target = None
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802  Qt's own
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
        ):
            if watched is QApplication.focusWidget():
                self._count(watched, event)
        elif event.type() == QEvent.Type.MouseButtonPress and watched is self._target:
            self.clicks += 1
        return False

    def _count(self, focus, event):
        is_field = isinstance(focus, QLineEdit | QPlainTextEdit)
        if event.key() in MODIFIERS:
            self.modifiers += 1
        elif is_field and event.text().isprintable() and not _is_held(event):
            self.letters += len(event.text())
        else:
            self.keys += 1

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text):
        self._qtbot.keyClicks(QApplication.focusWidget(), text)

    def click(self, widget):
        assert widget.isVisible()
        self._target = widget
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    @property
    def presses(self):
        return self.keys + self.modifiers + self.clicks


def _is_held(event):
    return bool(event.modifiers() & CONTROL)


@pytest.fixture
def hands(desk, qtbot):
    counting = Hands(qtbot)
    yield counting
    QApplication.instance().removeEventFilter(counting)


def finalised(entered, qtbot, thread):
    session = entered.session

    def read():
        who = find_id(session, "江予安")
        return visits.visits_of(session, who)[-1]

    return on_vault(qtbot, thread, read)


def begin(desk, hands, qtbot, thread):
    """Go from Today to the form of a child."""
    assert desk.page_code == "today"
    hands.press(Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: desk.page_code == "students")
    settle(qtbot, thread)
    hands.type("jya")
    settle(qtbot, thread)
    hands.press(Qt.Key.Key_N, CONTROL)
    settle(qtbot, thread)


def end(desk, hands, qtbot):
    """Finalise; each time it leads to what is still to be answered."""
    answers = desk.page("visit").view._body._answers
    for asked in ("purposes", "risks_found"):
        hands.press(Qt.Key.Key_Return, CONTROL)
        first = next(iter(answers[asked].widget._buttons.values()))
        qtbot.waitUntil(first.hasFocus)
        hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: desk.page_code == "guardian", timeout=8000)


def test_by_keys_from_today_with_something_written(desk, hands, entered, qtbot, thread):
    begin(desk, hands, qtbot, thread)
    for _ in range(3):
        hands.press(Qt.Key.Key_Down, CONTROL)
    hands.type("feeds the hens")
    end(desk, hands, qtbot)

    visit = finalised(entered, qtbot, thread)
    assert (visit.state, visit.risks_found) == ("finalised", ("none",))
    assert visit.purposes == ("know_family",)
    assert visit.at_home == "feeds the hens"
    assert len(visit.interviewees) == 1
    assert hands.letters == len("jya" + visit.at_home)
    assert hands.keys + hands.clicks == 10 <= MOST


def test_even_with_every_ctrl_counted_for_itself(desk, hands, entered, qtbot, thread):
    begin(desk, hands, qtbot, thread)
    end(desk, hands, qtbot)

    assert finalised(entered, qtbot, thread).state == "finalised"
    assert (hands.keys, hands.modifiers) == (7, 5)
    assert hands.presses <= MOST


def test_by_mouse_from_the_list_of_students(desk, hands, entered, qtbot, thread):
    hands.click(desk.rail._buttons[1])
    settle(qtbot, thread)
    hands.type("jya")
    settle(qtbot, thread)
    students = desk.page("students").view
    hands.click(students.preview._visit)
    settle(qtbot, thread)
    form = desk.page("visit").view
    answers = form._body._answers
    # The wheel brings the questions into sight, which presses nothing.
    form.go_to_section(1)
    hands.click(answers["purposes"].widget._buttons["know_family"])
    form.go_to_section(6)
    hands.click(answers["risks_found"].widget._buttons["none"])
    hands.click(form._footer.finalise)
    settle(qtbot, thread)
    qtbot.waitUntil(lambda: desk.page_code == "guardian", timeout=8000)
    assert finalised(entered, qtbot, thread).state == "finalised"
    assert hands.presses == hands.clicks == 5 <= MOST
