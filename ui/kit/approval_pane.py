"""A leader decides on an act of a case without reading what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    make_button,
    make_label,
    row,
)
from ui.kit.care_levels import LevelTile
from ui.kit.fields import FieldBlock, TextArea
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.concern_rows import Approval


class ApprovalPane(Sheet):
    """`decided` carries yes or no and a remark; a no says why."""

    decided = Signal(str, str)
    more_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._approval: Approval | None = None
        self._is_masked = False
        self._name = SerifLabel(look, "person")
        self._about = make_label("", "secondary")
        self._level = row(gap=8)
        self._what = SerifLabel(look, "section")
        self._means = make_label("", "secondary", wrap=True)
        self._asked = make_label("", "muted", wrap=True)
        self.remark = TextArea()
        self._block = FieldBlock(_("Remark (needed for a no)"), self.remark)
        self.yes = make_button(_("I agree"), "primary")
        self.no = make_button(_("I do not agree"))
        self.more = make_button(_("Ask to know more"), "link")
        self._build()
        self.yes.clicked.connect(lambda: self._decide("yes"))
        self.no.clicked.connect(lambda: self._decide("no"))
        self.more.clicked.connect(self._on_more)

    def show_approval(self, approval: Approval) -> None:
        """Show what is asked, by whom and since when."""
        if self._approval is None or self._approval.id != approval.id:
            self.remark.clear()
        self._approval = approval
        self._about.setText(approval.about)
        empty(self._level)
        if approval.level is not None:
            self._level.addWidget(LevelTile(self._look, approval.level))
            self._level.addWidget(make_label(approval.level.meaning, "secondary"))
        self._what.setText(approval.what)
        self._means.setText(approval.means)
        self._asked.setText(approval.asked)
        self._block.show_message("")
        self.show_masked(self._is_masked)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        if self._approval is not None:
            name = self._approval.name
            self._name.setText(masked_name(name) if is_masked else name)

    def focus_first(self) -> None:
        self.yes.setFocus()

    def _decide(self, decision: str) -> None:
        remark = self.remark.toPlainText().strip()
        if decision == "no" and not remark:
            self._block.show_message(_("Say in a few words why not."))
            self.remark.setFocus()
            return
        self.decided.emit(decision, remark)

    def _on_more(self) -> None:
        if self._approval is not None:
            self.more_wanted.emit(self._approval.case_id)

    def _build(self) -> None:
        self.setLayout(
            column(
                row(self._name, self._about, None, gap=10),
                row(self._level, None),
                10,
                self._what,
                self._means,
                self._asked,
                self._block,
                row(self.yes, self.no, self.more, None, gap=10),
                None,
                gap=10,
                margins=(SPACE.form, 18, SPACE.form, 18),
            )
        )
