"""Lets the window look as the settings say, at once, and gives zooming its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from homevisit.settings import ZOOMS
from ui.keys import ZOOM_IN, ZOOM_OUT, ZOOM_USUAL

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from homevisit.settings import Settings
    from ui.appearance import Appearance
    from ui.device import Device

_SEEN = frozenset({"theme", "text_size", "zoom", "less_motion", "reveal_seconds"})


def use_settings(look: Appearance, settings: Settings) -> None:
    """Look as the settings say."""
    look.reveal_seconds = settings.reveal_seconds
    look.keep_still(settings.less_motion)
    look.use(
        theme=settings.theme,  # type: ignore[arg-type]  # one of the allowed ones
        text=settings.text_size,  # type: ignore[arg-type]  # as above
        zoom=settings.zoom,
    )


class Seeing(QObject):
    """Follows the settings of the device, and zooms by Ctrl+=, Ctrl+- and Ctrl+0."""

    def __init__(self, look: Appearance, device: Device, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._device = look, device
        device.changed.connect(self._on_changed)
        for keys, step in ((ZOOM_IN, 1), (ZOOM_OUT, -1), (ZOOM_USUAL, 0)):
            for each in keys.split(", "):
                shortcut = QShortcut(QKeySequence(each), window)
                shortcut.activated.connect(lambda s=step: self.zoom(s))

    def zoom(self, step: int) -> None:
        """Go to the next larger or smaller size; 0 goes back to the usual one."""
        at = ZOOMS.index(self._device.settings.zoom) + step if step else 0
        self._device.change(zoom=ZOOMS[max(0, min(at, len(ZOOMS) - 1))])

    def _on_changed(self, names: frozenset[str]) -> None:
        if names & _SEEN:
            use_settings(self._look, self._device.settings)
