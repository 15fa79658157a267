"""Beside a form: how much is filled in, what is still required, and its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import SerifLabel, column, hold, make_label, row
from ui.kit.sections import SectionList, SectionModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.appearance import Appearance
    from ui.progress import SectionLine

_WIDTH, _WIDTH_LARGE = 216, 248


class FormNavigator(QWidget):
    """Counts and the table of contents; `section_chosen` asks to go there."""

    section_chosen = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._lines = SectionModel()
        self._list = SectionList(look, self._lines)
        self._list.section_chosen.connect(self.section_chosen)
        self._filled = SerifLabel(look, "page")
        self._total = make_label("", "muted")
        self._lacking = make_label("", "caption", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Filled in"))
        head = row(self._filled, self._total, None, gap=6, margins=(10, 4, 10, 0))
        under = column(self._lacking, self._bar, gap=6, margins=(10, 0, 10, 4))
        self._saving = hold(_key_line("Ctrl S", _("save")))
        sides = (10, 0, 0, 0)
        next_one = _key_line("Ctrl ↓", _("next section"))
        keys = column(next_one, self._saving, gap=4, margins=sides)
        self._keys = hold(keys)
        self.setLayout(column(head, under, self._list, self._keys, gap=6))
        look.follow(self._fit)

    def _fit(self) -> None:
        """Large text has room for the sections, not for the keys as well."""
        self.setFixedWidth(_WIDTH_LARGE if self._look.is_large else _WIDTH)
        self._keys.setVisible(not self._look.is_large)

    def show_closed(self, *, is_closed: bool) -> None:
        """Say no key for saving where nothing can be written any more."""
        self._saving.setVisible(not is_closed)

    def show_progress(self, lines: tuple[SectionLine, ...], lacking: int) -> None:
        """Show the sections, and how many required answers are missing."""
        self._lines.show(lines)
        filled = sum(line.filled for line in lines)
        total = sum(line.total for line in lines)
        self._filled.setText(str(filled))
        self._total.setText(_("of {total}").format(total=total))
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(filled)
        words = translate_count(
            "{count} required answer missing",
            "{count} required answers missing",
            lacking,
        )
        self._lacking.setText(words if lacking else _("All required answers given"))

    def show_current(self, at: int) -> None:
        self._list.setCurrentIndex(self._lines.index(at))


def _key_line(key: str, words: str) -> QHBoxLayout:
    return row(make_label(key, "key"), make_label(words, "caption"), None, gap=6)
