"""What was the same last time, put into the empty answers of a section; and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.text import _
from ui.progress import is_filled

if TYPE_CHECKING:
    from ui.rows import VisitForm


class CarryOver(QObject):
    """Fills a form from its last visit when asked; `result` carries a way back."""

    edited = Signal()
    result = Signal(str, object)

    def __init__(self, view: Any) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view = view
        self._shown: VisitForm | None = None
        view.carry_requested.connect(self._on_carry)

    def show(self, shown: VisitForm) -> None:
        """Work on this form from now on."""
        self._shown = shown

    def _on_carry(self, code: str) -> None:
        shown = self._shown
        if shown is None or shown.is_final:
            return
        names = {q.name for s in shown.sections if s.code == code for q in s.fields}
        values = self._view.values
        carried = {
            name: value
            for name, value in shown.carry.items()
            if name in names and not is_filled(values.get(name))
        }
        if not carried:
            return
        self._fill({**values, **carried})
        said = _("Carried over from last time.")
        self.result.emit(said, lambda: self._take_back(shown, carried))

    def _take_back(self, shown: VisitForm, carried: dict[str, Any]) -> None:
        """Empty what was carried over, but for what was changed since."""
        if self._shown is shown:
            values = self._view.values
            kept = {n: v for n, v in values.items() if carried.get(n) != v}
            self._fill(kept)

    def _fill(self, values: dict[str, Any]) -> None:
        self._view.show_values(values)
        self.edited.emit()
