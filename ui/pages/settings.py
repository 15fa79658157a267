"""The page of all settings; a section is made when it is first chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from homevisit.text import N_, _, translate
from ui.kit.setting_list import Line
from ui.page import Command, Page, Title
from ui.presenters.settings_backup import BackupSection
from ui.presenters.settings_device import (
    AppearanceSection,
    KeysSection,
    PrivacySection,
)
from ui.presenters.settings_levels import LevelsSection
from ui.presenters.settings_password import PasswordSection
from ui.presenters.settings_people import ClassesSection, StaffSection
from ui.presenters.settings_places import PlacesSection
from ui.presenters.settings_reminders import RemindersSection
from ui.presenters.settings_report_limits import ReportLimitsSection
from ui.presenters.settings_school import CalendarSection, SchoolSection
from ui.presenters.settings_targets import TargetsSection
from ui.presenters.settings_words import WordsSection
from ui.screens.settings import SettingsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.presenters.settings import SettingSection


class SectionPlace(NamedTuple):
    """A line of the list at the left, and what stands behind it."""

    code: str
    icon: str
    words: str
    make: Callable[[Around], SettingSection]


SECTIONS: tuple[SectionPlace, ...] = (
    SectionPlace("school", "landmark", N_("School"), SchoolSection),
    SectionPlace("calendar", "calendar-days", N_("School calendar"), CalendarSection),
    SectionPlace("classes", "graduation-cap", N_("Classes"), ClassesSection),
    SectionPlace("staff", "users", N_("Staff"), StaffSection),
    SectionPlace("reminders", "lightbulb", N_("Reminders"), RemindersSection),
    SectionPlace("targets", "flag", N_("Targets"), TargetsSection),
    SectionPlace("levels", "heart-handshake", N_("Levels of care"), LevelsSection),
    SectionPlace("places", "phone", N_("Numbers and places"), PlacesSection),
    SectionPlace("reports", "timer", N_("Limits for reports"), ReportLimitsSection),
    SectionPlace("words", "tag", N_("Words"), WordsSection),
    SectionPlace("privacy", "shield-check", N_("Privacy"), PrivacySection),
    SectionPlace("backup", "database-backup", N_("Backups"), BackupSection),
    SectionPlace("password", "key-round", N_("Password and recovery"), PasswordSection),
    SectionPlace("appearance", "sun", N_("Appearance"), AppearanceSection),
    SectionPlace("keyboard", "keyboard", N_("Keyboard"), KeysSection),
)
FIRST = SECTIONS[0].code


class SettingsPage(Page):
    """`enter` takes the code of a section; without one the last is shown again."""

    view: SettingsView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = SettingsView(around.look)
        self._places = {each.code: each for each in SECTIONS}
        self._made: dict[str, SettingSection] = {}
        self._code = FIRST
        self.view.section_chosen.connect(self.show)
        lines = (Line(e.code, translate(e.words), icon=e.icon) for e in SECTIONS)
        self.view.show_sections(tuple(lines))

    @property
    def subject(self) -> str:
        return self._code

    @property
    def title(self) -> Title:
        return Title(_("Settings"), translate(self._places[self._code].words))

    def section(self, code: str) -> SettingSection:
        """Return a section, making it when it is first asked for."""
        if code not in self._made:
            self._made[code] = self._places[code].make(self.around)
        return self._made[code]

    def enter(self, subject: str) -> None:
        self.show(subject if subject in self._places else self._code)
        self.ready.emit()

    def show(self, code: str) -> None:
        """Bring a section to the front and read it anew."""
        self._code = code
        section = self.section(code)
        self.view.show_section(code, section.view)
        section.refresh()
        self.title_changed.emit()

    def refresh(self) -> None:
        self.section(self._code).refresh()

    def leave(self) -> None:
        self.view.commit()

    def flush(self) -> None:
        self.view.commit()

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        return tuple(
            Command(
                _("Settings: {section}").format(section=translate(each.words)),
                lambda code=each.code: self.show(code),  # type: ignore[misc]  # a default
                icon=each.icon,
            )
            for each in SECTIONS
        )
