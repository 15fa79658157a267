"""The section about level schemes and their limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homevisit.services import level_settings
from homevisit.text import _
from ui.desk import settings_levels
from ui.kit.setting_levels import LevelsPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from ui.around import Around
    from ui.care_setting_rows import SchemesSheet


_ASIDE = re.compile(r"\s*[（(][^（）()]*[）)]$")


class LevelsSection(SettingSection):
    """Choosing, copying, changing a scheme; each change has a way back."""

    view: LevelsPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = LevelsPane(around.look)
        self._chosen = ""
        self._sheet: SchemesSheet | None = None
        self._connect()

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_levels.read_sheet(session), self._on_read)

    def _connect(self) -> None:
        detail = self.view.detail
        self.view.chosen.connect(self._on_chosen)
        detail.use.clicked.connect(self._on_use)
        detail.copy.clicked.connect(self._on_copy)
        detail.remove.clicked.connect(self._on_remove)
        detail.restore.clicked.connect(self._on_restore)
        detail.changed.connect(self._on_changed)
        detail.level_changed.connect(self._on_level_changed)
        detail.level_moved.connect(self._on_level_moved)
        detail.level_kept.connect(self._on_level_kept)
        detail.limits.changed.connect(self._on_limit_changed)

    def _on_read(self, sheet: SchemesSheet) -> None:
        self._sheet = sheet
        ids = [each.id for each in sheet.rows]
        if self._chosen not in ids:
            self._chosen = next((e.id for e in sheet.rows if e.is_in_use), ids[0])
        self.view.show_sheet(sheet, self._chosen)

    def _on_chosen(self, scheme_id: str) -> None:
        if scheme_id != self._chosen and self._sheet is not None:
            self._chosen = scheme_id
            self.view.show_sheet(self._sheet, scheme_id)

    def _on_use(self) -> None:
        session, chosen = self.around.session, self._chosen
        words = _("This scheme is in use now")
        self.write(
            lambda: level_settings.use(session, chosen), words, done=self._on_made
        )

    def _on_copy(self) -> None:
        session, chosen = self.around.session, self._chosen
        rows = self._sheet.rows if self._sheet else ()
        name = next((each.name for each in rows if each.id == chosen), "")
        own = _("{name}, our own").format(name=_ASIDE.sub("", name))
        self.write(
            lambda: level_settings.copy(session, chosen, own),
            _("Copied; change the copy, then use it"),
            done=self._on_made,
        )

    def _on_made(self, written: Written) -> None:
        self._chosen = written.record_ids[-1]
        self.refresh()

    def _on_remove(self) -> None:
        session, chosen = self.around.session, self._chosen
        reason = _("Removed in the settings")
        words = _("Scheme removed; no case has changed")
        self.write(lambda: level_settings.remove(session, chosen, reason), words)

    def _on_restore(self) -> None:
        session, chosen = self.around.session, self._chosen
        words = _("Limits are as they were shipped")
        self.write(lambda: level_settings.restore_limits(session, chosen), words)

    def _on_changed(self, name: str, text: str) -> None:
        session, chosen = self.around.session, self._chosen
        self.write(
            lambda: level_settings.change(session, chosen, {name: text}),
            _("Scheme changed"),
            refused=self.view.detail.lines[name].refuse,
        )

    def _on_level_changed(self, severity: int, name: str, text: str) -> None:
        session, chosen = self.around.session, self._chosen
        line = self.view.detail.levels[severity]
        values = {name: text}
        self.write(
            lambda: level_settings.change_level(session, chosen, severity, values),
            _("Level changed"),
            refused=line.label.refuse if name == "label" else None,
        )

    def _on_level_moved(self, severity: int, by: int) -> None:
        session, chosen = self.around.session, self._chosen
        self.write(
            lambda: level_settings.move_level(session, chosen, severity, by),
            _("Order changed"),
        )

    def _on_level_kept(self, severity: int, is_in: bool) -> None:
        session, chosen = self.around.session, self._chosen
        verb = level_settings.take_in if is_in else level_settings.leave_out
        words = _("The level is used") if is_in else _("The level is not used")
        self.write(lambda: verb(session, chosen, severity), words)

    def _on_limit_changed(self, event: str, severity: int, text: str) -> None:
        session, chosen = self.around.session, self._chosen
        limits = self.view.detail.limits
        self.write(
            lambda: level_settings.set_limit(session, chosen, event, severity, text),
            _("Limit changed"),
            refused=lambda reason: limits.refuse(event, severity, reason),
        )
