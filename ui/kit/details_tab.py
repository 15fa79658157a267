"""The basic facts of a student, edited where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from ui.kit.basics import Sheet, column, hold
from ui.kit.edit_form import EditForm
from ui.kit.file_tab import FileTab
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import StudentFile


class DetailsTab(FileTab):
    """One long sheet; what is sensitive is folded, and masked until asked for."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.form = EditForm(look)
        self.keep(self.form)
        inner = column(self.form, None, margins=SPACE.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(hold(inner))
        self.setLayout(column(Sheet(column(area, margins=1))))

    def show_file(self, file: StudentFile, today: date) -> None:
        self.form.show_groups(file.edits.details, today)

    def focus_first(self) -> None:
        self.form.focus_first()
