"""The navigation rail: an icon over a short word for each place that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.kit.basics import column
from ui.tokens import sizes_at

if TYPE_CHECKING:
    from ui.appearance import Appearance

_BAR = 3


class RailButton(QToolButton):
    """One place; checked it is paper with a bar at the left edge of the rail."""

    def __init__(self, look: Appearance, code: str, icon: str, label: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._label = label
        self.code = code
        self.count = 0
        self.setProperty("kind", "rail")
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.toggled.connect(lambda _on: self._draw())
        look.follow(self._draw)

    def _draw(self) -> None:
        role = "pine_t" if self.isChecked() else "t2"
        size = sizes_at(self._look.text_size).icon_rail
        self._look.set_icon(self, self._icon, role, size)
        # A longer word gives way; the tooltip and the name say the whole of it.
        metrics = QFontMetrics(self._look.font("secondary"))
        room, end = self._look.sizes.rail - 10, Qt.TextElideMode.ElideRight
        self.setText(metrics.elidedText(self._label, end, room))

    def set_count(self, count: int) -> None:
        """Show how much waits at this place; 0 shows nothing."""
        self.count = count
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.sizes.rail - 8, self._look.sizes.rail_item)

    def minimumSizeHint(self) -> QSize:
        """Return icon and word without air: a low window keeps all places."""
        air = self._look.sizes.rail_item // 5
        return self.sizeHint() - QSize(0, air)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._look.font("caption")
        painter.setFont(font)
        place = QRectF(self.width() - 24, 4, 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("red"))
        painter.drawEllipse(place)
        painter.setPen(self._look.colour("on_red"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self.count))


class Avatar(QWidget):
    """A person's first sign in a round field."""

    def __init__(self, look: Appearance, size: int = 32, *, hue: str = "pine") -> None:
        super().__init__()
        self._look, self._hue, self._text = look, hue, ""
        self.setFixedSize(size, size)

    def set_name(self, name: str) -> None:
        self._text = name[:1]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw_avatar(painter, self._look, area, self._text, hue=self._hue)


def draw_avatar(
    painter: QPainter, look: Appearance, area: QRectF, text: str, *, hue: str = "pine"
) -> None:
    """Paint a round field with one sign; delegates use it too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour(f"{hue}_line"))
    painter.setBrush(look.colour(f"{hue}_soft"))
    painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
    font = look.font("initial")
    font.setPixelSize(int(area.height() * 0.46))
    painter.setFont(font)
    painter.setPen(look.colour("pine_t" if hue == "pine" else hue))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """All places, and at the bottom whose vault this is."""

    place_chosen = Signal(str)

    def __init__(
        self, look: Appearance, places: tuple[tuple[str, str, str], ...]
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("rail", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = [RailButton(look, *place) for place in places]
        for at, button in enumerate(self._buttons, start=1):
            button.setShortcut(f"Ctrl+{at}")
            button.setToolTip(f"{button.accessibleName()}  Ctrl+{at}")
            button.clicked.connect(lambda _on, c=button.code: self.place_chosen.emit(c))
        self._avatar = Avatar(look)
        self._owner = QToolButton()
        self._owner.setEnabled(False)
        self._owner.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        foot = column(self._avatar, self._owner, gap=2)
        foot.setAlignment(self._avatar, Qt.AlignmentFlag.AlignHCenter)
        foot.setAlignment(self._owner, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(*self._buttons, None, foot, gap=4, margins=(4, 9, 3, 8)))
        look.follow(self._draw)

    def show_place(self, code: str) -> None:
        for button in self._buttons:
            button.setChecked(button.code == code)
        self.update()

    def show_count(self, code: str, count: int) -> None:
        """Show how much waits at a place."""
        for button in self._buttons:
            if button.code == code:
                button.set_count(count)

    def show_owner(self, name: str) -> None:
        self._avatar.set_name(name)
        self._owner.setText(name)
        self._owner.setAccessibleName(name)

    def _draw(self) -> None:
        self.setFixedWidth(self._look.sizes.rail)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("pine"))
        for button in self._buttons:
            if button.isChecked():
                middle = button.geometry().center().y()
                bar = QRectF(QPointF(0, middle - 13), QPointF(_BAR, middle + 13))
                painter.drawRoundedRect(bar, 1.5, 1.5)
