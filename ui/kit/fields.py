"""Fields for typing: line, growing text, date, time, choice list, and their frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from homevisit.text import _
from ui.kit.basics import (
    ElidedLabel,
    column,
    make_label,
    repaint_style,
    restyle,
    row,
)
from ui.kit.password_field import PRIVATE_HINTS
from ui.words import read_date, read_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.kit.basics import LabelRole
    from ui.kit.choices import Option


class TextArea(QPlainTextEdit):
    """Text of several lines that grows with what is written; Tab leaves it."""

    left = Signal()

    def __init__(self, *, least: int = 2, most: int = 14) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setInputMethodHints(PRIVATE_HINTS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document = self.document().documentLayout()
        document.documentSizeChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        lines = int(self.document().size().height())
        shown = max(self._least, min(self._most, lines))
        policy = Qt.ScrollBarPolicy
        has_all = lines <= self._most
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if has_all else policy.ScrollBarAsNeeded
        )
        height = int(self.fontMetrics().lineSpacing() * shown) + 20
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() == 0:
            event.ignore()
            return
        super().wheelEvent(event)


class ChoiceBox(QComboBox):
    """A list to choose one from; the wheel scrolls the page, not the choice.

    A value that is not offered is kept and shown as it is written.
    """

    chosen = Signal(str)

    def __init__(self, look: Appearance, options: Sequence[Option] = ()) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(lambda _at: self.chosen.emit(self.value))

    @property
    def value(self) -> str:
        return str(self.currentData() or "")

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these, keeping the choice where it is still offered."""
        kept = self.value
        self.clear()
        for option in options:
            self.addItem(option.label, option.code)
        self.set_value(kept if self.findData(kept) >= 0 else "")

    def set_value(self, code: str | None) -> None:
        at = self.findData(code or "")
        if at < 0 and code:
            self.addItem(code, code)
            at = self.count() - 1
        self.setCurrentIndex(at if at >= 0 else (0 if self.findData("") == 0 else -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._look.sizes.icon
        painter = QPainter(self)
        pixmap = self._look.pixmap("chevron-down", "t2", size, self.devicePixelRatioF())
        top = (self.height() - size) // 2
        painter.drawPixmap(self.width() - size - 8, top, pixmap)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip():
            # Narrow it shows the beginning of its words; here is the rest.
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 8, hint.height())


class DateField(QLineEdit):
    """A day: typed in any usual way, or picked from a calendar (Alt+↓)."""

    changed = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._today = today
        self.setPlaceholderText("YYYY-MM-DD")
        self._action = QAction(self)
        self._action.setIcon(look.icon("calendar-days", "t2", look.sizes.icon))
        self._action.setText(_("Calendar"))
        self._action.triggered.connect(self._open_calendar)
        self.addAction(self._action, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._tidy)
        self.setMinimumWidth(130)

    @property
    def value(self) -> str:
        """The ISO day, or what was typed when no day can be read from it."""
        return read_date(self.text(), self._today) or self.text().strip()

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")

    def lock(self, is_locked: bool) -> None:
        self.setReadOnly(is_locked)
        self._action.setVisible(not is_locked)
        repaint_style(self)

    def _on_edited(self) -> None:
        self.changed.emit(self.value)

    def _tidy(self) -> None:
        self.setText(self.value)
        is_odd = bool(self.text()) and read_date(self.text(), self._today) is None
        restyle(self, "state", "warning" if is_odd else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt and not self.isReadOnly():
            self._open_calendar()
            return
        super().keyPressEvent(event)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        shown = QDate.fromString(self.value, Qt.DateFormat.ISODate)
        if shown.isValid():
            calendar.setSelectedDate(shown)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(self._on_picked)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.changed.emit(self.value)


class TimeField(QLineEdit):
    """A time of day; `1640` becomes `16:40`."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("HH:MM")
        self.setMaximumWidth(110)
        self.textEdited.connect(lambda _text: self.changed.emit(self.value))
        self.editingFinished.connect(lambda: self.setText(self.value))

    @property
    def value(self) -> str:
        return read_time(self.text()) or self.text().strip()

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")


class FieldBlock(QWidget):
    """A field with its label above and one line for a message below."""

    def __init__(
        self, label: str, field: QWidget, *, hint: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.field = field
        self._name = label
        self._label = ElidedLabel(label, "secondary")
        self._label.setBuddy(field)
        self._star = make_label("*" if required else "", "late")
        self._star.setToolTip(_("Required"))
        self._hint = ElidedLabel(hint, "caption")
        self._message = make_label("", "error", wrap=True)
        self._message.hide()
        head = row(self._label, self._star, None, self._hint, gap=4)
        self.setLayout(column(head, field, self._message, gap=5))
        field.setAccessibleName(f"{label}，{_('Required')}" if required else label)
        namer = getattr(field, "set_name", None)
        if namer is not None:
            namer(label)

    def hide_label(self) -> None:
        """Show the field alone, where a list of them explains itself."""
        for part in (self._label, self._star, self._hint):
            part.hide()

    def add_below(self, widget: QWidget) -> None:
        """Put something between the field and its message."""
        stack = self.layout()
        if isinstance(stack, QVBoxLayout):
            stack.insertWidget(stack.indexOf(self._message), widget)

    def show_message(self, text: str, role: LabelRole = "error") -> None:
        """Say something about this field below it; "" takes it away."""
        restyle(self._message, "role", role)
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
        state = role if text and role in {"error", "warning"} else ""
        restyle(self.field, "state", state)


def make_search(look: Appearance, hint: str) -> QLineEdit:
    """Return a search field with a magnifier; Esc is left to the screen."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setToolTip(hint)
    field.setAccessibleName(hint)
    field.setClearButtonEnabled(True)
    action = QAction(field)
    action.setIcon(look.icon("search", "t3", look.sizes.icon))
    field.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
    return field
