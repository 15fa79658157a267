"""The strip on top of today: week of the term, and who was visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from homevisit.text import _, labelled, run_on
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_label,
    make_rule,
    row,
)
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.today_rows import TodayPage

_TALL = 8


class WeekRuler(QWidget):
    """One field per week: gone, this one, to come."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._at, self._of = look, 0, 0
        self.setFixedHeight(_TALL + 6)
        look.changed.connect(self.update)

    def show_week(self, at: int, of: int) -> None:
        self._at, self._of = at, of
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._of:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / self._of
        for week in range(1, self._of + 1):
            is_now = week == self._at
            name = "pine" if is_now else "pine_line" if week < self._at else "line"
            painter.setBrush(self._look.colour(name))
            tall = _TALL + (5 if is_now else 0)
            top = (self.height() - tall) / 2
            area = QRectF((week - 1) * step, top, max(2.0, step - 3), tall)
            painter.drawRoundedRect(area, 2, 2)


class ShareBar(QWidget):
    """A part of a whole as a thin bar; what is planned follows it hatched."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._share, self._planned = look, 0.0, 0.0
        self.setFixedHeight(_TALL)
        look.changed.connect(self.update)

    def show_share(self, part: int, whole: int, planned: int = 0) -> None:
        self._share = part / whole if whole else 0.0
        self._planned = planned / whole if whole else 0.0
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        brush.bar(QRectF(self.rect()), self._share, "pine")
        if self._planned:
            start = self.width() * self._share
            brush.hatch(
                QRectF(start, 0, self.width() * self._planned, self.height()),
                "pine_line",
            )


class ShareCell(QWidget):
    """A title, n of N in figures and as a bar, and what that means."""

    def __init__(self, look: Appearance, title: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._title = title
        self._part = SerifLabel(look, "page")
        self._whole = make_label("", "muted")
        self._bar = ShareBar(look)
        self._foot = make_label("", "secondary")
        head = row(make_label(title, "secondary"), None, self._part, self._whole, gap=6)
        sides = (18, 12, 18, 12)
        self.setLayout(column(head, self._bar, self._foot, gap=8, margins=sides))

    def show_share(self, part: int, whole: int, foot: str, *, planned: int = 0) -> None:
        self._part.setText(str(part))
        self._whole.setText(f"/ {whole}")
        self._bar.show_share(part, whole, planned)
        self._foot.setText(foot)
        self.setAccessibleName(
            labelled(self._title, run_on((f"{part} / {whole}", foot)))
        )


class TermProgress(Sheet):
    """Week, special groups, everybody."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._week = SerifLabel(look, "page")
        self._of = make_label("", "secondary")
        self._ruler = WeekRuler(look)
        self._term = make_label("", "secondary")
        self.groups = ShareCell(look, _("Special groups visited this term"))
        self.everybody = ShareCell(look, _("All students visited this term"))
        head = row(self._week, self._of, None, gap=10)
        sides = (18, 12, 18, 12)
        week = hold(column(head, self._ruler, self._term, gap=5, margins=sides))
        self._place = week
        line = row(margins=1)
        cells = (week, self.groups, self.everybody)
        for at, cell in enumerate(cells):
            if at:
                line.addWidget(make_rule(vertical=True))
            line.addWidget(cell, 1)
        self.setLayout(line)

    def show_today(self, page: TodayPage) -> None:
        self._ruler.setVisible(page.week > 0)
        if page.week:
            self._week.setText(_("Week {number}").format(number=page.week))
            left = page.weeks - page.week
            said = _("of {count}, {left} to go").format(count=page.weeks, left=left)
            self._of.setText(said)
        else:
            self._week.setText(_("Holidays"))
            self._of.setText("")
        self._ruler.show_week(page.week, page.weeks)
        self._term.setText(page.term)
        self._place.setAccessibleName(f"{self._week.text()} {self._of.text()}")
        for cell, (part, whole) in (
            (self.groups, page.in_groups),
            (self.everybody, page.everybody),
        ):
            foot = _("{count} not yet visited").format(count=whole - part)
            planned = page.in_groups_planned if cell is self.groups else 0
            if planned:
                said = _("{count} of them planned").format(count=planned)
                foot = f"{foot}  {said}"
            cell.show_share(part, whole, foot, planned=planned)
