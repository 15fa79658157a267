"""The first start: four ways to begin, each with a line that says for whom it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton, QWidget

    from ui.appearance import Appearance


class Welcome(Sheet):
    """A button for each way: new vault, known vault, backup, practice."""

    create_requested = Signal()
    open_requested = Signal()
    restore_requested = Signal()
    practice_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._reasons: list[QLabel] = []
        self.begin = make_button(_("Make a vault"), "primary")
        self.open = make_button(_("Open…"))
        self.restore = make_button(_("Restore…"))
        self.practise = make_button(_("Practise"))
        self.setLayout(column(*self._lines(), margins=1))
        look.follow(self._draw)
        self.begin.clicked.connect(self.create_requested)
        self.open.clicked.connect(self.open_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.practise.clicked.connect(self.practice_requested)

    def _draw(self) -> None:
        """Large text drops the second lines, never a way."""
        for reason in self._reasons:
            reason.setVisible(not self._look.is_large)

    def _lines(self) -> tuple[QWidget, ...]:
        return (
            self._line(
                "folder-plus",
                _("I begin here"),
                _("A vault is a folder that only your password opens."),
                self.begin,
            ),
            make_rule(),
            self._line(
                "folder-open",
                _("My vault is on this computer"),
                _("Choose the folder that ends in “.homevisit”."),
                self.open,
            ),
            make_rule(),
            self._line(
                "history",
                _("I have a backup, or come from another computer"),
                _("From a stick or another disk; nothing is overwritten."),
                self.restore,
            ),
            make_rule(),
            self._line(
                "graduation-cap",
                _("I only want to try"),
                _("A school of invented people; nothing can go wrong."),
                self.practise,
            ),
        )

    def _line(self, icon: str, what: str, why: str, button: QPushButton) -> QWidget:
        reason = make_label(why, "muted", wrap=True)
        self._reasons.append(reason)
        said = column(make_label(what, "strong", wrap=True), reason, gap=2)
        line = row(make_icon(self._look, icon, "pine_t", 22), gap=14, margins=14)
        line.addLayout(said, 1)
        line.addWidget(button)
        button.setAccessibleDescription(what)
        return hold(line)
