"""The sections about the school as a whole: its facts and its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import school, term_days, terms
from homevisit.text import _
from ui.desk import settings_school
from ui.kit.setting_calendar import CalendarPane
from ui.kit.setting_school import SchoolPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from homevisit.services.terms import Moved
    from ui.around import Around
    from ui.settings_rows import CalendarSheet


class SchoolSection(SettingSection):
    """Name, grades, classes and tips; each field saves by itself."""

    view: SchoolPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = SchoolPane(around.look)
        self.view.changed.connect(self._on_changed)

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_school.read_school(session), self.view.show_sheet)

    def _on_changed(self, name: str, value: object) -> None:
        session = self.around.session
        self.write(
            lambda: school.change_school(session, {name: value}), _("School saved")
        )


class CalendarSection(SettingSection):
    """School years, terms, and where holidays count."""

    view: CalendarPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = CalendarPane(around.look, around.session.clock.today())
        self._next_year = 0
        self.view.moved.connect(self._on_moved)
        self.view.rule_changed.connect(self._on_rule)
        self.view.year_wanted.connect(self._on_year)
        self.view.day_added.connect(self._on_day)
        self.view.day_removed.connect(self._on_day_removed)

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_school.read_calendar(session), self._on_read)

    def _on_read(self, sheet: CalendarSheet) -> None:
        self._next_year = sheet.next_year
        self.view.show_sheet(sheet)

    def _on_moved(self, record_id: str, start: str, end: str) -> None:
        session = self.around.session
        self.around.thread.post(
            self,
            lambda _job: terms.move(session, record_id, start, end),
            done=self._on_answer,
            failed=self.around.ways.explain,
        )

    def _on_answer(self, moved: Moved) -> None:
        if moved.written is not None:
            self.tell(moved.written, _("Calendar saved"))
        self.refresh()

    def _on_rule(self, holiday: str, side: str) -> None:
        session = self.around.session
        self.write(
            lambda: terms.change_rule(session, holiday, side), _("Calendar saved")
        )

    def _on_day(self, term_id: str, what: str, on: str, name: str) -> None:
        session = self.around.session
        self.write(
            lambda: term_days.add(session, term_id, what, on, name=name),
            _("Calendar saved"),
        )

    def _on_day_removed(self, term_id: str, what: str, on: str) -> None:
        session = self.around.session
        self.write(
            lambda: term_days.remove(session, term_id, what, on), _("Calendar saved")
        )

    def _on_year(self) -> None:
        session, year = self.around.session, self._next_year
        self.write(lambda: terms.add_year(session, year), _("School year added"))
