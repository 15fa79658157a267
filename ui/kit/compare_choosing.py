"""Choosing among the versions of one field, by mouse, arrows or numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QWidget

from homevisit.text import _
from ui.compare_rows import JOINED, Decision
from ui.kit.basics import restyle
from ui.kit.compare_cells import JoinedCell, Radio, VersionCell

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.compare_rows import Cell, CompareRow
    from ui.kit.compare_secrets import Secret


class Grid(Protocol):
    """What the versions of a field ask of the grid around them."""

    def bring_into_view(self, widget: QWidget) -> None: ...
    def step(
        self, choosing: Choosing, radio: Radio, down: int, across: int
    ) -> None: ...
    def go_on_after(self, choosing: Choosing) -> None: ...
    def note_choice(self) -> None: ...
    def toggle_secret(self, secret: Secret) -> None: ...


class Choosing:
    """The versions of one field, of which one is chosen."""

    def __init__(self, grid: Grid, shown: CompareRow, state: QLabel) -> None:
        self.row = shown
        self._grid, self._state = grid, state
        self._group = QButtonGroup(state)
        self._radios: dict[str, Radio] = {}
        self._joined: JoinedCell | None = None
        self._tell()

    @property
    def decision(self) -> Decision | None:
        for code, radio in self._radios.items():
            if radio.isChecked():
                return Decision(code, self._words() if code == JOINED else "")
        return None

    def _words(self) -> str:
        return self._joined.words.toPlainText() if self._joined else ""

    def add(self, look: Appearance, version: Cell, head: str) -> VersionCell:
        cell = VersionCell(look, version, label=self.row.label, head=head)
        self._take(cell.code, cell.radio)
        return cell

    def add_joined(self, words: str) -> JoinedCell:
        self._joined = JoinedCell(self.row.label, words)
        self._take(JOINED, self._joined.radio)
        self._joined.words.textChanged.connect(self._on_toggled)
        return self._joined

    def decide(self, decision: Decision | None) -> None:
        """Show a choice that was made before."""
        if decision is None or decision.code not in self._radios:
            return
        if decision.code == JOINED and self._joined is not None:
            self._joined.words.setPlainText(decision.words)
        self._radios[decision.code].setChecked(True)

    def focus(self) -> None:
        on = [radio for radio in self._radios.values() if radio.isChecked()]
        target = (on or list(self._radios.values()))[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._grid.bring_into_view(target)

    def focus_beside(self, radio: Radio, step: int) -> None:
        radios = list(self._radios.values())
        target = radios[(radios.index(radio) + step) % len(radios)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._grid.bring_into_view(target)

    def _take(self, code: str, radio: Radio) -> None:
        self._radios[code] = radio
        self._group.addButton(radio)
        radio.toggled.connect(self._on_toggled)
        radio.stepped.connect(
            lambda down, across: self._grid.step(self, radio, down, across)
        )
        radio.numbered.connect(self._on_numbered)

    def _on_numbered(self, number: int) -> None:
        radios = list(self._radios.values())
        if number > len(radios):
            return
        radios[number - 1].setChecked(True)
        if radios[number - 1] is self._radios.get(JOINED) and self._joined is not None:
            self._joined.words.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._grid.go_on_after(self)

    def _on_toggled(self) -> None:
        self._tell()
        self._grid.note_choice()

    def _tell(self) -> None:
        decision = self.decision
        if decision is None:
            self._state.setText(_("to decide"))
            restyle(self._state, "role", "soon")
            return
        said = _("both") if decision.code == JOINED else _("chosen")
        self._state.setText(said)
        restyle(self._state, "role", "done")
