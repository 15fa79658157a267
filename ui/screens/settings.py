"""The settings: sections on the left, the chosen one on paper at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import row
from ui.kit.setting_fields import TypedSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.tab_order import step_within
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance

_BESIDE_WORDS = 76
_MOST_SIGNS = 15


class SettingsView(QWidget):
    """Shows one section at a time; `section_chosen` carries its code."""

    section_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.sections = LineList(look, _("Sections of the settings"))
        self.sections.chosen.connect(self.section_chosen)
        self._stack = QStackedWidget()
        self._places: dict[str, QScrollArea] = {}
        sides = (SPACE.page, 0, 0, 0)
        line = row(self.sections, gap=SPACE.small, margins=sides)
        line.addWidget(self._stack, 1)
        self.setLayout(line)
        look.follow(self._fit)

    def show_sections(self, lines: tuple[Line, ...]) -> None:
        """List the sections there are."""
        self.sections.show_lines(lines)
        self._fit()

    def show_section(self, code: str, pane: QWidget) -> None:
        """Bring a section to the front; its list line becomes current."""
        if code not in self._places:
            self._places[code] = self._scrolled(pane)
            self._stack.addWidget(self._places[code])
        self._stack.setCurrentWidget(self._places[code])
        self.sections.choose(code)

    def focus_first(self) -> None:
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Hand on what is being typed at the moment, as leaving the field would."""
        each: QWidget | None = self.focusWidget()
        while each is not None and each is not self:
            if isinstance(each, TypedSetting):
                each.commit()
                return
            each = each.parentWidget()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_within(self, forward=forward) or super().focusNextPrevChild(forward)

    def _scrolled(self, pane: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        area.setWidget(pane)
        return area

    def _fit(self) -> None:
        metrics = QFontMetrics(self._look.font("strong"))
        words = (metrics.horizontalAdvance(e.words) for e in self.sections.lines)
        wanted = max(words, default=0) + _BESIDE_WORDS
        most = self._look.sizes.body * _MOST_SIGNS
        self.sections.setFixedWidth(min(wanted, most))
