"""One cell of the grid of versions: a text with its differences marked, or a choice."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QRadioButton, QSizePolicy, QWidget

from homevisit.text import _, labelled, run_on
from ui.compare_rows import Part
from ui.kit.basics import column, make_label, restyle, row
from ui.kit.fields import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from ui.appearance import Appearance
    from ui.compare_rows import Cell

# The radio button's circle stands on the first line of the text beside it.
_BESIDE, _DOWN = 8, 3
_SIDES = (12, 9, 12, 9)
_HINT = 120
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MarkedText(QWidget):
    """A text in which what is new is marked; it is drawn, and never read as markup."""

    def __init__(self, look: Appearance, parts: tuple[Part, ...]) -> None:
        super().__init__()
        self._look, self._parts = look, parts
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.text)

    @property
    def text(self) -> str:
        return "".join(part.text for part in self._parts)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show another text in this place."""
        self._parts = parts
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(self._lay_out(width).boundingRect().height())

    def sizeHint(self) -> QSize:
        return QSize(_HINT, self.heightForWidth(max(self.width(), _HINT)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._look.colour("t1"))
        self._lay_out(self.width()).draw(painter, QPointF(0, 0))

    def _lay_out(self, width: int) -> QTextLayout:
        text = self.text.replace("\n", "\u2028")
        layout = QTextLayout(text, self._look.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        found, start = [], 0
        for part in self._parts:
            # Qt counts UTF-16 units: a rare character is two.
            length = len(part.text.encode("utf-16-le")) // 2
            if part.is_new:
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = start, length
                mark.format = self._mark()
                found.append(mark)
            start += length
        return found

    def _mark(self) -> QTextCharFormat:
        mark = QTextCharFormat()
        mark.setBackground(self._look.colour("pine_soft"))
        mark.setForeground(self._look.colour("pine_t"))
        mark.setFontUnderline(True)
        return mark


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
        self.radio.toggled.connect(self._on_toggled)
        self._cell, self._names = cell, (label, head)
        self._text = MarkedText(look, cell.parts)
        nothing = make_label(_("not filled in"), "muted")
        words = column(self._text if cell.parts else nothing, gap=2)
        self.show_full(is_full=not cell.masked)
        if cell.caption:
            words.addWidget(make_label(cell.caption, "caption", wrap=True))
        words.addStretch(1)
        top = column(_DOWN, self.radio, None)
        line = row(top, gap=_BESIDE, margins=_SIDES)
        line.addLayout(words, 1)
        self.setLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_full(self, *, is_full: bool) -> None:
        """Show the version itself, or the mask that stands for it."""
        cell, (label, head) = self._cell, self._names
        self._text.show_parts(cell.parts if is_full else (Part(cell.masked),))
        text = self._text.text or _("not filled in")
        self.radio.setAccessibleName(labelled(run_on((label, head)), text))

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
        self.radio.setAccessibleName(run_on((label, self.radio.text())))
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
