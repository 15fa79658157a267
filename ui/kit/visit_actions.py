"""What can be done with the chosen visits, and the line that asks why and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from homevisit.text import _, translate_count
from ui import visits_rows as codes
from ui.kit.basics import column, hold, make_button, make_label, restyle, row
from ui.kit.choices import FlowLayout
from ui.kit.fields import DateField, FieldBlock, TimeField
from ui.visits_rows import WITH_REASON, actions_for
from ui.words import read_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.kit.basics import ButtonKind
    from ui.visits_rows import VisitRow

_KEYS = {
    codes.WRITE: "Ctrl+N",
    codes.MOVE: "Ctrl+D",
    codes.CANCEL: "Del",
    codes.ACCEPT: "Ctrl+Return",
    codes.RETURN: "Ctrl+Backspace",
}
_FIRST = (codes.WRITE, codes.OPEN, codes.ACCEPT)


def _words() -> dict[str, tuple[str, str]]:
    return {
        codes.WRITE: ("pencil-line", _("Write the visit")),
        codes.OPEN: ("file-text", _("Open")),
        codes.ACCEPT: ("badge-check", _("Accept")),
        codes.RETURN: ("undo-2", _("Return…")),
        codes.ARRANGED: ("phone", _("Family agreed")),
        codes.MOVE: ("calendar-days", _("Another day…")),
        codes.NOT_HOME: ("circle-x", _("Nobody at home…")),
        codes.DECLINED: ("ban", _("Declined…")),
        codes.AGAIN: ("rotate-ccw", _("Plan again")),
        codes.ROUTE: ("route", _("Route sheet")),
        codes.PRINT: ("printer", _("Print…")),
        codes.CANCEL: ("x", _("Cancel the plan…")),
    }


class VisitActions(QFrame):
    """Buttons for what is possible; `asked` carries the code of a deed.

    `given` carries what was asked for with its day, time and reason.
    """

    asked = Signal(str)
    given = Signal(str, str, str, str)
    left = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look = look
        self.setProperty("footer", True)
        self._count = make_label("", "secondary")
        self._buttons = {
            code: self._make(code, *words) for code, words in _words().items()
        }
        self._withheld: frozenset[str] = frozenset()
        self._hints = self._build_hints()
        flow = FlowLayout(gap=8)
        for widget in (self._count, *self._buttons.values()):
            flow.addWidget(widget)
        line = row()
        line.addLayout(flow, 1)
        line.addWidget(self._hints)
        self.strip = ReasonStrip(look, today)
        self._plain = hold(line)
        self.strip.hide()
        self.setLayout(column(self._plain, self.strip, margins=(14, 8, 14, 8)))
        self.strip.given.connect(self._on_given)
        self.strip.dropped.connect(self.close_strip)

    def withhold(self, *actions: str) -> None:
        """Never offer these: there is nothing yet that does them."""
        self._withheld = frozenset(actions)

    def show_rows(self, rows: Sequence[VisitRow], *, can_review: bool) -> None:
        """Offer what can be done with these rows."""
        offered = set(actions_for(rows, can_review=can_review)) - self._withheld
        for code, button in self._buttons.items():
            button.setVisible(code in offered)
            button.setEnabled(code in offered)
        first = next((code for code in _FIRST if code in offered), "")
        for code in _FIRST:
            kind = "primary" if code == first else "secondary"
            restyle(self._buttons[code], "kind", kind)
            icon, _said = _words()[code]
            colour = "on_pine" if code == first else "t1"
            self._look.set_icon(self._buttons[code], icon, colour, 14)
        several = translate_count("{count} chosen", "{count} chosen", len(rows))
        self._count.setText(several if len(rows) > 1 else "")
        self._count.setVisible(len(rows) > 1)
        self._hints.setVisible(not rows)

    def ask(self, code: str) -> None:
        """Do what a key or a button asks for, if it is offered now."""
        if not self._buttons[code].isEnabled():
            return
        if code not in WITH_REASON:
            self.asked.emit(code)
            return
        _icon, words = _words()[code]
        self.strip.begin(code, words.rstrip("…"))
        self._show_strip(is_shown=True)
        self.strip.focus_first()

    def close_strip(self) -> None:
        """Put the buttons back; what was typed is let go."""
        if self._plain.isHidden():
            self._show_strip(is_shown=False)
            self.left.emit()

    def _on_given(self, code: str, day: str, time: str, reason: str) -> None:
        self._show_strip(is_shown=False)
        self.given.emit(code, day, time, reason)
        self.left.emit()

    def _show_strip(self, *, is_shown: bool) -> None:
        self._plain.setVisible(not is_shown)
        self.strip.setVisible(is_shown)

    def _make(self, code: str, icon: str, words: str) -> QPushButton:
        kind: ButtonKind = "quiet" if code == codes.CANCEL else "secondary"
        button = make_button(words, kind, size="small")
        self._look.set_icon(button, icon, "t1", 14)
        if code in _KEYS:
            button.setToolTip(f"{words}  {_KEYS[code]}")
        button.clicked.connect(lambda: self.ask(code))
        button.hide()
        return button

    def _build_hints(self) -> QWidget:
        line = row(gap=6)
        keys = (("↑ ↓", _("choose")), ("Enter", _("open")), ("Ctrl N", _("write")))
        middle = Qt.AlignmentFlag.AlignVCenter
        for key, words in keys:
            line.addWidget(make_label(key, "key"), 0, middle)
            line.addWidget(make_label(words, "caption"), 0, middle)
        return hold(line)


class ReasonStrip(QWidget):
    """One line: for a move day and time, and always why. Enter saves, Esc leaves."""

    given = Signal(str, str, str, str)
    dropped = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._today = today
        self._code = ""
        self._title = make_label("", "strong")
        self.reason = QLineEdit()
        self._reason = FieldBlock(_("Why"), self.reason, required=True)
        self.save = make_button(_("Save"), "primary", size="small")
        self._drop = make_button(_("Leave it"), "quiet", size="small")
        self.day = DateField(look, today)
        self._day = FieldBlock(_("New day"), self.day, required=True)
        self.time = TimeField()
        time = FieldBlock(_("Time"), self.time)
        self._when = hold(row(self._day, time, gap=8))
        self._line = row(self._title, self._when, gap=12)
        self._line.addWidget(self._reason, 1)
        self._line.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(self._line)
        self.save.clicked.connect(self._on_save)
        self._drop.clicked.connect(self.dropped)

    def begin(self, code: str, title: str) -> None:
        """Ask for what a deed needs."""
        self._code = code
        self._title.setText(title)
        self._when.setVisible(code == codes.MOVE)
        for field in (self.day, self.time, self.reason):
            field.setText("")
        self._day.show_message("")
        self._reason.show_message("")

    def focus_first(self) -> None:
        """Put the cursor where something has to be typed first."""
        first = self.day if self._code == codes.MOVE else self.reason
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_save()
        else:
            super().keyPressEvent(event)

    def _on_save(self) -> None:
        reason = self.reason.text().strip()
        is_short = len(reason) < 2
        day = ""
        if self._code == codes.MOVE:
            day = read_date(self.day.text(), self._today) or ""
            words = "" if day else _("Write a day, such as 11-20.")
            self._day.show_message(words)
        self._reason.show_message(_("Say why in a few words.") if is_short else "")
        if is_short or (self._code == codes.MOVE and not day):
            return
        self.given.emit(self._code, day, self.time.value, reason)
