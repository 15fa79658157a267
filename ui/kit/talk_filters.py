"""What the matrix of talks is narrowed to and ordered by: one thin line of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _
from ui.kit.basics import hold, row
from ui.kit.beside import BesideOrBelow
from ui.kit.choices import Option, Segments
from ui.kit.fields import ChoiceBox
from ui.talk_rows import ALL, BY_CLASS, BY_HELD, LACKING, LATE, LATE_FIRST

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.talk_rows import TalkMatrix

_GRADE = "grade:"
_LEAST_LETTERS, _LONG, _WIDEST = 4, 6, 210


class TalkFilters(QWidget):
    """`changed` says that another choice was made; whom and order are read then."""

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.classes = _box(look, _("Class"))
        self.groups = _box(look, _("Special group"))
        self.kinds = _box(look, _("Kind of talk"))
        self.orders = _box(look, _("Order"), _LONG)
        self.shown = Segments(
            look,
            [
                Option(ALL, _("All")),
                Option(LACKING, _("Lacking")),
                Option(LATE, _("Late")),
            ],
        )
        self.shown.set_name(_("Show"))
        self.shown.set_value(ALL)
        boxes = (self.classes, self.groups, self.kinds, self.orders)
        line = row(None, self.shown)
        both = BesideOrBelow(hold(row(*boxes, gap=8)), hold(line))
        self.setLayout(row(both, margins=(14, 0, 14, 8)))
        for box in (*boxes, self.shown):
            box.chosen.connect(lambda _code: self.changed.emit())

    @property
    def class_id(self) -> str:
        value = self.classes.value
        return "" if value.startswith(_GRADE) else value

    @property
    def grade(self) -> str:
        value = self.classes.value
        return value.removeprefix(_GRADE) if value.startswith(_GRADE) else ""

    @property
    def order(self) -> str:
        return self.orders.value or LATE_FIRST

    def order_by(self, code: str) -> None:
        """Order by a kind of talk, or, where it is so already, as usual."""
        self.orders.set_value(LATE_FIRST if self.order == code else code)
        self.changed.emit()

    def show_choices(self, shown: TalkMatrix) -> None:
        """Offer these, keeping what is chosen."""
        grades = (Option(_GRADE + name, name) for name in shown.grades)
        classes = (Option(*each) for each in shown.classes)
        self.classes.set_options([Option("", _("All classes")), *grades, *classes])
        groups = (Option(*each) for each in shown.groups)
        self.groups.set_options([Option("", _("All students")), *groups])
        kinds = [Option(head.code, head.label) for head in shown.heads]
        self.kinds.set_options([Option("", _("Any kind")), *kinds])
        order, lacking = self.order, _("{kind} lacking")
        self.orders.set_options(
            [
                Option(LATE_FIRST, _("Late first")),
                Option(BY_CLASS, _("Class, number")),
                Option(BY_HELD, _("Fewest first")),
                *(Option(k.code, lacking.format(kind=k.label)) for k in kinds),
            ]
        )
        self.orders.set_value(order)


def _box(look: Appearance, name: str, letters: int = _LEAST_LETTERS) -> ChoiceBox:
    box = ChoiceBox(look)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(
        ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    box.setMinimumContentsLength(letters)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setMaximumWidth(_WIDEST)
    return box
