"""A paper of care: why a copy leaves on the left, its true pages on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.checks import CheckBox
from ui.kit.fields import FieldBlock
from ui.kit.out_bar import OutBar
from ui.kit.pages import PagesView
from ui.kit.password_field import PRIVATE_HINTS
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_paper_rows import CarePaperSheet
    from ui.serial_thread import SerialThread

_SIDE, _SIDE_LARGE = 336, 440
_LEAST = 2  # letters of a reason


class CarePaperView(QWidget):
    """`named` carries whether the child's name is on it, `file_requested` a path."""

    named = Signal(bool)
    print_requested = Signal()
    file_requested = Signal(str)

    def __init__(self, look: Appearance, drawing: SerialThread) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.pages = PagesView(look, drawing)
        self.title = SerifLabel(look, "section")
        self.secret = make_label(_("Psychology · confidential"), "chip")
        self._lock = make_icon(look, "lock-keyhole", "plum")
        self.reason = QLineEdit()
        self.reason.setInputMethodHints(PRIVATE_HINTS)
        self.reason_block = FieldBlock(
            _("For what and for whom"), self.reason, required=True
        )
        about = _("Needed before a copy leaves; it is noted with the copy.")
        self._about = make_label(about, "muted", wrap=True)
        self.reason.setAccessibleDescription(about)
        self.with_name = CheckBox(look, _("With the child's name"))
        self._said = make_label("", "secondary", wrap=True)
        self.out = OutBar(look)
        self.out.each.hide()
        self._needs_reason = self._has_pages = False
        self._lay_out()
        self.with_name.clicked.connect(self.named)
        self.reason.textChanged.connect(self._show_ready)
        self.out.print_requested.connect(self.print_requested)
        self.out.file_requested.connect(self.file_requested)
        look.follow(self._fit)

    @property
    def given_reason(self) -> str:
        return self.reason.text().strip()

    def show_sheet(self, sheet: CarePaperSheet) -> None:
        """Show the pages, and ask for what this paper needs."""
        self.title.setText(sheet.title)
        self._needs_reason = sheet.needs_reason
        self.reason_block.setVisible(sheet.needs_reason)
        self._about.setVisible(sheet.needs_reason)
        self.with_name.setVisible(sheet.can_name)
        self._show_secret(sheet.is_secret)
        self._said.setText(sheet.said)
        self.out.name = sheet.file_name
        self._has_pages = True
        self._show_ready()
        self.pages.show_document(sheet.content)

    def let_go(self) -> None:
        """Hold no page any more."""
        self._has_pages = False
        self._show_ready()
        self.pages.show_pictures(())

    def focus_first(self) -> None:
        target = self.reason if self._needs_reason else self.out.print
        target.setFocus()

    def _show_secret(self, is_secret: bool) -> None:
        self.secret.setVisible(is_secret)
        self._lock.setVisible(is_secret)

    def _lay_out(self) -> None:
        line = row(gap=10, margins=12)
        line.addWidget(make_icon(self._look, "badge-check", "pine_t"))
        line.addWidget(self._said, 1)
        inside = column(
            self.title,
            row(self._lock, self.secret, None, gap=6),
            self.reason_block,
            self._about,
            self.with_name,
            Sheet(line, kind="soft"),
            None,
            gap=12,
            margins=16,
        )
        stack = column(hold(inside), make_rule(), self.out, margins=1)
        stack.setStretch(0, 1)
        self._side = Sheet(stack)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        whole = row(self._side, gap=SPACE.gap, margins=sides)
        whole.addWidget(self.pages, 1)
        self.setLayout(whole)
        self._show_ready()

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)

    def _show_ready(self) -> None:
        """Let a copy out once there are pages, and a reason where one is needed."""
        has_reason = len(self.given_reason) >= _LEAST or not self._needs_reason
        self.out.show_ready(self._has_pages and has_reason)
