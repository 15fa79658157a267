"""The numbers of one field that stay masked among its versions until asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from homevisit.text import _
from ui.kit.basics import column, hold, make_button, make_label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.basics import LabelRole


class Place(Protocol):
    """Where a number of the row stands."""

    def __call__(self, *, is_full: bool) -> None: ...


class Secret:
    """One row's hidden numbers; `link` stands under the name of the field.

    Each of `places` is told whether the full number may stand there now.
    """

    def __init__(self, key: str, label: str) -> None:
        self.key, self._label = key, label
        self.is_shown = False
        self.places: list[Place] = []
        self.link = make_button("", "link", size="small")
        self.show(is_shown=False)

    def beside(self, label: QWidget) -> QWidget:
        """Return the name of the field with the link below it."""
        return hold(column(label, row(self.link, None), gap=2))

    def show(self, *, is_shown: bool) -> None:
        """Show the full numbers, or their masks; the link offers the other."""
        self.is_shown = is_shown
        word = _("Hide") if is_shown else _("Show")
        self.link.setText(word)
        self.link.setAccessibleName(f"{word} {self._label}")
        for tell in self.places:
            tell(is_full=is_shown)

    def make_label(self, full: str, masked: str, role: LabelRole) -> QWidget:
        """Return a label that shows a number only while it may."""
        label = make_label(masked, role, wrap=True)

        def tell(*, is_full: bool) -> None:
            label.setText(full if is_full else masked)

        self.places.append(tell)
        return label
