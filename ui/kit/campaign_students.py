"""The children of a campaign: found, ticked, given to a colleague, planned, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import column, hold, make_button, make_label
from ui.kit.choices import FlowLayout
from ui.kit.fields import ChoiceBox, make_search
from ui.kit.planning_candidates import CandidateList
from ui.kit.student_picker import StudentPicker

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.kit.choices import Option
    from ui.planning_rows import CandidateRow

_ROWS = 6


class CampaignStudents(QWidget):
    """Deeds are for those ticked; each signal carries their ids.

    `assigned` also carries who goes, "" for what village or class say.
    """

    assigned = Signal(str, object)
    left_out = Signal(object)
    planned = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._shown = ""
        self.search = make_search(look, _("Name, pinyin, class or village"))
        self.list = CandidateList(look)
        self.list.setAccessibleName(_("Students of the campaign"))
        self.who = ChoiceBox(look)
        self.who.setAccessibleName(_("Who goes"))
        self.assign = make_button(_("Let this colleague go"))
        self.plan = make_button(_("Plan visits"))
        self.leave_out = make_button(_("Off the list"))
        self.picker = StudentPicker(look, _("Add a student by name or pinyin"))
        self._count = make_label("", "muted")
        self.setLayout(self._lay_out())
        self._connect()
        look.follow(self._fit)

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(self.list.people.ticked)

    def show_staff(self, staff: tuple[Option, ...]) -> None:
        """Offer these colleagues, keeping who is chosen."""
        chosen = self.who.value
        self.who.set_options(staff)
        self.who.set_value(chosen)

    def show_people(
        self, campaign_id: str, rows: tuple[CandidateRow, ...], *, is_list: bool
    ) -> None:
        """Show the children; ticks stay while it is the same campaign."""
        here = {each.student_id for each in rows}
        is_same = campaign_id == self._shown
        kept = tuple(each for each in self.ticked if each in here and is_same)
        self._shown = campaign_id
        place = self.list.verticalScrollBar().value() if is_same else 0
        self.list.people.show(rows)
        self.list.people.tick(kept)
        self.list.verticalScrollBar().setValue(place)
        for each in (self.picker, self.leave_out):
            each.setVisible(is_list)

    def show_masked(self, is_masked: bool) -> None:
        self.list.people.show_masked(is_masked)

    def _lay_out(self) -> QLayout:
        deeds = FlowLayout(gap=8)
        for each in (
            self.who,
            self.assign,
            self.plan,
            self.leave_out,
        ):
            deeds.addWidget(each)
        return column(
            self.picker, self.search, self.list, self._count, hold(deeds), gap=8
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self.list.people.narrow)
        self.search.installEventFilter(self)
        self.list.people.ticked_changed.connect(self._on_ticked)
        self.assign.clicked.connect(
            lambda: self.assigned.emit(self.who.value, self.ticked)
        )
        self.plan.clicked.connect(lambda: self.planned.emit(self.ticked))
        self.leave_out.clicked.connect(lambda: self.left_out.emit(self.ticked))
        self._on_ticked()

    def _on_ticked(self) -> None:
        count = len(self.ticked)
        text = translate_count("{count} chosen", "{count} chosen", count)
        self._count.setText(text if count else _("Space chooses, Ctrl+A all"))
        for each in (self.who, self.assign, self.plan, self.leave_out):
            each.setEnabled(bool(count))

    def _fit(self) -> None:
        self.list.setFixedHeight(self._look.sizes.row_student * _ROWS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the search goes to the list."""
        is_press = event.type() == QEvent.Type.KeyPress
        is_key = watched is self.search and is_press and isinstance(event, QKeyEvent)
        if is_key and cast("QKeyEvent", event).key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)
