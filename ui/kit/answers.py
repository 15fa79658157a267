"""Makes the field that a question of a form is answered with, all used alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import (
    column,
    make_button,
    make_icon_button,
    make_label,
    repaint_style,
    row,
)
from ui.kit.choices import Chips, Option, Segments
from ui.kit.fields import ChoiceBox, DateField, TextArea, TimeField
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import FormField

NONE_CODE = "none"


class Binding(QObject):
    """Joins one widget to a form: how to read it, fill it, lock it, and its news."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        widget: QWidget,
        *,
        read: Callable[[], Any],
        show: Callable[[Any], None],
        lock: Callable[[bool], None],
    ) -> None:
        super().__init__(widget)
        self.widget = widget
        self.read, self.show, self.lock = read, show, lock


def make_answer(look: Appearance, question: FormField, today: date) -> Binding:
    """Return the bound field of a question."""
    makers: dict[str, Callable[[], Binding]] = {
        "line": lambda: _line(question),
        "text": lambda: _text(question),
        "date": lambda: _date(look, today),
        "time": _time,
        "segments": lambda: _segments(look, question),
        "chips": lambda: _chips(look, question),
        "choice": lambda: _choice(look, question),
        "items": lambda: _items(look, question, today),
    }
    return makers[question.shape]()


def mask_answer(answer: Binding, *, is_masked: bool) -> None:
    """Hide the names in an answer, or show them; it can be written all the same."""
    widget = answer.widget
    if isinstance(widget, Chips):
        widget.show_masked(is_masked)
    elif isinstance(widget, QLineEdit):
        mode = QLineEdit.EchoMode
        widget.setEchoMode(mode.Password if is_masked else mode.Normal)


def _options(question: FormField) -> list[Option]:
    masked = dict(question.masked)
    return [
        Option(code, label, masked=masked.get(code, ""))
        for code, label in question.options
    ]


def _lock(field: QLineEdit | TextArea, *, is_locked: bool) -> None:
    field.setReadOnly(is_locked)
    if is_locked:
        field.setPlaceholderText("")
    repaint_style(field)


def _line(question: FormField) -> Binding:
    field = QLineEdit()
    field.setPlaceholderText(question.example)
    field.setInputMethodHints(PRIVATE_HINTS)
    binding = Binding(
        field,
        read=lambda: field.text().strip(),
        show=lambda value: field.setText(str(value or "")),
        lock=lambda is_locked: _lock(field, is_locked=is_locked),
    )
    field.textEdited.connect(lambda _text: binding.changed.emit())
    field.editingFinished.connect(binding.left)
    return binding


def _text(question: FormField) -> Binding:
    field = TextArea()
    field.setPlaceholderText(question.example)
    stands = [""]

    def show(value: object) -> None:
        stands[0] = str(value or "")
        field.setPlainText(stands[0])

    def on_changed() -> None:
        # Qt announces the underlining of a word like a change of it.
        before, stands[0] = stands[0], field.toPlainText()
        if stands[0] != before:
            binding.changed.emit()

    binding = Binding(field, read=field.toPlainText, show=show, lock=field.setReadOnly)
    field.textChanged.connect(on_changed)
    field.left.connect(binding.left)
    return binding


def _date(look: Appearance, today: date) -> Binding:
    field = DateField(look, today)
    field.setMaximumWidth(170)
    binding = Binding(
        field, read=lambda: field.value, show=field.set_value, lock=field.lock
    )
    field.changed.connect(lambda _day: binding.changed.emit())
    return binding


def _time() -> Binding:
    field = TimeField()
    binding = Binding(
        field,
        read=lambda: field.value,
        show=field.set_value,
        lock=lambda is_locked: _lock(field, is_locked=is_locked),
    )
    field.changed.connect(lambda _time: binding.changed.emit())
    return binding


def _segments(look: Appearance, question: FormField) -> Binding:
    field = Segments(look, _options(question), can_clear=not question.required)
    binding = Binding(
        field,
        read=lambda: field.value,
        show=field.set_value,
        lock=field.set_read_only,
    )
    field.chosen.connect(lambda _code: binding.changed.emit())
    return binding


def _chips(look: Appearance, question: FormField) -> Binding:
    field = Chips(look, _options(question))
    before: list[list[str]] = [[]]

    def show(codes: list[str] | None) -> None:
        before[0] = list(codes or ())
        field.set_value(codes)

    def on_changed(codes: list[str]) -> None:
        # "Nothing found" and something found cannot both be true.
        added = [code for code in codes if code not in before[0]]
        if NONE_CODE in added:
            codes = [NONE_CODE]
        elif added:
            codes = [code for code in codes if code != NONE_CODE]
        show(codes)
        binding.changed.emit()

    binding = Binding(
        field, read=lambda: field.value, show=show, lock=field.set_read_only
    )
    field.changed.connect(on_changed)
    return binding


def _choice(look: Appearance, question: FormField) -> Binding:
    field = ChoiceBox(look, [Option("", "—"), *_options(question)])
    binding = Binding(
        field,
        read=lambda: field.value,
        show=field.set_value,
        lock=lambda is_locked: field.setEnabled(not is_locked),
    )
    field.chosen.connect(lambda _code: binding.changed.emit())
    return binding


def _items(look: Appearance, question: FormField, today: date) -> Binding:
    field = ItemList(look, question, today)
    binding = Binding(
        field, read=lambda: field.value, show=field.set_value, lock=field.set_read_only
    )
    field.changed.connect(binding.changed)
    return binding


class ItemList(QWidget):
    """Promises: what, who, until when; a line for each and one button for more."""

    changed = Signal()

    def __init__(self, look: Appearance, question: FormField, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._today = look, today
        self._question = question
        self._lines: list[_ItemLine] = []
        self._stack = column(gap=8)
        self._add = make_button(
            question.example or _("Add a promise"), "soft", size="small"
        )
        look.set_icon(self._add, "plus", "t2", 14)
        self._add.clicked.connect(self._on_add)
        self.setLayout(column(self._stack, row(self._add, None), gap=8))

    @property
    def value(self) -> list[dict[str, str]]:
        return [line.value for line in self._lines if line.value["text"]]

    def set_value(self, value: list[dict[str, str]] | None) -> None:
        while self._lines:
            self._remove(self._lines[-1])
        for item in value or ():
            self._append(item)

    def set_read_only(self, is_locked: bool) -> None:
        self._add.setVisible(not is_locked)
        for line in self._lines:
            line.setEnabled(not is_locked)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)

    def _on_add(self) -> None:
        self._append({}).text.setFocus()

    def _append(self, item: dict[str, str]) -> _ItemLine:
        line = _ItemLine(self._look, self._question, self._today, item)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._on_removed(line))
        self._lines.append(line)
        self._stack.addWidget(line)
        return line

    def _on_removed(self, line: _ItemLine) -> None:
        self._remove(line)
        self._add.setFocus()
        self.changed.emit()

    def _remove(self, line: _ItemLine) -> None:
        self._lines.remove(line)
        self._stack.removeWidget(line)
        line.hide()
        line.deleteLater()


def _usual(question: FormField) -> str:
    codes = [code for code, _label in question.options]
    return "school" if "school" in codes or not codes else codes[0]


class _ItemLine(QWidget):
    changed = Signal()
    removed = Signal()

    def __init__(
        self, look: Appearance, question: FormField, today: date, item: dict[str, str]
    ) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._known = dict(item)
        self.text = QLineEdit(item.get("text", ""))
        self.text.setPlaceholderText(_("What is to be done"))
        self.text.setAccessibleName(_("What is to be done"))
        self.text.setInputMethodHints(PRIVATE_HINTS)
        self._side = ChoiceBox(look, _options(question))
        self._side.set_value(item.get("side") or _usual(question))
        self._side.setAccessibleName(_("Who does it"))
        self._due = DateField(look, today)
        self._due.set_value(item.get("due_on", ""))
        self._due.setAccessibleName(_("Until when"))
        self._due.setFixedWidth(140)
        drop = make_icon_button(look, "x", _("Take this line away"))
        drop.clicked.connect(self.removed)
        until = make_label(_("until"), "muted")
        line = row(gap=8)
        line.addWidget(self.text, 1)
        for widget in (self._side, until, self._due, drop):
            line.addWidget(widget)
        self.setLayout(line)
        self.text.textEdited.connect(lambda _text: self.changed.emit())
        self._side.chosen.connect(lambda _code: self.changed.emit())
        self._due.changed.connect(lambda _day: self.changed.emit())

    @property
    def value(self) -> dict[str, str]:
        return {
            **self._known,
            "text": self.text.text().strip(),
            "side": self._side.value,
            "due_on": self._due.value,
        }
