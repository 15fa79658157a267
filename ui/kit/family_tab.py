"""The family of a student: members and guardians, the home, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
from ui.edit_rows import Deed
from ui.kit.basics import Sheet, column, head_row, hold, make_rule, row
from ui.kit.cards_list import CardsList
from ui.kit.edit_form import EditForm
from ui.kit.file_tab import FileTab
from ui.kit.home_card import HomeCard
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import StudentFile

MEMBER = "family_member"


class FamilyTab(FileTab):
    """Members at the left, the siblings' home and the emergency contact beside."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.members = CardsList(
            look, "users", _("Family and guardians"), _("Add a family member")
        )
        self.members.say_nothing(
            _("Nobody is written down yet. Begin with whoever looks after the child.")
        )
        self.home = HomeCard(look)
        self.emergency = EditForm(look)
        for part in (self.members, self.home.form, self.emergency):
            self.keep(part)
        line = row(gap=SPACE.gap)
        line.addWidget(self.members, 1)
        line.addWidget(self._side(look))
        self.setLayout(line)
        self._connect()

    def show_file(self, file: StudentFile, today: date) -> None:
        self.members.show_cards(file.id, file.edits.members, today)
        self.home.show_home(file.edits.home, today)
        self.emergency.show_groups(file.edits.emergency, today)

    def show_masked(self, is_masked: bool) -> None:
        super().show_masked(is_masked)
        self.home.show_masked(is_masked)

    def focus_first(self) -> None:
        self.members.focus_first()

    def _side(self, look: Appearance) -> QWidget:
        head = head_row(look, "phone", _("Emergency contact"), None)
        inner = hold(column(self.emergency, margins=14))
        urgent = Sheet(column(head, make_rule(), inner, margins=1))
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(hold(column(urgent, self.home, None, gap=12)))
        side.setFixedWidth(SPACE.side)
        return side

    def _connect(self) -> None:
        self.members.added.connect(lambda: self.card_wanted.emit(MEMBER))
        self.members.acted.connect(
            lambda code, record_id: self.deed_wanted.emit(Deed(code, record_id))
        )
        self.home.mates_wanted.connect(self.mates_wanted)
        self.home.student_wanted.connect(self.student_wanted)
        self.home.joined.connect(
            lambda student_id: self.deed_wanted.emit(Deed("join", student_id))
        )
        self.home.left_home.connect(lambda: self.deed_wanted.emit(Deed("leave")))
