"""Campaigns: all of them at the left, the chosen one on paper at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import column, hold, make_button, make_label, row
from ui.kit.campaign_pane import CampaignPane
from ui.kit.setting_fields import TypedSetting
from ui.kit.setting_list import Line, LineList
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.campaign_rows import CampaignLine

_SIGNS = 18


class CampaignsView(QWidget):
    """`chosen` carries the campaign's id."""

    chosen = Signal(str)
    new_requested = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look = look
        self.list = LineList(look, _("Campaigns of visits"))
        self.list.chosen.connect(self.chosen)
        self.new = make_button(_("New campaign"))
        look.set_icon(self.new, "plus", "t1")
        self.new.clicked.connect(self.new_requested)
        self.pane = CampaignPane(look, today)
        self._build()
        look.follow(self._fit)

    def show_lines(self, lines: tuple[CampaignLine, ...]) -> None:
        """List the campaigns; without any, say what one is for."""
        self.list.show_lines(
            tuple(
                Line(each.id, each.name, each.note, is_faint=each.is_over)
                for each in lines
            )
        )
        self._stack.setCurrentIndex(0 if lines else 1)

    def focus_first(self) -> None:
        (self.list if self.list.lines else self.new).setFocus()

    def commit(self) -> None:
        """Hand on what is being typed at the moment, as leaving the field would."""
        each: QWidget | None = self.focusWidget()
        while each is not None and each is not self:
            if isinstance(each, TypedSetting):
                each.commit()
                return
            each = each.parentWidget()

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        area.setWidget(self.pane)
        words = _("A campaign says whom to visit until when, and shows how far it is.")
        nothing = make_label(words, "secondary", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(hold(column(None, nothing, None, margins=SPACE.page)))
        self._left = hold(column(self.new, self.list, gap=12))
        sides = (SPACE.page, 0, 0, SPACE.gap)
        line = row(self._left, gap=SPACE.small, margins=sides)
        line.addWidget(self._stack, 1)
        self.setLayout(line)

    def _fit(self) -> None:
        self._left.setFixedWidth(self._look.sizes.body * _SIGNS)
