"""How old the last copy on another disk is, and the button that makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_button, make_icon, make_label, row
from ui.kit.file_choice import ask_for_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from ui.appearance import Appearance
    from ui.today_rows import CopyAge


class CopyCard(Sheet):
    """Quiet while the copy is fresh, with a sign when it is old."""

    copy_requested = Signal(str)
    backups_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._icon = make_icon(look, "shield-check", "pine_t", 20)
        self._line = make_label("", "body", wrap=True)
        self._why = make_label(
            _("A stick or another computer keeps the files when this one breaks."),
            "muted",
            wrap=True,
        )
        self.button = make_button(_("Make a copy…"), size="small")
        look.set_icon(self.button, "database-backup", "t1", 14)
        self.button.clicked.connect(self._on_clicked)
        self.all = make_button(_("All backups"), "link")
        self.all.clicked.connect(self.backups_requested)
        line = row(gap=10)
        line.addWidget(self._icon)
        line.addWidget(self._line, 1)
        self.setLayout(
            column(line, self._why, row(self.all, None, self.button), gap=8, margins=14)
        )

    def show_age(self, copy: CopyAge) -> None:
        icon, colour = ("shield-check", "pine_t")
        if copy.is_old:
            icon, colour = ("triangle-alert", "yellow_text")
        self._look.set_icon(self._icon, icon, colour, 20)
        self._line.setText(copy.line)
        self._why.setVisible(copy.is_old)

    def show_copying(self, is_copying: bool) -> None:
        self.button.setEnabled(not is_copying)
        self.button.setText(_("Copying…") if is_copying else _("Make a copy…"))

    def _on_clicked(self) -> QFileDialog:
        title = _("Choose a folder on a stick or another disk")
        return ask_for_folder(self, title, self.copy_requested.emit)
