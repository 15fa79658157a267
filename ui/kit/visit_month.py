"""The month with its head and legend, and the chosen day's visits beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    column,
    hold,
    make_button,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.painting import Brush
from ui.kit.visit_calendar import MonthModel, MonthView, draw_mark
from ui.kit.visit_day import DayList
from ui.words import short_day

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.visits_rows import MonthPage, VisitRow

_BESIDE, _BESIDE_LARGE = 372, 430
_MARK = 10


class Mark(QWidget):
    """The sign of the legend that days of the month carry."""

    def __init__(self, look: Appearance, kind: str) -> None:
        super().__init__()
        self._look, self._kind = look, kind
        self.setFixedSize(_MARK + 2, _MARK + 2)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        draw_mark(brush, QRectF(1, 1, _MARK, _MARK), self._kind)


class MonthPane(QWidget):
    """Says which day is chosen and which month is wanted, as (year, month)."""

    day_chosen = Signal(str)
    month_wanted = Signal(int, int, str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.setProperty("clear", True)
        self.at = (today.year, today.month)
        self._wanted_day = today.isoformat()
        self.back = make_icon_button(
            look, "chevron-left", _("Month before"), boxed=True
        )
        self.on = make_icon_button(look, "chevron-right", _("Month after"), boxed=True)
        self.today = make_button(_("Today"), "quiet", size="small")
        self.grid = MonthView(look, MonthModel(weekdays()))
        self.list = DayList(look)
        self._title = SerifLabel(look, "section")
        self._day = make_label("", "strong")
        self._nothing = make_label(_("Nothing on this day."), "muted")
        self._build()
        self._connect()
        look.follow(self._fit)

    def show_month(self, page: MonthPage) -> None:
        """Show a month; the day that was wanted in it is chosen."""
        self._title.setText(page.title)
        self.at = (page.year, page.month)
        wanted = self._wanted_day
        self.grid.month.show(page)
        inside = [cell.day for cell in page.cells if cell.is_in_month]
        whole = [cell.day for cell in page.cells]
        self.grid.choose(wanted if wanted in whole else inside[0])

    def show_day(self, day: str, rows: tuple[VisitRow, ...]) -> None:
        """Show what is on a day."""
        self._day.setText(self._say(day))
        self.list.day.show(rows)
        self._beside.setCurrentIndex(0 if rows else 1)
        if rows:
            self.list.setCurrentIndex(self.list.day.index(0))

    def turn(self, months: int, day: str = "") -> None:
        """Ask for another month; `day` is to be chosen there."""
        year, month = self.at
        count = year * 12 + month - 1 + months
        self._want(count // 12, count % 12 + 1, day)

    def go_to_today(self) -> None:
        """Ask for the present month."""
        today = self._today
        self._want(today.year, today.month, today.isoformat())

    def _want(self, year: int, month: int, day: str) -> None:
        # Without a day the same one is meant, or the first where there is none such.
        kept = self.grid.day[8:] if self.grid.day else "01"
        self._wanted_day = day or f"{year:04d}-{month:02d}-{kept}"
        self.month_wanted.emit(year, month, self._wanted_day)

    def _say(self, day: str) -> str:
        found = date.fromisoformat(day)
        weekday = weekdays()[found.weekday()]
        return f"{short_day(day, self._today)}  {weekday}"

    def _build(self) -> None:
        head = row(self._title, self.back, self.on, self.today, None, gap=8)
        for kind, words in (
            ("planned", _("Planned")),
            ("done", _("Visited")),
            ("not_met", _("Not met")),
        ):
            head.addWidget(Mark(self._look, kind))
            head.addWidget(make_label(words, "caption"))
        head.setContentsMargins(14, 8, 14, 8)
        left = column(head, make_rule(), self.grid)
        left.setStretch(2, 1)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.list)
        self._beside.addWidget(hold(column(row(self._nothing, margins=14), None)))
        above = row(self._day, None, margins=(14, 11, 14, 11))
        right = column(above, make_rule(), self._beside)
        right.setStretch(2, 1)
        self._right = hold(right)
        line = row()
        line.addLayout(left, 1)
        line.addWidget(make_rule(vertical=True))
        line.addWidget(self._right)
        self.setLayout(line)

    def _connect(self) -> None:
        self.grid.day_chosen.connect(self._on_day)
        self.grid.day_opened.connect(lambda _day: self.list.setFocus())
        self.grid.month_wanted.connect(self.turn)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.today.clicked.connect(self.go_to_today)

    def _on_day(self, day: str) -> None:
        self._wanted_day = day
        self.day_chosen.emit(day)

    def _fit(self) -> None:
        self._right.setFixedWidth(_BESIDE_LARGE if self._look.is_large else _BESIDE)


def weekdays() -> tuple[str, ...]:
    """Return the seven short names, from Monday on."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
