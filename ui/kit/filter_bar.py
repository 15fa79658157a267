"""Search and filters above the list of students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import column, make_button, make_label, row
from ui.kit.checks import CheckBox
from ui.kit.choices import Chips, Option
from ui.kit.fields import ChoiceBox, make_search
from ui.rows import ListFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance
    from ui.rows import ClassChoice, GroupCount


_FIRST_GROUPS = 5


class FilterBar(QWidget):
    """`changed` carries the filter with every keystroke and choice."""

    changed = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.search = make_search(look, _("Name, pinyin, initials or number"))
        self.search.setFixedWidth(250)
        self._classes = ChoiceBox(look, [Option("", _("All classes"))])
        self._classes.setMinimumWidth(132)
        self._classes.setAccessibleName(_("Class"))
        self._unvisited = CheckBox(look, _("Not yet visited this term"))
        self.groups = Chips(look, [])
        self.groups.set_name(_("Groups"))
        self.groups.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )
        self._found = make_label("", "secondary")
        parts = (self.search, self._found, None, self._unvisited, self._classes)
        top = row(*parts, gap=12)
        self._all: tuple[Option, ...] = ()
        self._more = make_button("", "link")
        self._more.clicked.connect(self._on_more)
        self._is_open = False
        line = row(gap=6)
        line.addWidget(self.groups, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(top, line, gap=9, margins=(14, 13, 14, 9)))
        self.search.textChanged.connect(self._on_changed)
        self._classes.chosen.connect(self._on_changed)
        self.groups.changed.connect(self._on_changed)
        self._unvisited.toggled.connect(self._on_changed)

    @property
    def filter(self) -> ListFilter:
        return ListFilter(
            self.search.text().strip(),
            self._classes.value,
            tuple(self.groups.value),
            self._unvisited.isChecked(),
        )

    def show_choices(
        self, classes: Sequence[ClassChoice], groups: Sequence[GroupCount]
    ) -> None:
        """Offer these classes and groups, keeping what is chosen."""
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

    def show_count(self, count: int, total: int) -> None:
        if self.filter.is_empty:
            text = translate_count("{count} student", "{count} students", count)
        else:
            text = _("{count} found of {total}").format(count=count, total=total)
        self._found.setText(text)

    def clear(self) -> None:
        """Show everybody again."""
        self.search.clear()
        self._classes.set_value("")
        self.groups.set_value([])
        self._unvisited.setChecked(False)
        self._on_changed()

    def _show_groups(self) -> None:
        """Offer the largest groups, and all of them when asked; keep what is on."""
        on = set(self.groups.value)
        few = [
            option
            for at, option in enumerate(self._all)
            if self._is_open or at < _FIRST_GROUPS or option.code in on
        ]
        self.groups.set_options(few)
        self._more.setVisible(len(self._all) > _FIRST_GROUPS)
        hidden = len(self._all) - len(few)
        more = _("{count} more groups").format(count=hidden)
        self._more.setText(_("Fewer groups") if self._is_open else more)

    def _on_more(self) -> None:
        self._is_open = not self._is_open
        self._show_groups()

    def _on_changed(self) -> None:
        self.changed.emit(self.filter)
