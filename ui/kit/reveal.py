"""How long something masked stays readable once somebody asked to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.appearance import Appearance


class RevealTimer(QTimer):
    """Times out once, after the seconds that the settings of this computer say."""

    def __init__(self, look: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.setSingleShot(True)

    def begin(self) -> None:
        """Count from the beginning, with the seconds as they are set now."""
        self.start(self._look.reveal_seconds * 1000)
