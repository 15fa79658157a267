"""The sign of a level: four bars and a word; and the way a case took through levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _, run_on
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_rows import LevelSign, TrackStep

BARS = 4
# The fill of a tile, what stands on it, and the same hue as a line on paper.
_FILLS = {
    "red": ("red", "on_red", "red"),
    "orange": ("orange_tile", "on_orange", "orange_tile"),
    "yellow": ("yellow", "yellow_on", "yellow"),
    "blue": ("blue", "on_blue", "blue"),
    "none": ("inset", "t2", "line2"),
}
_PAD, _BAR, _STEP = 7, 3, 4
_FAINT = 0.45


def hue_line(level: LevelSign) -> str:
    """Return the colour in which a level marks the edge of a row."""
    return _FILLS[level.hue][2]


def tile_size(look: Appearance, level: LevelSign) -> QSize:
    """Return the room that `draw_tile` takes."""
    words = Brush(QPainter(), look, 1.0).metrics("strong").horizontalAdvance
    width = 2 * _PAD + BARS * _STEP + (6 + words(level.label) if level.label else 0)
    return QSize(width, look.sizes.control_small - 4)


def draw_tile(brush: Brush, place: QPoint, level: LevelSign) -> int:
    """Paint bars and word of a level with its upper left at `place`; say its width."""
    size = tile_size(brush.look, level)
    fill, ink, edge = _FILLS[level.hue]
    area = QRectF(place.x(), place.y(), size.width(), size.height())
    brush.box(area, fill, "ctl" if level.hue == "none" else edge, 5)
    _draw_bars(brush, area, level.severity, ink)
    words = area.toRect().adjusted(_PAD + BARS * _STEP + 5, 0, -2, 0)
    brush.text(words, level.label, font="strong", colour=ink)
    return size.width()


def _draw_bars(brush: Brush, area: QRectF, severity: int, ink: str) -> None:
    tall = area.height() * 0.52
    foot = area.center().y() + tall / 2
    brush.painter.setPen(Qt.PenStyle.NoPen)
    for at in range(BARS):
        colour = brush.look.colour(ink)
        colour.setAlphaF(1.0 if at < severity else _FAINT)
        brush.painter.setBrush(colour)
        height = tall * (at + 1.6) / (BARS + 0.6)
        left = area.left() + _PAD + at * _STEP
        brush.painter.drawRoundedRect(
            QRectF(left, foot - height, _BAR, height), 0.8, 0.8
        )


class LevelTile(QWidget):
    """A level beside words; it says its meaning to those who listen."""

    def __init__(self, look: Appearance, level: LevelSign) -> None:
        super().__init__()
        self._look, self._level = look, level
        self.setAccessibleName(run_on(spoken_level(level)))
        self.setToolTip(level.meaning)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return tile_size(self._look, self._level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        draw_tile(brush, QPoint(0, 0), self._level)


def spoken_level(level: LevelSign) -> tuple[str, str]:
    """Return a level as who listens hears it: its word and its meaning."""
    words = _("level {name}").format(name=level.label) if level.label else ""
    return words, level.meaning


class LevelTrack(QWidget):
    """From the first level to what is to come; the present one is in the middle."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._steps: tuple[TrackStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_track(self, steps: tuple[TrackStep, ...]) -> None:
        self._steps = steps
        said = (f"{each.words} {each.when}".strip() for each in steps)
        self.setAccessibleName(_("Levels: {track}").format(track=run_on(said)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        tile = self._look.sizes.control_small - 4
        return QSize(120, tile + self._look.sizes.secondary + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        shown = self._shown(brush)
        spare = self.width() - sum(self._width(brush, each) for each in shown)
        gap = max(18, min(62, spare // max(1, len(shown) - 1) - 14))
        left = 0
        for at, step in enumerate(shown):
            if at:
                self._link(brush, left, gap, is_planned=step.state == "planned")
                left += gap + 14
            left += self._draw(brush, left, step)

    def _shown(self, brush: Brush) -> tuple[TrackStep, ...]:
        """Return the last steps that there is room for."""
        fitting, room = 0, self.width()
        for step in reversed(self._steps):
            room -= self._width(brush, step) + 32
            if room < -32 and fitting:
                break
            fitting += 1
        return self._steps[len(self._steps) - fitting :]

    def _width(self, brush: Brush, step: TrackStep) -> int:
        when = brush.metrics("secondary").horizontalAdvance(step.when)
        if step.level is not None:
            return max(tile_size(self._look, step.level).width(), when)
        words = brush.metrics("secondary").horizontalAdvance(step.words) + 2 * _PAD
        return max(words, when)

    def _tile(self) -> int:
        return self._look.sizes.control_small - 4

    def _link(self, brush: Brush, left: int, gap: int, *, is_planned: bool) -> None:
        brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        style = Qt.PenStyle.DashLine if is_planned else Qt.PenStyle.SolidLine
        brush.painter.setPen(QPen(self._look.colour("ctl"), 1, style))
        middle = self._tile() // 2
        brush.painter.drawLine(left + 7, middle, left + 7 + gap, middle)

    def _draw(self, brush: Brush, left: int, step: TrackStep) -> int:
        width = self._width(brush, step)
        if step.level is not None:
            draw_tile(brush, QPoint(left, 0), step.level)
        else:
            words = brush.metrics("secondary").horizontalAdvance(step.words)
            area = QRect(left, 0, words + 2 * _PAD, self._tile())
            brush.box(QRectF(area), "sheet", "ctl", 5, dashed=True)
            middle = Qt.AlignmentFlag.AlignCenter
            brush.text(area, step.words, font="secondary", colour="t2", align=middle)
        below = QRect(
            left, self._tile() + 4, width + 20, self._look.sizes.secondary + 6
        )
        brush.text(below, step.when, font="secondary", colour="t2")
        return width
