"""The smallest parts: labels, rules, sheets, buttons, rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.appearance import Appearance, FontRole

# How many letters stay readable where a line has to give way.
_LEAST_LETTERS = 6

LabelRole = Literal[
    "caption",
    "secondary",
    "muted",
    "strong",
    "body",
    "done",
    "error",
    "warning",
    "late",
    "soon",
    "key",
    "chip",
]
ButtonKind = Literal["primary", "secondary", "quiet", "soft", "danger", "link", "plum"]
ButtonSize = Literal["normal", "small", "footer", "unlock"]
SheetKind = Literal[
    "plain", "tip", "soft", "inset", "warning", "error", "confidential", "warm"
]


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and apply it."""
    # A property that was never set is empty; most calls clear what is clear.
    if (widget.property(name) or "") == (value or ""):
        return
    widget.setProperty(name, value)
    repaint_style(widget)


def repaint_style(widget: QWidget) -> None:
    """Apply the style sheet again after something it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def make_label(
    text: str = "", role: LabelRole = "body", *, wrap: bool = False
) -> QLabel:
    """Return a label that never reads its text as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label


class SerifLabel(QLabel):
    """A label in a serif type role that follows the text size."""

    def __init__(self, look: Appearance, role: FontRole, text: str = "") -> None:
        super().__init__(text)
        self._look, self._role = look, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        look.follow(self._draw)

    def _draw(self) -> None:
        font = self._look.font(self._role)
        family, size = font.families()[0], font.pixelSize()
        # A style sheet on an ancestor wins over setFont, so the face is said in one.
        self.setStyleSheet(
            f'font-family: "{family}"; font-size: {size}px; font-weight: 700;'
        )


class ElidedLabel(QLabel):
    """Gives way to its neighbours; the whole text is what it is asked for."""

    def __init__(self, text: str = "", role: LabelRole = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(whole.width(), least), whole.height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.setToolTip("" if self._has_room() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_room():
            super().paintEvent(event)
            return
        area = self.contentsRect()
        cut = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), cut, area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()), shown)

    def _has_room(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) <= (
            self.contentsRect().width()
        )


class ElidedButton(QPushButton):
    """A button whose words give way where it is narrow; on hover it says them all."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        least = self._beside() + self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(whole.width(), least), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room, end = self.width() - self._beside(), Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), end, room)
        option.text = shown
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.toolTip() in {"", self.text()}:
            is_cut = self.width() < self.sizeHint().width()
            self.setToolTip(self.text() if is_cut else "")

    def _beside(self) -> int:
        """Return what its borders and its icon need."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return max(0, self.sizeHint().width() - words)


def make_rule(*, vertical: bool = False) -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    if vertical:
        rule.setFixedWidth(1)
    else:
        rule.setFixedHeight(1)
    return rule


def column(
    *items: QWidget | QLayout | int | None, gap: int = 0, margins: int | tuple = 0
) -> QVBoxLayout:
    """Stack items; an integer is a space, None takes what is left."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def row(
    *items: QWidget | QLayout | int | None, gap: int = 0, margins: int | tuple = 0
) -> QHBoxLayout:
    """Put items side by side; an integer is a space, None takes what is left."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple, gap: int, margins: int | tuple) -> None:
    layout.setSpacing(gap)
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(*sides)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def hold(layout: QLayout) -> QWidget:
    """Return a transparent widget around `layout`."""
    widget = QWidget()
    widget.setProperty("clear", True)
    widget.setLayout(layout)
    return widget


class Sheet(QFrame):
    """The paper that things lie on: one line, round corners, no shadow."""

    def __init__(
        self, layout: QLayout | None = None, kind: SheetKind = "plain"
    ) -> None:
        super().__init__()
        self.setProperty("sheet", kind)
        if layout is not None:
            self.setLayout(layout)


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def make_button(
    text: str,
    kind: ButtonKind = "secondary",
    *,
    size: ButtonSize = "normal",
    shortcut: str = "",
) -> QPushButton:
    """Return a push button; its shortcut is shown in the tooltip."""
    gives_way = kind in {"link", "soft"}
    button = ElidedButton(text) if gives_way else QPushButton(text)
    button.setProperty("kind", kind)
    button.setProperty("scale", size)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    least = QSizePolicy.Policy.Preferred if gives_way else QSizePolicy.Policy.Minimum
    button.setSizePolicy(least, QSizePolicy.Policy.Fixed)
    if shortcut:
        button.setShortcut(shortcut)
        button.setToolTip(f"{text}  {shortcut}")
    return button


def make_icon_button(
    look: Appearance, icon: str, name: str, *, shortcut: str = "", boxed: bool = False
) -> QToolButton:
    """Return a button with an icon alone; `name` is read aloud and shown on hover."""
    button = QToolButton()
    button.setProperty("kind", "box" if boxed else "icon")
    button.setAccessibleName(name)
    button.setToolTip(f"{name}  {shortcut}".strip())
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if shortcut:
        button.setShortcut(shortcut)
    look.set_icon(button, icon, "t2", 18)
    return button


def make_icon(look: Appearance, icon: str, role: str = "t2", size: int = 0) -> QLabel:
    """Return an ornament; it says nothing that the words beside it do not say."""
    label = QLabel()
    look.set_icon(label, icon, role, size)
    return label


def head_row(
    look: Appearance, icon: str, title: str, *more: QWidget | None
) -> QHBoxLayout:
    """Return the head line of a card: icon, bold title, then what else there is."""
    return row(
        make_icon(look, icon),
        ElidedLabel(title, "strong"),
        *more,
        gap=8,
        margins=(SPACE.sheet, 10, SPACE.sheet, 10),
    )
