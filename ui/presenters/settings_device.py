"""Sections that belong to this computer: appearance, privacy, and the keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from homevisit.paths import write_atomically
from homevisit.text import _
from ui.key_sheet import draw_key_sheet
from ui.kit.file_choice import ask_where_to_save
from ui.kit.setting_appearance import AppearancePane
from ui.kit.setting_keys import KeysPane
from ui.kit.setting_privacy import PrivacyPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
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
    """Locking, masking, screenshots, and the list of vaults."""

    def __init__(self, around: Around) -> None:
        view = PrivacyPane(around.look)
        super().__init__(around, view)
        view.forget_requested.connect(self._on_forget)

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
