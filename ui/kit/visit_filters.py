"""What narrows the list of visits: state, words, class, group, village, who, when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _
from ui.kit.basics import column, hold, row
from ui.kit.choices import FlowLayout, Option, Segments
from ui.kit.fields import ChoiceBox, make_search
from ui.visits_rows import VisitsFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from ui.appearance import Appearance
    from ui.visits_rows import Choice, VisitsChoices

_BESIDE_WORDS = 34


class CountedSegments(Segments):
    """Segments with a count in each: what waits there."""

    def __init__(self, look: Appearance, options: Sequence[Option]) -> None:
        self._words = {option.code: option.label for option in options}
        self._counts: Mapping[str, int] = {}
        super().__init__(look, options)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say beside each choice how many there are."""
        self._counts = counts
        for code, button in self._buttons.items():
            words = f"{self._words[code]}  {counts.get(code, 0)}"
            button.setText(words)
            button.setAccessibleName(words)
            self._widen(button)

    def _widen(self, button: QPushButton) -> None:
        # Bold or with a tick, the words need more room than the size hint says.
        if button.isChecked():
            metrics = QFontMetrics(self._look.font("strong"))
            button.setMinimumWidth(
                metrics.horizontalAdvance(button.text()) + _BESIDE_WORDS
            )


class VisitFilters(QWidget):
    """`changed` carries the filter with every keystroke and choice."""

    changed = Signal(object)
    mode_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._filter = VisitsFilter()
        self.search = make_search(look, _("Name, pinyin, initials or number"))
        self.search.setFixedWidth(250)
        self.modes = Segments(
            look,
            (
                Option("list", _("List"), "list-checks"),
                Option("month", _("Calendar"), "calendar-days"),
            ),
        )
        self.modes.set_name(_("Show as"))
        self.modes.set_value("list")
        self.states = CountedSegments(look, _states())
        self.states.set_value(self._filter.state)
        self._boxes = {
            "class_id": (ChoiceBox(look), _("All classes"), _("Class")),
            "group": (ChoiceBox(look), _("All groups"), _("Group")),
            "village": (ChoiceBox(look), _("All villages"), _("Village")),
            "teacher_id": (ChoiceBox(look), _("All teachers"), _("Who goes")),
        }
        self.periods = ChoiceBox(look, _periods())
        self.periods.setAccessibleName(_("Period"))
        self.periods.set_value(self._filter.period)
        self._build()
        self._connect()

    @property
    def filter(self) -> VisitsFilter:
        return self._filter

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but state, period and order narrows the list."""
        kept = {"state": self._filter.state, "order": self._filter.order}
        plain = VisitsFilter(**kept, period=self._filter.period)
        return self._filter != plain

    def show_choices(self, choices: VisitsChoices) -> None:
        """Offer these, keeping what is chosen."""
        offered: dict[str, tuple[Choice, ...]] = {
            "class_id": choices.classes,
            "group": choices.groups,
            "village": choices.villages,
            "teacher_id": choices.teachers,
        }
        for name, (box, everything, _said) in self._boxes.items():
            options = [Option(each.code, each.label) for each in offered[name]]
            box.set_options([Option("", everything), *options])

    def show_mode(self, mode: str) -> None:
        """Show what narrows a list, or what narrows a month."""
        self.modes.set_value(mode)
        self.states.setVisible(mode == "list")
        self.periods.setVisible(mode == "list")

    def choose(self, **values: str) -> None:
        """Narrow by these values and say so."""
        self._filter = replace(self._filter, **values)
        self.states.set_value(self._filter.state)
        self.periods.set_value(self._filter.period)
        self.changed.emit(self._filter)

    def clear(self) -> None:
        """Show everything of this state again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for box, _everything, _said in self._boxes.values():
            box.set_value("")
        state, order = self._filter.state, self._filter.order
        self._filter = VisitsFilter(state=state, order=order, period="all")
        self.periods.set_value("all")
        self.changed.emit(self._filter)

    def _build(self) -> None:
        self.states.set_name(_("State"))
        flow = FlowLayout(gap=8)
        for box, everything, said in self._boxes.values():
            box.set_options([Option("", everything)])
            box.setAccessibleName(said)
            box.setMinimumWidth(112)
            box.setMaximumWidth(190)
            flow.addWidget(box)
        flow.addWidget(self.periods)
        narrowing = hold(flow)
        narrowing.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )
        self.top = row(self.search, self.modes, None, gap=12)
        sides = (14, 12, 14, 10)
        self.setLayout(column(self.top, self.states, narrowing, gap=9, margins=sides))

    def _connect(self) -> None:
        self.search.textChanged.connect(
            lambda text: self.choose_quietly("typed", text.strip())
        )
        self.states.chosen.connect(lambda code: self.choose_quietly("state", code))
        self.periods.chosen.connect(lambda code: self.choose_quietly("period", code))
        self.modes.chosen.connect(self.mode_chosen)
        for name, (box, _everything, _said) in self._boxes.items():
            box.chosen.connect(lambda code, n=name: self.choose_quietly(n, code))

    def choose_quietly(self, name: str, value: str) -> None:
        """Take over what a field says already, and pass it on."""
        self._filter = replace(self._filter, **{name: value})
        self.changed.emit(self._filter)


def _states() -> tuple[Option, ...]:
    return (
        Option("planned", _("Planned")),
        Option("done", _("Visited")),
        Option("not_met", _("Not met")),
        Option("to_follow", _("Needs follow-up")),
        Option("drafts", _("Being written")),
        Option("review", _("Review")),
    )


def _periods() -> tuple[Option, ...]:
    return (
        Option("week", _("This week")),
        Option("month", _("This month")),
        Option("term", _("This term")),
        Option("all", _("All the time")),
    )
