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
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from homevisit.text import _, translate_count
from ui.compare_rows import Part
from ui.kit.basics import column, empty, hold, make_button, make_label, row
from ui.kit.compare_cells import MarkedText, make_cell
from ui.kit.compare_choosing import Choosing
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.appearance import Appearance
    from ui.compare_rows import Belongings, Cell, CompareRow, CompareSheet, Decision
    from ui.kit.compare_cells import Radio

_FIELD, _STATE, _BEFORE = 128, 118, 150
_LARGER = 1.2


class CompareGrid(QScrollArea):
    """Shows a sheet and collects what is decided; `changed` follows every choice."""

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._sheet: CompareSheet | None = None
        self._rows: list[Choosing] = []
        self._is_unfolded = False
        self._is_masked = False
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
        self._rows = []
        table = QWidget()
        table.setProperty("clear", True)
        grid = QGridLayout(table)
        grid.setSpacing(0)
        grid.setContentsMargins(0, 0, 0, 0)
        self._draw_heads(grid, sheet)
        quiet = [row for row in sheet.rows if _is_quiet(row)]
        loud = [row for row in sheet.rows if row not in quiet]
        # What somebody has to decide stands first.
        loud.sort(key=lambda each: each.state != "different")
        for each in (*loud, *(quiet if self._is_unfolded else ())):
            self._draw_row(grid, sheet, each)
        for belongings in sheet.belongings:
            self._draw_belongings(grid, belongings)
        self._body.addWidget(table)
        if quiet:
            self._body.addWidget(self._fold(len(quiet)))
        self._draw_notes(sheet)
        self._body.addStretch(1)
        for choosing in self._rows:
            choosing.decide(before.get(choosing.row))

    def _width(self, base: int) -> int:
        return int(base * (_LARGER if self._look.is_large else 1))

    def _draw_heads(self, grid: QGridLayout, sheet: CompareSheet) -> None:
        field = make_label(_("Field"), "secondary")
        grid.addWidget(make_cell(field, "head", self._width(_FIELD)), 0, 0)
        first = 1
        if sheet.before:
            before = make_label(sheet.before, "secondary", wrap=True)
            grid.addWidget(make_cell(before, "head", self._width(_BEFORE)), 0, 1)
            first = 2
        for at, head in enumerate(sheet.heads):
            words = column(make_label(self._name(head.title), "strong"), gap=1)
            if head.context:
                words.addWidget(make_label(head.context, "caption", wrap=True))
            grid.addWidget(make_cell(hold(words), "head"), 0, first + at)
            grid.setColumnStretch(first + at, 1)
        outcome = make_label(_("Outcome"), "secondary")
        cell = make_cell(outcome, "head", self._width(_STATE))
        grid.addWidget(cell, 0, first + len(sheet.heads))

    def _draw_row(
        self, grid: QGridLayout, sheet: CompareSheet, shown: CompareRow
    ) -> None:
        at, count = grid.rowCount(), len(sheet.heads)
        first = 2 if sheet.before else 1
        label = make_label(shown.label, "strong", wrap=True)
        grid.addWidget(make_cell(label, width=self._width(_FIELD)), at, 0)
        if sheet.before:
            before = make_cell(self._before(shown), width=self._width(_BEFORE))
            grid.addWidget(before, at, 1)
        state = make_label("", "secondary", wrap=True)
        cell = make_cell(state, width=self._width(_STATE))
        grid.addWidget(cell, at, first + count)
        if shown.state == "different":
            self._draw_versions(grid, sheet, Choosing(self, shown, state))
            return
        for place in range(count):
            grid.addWidget(make_cell(self._text(shown, place)), at, first + place)
        state.setText(_outcome(shown.state))

    def _draw_versions(
        self, grid: QGridLayout, sheet: CompareSheet, choosing: Choosing
    ) -> None:
        shown, count = choosing.row, len(sheet.heads)
        at, first = grid.rowCount() - 1, 2 if sheet.before else 1
        for place in range(max(count, len(shown.cells))):
            # More versions than columns continue on the next line.
            line, beside = divmod(place, count)
            is_there = place < len(shown.cells)
            head = sheet.heads[beside].title
            shown_cell = self._cell(shown, place) if is_there else None
            cell = choosing.add(self._look, shown_cell, head) if shown_cell else None
            grid.addWidget(cell or make_cell(None), at + line, first + beside)
        if shown.joined is not None:
            below = grid.rowCount()
            grid.addWidget(make_cell(None), below, 0, 1, first)
            grid.addWidget(choosing.add_joined(shown.joined), below, first, 1, count)
            grid.addWidget(make_cell(None), below, first + count)
        self._rows.append(choosing)

    def _draw_belongings(self, grid: QGridLayout, each: Belongings) -> None:
        at = grid.rowCount()
        label = make_label(each.label, "strong", wrap=True)
        grid.addWidget(make_cell(label, width=self._width(_FIELD)), at, 0)
        for place, lines in enumerate((each.kept, each.other), 1):
            words = "—" if not lines else "" if self._is_masked else "\n".join(lines)
            grid.addWidget(
                make_cell(make_label(words, "secondary", wrap=True)), at, place
            )
        outcome = _("comes along") if each.other else ""
        grid.addWidget(make_cell(make_label(outcome, "done", wrap=True)), at, 3)

    def _before(self, shown: CompareRow) -> QLabel:
        if shown.before is None:
            return make_label(_("not known here"), "muted", wrap=True)
        return make_label(
            self._masked(shown, shown.before) or _("not filled in"),
            "secondary",
            wrap=True,
        )

    def _text(self, shown: CompareRow, place: int) -> QWidget | None:
        if place >= len(shown.cells) or not shown.cells[place].parts:
            return make_label("—", "muted")
        if self._is_masked and shown.is_personal:
            return make_label(masked_name(shown.cells[place].text))
        return MarkedText(self._look, shown.cells[place].parts)

    def _cell(self, shown: CompareRow, place: int) -> Cell:
        cell = shown.cells[place]
        if not (self._is_masked and shown.is_personal):
            return cell
        return replace(cell, parts=(Part(masked_name(cell.text)),))

    def _masked(self, shown: CompareRow, text: str) -> str:
        return masked_name(text) if self._is_masked and shown.is_personal else text

    def _name(self, title: str) -> str:
        return masked_name(title) if self._is_masked else title

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


def _outcome(state: str) -> str:
    return {
        "same": _("the same"),
        "one_side": _("taken over"),
        "settled": _("decided when they were merged"),
    }[state]
