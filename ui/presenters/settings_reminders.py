"""The section of reminders: rules are changed at once, each with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import reminders
from homevisit.text import _
from ui.desk.reminders import rule_lines
from ui.kit.setting_reminders import RemindersPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from ui.around import Around


class RemindersSection(SettingSection):
    """Which rules remind, and after how many days."""

    view: RemindersPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = RemindersPane(around.look)
        self.view.switched.connect(self._on_switched)
        self.view.numbered.connect(self._on_numbered)

    def refresh(self) -> None:
        self.read(lambda: rule_lines(self.around.session), self.view.show_rules)

    def _on_switched(self, code: str, is_on: bool) -> None:
        session = self.around.session
        words = _("The rule reminds again") if is_on else _("The rule is off")
        self.write(lambda: reminders.switch(session, code, is_on=is_on), words)

    def _on_numbered(self, code: str, name: str, number: int) -> None:
        session = self.around.session
        self.write(
            lambda: reminders.set_numbers(session, code, {name: number}),
            _("Rule changed"),
        )
