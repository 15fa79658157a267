"""One field that is edited in place: saved when left, given back by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, empty, hold, make_button, make_label, row
from ui.kit.edit_answers import CLICKED, WIDE, PersonBox, make_edit
from ui.kit.fields import FieldBlock
from ui.kit.secret_line import SecretLine
from ui.kit.undo_key import UndoKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import EditField

# How long to wait after a click, and after the last key of somebody who stops to think.
CLICK_MS = 900
PAUSE_MS = 4000


class EditCell(QWidget):
    """`committed` says that the value differs from what is on the disk."""

    committed = Signal()
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)

    def __init__(
        self, look: Appearance, field: EditField, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)
        self.field = field
        self.binding = make_edit(look, field, today)
        self._block = FieldBlock(
            field.label, self.binding.widget, hint=field.hint, required=field.needed
        )
        self._rivals = column(gap=2)
        self.setLayout(column(self._block, self._rivals, gap=4))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLICK_MS if field.shape in CLICKED else PAUSE_MS)
        self._timer.timeout.connect(self.commit)
        self.binding.changed.connect(self._timer.start)
        widget = self.binding.widget
        if isinstance(widget, SecretLine):
            widget.reveal_wanted.connect(
                lambda: self.reveal_requested.emit(*self.field.key)
            )
        inner = widget.line if isinstance(widget, SecretLine | PersonBox) else widget
        UndoKey(inner)
        self.setToolTip(field.why)
        self._written: Any = None
        self._entered: Any = None
        self._failed = ""
        self._fill(field)

    @property
    def is_wide(self) -> bool:
        return self.field.shape in WIDE

    @property
    def value(self) -> Any:  # noqa: ANN401  whatever the field holds
        """What stands in the field now."""
        return self.binding.read()

    @property
    def is_changed(self) -> bool:
        """Whether what stands here is not what was last read or handed on."""
        value = self.value
        return value is not None and value != self._written

    def show_field(self, field: EditField) -> None:
        """Show what is on the disk now; what is being written stays as it is."""
        if self.is_changed:
            self._say(field)
            return
        widget = self.binding.widget
        if (
            isinstance(widget, SecretLine)
            and widget.value is not None
            and self.holds_focus()
        ):
            widget.stay_open(field.value)
            self.field, self._written = field, self.value
            self._say(field)
            return
        self._fill(field)

    def show_masked(self, is_masked: bool) -> None:
        """Hide a person's name behind dots; it can be written all the same."""
        widget = self.binding.widget
        if self.field.is_name and isinstance(widget, QLineEdit):
            mode = QLineEdit.EchoMode
            widget.setEchoMode(mode.Password if is_masked else mode.Normal)

    def reveal(self, value: str) -> None:
        """Show the full value of a secret, for somebody who asked."""
        widget = self.binding.widget
        if isinstance(widget, SecretLine):
            widget.show_full(value)
            self._written = self._entered = value
            widget.line.selectAll()

    def write_in(self, value: Any) -> None:  # noqa: ANN401  whatever the field holds
        """Go on with what was being written before the form was made anew."""
        if isinstance(self.binding.widget, SecretLine):
            self.binding.widget.write_in(str(value))
        else:
            self.binding.show(value)
        self._timer.start()

    def commit(self) -> None:
        """Announce a changed value; called when the field is left, too."""
        self._timer.stop()
        if self.is_changed:
            self.committed.emit()

    def note_handed_on(self) -> None:
        """Take what stands here for written until told otherwise."""
        self._written = self.value
        self._failed = ""

    def leave(self) -> None:
        """Hand on what stands here: the keyboard has gone elsewhere."""
        self.commit()
        self._entered = self.value

    def take_again(self, why: str) -> None:
        """Keep as unsaved what was handed on and could not be written."""
        self._written = object()
        self._failed = why
        self._say(self.field)

    def holds_focus(self) -> bool:
        """Whether the keyboard is in this field."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def focus(self) -> None:
        self.binding.widget.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does, where there is something to give back."""
        kinds = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.key() != Qt.Key.Key_Escape or not self._can_give_back():
            return super().event(event)
        if event.type() == QEvent.Type.KeyPress:
            self._give_back()
        event.accept()
        return True

    def _can_give_back(self) -> bool:
        return self.value is not None and self.value != self._entered

    def _give_back(self) -> None:
        if isinstance(self.binding.widget, SecretLine) and self.field.value:
            # Back under the mask; what was saved meanwhile is for undo.
            self._timer.stop()
            self._fill(self.field)
            return
        self.binding.show(self._entered)
        self.commit()
        self._timer.stop()

    def _fill(self, field: EditField) -> None:
        self.field = field
        self._timer.stop()
        if self.value != field.value:
            self.binding.show(field.value)
        self._written = self.value
        if not self.holds_focus():
            self._entered = self.value
        self._say(field)

    def _on_decide(self) -> None:
        self.decide_requested.emit(self.field.record_id)

    def _say(self, field: EditField) -> None:
        if self._failed:
            self._block.show_message(self._failed)
        else:
            self._block.show_message(field.doubt, "warning")
        empty(self._rivals)
        if field.rivals:
            self._rivals.addWidget(_dispute(field, self._on_decide))


def _dispute(field: EditField, decide: Callable[[], None]) -> QWidget:
    button = make_button(_("Decide"), "link", size="small")
    button.setAccessibleName(f"{_('Decide')} {field.label}")
    button.clicked.connect(decide)
    head = row(make_label(_("Two versions stand:"), "warning"), None, button, gap=6)
    lines = column(head, gap=2)
    for each in field.rivals:
        said = f"{each.value or '—'}  {each.who} {each.at}".strip()
        lines.addWidget(make_label(said, "secondary", wrap=True))
    return hold(lines)
