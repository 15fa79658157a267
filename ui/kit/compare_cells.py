"""One cell of the grid of versions: a text with its differences marked, or a choice."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QSizePolicy, QWidget

from homevisit.text import _
from ui.kit.basics import column, make_label, restyle, row
from ui.kit.fields import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.appearance import Appearance
    from ui.compare_rows import Cell, Part

# The radio button's circle stands on the first line of the text beside it.
_BESIDE, _DOWN = 8, 3
_SIDES = (12, 9, 12, 9)
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MarkedText(QLabel):
    """A text in which what is new is marked; nothing in it is read as markup."""

    def __init__(self, look: Appearance, parts: tuple[Part, ...]) -> None:
        super().__init__()
        self._look, self._parts = look, parts
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("".join(part.text for part in parts))
        look.follow(self._draw)

    def _draw(self) -> None:
        palette = self._look.palette
        mark = (
            f"background-color: {palette.pine_soft}; color: {palette.pine_t};"
            " text-decoration: underline;"
        )
        pieces = (
            f'<span style="{mark}">{_as_html(part.text)}</span>'
            if part.is_new
            else _as_html(part.text)
            for part in self._parts
        )
        self.setText("".join(pieces))


def _as_html(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def make_cell(content: QWidget | None, kind: str = "plain", width: int = 0) -> QFrame:
    """Return a cell with its lines to the right and below; 0 lets its width be."""
    cell = QFrame()
    if width:
        cell.setFixedWidth(width)
    cell.setProperty("cell", kind)
    layout = column(margins=_SIDES)
    if content is not None:
        layout.addWidget(content)
    layout.addStretch(1)
    cell.setLayout(layout)
    return cell


class Radio(QRadioButton):
    """Arrows are told to the grid: they go to the neighbour, choosing nothing."""

    stepped = Signal(int, int)
    numbered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(*step)
        elif event.text().isdigit() and event.text() != "0":
            self.numbered.emit(int(event.text()))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)


class VersionCell(QFrame):
    """One version to choose; a click anywhere in it chooses it."""

    def __init__(self, look: Appearance, cell: Cell, *, label: str, head: str) -> None:
        super().__init__()
        self.code = cell.code
        self.setProperty("cell", "choice")
        self.radio = Radio()
        text = cell.text or _("not filled in")
        self.radio.setAccessibleName(f"{label}，{head}：{text}")
        self.radio.toggled.connect(self._on_toggled)
        shown: QWidget = (
            MarkedText(look, cell.parts) if cell.parts else make_label(text, "muted")
        )
        words = column(shown, gap=2)
        if cell.caption:
            words.addWidget(make_label(cell.caption, "caption", wrap=True))
        words.addStretch(1)
        top = column(_DOWN, self.radio, None)
        line = row(top, gap=_BESIDE, margins=_SIDES)
        line.addLayout(words, 1)
        self.setLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def _on_toggled(self, is_on: bool) -> None:
        restyle(self, "cell", "on" if is_on else "choice")


class JoinedCell(QFrame):
    """Both versions, written together by hand."""

    def __init__(self, label: str, words: str) -> None:
        super().__init__()
        self.setProperty("cell", "choice")
        self.radio = Radio(_("Both, I write it together"))
        self.radio.setAccessibleName(f"{label}，{self.radio.text()}")
        self.words = TextArea(least=1, most=8)
        self.words.setPlainText(words)
        self.words.setAccessibleName(_("{label}, both").format(label=label))
        self.words.textChanged.connect(self._on_written)
        self.radio.toggled.connect(self._on_toggled)
        self.setLayout(column(self.radio, self.words, gap=6, margins=_SIDES))
        self.words.hide()

    def _on_toggled(self, is_on: bool) -> None:
        restyle(self, "cell", "on" if is_on else "choice")
        self.words.setVisible(is_on)

    def _on_written(self) -> None:
        self.radio.setChecked(True)
