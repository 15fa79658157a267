"""How a visit is drawn in a list: who, when, where it stands, and what to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF

from ui.kit.rail import draw_avatar
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import FontRole
    from ui.kit.painting import Brush
    from ui.visits_rows import VisitRow


@dataclass(slots=True)
class VisitStrokes:
    """Paints parts of a row into the areas it is given; made anew for each cell."""

    brush: Brush
    is_masked: bool

    def ground(
        self, area: QRect, *, is_on: bool, is_under: bool = False, has_bar: bool = True
    ) -> None:
        """Paint what a row lies on, with the bar of a chosen one."""
        look = self.brush.look
        fill = "sel" if is_on else "hover" if is_under else "sheet"
        self.brush.painter.fillRect(area, look.colour(fill))
        self.brush.line(area.bottomLeft(), area.bottomRight())
        if is_on and has_bar:
            bar = QRect(area.left(), area.top(), 3, area.height())
            self.brush.painter.fillRect(bar, look.colour("pine"))

    def person(self, area: QRect, row: VisitRow) -> None:
        """Paint initial, name and class."""
        look = self.brush.look
        side = look.sizes.row_student - 15
        top = area.center().y() - side // 2
        place = QRectF(area.left(), top, side, side)
        draw_avatar(self.brush.painter, look, place, row.name[:1])
        words = area.adjusted(side + 10, 0, -4, 0)
        self._two(words, (self.name_of(row), "strong", "t1"), (row.class_name, "t3"))

    def name_of(self, row: VisitRow) -> str:
        """Return the name as it is to be shown."""
        return masked_name(row.name) if self.is_masked else row.name

    def when(self, area: QRect, row: VisitRow) -> None:
        """Paint day and weekday, and the time if there is one."""
        day = f"{row.day_words}  {row.weekday}".strip()
        if row.time:
            self._two(area, (day, "body", "t1"), (row.time, "t2"))
        else:
            self.brush.text(area, day or "—", colour="t1" if day else "t3")

    def mark(self, area: QRect, row: VisitRow) -> None:
        """Paint the state: shape, word, colour."""
        icon, word, colour = row.mark
        size = self.brush.look.sizes.icon - 2
        place = QPoint(area.left(), area.center().y() - size // 2)
        self.brush.icon(place, icon, colour, size)
        words = area.adjusted(size + 6, 0, -4, 0)
        self.brush.text(words, word, font="secondary", colour=colour)

    def village(self, area: QRect, row: VisitRow) -> None:
        self.brush.text(area.adjusted(0, 0, -6, 0), row.village, colour="t2")

    def teacher(self, area: QRect, row: VisitRow) -> None:
        self.brush.text(area.adjusted(0, 0, -6, 0), row.teacher, colour="t2")

    def facts(self, area: QRect, row: VisitRow) -> None:
        """Paint form and type, and below what should be known."""
        inner = area.adjusted(0, 0, -10, 0)
        note = "" if self.is_masked else row.note
        if note and row.facts:
            colour = "orange" if row.is_warning else "t3"
            self._two(inner, (row.facts, "secondary", "t2"), (note, colour))
            return
        colour = "orange" if note and row.is_warning else "t2"
        self.brush.text(inner, note or row.facts, font="secondary", colour=colour)

    def line(self, area: QRect, row: VisitRow) -> None:
        """Paint a row of the narrow list: time, name, state; below where and who."""
        upper = QRect(area.left(), area.top() + 6, area.width(), area.height() // 2 - 5)
        lower = QRect(area.left(), area.center().y() + 1, area.width(), upper.height())
        width = self.brush.metrics("secondary").horizontalAdvance(row.mark[1])
        size = self.brush.look.sizes.icon - 2
        edge = area.right() - width - size - 8
        self.mark(QRect(edge, upper.top(), width + size + 12, upper.height()), row)
        at = upper.adjusted(0, 0, -(area.right() - edge) - 8, 0)
        if row.time:
            used = self.brush.text(at, row.time, font="strong", colour="pine_t")
            at = at.adjusted(used + 8, 0, 0, 0)
        used = self.brush.text(at, self.name_of(row), font="strong")
        rest = at.adjusted(used + 8, 0, 0, 0)
        self.brush.text(rest, row.class_name, font="secondary", colour="t3")
        parts = (row.village, row.facts, row.teacher)
        said = "  ".join(part for part in parts if part)
        if row.note and not self.is_masked:
            said = row.note
        colour = "orange" if row.is_warning else "t2"
        self.brush.text(lower, said, font="secondary", colour=colour)

    def _two(
        self, area: QRect, upper: tuple[str, FontRole, str], lower: tuple[str, str]
    ) -> None:
        half = area.height() // 2
        words, font, colour = upper
        top = QRect(area.left(), area.top() + 4, area.width(), half - 3)
        self.brush.text(top, words, font=font, colour=colour)
        bottom = QRect(area.left(), area.top() + half, area.width(), half - 4)
        self.brush.text(bottom, lower[0], font="caption", colour=lower[1])
