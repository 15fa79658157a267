"""Fields of records in groups, edited in place; each group's changes are one save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget

from homevisit.text import _
from ui.edit_rows import FieldChange, FieldWrite
from ui.kit.basics import column, empty, hold, make_button, make_label, row
from ui.kit.edit_cell import EditCell

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from ui.appearance import Appearance
    from ui.edit_rows import EditGroup

_GUTTER = 18
_LETTERS = 17
_MOST = 3


class GroupBlock(QWidget):
    """A heading and its fields in as many columns as there is room for."""

    written = Signal(object)
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)

    def __init__(self, look: Appearance, group: EditGroup, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._group, self._today = look, group, today
        self._columns, self._room = 0, 0
        self.cells: list[EditCell] = []
        self._count = make_label("", "muted")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GUTTER)
        self._grid.setVerticalSpacing(12)
        self._body = hold(self._grid)
        self._fold: QPushButton | None = None
        layout = column(gap=10)
        if group.title:
            layout.addLayout(self._make_head())
        if group.note:
            layout.addWidget(make_label(group.note, "muted", wrap=True))
        layout.addWidget(self._body)
        self.setLayout(layout)
        if group.is_folded:
            self._open(is_open=False)

    def begin(self) -> None:
        """Make the fields, of a folded group when it is opened.

        They are made in their place: moving widgets about is what costs time.
        """
        if not self._group.is_folded:
            self._fill()

    @property
    def is_open(self) -> bool:
        return not self._body.isHidden()

    @property
    def code(self) -> str:
        return self._group.code

    def show_group(self, group: EditGroup) -> None:
        """Show what is on the disk now, field by field."""
        self._group = group
        self._show_count()
        for cell, field in zip(self.cells, group.fields, strict=False):
            cell.show_field(field)

    def open_up(self) -> None:
        """Unfold."""
        if not self.is_open:
            self._open(is_open=True)

    def lay_out(self, room: int) -> None:
        """Place the fields in as many columns as `room` pixels allow."""
        self._room = room
        if not self.cells:
            return
        letter = self._look.sizes.body
        columns = max(1, min(_MOST, room // (_LETTERS * letter)))
        if columns == self._columns:
            return
        self._columns = columns
        line, side = 0, 0
        for cell in self.cells:
            self._grid.removeWidget(cell)
        for cell in self.cells:
            span = columns if cell.is_wide else 1
            if side + span > columns:
                line, side = line + 1, 0
            self._grid.addWidget(cell, line, side, 1, span)
            side += span
        for at in range(_MOST):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def _make_head(self) -> QLayout:
        if not self._group.is_folded:
            return row(make_label(self._group.title, "strong"), None, gap=8)
        self._fold = make_button(self._group.title, "quiet", size="small")
        self._fold.clicked.connect(lambda: self._open(is_open=not self.is_open))
        self._show_count()
        return row(self._fold, self._count, None, gap=8)

    def _show_count(self) -> None:
        if self._fold is None:
            return
        count = sum(bool(each.value) for each in self._group.fields)
        said = _("{filled} of {total} filled in")
        words = said.format(filled=count, total=len(self._group.fields))
        self._count.setText(words)
        self._fold.setAccessibleDescription(words)

    def _fill(self) -> None:
        """Make the fields: those of a folded group only when it is opened."""
        for field in self._group.fields:
            cell = EditCell(self._look, field, self._today, self._body)
            cell.committed.connect(lambda c=cell: self._on_committed(c))
            cell.reveal_requested.connect(self.reveal_requested)
            cell.decide_requested.connect(self.decide_requested)
            self.cells.append(cell)
        self.lay_out(self._room)

    def _open(self, *, is_open: bool) -> None:
        if is_open and not self.cells:
            self._fill()
        self._body.setVisible(is_open)
        if self._fold is not None:
            name = "chevron-down" if is_open else "chevron-right"
            self._look.set_icon(self._fold, name, "t2", 14)

    def _on_committed(self, committed: EditCell) -> None:
        """Hand on all that changed in the group, but what is still being typed."""
        changed = [
            cell
            for cell in self.cells
            if cell.is_changed and (cell is committed or not cell.holds_focus())
        ]
        changes = tuple(FieldChange(cell.field, cell.value) for cell in changed)
        for cell in changed:
            cell.note_handed_on()
        if changes:
            self.written.emit(FieldWrite(changes))


class EditForm(QWidget):
    """Groups of fields; `written` carries a `FieldWrite`.

    Shown again, what is being written stays; of a field that is no longer there it is
    handed on.
    """

    written = Signal(object)
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._shape: tuple[object, ...] = ()
        self._is_masked = False
        self._blocks: list[GroupBlock] = []
        self._stack = column(gap=18)
        self.setLayout(self._stack)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def cells(self) -> list[EditCell]:
        """All fields, folded ones too, in the order of the form."""
        return [cell for block in self._blocks for cell in block.cells]

    def cell(self, record_id: str, name: str) -> EditCell | None:
        """Return a field, or None where there is none of the name."""
        wanted = (record_id, name)
        return next((c for c in self.cells if c.field.key == wanted), None)

    def show_groups(self, groups: tuple[EditGroup, ...], today: date) -> None:
        """Show these fields, as they are on the disk."""
        shape = tuple(_shape(group) for group in groups)
        if shape == self._shape:
            for block, group in zip(self._blocks, groups, strict=True):
                block.show_group(group)
            return
        self._build(groups, today)
        self._shape = shape

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names of people, or show them again."""
        self._is_masked = is_masked
        for cell in self.cells:
            cell.show_masked(is_masked)

    def flush(self) -> None:
        """Hand on everything that was changed."""
        for cell in self.cells:
            cell.commit()

    def reveal(self, record_id: str, name: str, value: str) -> None:
        """Show the full value of a secret that was asked for."""
        if (cell := self.cell(record_id, name)) is not None:
            cell.reveal(value)

    def take_again(self, write: FieldWrite, why: str) -> None:
        """Keep as unsaved what was handed on and could not be written."""
        for change in write.changes:
            if (cell := self.cell(*change.field.key)) is not None:
                cell.take_again(why)

    def focus_first(self) -> bool:
        """Put the focus into the first field that is in sight; False without any."""
        for cell in self.cells:
            if cell.isVisibleTo(self):
                cell.focus()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _build(self, groups: tuple[EditGroup, ...], today: date) -> None:
        kept = next((c.field.key for c in self.cells if c.holds_focus()), None)
        opened = {block.code for block in self._blocks if block.is_open}
        unsaved = self._unsaved({f.key for group in groups for f in group.fields})
        empty(self._stack)
        self._blocks = [self._make(group, today) for group in groups]
        self._lay_out()
        for block in self._blocks:
            if block.code in opened:
                block.open_up()
        for cell in self.cells:
            cell.show_masked(self._is_masked)
            if cell.field.key in unsaved:
                cell.write_in(unsaved[cell.field.key])
        if kept is not None and (found := self.cell(*kept)) is not None:
            # The new field can have the focus once it is shown.
            QTimer.singleShot(0, found, found.focus)

    def _unsaved(self, staying: set[tuple[str, str]]) -> dict[tuple[str, str], Any]:
        """Return what is being written in the fields that stay; hand on the rest."""
        changed = [cell for cell in self.cells if cell.is_changed]
        for cell in changed:
            if cell.field.key not in staying:
                cell.commit()
        return {c.field.key: c.value for c in changed if c.field.key in staying}

    def _make(self, group: EditGroup, today: date) -> GroupBlock:
        block = GroupBlock(self._look, group, today)
        block.written.connect(self.written)
        block.reveal_requested.connect(self.reveal_requested)
        block.decide_requested.connect(self.decide_requested)
        self._stack.addWidget(block)
        block.begin()
        return block

    def _lay_out(self) -> None:
        for block in self._blocks:
            block.lay_out(self.width())

    def _on_focus(self, old: QObject | None, new: QObject | None) -> None:
        if not isinstance(old, QWidget):
            return
        for cell in self.cells:
            stays = isinstance(new, QWidget) and cell.isAncestorOf(new)
            if cell.isAncestorOf(old) and not stays:
                cell.leave()


def _shape(group: EditGroup) -> tuple[object, ...]:
    fields = tuple((f.key, f.shape, f.options) for f in group.fields)
    return group.code, group.title, fields
