"""Search and filters above the list of students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import column, make_label, row
from ui.kit.checks import CheckBox
from ui.kit.choices import Chips, Option
from ui.kit.fields import ChoiceBox, make_search
from ui.rows import ListFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance
    from ui.rows import ClassChoice, GroupCount


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
        self.setLayout(column(top, self.groups, gap=9, margins=(14, 13, 14, 9)))
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
        self.groups.set_options(
            [
                Option(g.tag.code, f"{g.tag.label}  {g.count}", g.tag.icon)
                for g in groups
                if g.count
            ]
        )

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

    def _on_changed(self) -> None:
        self.changed.emit(self.filter)
