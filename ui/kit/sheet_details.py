"""What is said about one signed sheet: where it goes, its code, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea

from homevisit.text import _
from ui.kit.basics import column, hold, make_label
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.student_picker import StudentPicker

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.paper_rows import PersonFound
    from ui.scan_rows import SheetRow

_ABOVE = 6


class SheetDetails(QScrollArea):
    """Each signal carries the key of the sheet that is shown, and what was said."""

    code_typed = Signal(str, str)
    student_said = Signal(str, str)
    place_said = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._key, self._shows_people = "", False
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._advice = make_label("", "secondary", wrap=True)
        self.code = QLineEdit()
        self.code.setPlaceholderText("0000 0000 0000")
        self._code_block = FieldBlock(
            _("Code on the sheet"), self.code, hint=_("Enter takes it")
        )
        self.picker = StudentPicker(look, _("Whose sheet is it?"))
        self.places = ChoiceBox(look)
        self._place_block = FieldBlock(_("Where it goes"), self.places)
        parts = (self._advice, self._place_block, self._code_block, self.picker, None)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(hold(column(*parts, gap=8, margins=(14, 10, 14, 10))))
        self.code.returnPressed.connect(self._on_code)
        self.picker.picked.connect(self._on_student)
        self.places.chosen.connect(lambda at: self.place_said.emit(self._key, at))

    def show_sheet(self, sheet: SheetRow) -> None:
        self._key, self._shows_people = sheet.key, False
        self._advice.setText(sheet.advice)
        self._advice.setVisible(bool(sheet.advice))
        self.code.setText(sheet.code)
        has_pages = bool(sheet.pages)
        self._code_block.setVisible(has_pages)
        self.picker.setVisible(has_pages)
        self._place_block.setVisible(bool(sheet.places))
        self.places.set_options([Option(*each) for each in sheet.places])
        self.places.set_value(sheet.place)

    def show_people(self, people: tuple[PersonFound, ...]) -> None:
        """Show whom the typed letters may mean, and bring them into sight."""
        self._shows_people = bool(people)
        self.picker.show_people(people)

    def ask(self, sheet: SheetRow) -> None:
        """Go to what is missing: the place if it is settled, else the code."""
        if sheet.pages:
            (self.places if sheet.places else self.code).setFocus()

    def _on_range(self, _least: int, most: int) -> None:
        if self._shows_people:
            top = self.picker.y() - _ABOVE
            self.verticalScrollBar().setValue(min(most, top))

    def _on_code(self) -> None:
        self.code_typed.emit(self._key, self.code.text())

    def _on_student(self, student_id: str, _name: str) -> None:
        self.student_said.emit(self._key, student_id)
