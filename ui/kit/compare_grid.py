"""Versions of fields side by side: field, what was common, each version, what becomes.

Left and right go from version to version, up and down from field to field; a number
chooses that version. What is the same is folded away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QWidget,
)

from homevisit.text import _, translate_count
from ui.kit.basics import column, empty, hold, make_button, make_label, row
from ui.kit.compare_table import CompareTable
from ui.kit.reveal import RevealTimer
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.appearance import Appearance
    from ui.compare_rows import CompareRow, CompareSheet, Decision
    from ui.kit.compare_cells import Radio
    from ui.kit.compare_choosing import Choosing
    from ui.kit.compare_secrets import Secret


class CompareGrid(QScrollArea):
    """Shows a sheet and collects what is decided; `changed` follows every choice.

    `revealed` carries the key of a row whose numbers somebody asked to see.
    """

    changed = Signal()
    revealed = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._sheet: CompareSheet | None = None
        self._rows: list[Choosing] = []
        self._is_unfolded = False
        self._is_masked = False
        self._secrets: dict[str, Secret] = {}
        self._hiding = RevealTimer(look, self)
        self._hiding.timeout.connect(self.hide_numbers)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = column()
        self.setWidget(hold(self._body))
        look.changed.connect(self._redraw)

    @property
    def decisions(self) -> dict[str, Decision]:
        """What was chosen so far, by the key of its row."""
        found = {each.row.key: each.decision for each in self._rows}
        return {key: decision for key, decision in found.items() if decision}

    @property
    def left_to_decide(self) -> int:
        return sum(each.decision is None for each in self._rows)

    def show_sheet(self, sheet: CompareSheet) -> None:
        """Show versions anew; a choice among the same versions stays."""
        before = {each.row: each.decision for each in self._rows}
        self._sheet = sheet
        self._draw(before)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._redraw()

    def focus_first(self) -> None:
        """Put the focus on the first field that nobody decided yet."""
        open_rows = [each for each in self._rows if each.decision is None]
        for each in open_rows or self._rows[:1]:
            each.focus()
            return

    def _redraw(self) -> None:
        if self._sheet is not None:
            self._draw({each.row: each.decision for each in self._rows})

    def _draw(self, before: Mapping[CompareRow, Decision | None]) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        empty(self._body)
        quiet = [row for row in sheet.rows if _is_quiet(row)]
        loud = [row for row in sheet.rows if row not in quiet]
        # What somebody has to decide stands first.
        loud.sort(key=lambda each: each.state != "different")
        rows = (*loud, *(quiet if self._is_unfolded else ()))
        table = CompareTable(self._look, self, is_masked=self._is_masked)
        table.show_sheet(replace(sheet, rows=rows))
        self._rows, self._secrets = table.choosing, table.secrets
        self._body.addWidget(table)
        if quiet:
            self._body.addWidget(self._fold(len(quiet)))
        self._draw_notes(sheet)
        self._body.addStretch(1)
        for choosing in self._rows:
            choosing.decide(before.get(choosing.row))

    def _fold(self, count: int) -> QWidget:
        words = translate_count(
            "{count} more field is the same.",
            "{count} more fields are the same.",
            count,
        )
        name = _("Hide them") if self._is_unfolded else _("Show them")
        button = make_button(name, "link")
        button.clicked.connect(self._on_fold)
        sides = (SPACE.sheet, 8, SPACE.sheet, 8)
        return hold(
            row(make_label(words, "secondary"), button, None, gap=8, margins=sides)
        )

    def _on_fold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._redraw()

    def _draw_notes(self, sheet: CompareSheet) -> None:
        sides = (SPACE.sheet, 8, SPACE.sheet, 4)
        if sheet.note:
            note = make_label(sheet.note, "warning", wrap=True)
            self._body.addWidget(hold(column(note, margins=sides)))

    def step(self, choosing: Choosing, radio: Radio, down: int, across: int) -> None:
        """Move the focus to a neighbour, without choosing it."""
        if across:
            choosing.focus_beside(radio, across)
            return
        at = self._rows.index(choosing) + down
        if 0 <= at < len(self._rows):
            self._rows[at].focus()

    def bring_into_view(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 0, 60)

    def toggle_secret(self, secret: Secret) -> None:
        """Show the numbers of a row for a while, or hide them again."""
        secret.show(is_shown=not secret.is_shown)
        if secret.is_shown:
            self._hiding.begin()
            self.revealed.emit(secret.key)

    def hide_numbers(self) -> None:
        """Put the masks back over every number."""
        for secret in self._secrets.values():
            if secret.is_shown:
                secret.show(is_shown=False)

    def note_choice(self) -> None:
        self.changed.emit()

    def go_on_after(self, choosing: Choosing) -> None:
        """Put the focus on the next field to decide, if there is one."""
        at = self._rows.index(choosing)
        for each in (*self._rows[at + 1 :], *self._rows[:at]):
            if each.decision is None:
                each.focus()
                return


def _is_quiet(shown: CompareRow) -> bool:
    """Whether both say the same, so that nobody needs to look."""
    return shown.state == "same" or (
        shown.state == "settled" and len({cell.text for cell in shown.cells}) == 1
    )
