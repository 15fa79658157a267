"""Makes the widget in which a field of a record is edited where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from homevisit.text import _, labelled
from ui.kit.answers import Binding, make_answer
from ui.kit.basics import column, make_button, make_icon_button, row
from ui.kit.password_field import PRIVATE_HINTS
from ui.kit.secret_line import SecretLine
from ui.rows import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import EditField

# Answered by a click: saved soon after it, not only when the field is left.
CLICKED = frozenset({"segments", "chips", "choice"})
WIDE = frozenset({"text", "chips", "table"})


def make_edit(look: Appearance, field: EditField, today: date) -> Binding:
    """Return the bound widget of a field."""
    if field.shape == "secret":
        return _secret(look)
    if field.shape == "person":
        return _person(look, field)
    if field.shape == "table":
        return _table(look, field)
    shape = "line" if field.shape == "month" else field.shape
    question = FormField(
        field.name,
        field.label,
        shape,
        field.options,
        example="YYYY-MM" if field.shape == "month" else field.example,
    )
    return make_answer(look, question, today)


def _secret(look: Appearance) -> Binding:
    line = SecretLine(look)
    binding = Binding(
        line,
        read=lambda: line.value,
        show=line.show_masked,
        lock=lambda is_locked: line.setEnabled(not is_locked),
    )
    line.changed.connect(binding.changed)
    return binding


def _person(look: Appearance, field: EditField) -> Binding:
    box = PersonBox(look, [label for _code, label in field.options])
    binding = Binding(
        box,
        read=lambda: box.value,
        show=box.set_value,
        lock=lambda is_locked: box.setEnabled(not is_locked),
    )
    box.changed.connect(binding.changed)
    return binding


def _table(look: Appearance, field: EditField) -> Binding:
    table = LineTable(look, field.options)
    binding = Binding(
        table,
        read=lambda: table.value,
        show=table.set_value,
        lock=lambda is_locked: table.setEnabled(not is_locked),
    )
    table.changed.connect(binding.changed)
    return binding


class PersonBox(QComboBox):
    """A name: one of those offered, or anybody's, typed."""

    changed = Signal()

    def __init__(self, look: Appearance, names: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = QLineEdit()
        self.line.setFrame(False)
        self.line.setInputMethodHints(PRIVATE_HINTS)
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.offer(names)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.activated.connect(lambda _at: self.changed.emit())

    @property
    def value(self) -> str:
        return self.currentText().strip()

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names, keeping what is written."""
        kept = self.value if self.count() else ""
        self.clear()
        self.addItems(list(names))
        self.set_value(kept)

    def set_value(self, name: str | None) -> None:
        self.setCurrentIndex(self.findText(name or ""))
        self.setEditText(name or "")

    def set_name(self, name: str) -> None:
        """Say what is asked to those who listen instead of look."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._look.sizes.icon
        painter = QPainter(self)
        pixmap = self._look.pixmap("chevron-down", "t2", size, self.devicePixelRatioF())
        top = (self.height() - size) // 2
        painter.drawPixmap(self.width() - size - 8, top, pixmap)


class LineTable(QWidget):
    """A few rows of short texts, such as grandparents with name and birth date."""

    changed = Signal()

    def __init__(self, look: Appearance, columns: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._columns = look, tuple(columns)
        self._rows: list[_TableRow] = []
        self._stack = column(gap=6)
        self._add = make_button(_("Add a line"), "soft", size="small")
        look.set_icon(self._add, "plus", "t2", 14)
        self._add.clicked.connect(lambda: self._append({}).focus_first())
        self.setLayout(column(self._stack, row(self._add, None), gap=6))
        self.setFocusProxy(self._add)

    @property
    def value(self) -> list[dict[str, Any]]:
        found = [line.value for line in self._rows]
        return [each for each in found if any(each.values())]

    def set_value(self, value: Sequence[dict[str, Any]] | None) -> None:
        while self._rows:
            self._drop(self._rows[-1])
        for each in value or ():
            self._append(each)

    def set_name(self, name: str) -> None:
        """Say what the lines are to those who listen instead of look."""
        self.setAccessibleName(name)
        self._add.setAccessibleName(labelled(name, _("Add a line")))

    def _append(self, value: dict[str, Any]) -> _TableRow:
        line = _TableRow(self._look, self._columns, value)
        line.changed.connect(self.changed)
        line.dropped.connect(lambda: self._on_dropped(line))
        self._rows.append(line)
        self._stack.addWidget(line)
        return line

    def _on_dropped(self, line: _TableRow) -> None:
        self._drop(line)
        self._add.setFocus()
        self.changed.emit()

    def _drop(self, line: _TableRow) -> None:
        self._rows.remove(line)
        self._stack.removeWidget(line)
        line.hide()
        line.deleteLater()


class _TableRow(QWidget):
    changed = Signal()
    dropped = Signal()

    def __init__(
        self,
        look: Appearance,
        columns: Sequence[tuple[str, str]],
        value: dict[str, Any],
    ) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._known = dict(value)
        self._cells: dict[str, QLineEdit] = {}
        line = row(gap=6)
        for code, label in columns:
            cell = QLineEdit(str(value.get(code) or ""))
            cell.setPlaceholderText(label)
            cell.setAccessibleName(label)
            cell.setInputMethodHints(PRIVATE_HINTS)
            cell.textEdited.connect(lambda _text: self.changed.emit())
            self._cells[code] = cell
            line.addWidget(cell, 1)
        drop = make_icon_button(look, "x", _("Take this line away"))
        drop.clicked.connect(self.dropped)
        line.addWidget(drop)
        self.setLayout(line)

    @property
    def value(self) -> dict[str, Any]:
        written = {code: cell.text().strip() for code, cell in self._cells.items()}
        return {**self._known, **written}

    def focus_first(self) -> None:
        """Put the focus where writing begins."""
        next(iter(self._cells.values())).setFocus()
