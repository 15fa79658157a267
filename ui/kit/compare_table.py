"""The cells of a grid of versions, laid out once for one sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from homevisit.text import _
from ui.compare_rows import Part
from ui.kit.basics import column, hold, make_label
from ui.kit.compare_cells import MarkedText, make_cell
from ui.kit.compare_choosing import Choosing
from ui.kit.compare_secrets import Secret
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.compare_rows import Belongings, Cell, CompareRow, CompareSheet
    from ui.kit.compare_choosing import Grid

_FIELD, _STATE, _BEFORE = 132, 96, 128
_LARGER = 1.2


class CompareTable(QWidget):
    """Field, what was common, each version, what becomes; `choosing` are the open rows.

    `keys` is told where the arrows lead.
    """

    def __init__(self, look: Appearance, keys: Grid, *, is_masked: bool) -> None:
        super().__init__()
        self._look, self._keys, self._is_masked = look, keys, is_masked
        self.choosing: list[Choosing] = []
        self.secrets: dict[str, Secret] = {}
        self.setProperty("clear", True)
        self._grid = QGridLayout(self)
        self._grid.setSpacing(0)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_sheet(self, sheet: CompareSheet) -> None:
        """Lay out every row, in the order given."""
        self._draw_heads(sheet)
        for each in sheet.rows:
            self._draw_row(sheet, each)
        for belongings in sheet.belongings:
            self._draw_belongings(belongings)

    def _width(self, base: int) -> int:
        return int(base * (_LARGER if self._look.is_large else 1))

    def _draw_heads(self, sheet: CompareSheet) -> None:
        field = make_label(_("Field"), "secondary")
        self._grid.addWidget(make_cell(field, "head", self._width(_FIELD)), 0, 0)
        first = 1
        if sheet.before:
            before = make_label(sheet.before, "secondary", wrap=True)
            self._grid.addWidget(make_cell(before, "head", self._width(_BEFORE)), 0, 1)
            first = 2
        for at, head in enumerate(sheet.heads):
            words = column(make_label(self._name(head.title), "strong"), gap=1)
            if head.context:
                words.addWidget(make_label(head.context, "caption", wrap=True))
            self._grid.addWidget(make_cell(hold(words), "head"), 0, first + at)
            self._grid.setColumnStretch(first + at, 1)
        outcome = make_label(_("Outcome"), "secondary")
        cell = make_cell(outcome, "head", self._width(_STATE))
        self._grid.addWidget(cell, 0, first + len(sheet.heads))

    def _draw_row(self, sheet: CompareSheet, shown: CompareRow) -> None:
        at, count = self._grid.rowCount(), len(sheet.heads)
        first = 2 if sheet.before else 1
        name = self._field(shown)
        self._grid.addWidget(make_cell(name, width=self._width(_FIELD)), at, 0)
        if sheet.before:
            before = make_cell(self._before(shown), width=self._width(_BEFORE))
            self._grid.addWidget(before, at, 1)
        state = make_label("", "secondary", wrap=True)
        cell = make_cell(state, width=self._width(_STATE))
        self._grid.addWidget(cell, at, first + count)
        if shown.state == "different":
            self._draw_versions(sheet, Choosing(self._keys, shown, state))
            return
        for place in range(count):
            self._grid.addWidget(make_cell(self._text(shown, place)), at, first + place)
        state.setText(_outcome(shown.state))

    def _draw_versions(self, sheet: CompareSheet, choosing: Choosing) -> None:
        shown, count = choosing.row, len(sheet.heads)
        at, first = self._grid.rowCount() - 1, 2 if sheet.before else 1
        for place in range(max(count, len(shown.cells))):
            # More versions than columns continue on the next line.
            line, beside = divmod(place, count)
            is_there = place < len(shown.cells)
            head = self._name(sheet.heads[beside].title)
            shown_cell = self._cell(shown, place) if is_there else None
            cell = choosing.add(self._look, shown_cell, head) if shown_cell else None
            if cell is not None and shown.is_secret:
                self.secrets[shown.key].places.append(cell.show_full)
            self._grid.addWidget(cell or make_cell(None), at + line, first + beside)
        if shown.joined is not None:
            below = self._grid.rowCount()
            self._grid.addWidget(make_cell(None), below, 0, 1, first)
            self._grid.addWidget(
                choosing.add_joined(shown.joined), below, first, 1, count
            )
            self._grid.addWidget(make_cell(None), below, first + count)
        self.choosing.append(choosing)

    def _draw_belongings(self, each: Belongings) -> None:
        at = self._grid.rowCount()
        label = make_label(each.label, "strong", wrap=True)
        self._grid.addWidget(make_cell(label, width=self._width(_FIELD)), at, 0)
        for place, lines in enumerate((each.kept, each.other), 1):
            words = "—" if not lines else "" if self._is_masked else "\n".join(lines)
            self._grid.addWidget(
                make_cell(make_label(words, "secondary", wrap=True)), at, place
            )
        outcome = _("comes along") if each.other else ""
        self._grid.addWidget(make_cell(make_label(outcome, "done", wrap=True)), at, 3)

    def _field(self, shown: CompareRow) -> QWidget:
        label = make_label(shown.label, "strong", wrap=True)
        if not shown.is_secret:
            return label
        secret = Secret(shown.key, shown.label)
        secret.link.clicked.connect(lambda: self._keys.toggle_secret(secret))
        self.secrets[shown.key] = secret
        return secret.beside(label)

    def _before(self, shown: CompareRow) -> QWidget:
        if shown.before is None:
            return make_label(_("not known here"), "muted", wrap=True)
        if shown.masked_before:
            secret = self.secrets[shown.key]
            return secret.make_label(shown.before, shown.masked_before, "secondary")
        return make_label(
            self._masked(shown, shown.before) or _("not filled in"),
            "secondary",
            wrap=True,
        )

    def _text(self, shown: CompareRow, place: int) -> QWidget | None:
        if place >= len(shown.cells) or not shown.cells[place].parts:
            return make_label("—", "muted")
        cell = shown.cells[place]
        if cell.masked:
            return self.secrets[shown.key].make_label(cell.text, cell.masked, "body")
        if self._is_masked and shown.is_personal:
            return make_label(masked_name(cell.text))
        return MarkedText(self._look, cell.parts)

    def _cell(self, shown: CompareRow, place: int) -> Cell:
        cell = shown.cells[place]
        if not (self._is_masked and shown.is_personal):
            return cell
        return replace(cell, parts=(Part(masked_name(cell.text)),))

    def _masked(self, shown: CompareRow, text: str) -> str:
        return masked_name(text) if self._is_masked and shown.is_personal else text

    def _name(self, title: str) -> str:
        return masked_name(title) if self._is_masked else title


def _outcome(state: str) -> str:
    return {
        "same": _("the same"),
        "one_side": _("taken over"),
        "settled": _("decided when they were merged"),
    }[state]
