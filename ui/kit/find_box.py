"""The way to every student that looks like what it opens: a field to search in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from homevisit.text import _
from ui.kit.basics import make_label, row

if TYPE_CHECKING:
    from ui.appearance import Appearance

_WIDTH, _WIDTH_LARGE = 264, 316


class FindBox(QPushButton):
    """A button with its key in it; what is typed goes into the palette it opens."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(_("Find a student"))
        self._look = look
        self.setProperty("kind", "find")
        self.setAccessibleName(_("Find a student or a command"))
        self.setToolTip(f"{_('Find a student or a command')}  Ctrl+K")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        key = make_label("Ctrl K", "key")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = row(None, key, margins=(0, 0, 8, 0))
        line.setAlignment(key, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        look.set_icon(self, "search", "t3", 16)
        look.follow(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(_WIDTH_LARGE if self._look.is_large else _WIDTH)
