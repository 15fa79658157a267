"""Paints a student's row: who, class, groups, the last visit, what is still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from homevisit.text import _
from ui.kit.checks import draw_check
from ui.kit.painting import Brush
from ui.kit.rail import draw_avatar
from ui.kit.student_model import ROW_ROLE, visit_words
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.kit.student_model import Index
    from ui.kit.student_table import StudentTable
    from ui.rows import StudentRow

DAYS_OF_TERM = 60


class StudentDelegate(QStyledItemDelegate):
    """Paints one cell of a student's row."""

    def __init__(self, look: Appearance, table: StudentTable) -> None:
        super().__init__(table)
        self._look = look
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self._look.sizes.row_student)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._ground(brush, area, index, bool(state & QStyle.StateFlag.State_Selected))
        row = index.data(ROW_ROLE)
        if row is not None:
            draw = (self._person, self._class, self._groups, self._visit, self._items)
            draw[index.column()](brush, area.adjusted(14, 0, 0, 0), row)
        painter.restore()

    def _ground(self, brush: Brush, area: QRect, index: Index, is_on: bool) -> None:
        is_under = index.row() == self._table.hovered_row
        fill = "sel" if is_on else "hover" if is_under else "sheet"
        brush.painter.fillRect(area, self._look.colour(fill))
        brush.line(area.bottomLeft(), area.bottomRight())
        if is_on and index.column() == 0:
            bar = QRect(area.left(), area.top(), 3, area.height())
            brush.painter.fillRect(bar, self._look.colour("pine"))

    def _person(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        is_masked = self._table.students.is_masked
        side = self._look.sizes.row_student - 15
        top = area.center().y() - side // 2
        self._mark(brush, QRect(area.left(), top, side, side), row)
        words = area.adjusted(side + 10, 0, -4, 0)
        half = area.height() // 2
        name = masked_name(row.name) if is_masked else row.name
        upper = QRect(words.left(), words.top() + 4, words.width(), half - 3)
        width = brush.text(upper, name, font="strong")
        if row.to_check:
            place = QPoint(words.left() + width + 6, upper.center().y() - 6)
            brush.icon(place, "circle-alert", "yellow_text", 13)
        if row.has_draft:
            place = QPoint(words.left() + width + 24, upper.center().y() - 6)
            brush.icon(place, "file-pen-line", "t3", 13)
        lower = QRect(words.left(), words.top() + half, words.width(), half - 4)
        pinyin = "" if is_masked else row.pinyin
        brush.marked_text(lower, pinyin, row.matched, font="caption")

    def _mark(self, brush: Brush, place: QRect, row: StudentRow) -> None:
        """Paint the face, or the box to tick where somebody is being chosen."""
        is_on = self._table.students.is_chosen(row.id)
        if not is_on and not self._table.is_choosing(row.id):
            draw_avatar(brush.painter, self._look, QRectF(place), row.name[:1])
            return
        inset = place.width() // 5
        box = place.adjusted(inset, inset, -inset, -inset)
        brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_check(brush.painter, self._look, box, checked=is_on)

    def _class(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        brush.text(area, row.class_name, colour="t2")

    def _groups(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        brush.chips(area, row.groups, is_masked=self._table.students.is_masked)

    def _visit(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        if row.days_since is None:
            size = self._look.sizes.icon - 2
            place = QPoint(area.left(), area.center().y() - size // 2)
            brush.icon(place, "circle-alert", "orange", size)
            words = area.adjusted(size + 5, 0, 0, 0)
            brush.text(words, visit_words(row), colour="orange", font="secondary")
            return
        inner = area.adjusted(0, 4, -20, -4)
        is_old = row.days_since >= DAYS_OF_TERM
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() - 8)
        colour = "orange" if is_old else "t2"
        brush.text(upper, visit_words(row), font="secondary", colour=colour)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        day = row.last_visit_on[5:]
        brush.text(upper, day, font="caption", colour="t3", align=right)
        bar = QRectF(inner.left(), inner.bottom() - 6, inner.width(), 4)
        share = row.days_since / DAYS_OF_TERM
        brush.bar(bar, share, "orange" if is_old else "pine")

    def _items(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        due = self._table.students.due.get(row.id)
        if due is not None:
            area, lower = _halves(area) if row.open_items else (area, area)
            colour = "red" if due.is_late else "orange"
            brush.text(lower, due.words, font="caption", colour=colour)
        if not row.open_items:
            if due is None:
                brush.text(area, "—", colour="t3")
            return
        size = self._look.sizes.icon - 2
        late = row.late_items > 0
        place = QPoint(area.left(), area.center().y() - size // 2)
        colour = "red" if late else "t2"
        brush.icon(place, "clock-alert" if late else "flag", colour, size)
        words = _("{count} overdue").format(count=row.late_items) if late else ""
        text = words or str(row.open_items)
        font = "strong" if late else "secondary"
        inner = area.adjusted(size + 6, 0, 0, 0)
        brush.text(inner, text, colour=colour, font=font)  # type: ignore[arg-type]


def _halves(area: QRect) -> tuple[QRect, QRect]:
    half = area.height() // 2
    upper = QRect(area.left(), area.top() + 3, area.width(), half - 2)
    return upper, QRect(area.left(), area.top() + half, area.width(), half - 3)
