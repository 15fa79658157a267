"""Beside the list of backups: the copy elsewhere, the new computer, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.file_choice import ask_for_folder
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFileDialog, QPushButton

    from ui.appearance import Appearance
    from ui.backup_rows import BackupsPage


class BackupCards(QWidget):
    """The signals with a text carry the folder that was chosen."""

    copy_requested = Signal(str)
    move_requested = Signal(str)
    stay_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._sign = make_icon(look, "shield-check", "pine_t", 20)
        self._age = make_label("", "strong", wrap=True)
        self.copy = self._button("usb", _("Copy to another disk…"))
        self.move_away = self._button("laptop", _("Take the vault along…"))
        self._moved_line = make_label("", "strong", wrap=True)
        self.stay = make_button(_("I stay on this computer"), size="small")
        self._moved = self._moved_card()
        cards = (self._copy_card(), self._move_card(), self._rules_card())
        self.setLayout(column(self._moved, *cards, None, gap=SPACE.gap))
        self._connect()

    def show_page(self, page: BackupsPage) -> None:
        self._age.setText(page.copy_line)
        sign = ("triangle-alert", "yellow_text")
        icon, colour = sign if page.is_copy_old else ("shield-check", "pine_t")
        self._look.set_icon(self._sign, icon, colour, 20)
        said = _("This vault was taken to a new computer on {day}.")
        self._moved_line.setText(said.format(day=page.moved_on))
        self._moved.setVisible(bool(page.moved_on))

    def _copy_card(self) -> QWidget:
        why = _("A stick or another disk keeps the files when this computer breaks.")
        line = row(gap=10)
        line.addWidget(self._sign)
        line.addWidget(self._age, 1)
        words = make_label(why, "muted", wrap=True)
        return Sheet(column(line, words, row(None, self.copy), gap=8, margins=14))

    def _move_card(self) -> QWidget:
        why = _(
            "Puts a checked copy and a note on a stick. On the new computer choose "
            "“Restore or move here” on the first page, then the stick."
        )
        words = make_label(why, "muted", wrap=True)
        head = self._head("laptop", _("To a new computer"))
        foot = row(None, self.move_away)
        return Sheet(column(head, words, foot, gap=8, margins=14))

    def _moved_card(self) -> Sheet:
        rest = _(
            "Go on writing there only: what is written here now does not get there."
        )
        words = make_label(rest, "secondary", wrap=True)
        foot = row(None, self.stay)
        inside = column(self._moved_line, words, foot, gap=8, margins=14)
        sheet = Sheet(inside, kind="warning")
        sheet.hide()
        return sheet

    def _rules_card(self) -> QWidget:
        lines = (
            _("Every day that something was written, a backup is made by itself."),
            _("Before every import and every upgrade another one is made."),
            _("Kept are the last of three days, of four weeks and of twelve months."),
            _("Each is proved at once, and opens with the password of its day."),
        )
        head = self._head("info", _("How it is done"))
        said = [make_label(each, "secondary", wrap=True) for each in lines]
        return Sheet(column(head, *said, gap=8, margins=14))

    def _head(self, icon: str, title: str) -> QWidget:
        holder = QWidget()
        holder.setProperty("clear", True)
        name = make_label(title, "strong")
        holder.setLayout(row(make_icon(self._look, icon, "t2", 20), name, None, gap=10))
        return holder

    def _button(self, icon: str, text: str) -> QPushButton:
        button = make_button(text)
        self._look.set_icon(button, icon, "t1", 15)
        return button

    def _connect(self) -> None:
        self.copy.clicked.connect(lambda: self._ask_then(self.copy_requested.emit))
        self.move_away.clicked.connect(lambda: self._ask_then(self.move_requested.emit))
        self.stay.clicked.connect(self.stay_requested)

    def _ask_then(self, done: Callable[[str], None]) -> QFileDialog:
        title = _("Choose a folder on a stick or another disk")
        return ask_for_folder(self, title, done)
