"""School years and terms with their days, and where the holidays count."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, run_on, translate_count
from ui.kit.basics import SerifLabel, column, hold, make_button, make_label, row
from ui.kit.choices import Option
from ui.kit.setting_days import TermDays
from ui.kit.setting_fields import ChoiceSetting, DaySetting
from ui.kit.setting_pane import SettingPane, pairs

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.kit.basics import Sheet
    from ui.settings_rows import CalendarSheet, Choices, SpanRow, YearSheet

_BLOCK = 200


class SpanLine(QWidget):
    """The first and last day of a term; `moved` carries both as they were typed."""

    moved = Signal(str, str, str)

    def __init__(self, look: Appearance, span: SpanRow, today: date) -> None:
        """Make the line; a term has its exams and other days below."""
        super().__init__()
        self.setProperty("clear", True)
        self._id = span.id
        self.start = DaySetting(look, _("First day"), today)
        self.end = DaySetting(look, _("Last day"), today)
        for field, which in ((self.start, _("First day")), (self.end, _("Last day"))):
            field.field.setAccessibleName(run_on((span.name, which)))
            field.committed.connect(self._on_committed)
            # So wide that a reason below does not push the other day aside.
            field.setFixedWidth(_BLOCK)
        self._name = make_label(span.name, "strong")
        self._weeks = make_label("", "muted")
        self._in_use = make_label("", "warning", wrap=True)
        head = column(self._name, self._weeks, None, gap=2)
        line = row(gap=16)
        for part in (self.start, self.end):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        both = row(gap=16)
        both.addLayout(head, 1)
        both.addLayout(line, 2)
        self.days = TermDays(look, span.name, today)
        if span.days is None:
            self.days.hide()
        self.setLayout(column(both, self._in_use, self.days, gap=4))
        self.show_span(span)

    def show_span(self, span: SpanRow) -> None:
        """Show the days, and beside each what is wrong with it."""
        weeks = translate_count("{count} week", "{count} weeks", span.weeks)
        self._weeks.setText(weeks if span.weeks else "")
        for name, field, value in (
            ("start_date", self.start, span.start),
            ("end_date", self.end, span.end),
        ):
            field.show_value(value)
            field.show_message(span.wrong.get(name, ""))
        self._in_use.setText(span.in_use)
        self._in_use.setVisible(bool(span.in_use))

    def _on_committed(self) -> None:
        self.moved.emit(self._id, self.start.text, self.end.text)


class CalendarPane(SettingPane):
    """`moved` carries an id with its days; `rule_changed` a holiday and its side.

    `day_added` carries a term with what is on a day, its date and its name.
    """

    moved = Signal(str, str, str)
    day_added = Signal(str, str, str, str)
    day_removed = Signal(str, str, str)
    rule_changed = Signal(str, str)
    year_wanted = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        about = _(
            "Visits keep the term they were finalised in; moving days here moves none."
        )
        super().__init__(look, _("School calendar"), about)
        self._today = today
        self.lines: dict[str, SpanLine] = {}
        self._years: dict[int, tuple[Sheet, QWidget]] = {}
        self.rules: dict[str, ChoiceSetting] = {}
        self.more = make_button("")
        self.more.clicked.connect(self.year_wanted)
        self.add(hold(row(self.more, None)))

    def show_sheet(self, sheet: CalendarSheet) -> None:
        """Show all school years; lines that are there stay, so that focus stays."""
        self._make_rules(sheet)
        self.rules["winter"].show_value(sheet.winter)
        self.rules["summer"].show_value(sheet.summer)
        add = _("Add {year}").format(year=sheet.next_name)
        self.more.setText(add)
        self.look.set_icon(self.more, "plus", "t1")
        starts = {year.start_year for year in sheet.years}
        for gone in set(self._years) - starts:
            part, _said = self._years.pop(gone)
            part.hide()
            part.deleteLater()
        for at, year in enumerate(sheet.years):
            self._show_year(at, year, sheet.day_kinds)

    def _make_rules(self, sheet: CalendarSheet) -> None:
        if self.rules:
            return
        options = [Option(*each) for each in sheet.sides]
        sides = {"winter": options[:2], "summer": options[1:]}
        names = {
            "winter": _("The winter holiday counts to"),
            "summer": _("The summer holiday counts to"),
        }
        for holiday, offered in sides.items():
            field = ChoiceSetting(self.look, names[holiday], offered)
            field.committed.connect(
                lambda code, h=holiday: self.rule_changed.emit(h, code)
            )
            self.rules[holiday] = field
        self.add_sheet(pairs(*self.rules.values()), title=_("Holidays"))

    def _show_year(self, at: int, year: YearSheet, kinds: Choices) -> None:
        if year.start_year not in self._years:
            self._years[year.start_year] = self._make_year(at, year)
        for span in year.spans:
            if span.id in self.lines:
                self.lines[span.id].show_span(span)
                self.lines[span.id].days.show_days(span.days or (), kinds)
        label = self._years[year.start_year][1]
        label.setText("\n".join(year.holidays))  # type: ignore[attr-defined]  # a label
        label.setVisible(bool(year.holidays))

    def _make_year(self, at: int, year: YearSheet) -> tuple[Sheet, QWidget]:
        lines: list[QWidget] = []
        for span in year.spans:
            line = SpanLine(self.look, span, self._today)
            line.moved.connect(self.moved)
            line.days.added.connect(partial(self.day_added.emit, span.id))
            line.days.removed.connect(partial(self.day_removed.emit, span.id))
            self.lines[span.id] = line
            lines.append(line)
        said = make_label("", "muted", wrap=True)
        present = make_label(_("This school year"), "chip")
        head = hold(
            row(SerifLabel(self.look, "section", year.name), present, None, gap=10)
        )
        present.setVisible(year.is_present)
        sheet = self.add_sheet(head, *lines, said)
        self.move_sheet(sheet, at)
        return sheet, said
