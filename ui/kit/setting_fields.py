"""Fields of the settings: each saves by itself when it is left, Esc gives it back.

What was typed and cannot be used stays in the field, with the reason below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, make_label
from ui.kit.checks import CheckBox
from ui.kit.choices import Chips, Segments
from ui.kit.fields import ChoiceBox, DateField, FieldBlock, TextArea
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.kit.choices import Option


class TypedSetting(FieldBlock):
    """A field that is typed into; `committed` carries the text when it is left."""

    committed = Signal(str)

    def __init__(
        self,
        label: str,
        field: QLineEdit | TextArea,
        *,
        hint: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(label, field, hint=hint, required=required)
        self._stored = self._before = ""
        self._is_required = required
        field.setInputMethodHints(PRIVATE_HINTS)
        field.installEventFilter(self)

    @property
    def text(self) -> str:
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Write into the field itself."""
        raise NotImplementedError

    def show_value(self, value: str) -> None:
        """Show what is stored; what is being typed at the moment is left alone."""
        is_typing = self.field.hasFocus() and self.text != self._stored
        self._stored = value
        if not is_typing:
            self.put(value)
            self.show_message("")

    def refuse(self, reason: str) -> None:
        """Keep what was typed and say why it is not in use."""
        self._stored = self._before
        self.show_message(reason)

    def doubt(self, reason: str) -> None:
        """Say what is odd about a value that was saved all the same."""
        self.show_message(reason, "warning")

    def commit(self) -> None:
        """Hand on what was typed, if it is new and can be used."""
        text = self.text
        if text == self._stored:
            return
        reason = self.reason_against(text)
        if reason:
            self._before = self._stored
            self.show_message(reason)
            return
        self.show_message("")
        self._before, self._stored = self._stored, text
        self.committed.emit(text)

    def reason_against(self, text: str) -> str:
        """Say why a text cannot be used at all; "" where it can."""
        if self._is_required and not text:
            return _("Please fill this in; the old text is still in use.")
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        )
        if is_escape and self.text != self._stored:
            self.put(self._stored)
            self.show_message("")
            return True
        return super().eventFilter(watched, event)


class LineSetting(TypedSetting):
    """One line of text; Enter saves as leaving does."""

    def __init__(self, label: str, *, hint: str = "", required: bool = False) -> None:
        self.edit = QLineEdit()
        super().__init__(label, self.edit, hint=hint, required=required)
        self.edit.editingFinished.connect(self.commit)

    @property
    def text(self) -> str:
        return self.edit.text().strip()

    def put(self, text: str) -> None:
        self.edit.setText(text)


class NumberSetting(LineSetting):
    """A whole number within a range."""

    def __init__(self, label: str, allowed: range, *, hint: str = "") -> None:
        super().__init__(label, hint=hint)
        self._allowed = allowed
        self.edit.setMaximumWidth(110)

    def reason_against(self, text: str) -> str:
        if text.isdecimal() and int(text) in self._allowed:
            return ""
        words = _("Write a whole number from {least} to {most}.")
        return words.format(least=self._allowed[0], most=self._allowed[-1])


class NoteSetting(TypedSetting):
    """Text of several lines."""

    def __init__(self, label: str, *, hint: str = "", least: int = 3) -> None:
        self.area = TextArea(least=least)
        super().__init__(label, self.area, hint=hint)
        self.area.left.connect(self.commit)

    @property
    def text(self) -> str:
        return self.area.toPlainText().strip()

    def put(self, text: str) -> None:
        self.area.setPlainText(text)


class DaySetting(TypedSetting):
    """A day; what is no day is handed on as it was typed."""

    def __init__(self, look: Appearance, label: str, today: date) -> None:
        self.edit = DateField(look, today)
        super().__init__(label, self.edit)
        self.edit.setFixedWidth(168)
        self.edit.editingFinished.connect(self.commit)
        self.edit.changed.connect(self._on_changed)

    @property
    def text(self) -> str:
        return self.edit.value

    def put(self, text: str) -> None:
        self.edit.set_value(text)

    def _on_changed(self) -> None:
        # Picked from the calendar, the field itself was not typed into.
        if not self.edit.hasFocus():
            self.commit()


class ChoiceSetting(FieldBlock):
    """One of few (segments) or of many (a list); `committed` carries the code."""

    committed = Signal(str)

    def __init__(
        self,
        look: Appearance,
        label: str,
        options: Sequence[Option],
        *,
        as_list: bool = False,
        hint: str = "",
    ) -> None:
        self.choice = ChoiceBox(look, options) if as_list else Segments(look, options)
        super().__init__(label, self.choice, hint=hint)
        self.choice.chosen.connect(self.committed)

    def show_value(self, value: str) -> None:
        self.choice.set_value(value)

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer other choices; only a list can."""
        if isinstance(self.choice, ChoiceBox):
            self.choice.set_options(options)


class ChipsSetting(FieldBlock):
    """Any of several; `committed` carries the codes."""

    committed = Signal(list)

    def __init__(self, look: Appearance, label: str) -> None:
        self.chips = Chips(look, ())
        self._options: tuple[Option, ...] = ()
        super().__init__(label, self.chips)
        self.chips.changed.connect(self.committed)

    def show_choices(self, options: Sequence[Option], codes: Sequence[str]) -> None:
        """Offer `options` and show which are chosen."""
        # Chips that are made anew would lose the focus with every save.
        if tuple(options) != self._options:
            self._options = tuple(options)
            self.chips.set_options(options)
        self.chips.set_value(codes)


class SwitchSetting(QWidget):
    """Something that is on or off, with a sentence that says what it does."""

    committed = Signal(bool)

    def __init__(self, look: Appearance, label: str, about: str = "") -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.box = CheckBox(look, label)
        self.box.clicked.connect(self.committed)
        said = make_label(about, "muted", wrap=True)
        said.setContentsMargins(26, 0, 0, 0)
        self.box.setAccessibleDescription(about)
        self.setLayout(column(self.box, said, gap=2))
        said.setVisible(bool(about))

    def show_value(self, value: object) -> None:
        self.box.setChecked(bool(value))
