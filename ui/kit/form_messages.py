"""What is said beside the questions of a form: what stops it, and what looks odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.kit.fields import FieldBlock


class FormMessages:
    """One line below each question; an error goes before a doubt."""

    def __init__(self) -> None:
        self._blocks: Mapping[str, FieldBlock] = {}
        self._errors: dict[str, str] = {}
        self._doubts: dict[str, str] = {}

    def begin(self, blocks: Mapping[str, FieldBlock]) -> None:
        """Speak beside the questions of another form."""
        self._blocks, self._errors, self._doubts = blocks, {}, {}

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say beside these questions what stops the form, and nothing elsewhere."""
        self._errors = dict(errors)
        self._show()

    def show_doubts(self, doubts: Mapping[str, str]) -> None:
        """Say beside these questions what looks odd; it stops nothing."""
        if doubts != self._doubts:
            self._doubts = dict(doubts)
            self._show()

    def _show(self) -> None:
        for name, block in self._blocks.items():
            error = self._errors.get(name, "")
            text = error or self._doubts.get(name, "")
            block.show_message(text, "error" if error else "warning")
