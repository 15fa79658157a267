"""Sections that belong to this computer: appearance, privacy, and the keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from homevisit.paths import write_atomically
from homevisit.services import room
from homevisit.text import _
from ui.key_sheet import draw_key_sheet
from ui.kit.file_choice import ask_where_to_save
from ui.kit.setting_appearance import AppearancePane
from ui.kit.setting_keys import KeysPane
from ui.kit.setting_privacy import PrivacyPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around


class DeviceSection(SettingSection):
    """A section whose values the device keeps; each change can be taken back."""

    view: AppearancePane | PrivacyPane

    def __init__(self, around: Around, view: AppearancePane | PrivacyPane) -> None:
        super().__init__(around)
        self.view = view
        view.changed.connect(self._on_changed)
        around.device.changed.connect(self.refresh)

    def refresh(self) -> None:
        self.view.show_settings(self.around.device.settings)

    def _on_changed(self, name: str, value: object) -> None:
        device = self.around.device
        before: dict[str, Any] = {name: getattr(device.settings, name)}
        if before[name] == value:
            return
        device.change(**{name: value})
        if name != "language":
            self.around.ways.say(_("Saved"), lambda: device.change(**before))


class AppearanceSection(DeviceSection):
    """Theme, sizes, language and motion."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, AppearancePane(around.look))


class PrivacySection(DeviceSection):
    """Locking, masking, screenshots, the list of vaults, and the room's own lock."""

    view: PrivacyPane

    def __init__(self, around: Around) -> None:
        view = PrivacyPane(around.look)
        super().__init__(around, view)
        self._minutes: int | None = None
        view.forget_requested.connect(self._on_forget)
        view.room_changed.connect(self._on_room)

    def refresh(self) -> None:
        super().refresh()
        self.read(self._read_room, self._show_room)

    def _read_room(self) -> int | None:
        session = self.around.session
        return room.idle_minutes(session) if room.has_room(session) else None

    def _show_room(self, minutes: int | None) -> None:
        self._minutes = minutes
        self.view.show_room(minutes)

    def _on_room(self, minutes: int) -> None:
        before = self._minutes
        if before is None or before == minutes:
            return
        self._keep_room(
            minutes,
            lambda: self.around.ways.say(_("Saved"), lambda: self._keep_room(before)),
        )

    def _keep_room(self, minutes: int, then: Callable[[], None] = lambda: None) -> None:
        session = self.around.session

        def done(_none: None) -> None:
            self._show_room(minutes)
            then()

        self.around.thread.post(
            self,
            lambda _job: room.set_idle_minutes(session, minutes),
            done=done,
            failed=self.around.ways.explain,
        )

    def _on_forget(self) -> None:
        device = self.around.device
        before = device.settings.recent
        device.forget_vaults()
        self.around.ways.say(
            _("The list of vaults is empty"), lambda: device.change(recent=before)
        )


class KeysSection(SettingSection):
    """The table of keys."""

    view: KeysPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = KeysPane(around.look)
        self.view.print_requested.connect(self._on_print)

    def _on_print(self) -> None:
        name = _("Keys") + ".pdf"
        ask_where_to_save(self.view, _("Save the list as PDF…"), name, self.save)

    def save(self, path: str) -> None:
        """Write the table to a file that somebody chose."""
        content = draw_key_sheet()
        self.around.thread.post(
            self,
            lambda _job: write_atomically(Path(path), content),
            done=lambda _none: self.around.ways.say(_("Saved")),
            failed=self.around.ways.explain,
        )
