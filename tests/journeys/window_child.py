"""A process of its own: the real program, from its first start to a printed visit.

Everything is done by keys, as a teacher's hands would; each step waits for what she
would wait for. Prints a line per step, and what went wrong where something did.
"""

import os
import sys
import traceback
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
)

from ui import app as program
from ui.places import PLACES

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
WAIT_S = 8
POLL_MS = 30
MOST_TABS = 150


def focus():
    return QApplication.focusWidget()


def press(key, modifier=PLAIN):
    QTest.keyClick(focus(), key, modifier)


def type_in(text):
    """Type letters as keys, and Chinese as an input method hands it over."""
    if text.isascii():
        QTest.keyClicks(focus(), text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def tab_to(wanted):
    """Press Tab until the focus is where it is wanted."""
    for _ in range(MOST_TABS):
        if wanted(focus()):
            return
        press(Qt.Key.Key_Tab)
    raise LookupError("the wanted place cannot be reached by Tab")


def button(*words):
    def is_it(widget):
        is_button = isinstance(widget, QAbstractButton) and widget.isEnabled()
        return is_button and any(word in widget.text() for word in words)

    return is_it


def choose(*words):
    tab_to(button(*words))
    press(Qt.Key.Key_Space)


def is_asking_for_file():
    return any(isinstance(w, QFileDialog) and w.isVisible() for w in shown())


def shown():
    return QApplication.topLevelWidgets() + [
        child
        for top in QApplication.topLevelWidgets()
        for child in top.findChildren(QFileDialog)
    ]


def answer_file(path):
    """Type a path into the dialog that asks for a file."""
    dialog = next(w for w in shown() if isinstance(w, QFileDialog) and w.isVisible())
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    name.setFocus()
    # Pasted: what the dialog proposes while one types is not ours to test.
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


def text_of(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


class Journey:
    """The steps; each yields what must have come about before the next begins."""

    def __init__(self, window, place, roster):
        self.window, self.place, self.roster = window, place, roster

    @property
    def page(self):
        return self.window.page

    @property
    def desk(self):
        return self.window.workspace

    def is_at(self, code):
        return self.desk is not None and self.desk.page_code == code

    def is_quiet(self):
        return not self.window._thread.is_busy

    def has_focus(self):
        """Say whether keys arrive; without a desktop nobody gives them back."""
        self.window.activateWindow()
        return focus() is not None

    def steps(self):
        yield from self.make_a_vault()
        yield from self.import_the_roster()
        yield from self.write_a_visit()
        yield from self.print_it()

    def make_a_vault(self):
        yield "the front door", lambda: focus() is not None and self.is_quiet()
        choose("新建档案库")
        yield "the wizard", lambda: hasattr(self.page, "people") and focus()
        people = self.page.people
        type_in("禾田镇中心学校")
        tab_to(lambda widget: widget is people.owner_field)
        type_in("周静怡")
        people.propose_folder(str(self.place / "zhou.homevisit"))
        press(Qt.Key.Key_Return)
        first = self.page.password._first
        yield "a password is offered", lambda: first.hasFocus() and self.is_quiet()
        type_in(self.page.password._offer)
        press(Qt.Key.Key_Return)
        kit = self.page.recovery
        yield "the recovery sheet", lambda: bool(kit._groups) and kit.isVisible()
        tab_to(button("恢复密钥单"))
        press(Qt.Key.Key_Space)
        yield "asked where to save", is_asking_for_file
        sheet = self.place / "kit.pdf"
        answer_file(sheet)
        yield "the sheet is saved", lambda: kit._is_saved and self.has_focus()
        words = text_of(sheet).split()
        for at, field in kit._fields:
            group = kit._groups[at]
            if group not in words and group not in "".join(words):
                raise LookupError("a group of the code is not on the sheet")
            tab_to(lambda widget, field=field: widget is field)
            type_in(group.lower())
        press(Qt.Key.Key_Return)
        yield "the day", lambda: self.is_at("today") and self.is_quiet()

    def import_the_roster(self):
        at = [code for code, *_rest in PLACES].index("import")
        press(Qt.Key(Qt.Key.Key_1 + at), CONTROL)
        yield "the import", lambda: self.is_at("import")
        choose("选择文件")
        yield "asked for a file", is_asking_for_file
        answer_file(self.roster)
        view = self.desk.page("import").view
        ready = button("导入")
        yield (
            "the list is read",
            lambda: (
                self.is_quiet()
                and any(
                    ready(each) and each.isVisible()
                    for each in view.findChildren(QAbstractButton)
                    if each.property("kind") == "primary"
                )
            ),
        )
        yield "the focus is in the list", self.has_focus
        tab_to(lambda w: ready(w) and w.property("kind") == "primary")
        press(Qt.Key.Key_Space)
        yield "the students", lambda: self.is_at("students") and self.is_quiet()

    def write_a_visit(self):
        students = self.desk.page("students").view.students
        yield "they are listed", lambda: students.rowCount() == 3 and self.is_quiet()
        tab_to(lambda widget: isinstance(widget, QLineEdit))
        type_in("jya")
        yield "one is found", lambda: students.rowCount() == 1 and self.is_quiet()
        press(Qt.Key.Key_N, CONTROL)
        yield "the form", lambda: self.is_at("visit") and self.is_quiet()
        body = self.desk.page("visit").view._body
        body.go_to_field("at_home")
        if not isinstance(focus(), QPlainTextEdit):
            raise LookupError("the field has no focus")  # noqa: TRY004  not a type
        type_in("放学后自己喂鸡，写完作业再看书。")
        for _ in range(8):
            if not self.is_at("visit"):
                break
            before = focus()
            press(Qt.Key.Key_Return, CONTROL)
            yield (
                "the next question",
                lambda before=before: (
                    self.is_quiet()
                    and (focus() is not before or not self.is_at("visit"))
                ),
            )
            if self.is_at("visit"):
                self.answer()
        yield "the summary", lambda: self.is_at("guardian") and self.is_quiet()

    def answer(self):
        """Give the question in front its first answer."""
        if isinstance(focus(), QAbstractButton):
            press(Qt.Key.Key_Space)
        else:
            type_in("江守田")

    def print_it(self):
        choose("导出 PDF")
        yield "the paper", lambda: self.is_at("export") and self.is_quiet()
        press(Qt.Key.Key_S, CONTROL)
        yield "asked where to save it", is_asking_for_file
        pdf = self.place / "visit.pdf"
        answer_file(pdf)
        yield "the PDF", lambda: pdf.exists() and self.is_quiet() and self.has_focus()


class Driver(QObject):
    """Goes from step to step as soon as what the last one waits for is there."""

    def __init__(self, window, place, roster):
        super().__init__(window)
        self._window = window
        self._steps = Journey(window, place, roster).steps()
        self._polls = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)

    def begin(self):
        self._go_on()
        self._timer.start(POLL_MS)

    def _poll(self):
        self._polls += 1
        if self._polls * POLL_MS > WAIT_S * 1000:
            where = focus().accessibleName() if focus() else "nowhere"
            self._end(f"did not come about: {self._name}; focus: {where}")
            return
        try:
            if self._is_there():
                print(self._name, flush=True)
                self._go_on()
        except StopIteration:
            self._end("")
        except (AttributeError, LookupError, TypeError):
            self._end(traceback.format_exc())

    def _go_on(self):
        self._polls = 0
        self._name, self._is_there = next(self._steps)

    def _end(self, trouble):
        self._timer.stop()
        print(trouble, end="", flush=True)
        self._window.close()


class DrivenWindow(program.MainWindow):
    """The window, which begins to be driven once it is shown."""

    def __init__(self, *given):
        super().__init__(*given)
        self._driver = Driver(self, Path(sys.argv[1]), Path(sys.argv[2]))

    def showEvent(self, event):  # noqa: N802  Qt's own
        super().showEvent(event)
        if not event.spontaneous() and self._driver is not None:
            self.activateWindow()
            driver, self._driver = self._driver, None
            QTimer.singleShot(0, self, driver.begin)


if __name__ == "__main__":
    program.MainWindow = DrivenWindow
    sys.exit(program.run([]))
