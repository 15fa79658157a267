"""The section about targets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import targets
from homevisit.text import _
from ui.desk import settings_targets
from ui.kit.file_choice import ask_for_file, ask_where_to_save
from ui.kit.setting_targets import TargetsPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from ui.around import Around
    from ui.target_rows import TargetSheet


class TargetsSection(SettingSection):
    """Switching, changing, adding targets; files of them in and out."""

    view: TargetsPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = TargetsPane(around.look)
        self._chosen = ""
        self._sheet: TargetSheet | None = None
        self._connect()

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_targets.read_sheet(session), self._on_read)

    def take_in(self, path: str) -> None:
        """Take in a file, which is read on the vault's thread."""
        session = self.around.session

        words = _("Targets taken in; switch on what is to count")
        self.write(lambda: targets.take_in_file(session, Path(path)), words)

    def hand_out(self, path: str) -> None:
        """Write all targets into a file."""
        session = self.around.session
        self.around.thread.post(
            self,
            lambda _job: targets.hand_out(session, Path(path)),
            done=lambda _count: self.around.ways.say(
                _("Targets written into the file")
            ),
            failed=self.around.ways.explain,
        )

    def _connect(self) -> None:
        view, detail = self.view, self.view.detail
        view.chosen.connect(self._on_chosen)
        view.new_wanted.connect(self._on_new)
        view.import_wanted.connect(self._on_import)
        view.export_wanted.connect(self._on_export)
        detail.changed.connect(self._on_changed)
        detail.switched.connect(self._on_switched)
        detail.removed.connect(self._on_removed)

    def _on_read(self, sheet: TargetSheet) -> None:
        self._sheet = sheet
        ids = [each.id for each in sheet.rows]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self.view.show_sheet(sheet, self._chosen)

    def _on_chosen(self, target_id: str) -> None:
        if target_id != self._chosen and self._sheet is not None:
            self._chosen = target_id
            self.view.show_sheet(self._sheet, target_id)

    def _on_changed(self, name: str, value: object) -> None:
        session, target_id = self.around.session, self._chosen
        self.write(
            lambda: targets.change(session, target_id, {name: value}),
            _("Target saved"),
        )

    def _on_switched(self, is_on: bool) -> None:
        session, target_id = self.around.session, self._chosen
        words = _("The target counts now") if is_on else _("The target is off")
        self.write(lambda: targets.switch(session, target_id, is_on=is_on), words)

    def _on_new(self) -> None:
        session = self.around.session
        values = {
            "name": _("New target"),
            "profile": _("Our school"),
            "whom": "everyone",
            "period": "term",
            "what": "visit",
            "is_active": False,
        }
        self.write(
            lambda: targets.add(session, values), _("Target added"), done=self._on_added
        )

    def _on_added(self, written: Written) -> None:
        self._chosen = written.record_ids[0]
        self.refresh()
        self.view.detail.lines["name"].edit.setFocus()

    def _on_removed(self) -> None:
        session, target_id = self.around.session, self._chosen
        reason = _("Removed in the settings")
        self.write(
            lambda: targets.remove(session, target_id, reason), _("Target removed")
        )

    def _on_import(self) -> None:
        kinds = _("Files of targets (*.toml)")
        ask_for_file(self.view, _("Take in targets"), kinds, self.take_in)

    def _on_export(self) -> None:
        name = _("Targets") + ".toml"
        ask_where_to_save(self.view, _("Hand out targets"), name, self.hand_out)
