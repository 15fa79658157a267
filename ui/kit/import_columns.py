"""The columns of a foreign list: heading, a sample, and where each of them goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from homevisit.text import _, labelled
from ui.kit.basics import column, hold, make_icon, make_label, make_rule, row
from ui.kit.fields import ChoiceBox
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import ImportColumn, ImportFile

_AT_ONCE = 2


class ImportColumns(QScrollArea):
    """`chosen` carries the number of a column and the target somebody chose for it."""

    chosen = Signal(int, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._shape: tuple[object, ...] = ()
        self.boxes: dict[int, tuple[ChoiceBox, QLabel]] = {}
        self._shown: dict[int, ImportColumn] = {}
        self._samples: dict[int, QLabel] = {}
        self._is_masked = False
        self._coming: list[ImportColumn] = []
        self._targets = QStandardItemModel(self)
        self._lines = column(None)
        self._filling = QTimer(self)
        self._filling.setSingleShot(True)
        self._filling.timeout.connect(self._add_some)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_file(self, file: ImportFile) -> None:
        """Show where each column goes; boxes stay where only a choice has changed."""
        shape = (file.name, file.sheet, tuple(each.heading for each in file.columns))
        if shape != self._shape:
            self._shape = shape
            self._make_lines(file)
        self._shown = {each.at: each for each in file.columns}
        for at in self.boxes:
            self._show_target(at)

    def show_masked(self, is_masked: bool) -> None:
        """Hide the samples, for any column may hold names; or show them."""
        self._is_masked = is_masked
        for at, sample in self._samples.items():
            self._show_sample(sample, self._shown[at])

    def _show_sample(self, label: QLabel, each: ImportColumn) -> None:
        label.setText(masked_name(each.sample) if self._is_masked else each.sample)

    def _show_target(self, at: int) -> None:
        each, (box, arrow) = self._shown[at], self.boxes[at]
        box.set_value(each.target)
        box.setToolTip(each.why)
        icon = "arrow-right" if each.target else "ban"
        self._look.set_icon(arrow, icon, "t3", 14)

    def _make_lines(self, file: ImportFile) -> None:
        self.boxes, self._samples = {}, {}
        # Two hundred targets for each of many columns: one list serves all boxes.
        self._targets.deleteLater()
        self._targets = targets = QStandardItemModel(self)
        for code, label in (("", _("do not import")), *file.targets):
            item = QStandardItem(label)
            item.setData(code, Qt.ItemDataRole.UserRole)
            targets.appendRow(item)
        self._lines = column(None)
        self.setWidget(hold(self._lines))
        self._shown = {each.at: each for each in file.columns}
        self._coming = list(file.columns)
        self._add_some()

    def _add_some(self) -> None:
        """Add a few columns and come back for the others: a box is slow to make."""
        for each in self._coming[:_AT_ONCE]:
            place = self._lines.count() - 1
            self._lines.insertWidget(place, self._line(each))
            self._lines.insertWidget(place + 1, make_rule())
            self._show_target(each.at)
        del self._coming[:_AT_ONCE]
        if self._coming:
            self._filling.start()

    def _line(self, each: ImportColumn) -> QWidget:
        heading = make_label(each.heading or _("(no heading)"), "strong")
        heading.setToolTip(each.why)
        sample = self._samples[each.at] = make_label("", "muted")
        self._show_sample(sample, each)
        arrow = make_icon(self._look, "arrow-right", "t3", 14)
        target = ChoiceBox(self._look)
        self.boxes[each.at] = (target, arrow)
        target.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        target.setModel(self._targets)
        target.setFixedWidth(178)
        target.setAccessibleName(labelled(each.heading, _("goes to")))
        target.chosen.connect(lambda key, at=each.at: self.chosen.emit(at, key))
        words = hold(column(heading, sample, gap=1))
        words.setMaximumWidth(186)
        line = row(gap=10, margins=(14, 5, 14, 5))
        line.addWidget(words, 1)
        line.addWidget(arrow)
        line.addWidget(target)
        return hold(line)
