"""The head of a case outside the room: whose, how it stands, level, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from homevisit.text import run_on
from ui.kit.basics import ElidedLabel, SerifLabel, column, empty, hold, make_label, row
from ui.kit.beside import BesideOrBelow
from ui.kit.care_head import DueCard, fit_head
from ui.kit.care_levels import LevelTile
from ui.kit.rail import Avatar
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.concern_rows import Shell

_TOP = Qt.AlignmentFlag.AlignTop


class ShellHead(QWidget):
    """Whose case it is, how it stands, its level, and what is due next."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._shell: Shell | None = None
        self._is_masked = False
        self._avatar = Avatar(look, 52)
        self._name = SerifLabel(look, "person")
        self._about = make_label("", "secondary")
        self._state = make_label("", "chip")
        self._since = ElidedLabel("", "muted")
        self._level = row(gap=8)
        self._due = DueCard(look)
        about = row(self._about, gap=10)
        about.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        about.addStretch(1)
        self._first = BesideOrBelow(self._name, hold(about))
        second = row(self._level, self._since, None, gap=12)
        words = column(self._first, second, None, gap=8)
        line = row(self._avatar, gap=14, margins=(16, 14, 16, 12))
        line.setAlignment(self._avatar, _TOP)
        line.addLayout(words, 1)
        line.addWidget(self._due, 0, _TOP)
        self.setLayout(line)

    def show_shell(self, shell: Shell) -> None:
        self._shell = shell
        self._about.setText(shell.about)
        self._state.setText(shell.state)
        self._state.setVisible(bool(shell.state))
        self._since.setText(run_on((shell.case_no, shell.since)))
        self._due.show_due(shell.due)
        empty(self._level)
        if shell.level is not None:
            tile = LevelTile(self._look, shell.level)
            self._level.addWidget(tile)
            self._level.addWidget(ElidedLabel(shell.level.meaning, "secondary"))
        self.show_masked(self._is_masked)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        if self._shell is not None:
            name = self._shell.name
            self._name.setText(masked_name(name) if is_masked else name)
            self._avatar.set_name(name)
            self._first.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_head(self, self._avatar, self._due, self._look)
