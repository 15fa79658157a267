"""Search and filters above the list of students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    column,
    hold,
    make_button,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.choices import Chips, Option
from ui.kit.fields import ChoiceBox, make_search
from ui.kit.saved_filters import NameRow, SavedFiltersButton
from ui.rows import ListFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance
    from ui.rows import ClassChoice, GroupCount


_FIRST_GROUPS = 3
_OVERDUE, _TO_CHECK, _BOARDER = _STATES = ("overdue", "to_check", "boarder")


class FilterBar(QWidget):
    """`changed` carries the filter with every keystroke and choice.

    `offered` says that the chips are new ones.
    """

    changed = Signal(object)
    offered = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._all: tuple[Option, ...] = ()
        self._make_boxes(look)
        self._make_chips(look)
        self.saved = SavedFiltersButton(look)
        self.naming = NameRow(_("Name of this filter"), _("Save"))
        self.saved.save_requested.connect(self.naming.ask)
        self.adding = NameRow(_("Name of the new student"), _("Open a file"))
        self.add = make_icon_button(look, "plus", _("Add a student"), boxed=True)
        self.add.setToolTip(f"{self.add.accessibleName()}  Ins")
        self.add.clicked.connect(self.adding.ask)
        self.setLayout(self._lay_out())
        self._connect()

    @property
    def filter(self) -> ListFilter:
        on = set(self.chips.value)
        return ListFilter(
            typed=self.search.text().strip(),
            class_id=self._classes.value,
            groups=tuple(each for each in self.chips.value if each not in _STATES),
            visited=self._visits.value,
            boarding=_BOARDER if _BOARDER in on else "",
            overdue=_OVERDUE in on,
            to_check=_TO_CHECK in on,
        )

    def use(self, wanted: ListFilter) -> None:
        """Narrow the list to what was saved, and say so in every box."""
        self.search.setText(wanted.typed)
        self._classes.set_value(wanted.class_id)
        self._visits.set_value(wanted.visited)
        is_on = (wanted.overdue, wanted.to_check, wanted.boarding == _BOARDER)
        states = zip(_STATES, is_on, strict=True)
        self._show_groups(also=wanted.groups)
        self.chips.set_value([*(code for code, on in states if on), *wanted.groups])
        self._on_changed()

    def clear(self) -> None:
        """Show everybody again."""
        self.use(ListFilter())

    def show_choices(
        self,
        classes: Sequence[ClassChoice],
        groups: Sequence[GroupCount],
    ) -> None:
        """Offer these, keeping what is chosen."""
        self._classes.set_options(
            [Option("", _("All classes")), *(Option(c.id, c.name) for c in classes)]
        )
        largest = sorted(groups, key=lambda group: -group.count)
        self._all = tuple(
            Option(g.tag.code, f"{g.tag.label}  {g.count}", g.tag.icon)
            for g in largest
            if g.count
        )
        self._show_groups()

    @property
    def last_stop(self) -> QWidget:
        """What Tab visits last of what is always here; chips come and go."""
        return self.chips.buttons[-1]

    def show_count(self, count: int, total: int) -> None:
        if self.filter.is_empty:
            text = translate_count("{count} student", "{count} students", count)
        else:
            text = _("{count} found of {total}").format(count=count, total=total)
        self._found.setText(text)
        self.saved.allow_saving(not self.filter.is_empty)

    def _make_boxes(self, look: Appearance) -> None:
        self.search = make_search(look, _("Name, pinyin, initials or number"))
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(250)
        self._found = make_label("", "secondary")
        self._classes = ChoiceBox(look, [Option("", _("All classes"))])
        self._classes.setAccessibleName(_("Class"))
        self._visits = ChoiceBox(look, _visit_ages())
        self._visits.setAccessibleName(_("Last visit"))

    def _make_chips(self, look: Appearance) -> None:
        self._is_open = False
        self._states = (
            Option(_OVERDUE, _("Overdue"), "clock-alert"),
            Option(_TO_CHECK, _("To be checked"), "circle-alert"),
            Option(_BOARDER, _("Boarders"), "moon"),
        )
        self.chips = Chips(look, self._states)
        self.chips.set_name(_("Filters"))
        expanding, least = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        self.chips.setSizePolicy(expanding, least)
        self._more = make_button("", "link")

    def _lay_out(self) -> QVBoxLayout:
        parts = (self._classes, self._visits, self.saved, self.add)
        top = row(self.search, self._found, None, *parts, gap=10)
        top.setStretch(0, 4)
        line = row(gap=6)
        line.addWidget(self.chips, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        rows = (top, hold(line), self.naming, self.adding)
        return column(*rows, gap=9, margins=(14, 13, 14, 9))

    def _connect(self) -> None:
        self._more.clicked.connect(self._on_more)
        self.search.textChanged.connect(self._on_changed)
        for box in (self._classes, self._visits):
            box.setMinimumWidth(92)
            box.chosen.connect(self._on_changed)
        self.chips.changed.connect(self._on_changed)

    def _show_groups(self, also: Sequence[str] = ()) -> None:
        """Offer the largest groups, and all of them when asked; keep what is on."""
        on = {*self.chips.value, *also}
        few = [
            option
            for at, option in enumerate(self._all)
            if self._is_open or at < _FIRST_GROUPS or option.code in on
        ]
        self.chips.set_options([*self._states, *few])
        self.chips.set_name(_("Filters"))
        self.offered.emit()
        self._more.setVisible(len(self._all) > _FIRST_GROUPS)
        hidden = len(self._all) - len(few)
        more = _("{count} more groups").format(count=hidden)
        self._more.setText(_("Fewer groups") if self._is_open else more)

    def _on_more(self) -> None:
        self._is_open = not self._is_open
        self._show_groups()

    def _on_changed(self) -> None:
        self.changed.emit(self.filter)


def _visit_ages() -> list[Option]:
    over = _("Not for {days} days")
    return [
        Option("", _("Visited or not")),
        Option("never", _("Not yet this term")),
        Option("due", _("Due by the targets")),
        Option("due_share", _("To choose from, by the targets")),
        Option("over_30", over.format(days=30)),
        Option("over_60", over.format(days=60)),
        Option("over_90", over.format(days=90)),
        Option("this_month", _("Visited this month")),
    ]
