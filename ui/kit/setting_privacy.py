"""Settings of what others may see over a shoulder, for this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.services.room import IDLE_MINUTES as ROOM_MINUTES
from homevisit.settings import IDLE_MINUTES, REVEAL_SECONDS
from homevisit.text import _, sentences, translate_count
from ui.kit.basics import make_button, make_label, row
from ui.kit.setting_fields import NumberSetting, SwitchSetting
from ui.kit.setting_pane import SettingPane, pairs
from ui.privacy import can_hide

if TYPE_CHECKING:
    from homevisit.settings import Settings
    from ui.appearance import Appearance


class PrivacyPane(SettingPane):
    """`changed` carries a setting and its value; `forget_requested` is a button's.

    `room_changed` carries the minutes until the counselling room closes by itself.
    """

    changed = Signal(str, object)
    room_changed = Signal(int)
    forget_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Privacy"), _("For this computer only."))
        self.idle = NumberSetting(_("Lock after (minutes)"), IDLE_MINUTES)
        self.reveal = NumberSetting(_("Show numbers for (seconds)"), REVEAL_SECONDS)
        self.room = NumberSetting(
            _("Close the room after (minutes)"),
            ROOM_MINUTES,
            hint=_("For this vault only."),
        )
        self.room.hide()
        self.masked = SwitchSetting(
            look,
            _("Mask names from the start"),
            _(
                "Masked are names and group marks on every page. "
                "Phone and ID numbers are always masked until you ask for one."
            ),
        )
        self.screenshots = SwitchSetting(
            look,
            _("Keep this window out of screenshots"),
            _("And out of shared screens.")
            if can_hide()
            else _("This system cannot do that, so take care when you share a screen."),
        )
        self.screenshots.setEnabled(can_hide())
        self._recent = make_label("", "secondary", wrap=True)
        self.forget = make_button(_("Clear the list"))
        look.set_icon(self.forget, "trash-2", "t1")
        self.add_sheet(
            pairs(self.idle, self.reveal), self.room, title=_("Leaving the desk")
        )
        self.add_sheet(
            self.masked, self.screenshots, title=_("Looking over a shoulder")
        )
        line = row(self._recent, self.forget, gap=12)
        line.setStretch(0, 1)
        self.add_sheet(line, title=_("Vaults opened on this computer"))
        self._connect()

    def show_settings(self, settings: Settings) -> None:
        """Show what is in use."""
        self.idle.show_value(str(settings.idle_minutes))
        self.reveal.show_value(str(settings.reveal_seconds))
        self.masked.show_value(settings.mask_at_start)
        self.screenshots.show_value(can_hide() and settings.block_screenshots)
        count = len(settings.recent)
        words = translate_count(
            "The unlock page offers {count} vault.",
            "The unlock page offers {count} vaults.",
            count,
        )
        stays = _("The vaults themselves stay where they are.")
        self._recent.setText(
            sentences(words, stays) if count else _("The list is empty.")
        )
        self.forget.setEnabled(bool(count))

    def show_room(self, minutes: int | None) -> None:
        """Show after how long the room closes; None where there is no room."""
        self.room.setVisible(minutes is not None)
        if minutes is not None:
            self.room.show_value(str(minutes))

    def _connect(self) -> None:
        self.room.committed.connect(lambda text: self.room_changed.emit(int(text)))
        self.idle.committed.connect(
            lambda text: self.changed.emit("idle_minutes", int(text))
        )
        self.reveal.committed.connect(
            lambda text: self.changed.emit("reveal_seconds", int(text))
        )
        self.masked.committed.connect(lambda on: self.changed.emit("mask_at_start", on))
        self.screenshots.committed.connect(
            lambda on: self.changed.emit("block_screenshots", on)
        )
        self.forget.clicked.connect(self.forget_requested)
