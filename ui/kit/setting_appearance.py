"""Settings of what the window looks like on this computer; seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.settings import ZOOMS
from homevisit.text import _
from ui.keys import ZOOM_IN, ZOOM_OUT, ZOOM_USUAL, spoken
from ui.kit.basics import make_label
from ui.kit.choices import Option
from ui.kit.setting_fields import ChoiceSetting, SwitchSetting
from ui.kit.setting_pane import SettingPane

if TYPE_CHECKING:
    from homevisit.settings import Settings
    from ui.appearance import Appearance


class AppearancePane(SettingPane):
    """`changed` carries the name of a setting and its new value."""

    changed = Signal(str, object)

    def __init__(self, look: Appearance) -> None:
        about = _(
            "For this computer only. Other colleagues' computers stay as they are."
        )
        super().__init__(look, _("Appearance"), about)
        self.theme = ChoiceSetting(look, _("Theme"), _themes())
        self.text = ChoiceSetting(look, _("Text size"), _text_sizes())
        self.zoom = ChoiceSetting(look, _("Zoom"), _zooms())
        self.language = ChoiceSetting(look, _("Language"), _languages())
        self.motion = SwitchSetting(
            look,
            _("Less motion"),
            _("Nothing fades or slides, and the text cursor does not blink."),
        )
        self.add_sheet(self.theme)
        self.add_sheet(
            self.text, self.zoom, make_label(_zoom_keys(), "muted", wrap=True)
        )
        self.add_sheet(self.language, self.motion)
        self._connect()

    def show_settings(self, settings: Settings) -> None:
        """Show what is in use."""
        self.theme.show_value(settings.theme)
        self.text.show_value(settings.text_size)
        self.zoom.show_value(str(settings.zoom))
        self.language.show_value(settings.language)
        self.motion.show_value(settings.less_motion)

    def _connect(self) -> None:
        self.theme.committed.connect(lambda code: self.changed.emit("theme", code))
        self.text.committed.connect(lambda code: self.changed.emit("text_size", code))
        self.zoom.committed.connect(lambda code: self.changed.emit("zoom", int(code)))
        self.language.committed.connect(
            lambda code: self.changed.emit("language", code)
        )
        self.motion.committed.connect(lambda on: self.changed.emit("less_motion", on))


def _themes() -> list[Option]:
    return [
        Option("system", _("As the system"), "monitor"),
        Option("light", _("Light"), "sun"),
        Option("dark", _("Dark"), "moon"),
    ]


def _text_sizes() -> list[Option]:
    return [Option("normal", _("Normal")), Option("large", _("Large"))]


def _zooms() -> list[Option]:
    return [Option(str(each), f"{each}%") for each in ZOOMS]


def _languages() -> list[Option]:
    # Each language is called by its own name, so that everybody finds hers.
    return [Option("zh_CN", "中文"), Option("en", "English")]


def _zoom_keys() -> str:
    words = _("{larger} larger, {smaller} smaller, {usual} back to usual.")
    return words.format(
        larger=spoken(ZOOM_IN), smaller=spoken(ZOOM_OUT), usual=spoken(ZOOM_USUAL)
    )
