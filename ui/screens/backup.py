"""Backups: what there is, how old the copy elsewhere is, and the new laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.backup_cards import BackupCards
from ui.kit.backup_list import BackupList
from ui.kit.basics import (
    Sheet,
    column,
    head_row,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.scrolling import scrolled
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ui.appearance import Appearance
    from ui.backup_rows import BackupRow, BackupsPage

_SIDE, _SIDE_LARGE = 372, 430


class BackupView(QWidget):
    """Signals carry the folder of the backup in hand; `cards` has signals of its own.

    `restore_requested` carries an empty text where no backup can be read now.
    """

    backup_requested = Signal()
    check_requested = Signal(str)
    removal_requested = Signal(str)
    restore_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.list = BackupList(look)
        self.cards = BackupCards(look)
        self.make = self._button("save", _("Back up now"), "on_pine", kind="primary")
        self.check = self._button("list-checks", _("Check"))
        self.restore = self._button("history", _("Restore…"))
        self.remove = self._button("trash-2", _("Remove"))
        self.remove.setToolTip(f"{self.remove.text()}  Delete")
        self._today = make_label("", "muted", wrap=True)
        self._build()
        self._connect()
        look.follow(self._draw)

    def show_page(self, page: BackupsPage) -> None:
        self.list.show_rows(page.rows)
        self._body.setCurrentIndex(0 if page.rows else 1)
        self._today.setText(page.today)
        self.cards.show_page(page)

    def focus_first(self) -> None:
        (self.list if self.list.backups.rows else self.make).setFocus()

    def _build(self) -> None:
        title = _("Backups")
        head = head_row(self._look, "database-backup", title)
        head.addWidget(self._today, 1)
        head.addWidget(self.make)
        foot = row(self.check, self.restore, None, self.remove, gap=8, margins=12)
        empty = make_label(_("There is no backup yet."), "muted")
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(hold(column(None, row(None, empty, None), None)))
        parts = (hold(head), make_rule(), self._body, make_rule(), hold(foot))
        left = column(*parts, margins=1)
        left.setStretch(2, 1)
        self._side = scrolled(self.cards)
        sides = (SPACE.page, 0, SPACE.page, SPACE.page)
        line = row(Sheet(left), self._side, gap=SPACE.gap, margins=sides)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _button(
        self, icon: str, text: str, colour: str = "t1", *, kind: str = "secondary"
    ) -> QPushButton:
        button = make_button(text, kind)  # type: ignore[arg-type]
        self._look.set_icon(button, icon, colour, 15)
        return button

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.make.clicked.connect(self.backup_requested)
        self.check.clicked.connect(lambda: self.check_requested.emit(self._folder()))
        self.remove.clicked.connect(lambda: self.removal_requested.emit(self._folder()))
        self.restore.clicked.connect(
            lambda: self.restore_requested.emit(self._folder())
        )
        delete = QShortcut("Delete", self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove.click)
        self._on_chosen(None)

    def _folder(self) -> str:
        chosen = self.list.current
        return chosen.folder if chosen is not None and chosen.is_there else ""

    def _on_chosen(self, chosen: BackupRow | None) -> None:
        is_there = chosen is not None and chosen.is_there
        self.check.setEnabled(is_there)
        self.remove.setEnabled(is_there)

    def _draw(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
