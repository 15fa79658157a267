"""The levels of one scheme, and its limits as a small table of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from homevisit.text import _
from ui.care_rows import LevelSign
from ui.kit.basics import column, empty, hold, make_icon_button, make_label, row
from ui.kit.beside import BesideOrBelow
from ui.kit.care_levels import LevelTile
from ui.kit.checks import CheckBox
from ui.kit.choices import Option
from ui.kit.setting_fields import ChoiceSetting, LineSetting, NoteSetting
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_setting_rows import LevelRow, SchemeRow, SchemesSheet

SEVERITIES = (4, 3, 2, 1)


class LevelLine(QWidget):
    """One level: its word, colour and word for print; `changed` carries field, text."""

    changed = Signal(str, str)
    moved = Signal(int)
    kept = Signal(bool)

    def __init__(self, look: Appearance, severity: int) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.severity = severity
        self._look = look
        self._sign: LevelSign | None = None
        self._tile = row()
        self.label = LineSetting("")
        self.neutral = LineSetting("")
        self.colour = ChoiceSetting(look, "", (), as_list=True)
        self.definition = NoteSetting("", least=1)
        self.box = CheckBox(look, _("Used"))
        self.up = make_icon_button(look, "arrow-up", _("Move the level up"))
        self.down = make_icon_button(look, "arrow-down", _("Move the level down"))
        for each in (self.label, self.neutral, self.colour, self.definition):
            each.hide_label()
        words = row(self._tile, self.label, self.neutral, gap=SPACE.small)
        words.setStretch(1, 2)
        words.setStretch(2, 3)
        deeds = row(self.colour, self.box, self.up, self.down, None, gap=SPACE.small)
        first = BesideOrBelow(hold(words), hold(deeds), first_grows=True)
        self.setLayout(column(first, self.definition, gap=4))
        self._connect()

    def show_level(self, each: LevelRow, sheet: SchemesSheet) -> None:
        """Show a level; what is being typed at the moment is left alone."""
        self._show_sign(LevelSign(each.severity, "", each.colour))
        self.label.show_value(each.label)
        self.neutral.show_value(each.neutral)
        self.definition.show_value(each.definition)
        self.colour.show_options([Option(*pair) for pair in sheet.colours])
        self.colour.show_value(each.colour)
        self.box.setChecked(each.is_in)
        for part in (self.label, self.neutral, self.colour, self.definition):
            part.setEnabled(each.is_in)
        self._name(each)

    def _show_sign(self, sign: LevelSign) -> None:
        if sign != self._sign:
            self._sign = sign
            empty(self._tile)
            self._tile.addWidget(LevelTile(self._look, sign))

    def _name(self, each: LevelRow) -> None:
        """Give every field a name of its own for those who listen."""
        named = {
            self.label.edit: _("Level {severity}: word"),
            self.neutral.edit: _("Level {severity}: word on paper"),
            self.definition.area: _("Level {severity}: what it means"),
            self.colour.choice: _("Level {severity}: colour"),
            self.box: _("Level {severity}: used"),
        }
        for widget, words in named.items():
            widget.setAccessibleName(words.format(severity=each.severity))

    def _connect(self) -> None:
        for name in ("label", "neutral", "colour", "definition"):
            field = getattr(self, name)
            field.committed.connect(lambda text, n=name: self.changed.emit(n, text))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.box.clicked.connect(self.kept)


class LimitTable(QWidget):
    """How long each event may take at each level; `changed`: event, severity, words."""

    changed = Signal(str, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.cells: dict[tuple[str, int], LineSetting] = {}
        self._heads: dict[int, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.small)
        self._grid.setVerticalSpacing(6)

    def show_limits(self, scheme: SchemeRow, sheet: SchemesSheet) -> None:
        """Show the limits in words; a cell that is left empty is no limit."""
        words = {each.severity: each.label for each in scheme.levels}
        if not self.cells:
            self._build(sheet)
        for severity, head in self._heads.items():
            head.setText(words.get(severity, str(severity)))
        for (event, severity), cell in self.cells.items():
            cell.show_value(scheme.limits.get((event, severity), ""))
            said = _("{event}, level {severity}")
            event_words = dict(sheet.events).get(event, event)
            name = said.format(event=event_words, severity=words.get(severity, ""))
            cell.edit.setAccessibleName(name)

    def refuse(self, event: str, severity: int, reason: str) -> None:
        """Say below a cell why its words are not in use."""
        self.cells[event, severity].refuse(reason)

    def _build(self, sheet: SchemesSheet) -> None:
        for at, severity in enumerate(SEVERITIES, start=1):
            self._heads[severity] = make_label("", "caption")
            self._grid.addWidget(self._heads[severity], 0, at)
            self._grid.setColumnStretch(at, 2)
        self._grid.setColumnStretch(0, 3)
        for line, (event, words) in enumerate(sheet.events, start=1):
            label = make_label(words, "secondary", wrap=True)
            self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignVCenter)
            for at, severity in enumerate(SEVERITIES, start=1):
                self._grid.addWidget(self._cell(event, severity), line, at)

    def _cell(self, event: str, severity: int) -> LineSetting:
        cell = LineSetting("")
        cell.hide_label()
        cell.edit.setPlaceholderText("—")
        cell.committed.connect(lambda text: self.changed.emit(event, severity, text))
        self.cells[event, severity] = cell
        return cell
