"""What every part of a student's file has in common: what it shows and asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from datetime import date

    from ui.edit_rows import FieldWrite
    from ui.kit.cards_list import CardsList
    from ui.kit.edit_form import EditForm
    from ui.rows import StudentFile


class FileTab(QWidget):
    """A part of the file. `written` carries a `FieldWrite`, `deed_wanted` a `Deed`."""

    written = Signal(object)
    deed_wanted = Signal(object)
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)
    visit_wanted = Signal(str)
    student_wanted = Signal(str)
    mates_wanted = Signal(str)
    card_wanted = Signal(str)
    duty_done = Signal(object)
    care_wanted = Signal(str)
    raise_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._parts: list[EditForm | CardsList] = []

    def show_file(self, file: StudentFile, today: date) -> None:
        """Show this part of a file; what is being written stays."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus where work on this part begins."""
        self.setFocus()

    def reveal(self, record_id: str, name: str, value: str) -> None:
        """Show the full value of a secret that was asked for."""
        for part in self._parts:
            part.reveal(record_id, name, value)

    def show_masked(self, is_masked: bool) -> None:
        """Mask the names of people, or show them again."""
        for part in self._parts:
            part.show_masked(is_masked)

    def take_again(self, write: FieldWrite, why: str) -> None:
        """Keep as unsaved what was handed on and could not be written."""
        for part in self._parts:
            part.take_again(write, why)

    def flush(self) -> None:
        """Hand on what was typed."""
        for part in self._parts:
            part.flush()

    def keep(self, part: Any) -> None:  # noqa: ANN401  a form or a list of cards
        """Pass on what a form or a list of cards asks for."""
        self._parts.append(part)
        part.written.connect(self.written)
        part.reveal_requested.connect(self.reveal_requested)
        part.decide_requested.connect(self.decide_requested)
