"""Numbers that help and places to refer to: one list, and what is chosen in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from homevisit.text import _
from ui.care_setting_rows import HOTLINE
from ui.kit.basics import (
    SerifLabel,
    column,
    hold,
    make_button,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.beside import BesideOrBelow
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.password_field import PRIVATE_HINTS
from ui.kit.setting_fields import ChoiceSetting, LineSetting, SwitchSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import SettingPane, pairs, split
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_setting_rows import PlaceRow, PlacesSheet


class PlaceDetail(QWidget):
    """One number or place; `changed` carries a field and its text."""

    changed = Signal(str, str)
    shown = Signal(bool)
    moved = Signal(int)
    confirmed = Signal()
    removed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.heading = SerifLabel(look, "section")
        self.shipped = make_label(_("Shipped with the program"), "chip")
        self.checked = make_label("", "muted", wrap=True)
        self.confirm = make_button(_("Checked today"))
        look.set_icon(self.confirm, "badge-check", "t1")
        self.on_card = SwitchSetting(look, _("On the card for families"))
        self.up = make_icon_button(look, "arrow-up", _("Move up on the card"))
        self.down = make_icon_button(look, "arrow-down", _("Move down on the card"))
        self.tier = ChoiceSetting(look, _("Tier"), (), as_list=True)
        self.kind = ChoiceSetting(look, _("Kind of place"), (), as_list=True)
        self.lines = {
            "name": LineSetting(_("Called"), required=True),
            "number": LineSetting(_("Telephone"), required=True),
            "phone": LineSetting(_("Telephone")),
            "person": LineSetting(_("Person to ask for")),
            "address": LineSetting(_("Address of the place")),
            "hours": LineSetting(_("Open at")),
            "region": LineSetting(_("Region")),
            "remark": LineSetting(_("Remark")),
        }
        self.remove = make_button("", "danger")
        self._lay_out()
        self._connect()

    def show_place(self, each: PlaceRow, sheet: PlacesSheet) -> None:
        """Show a row; what is being typed at the moment is left alone."""
        is_line = each.kind == HOTLINE
        self.heading.setText(each.name)
        self.shipped.setVisible(each.is_shipped)
        self.checked.setText(each.checked)
        self.on_card.show_value(each.is_shown)
        for name, field in self.lines.items():
            field.show_value(each.values.get(name, ""))
        self.tier.show_options([Option(*pair) for pair in sheet.tiers])
        self.tier.show_value(each.values.get("tier", ""))
        self.kind.show_options([Option(*pair) for pair in sheet.kinds])
        self.kind.show_value(each.values.get("kind", ""))
        for part in self._of_line:
            part.setVisible(is_line)
        for part in self._of_place:
            part.setVisible(not is_line)
        self.remove.setVisible(not (is_line and each.is_shipped))
        words = _("Remove this number") if is_line else _("Remove this place")
        self.remove.setText(words)

    def _lay_out(self) -> None:
        lines = self.lines
        moving = hold(row(self.on_card, None, self.up, self.down, gap=6))
        reach = pairs(lines["phone"], lines["person"])
        self._of_line: tuple[QWidget, ...] = (moving, lines["number"])
        kinds = pairs(self.tier, self.kind)
        self._of_place: tuple[QWidget, ...] = (kinds, reach, lines["address"])
        inside = column(
            BesideOrBelow(self.heading, hold(row(self.shipped, None))),
            moving,
            lines["name"],
            lines["number"],
            kinds,
            reach,
            lines["address"],
            pairs(lines["hours"], lines["region"]),
            lines["remark"],
            row(self.checked, None, self.confirm, gap=10),
            row(self.remove, None),
            None,
            gap=12,
            margins=(0, 0, 12, 0),
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(hold(inside))
        self.setLayout(column(area))

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.committed.connect(lambda text, n=name: self.changed.emit(n, text))
        self.tier.committed.connect(lambda code: self.changed.emit("tier", code))
        self.kind.committed.connect(lambda code: self.changed.emit("kind", code))
        self.on_card.committed.connect(self.shown)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.confirm.clicked.connect(self.confirmed)
        self.remove.clicked.connect(self.removed)


class NewPlace(QWidget):
    """A number of the card or a place; `wanted` carries what it is, name, telephone.

    What it is, is the code of a tier, or nothing for a number of the card.
    """

    wanted = Signal(str, str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.what = ChoiceBox(look)
        self.name, self.number = QLineEdit(), QLineEdit()
        self.add = make_button(_("Add to the list"))
        look.set_icon(self.add, "plus", "t1")
        self.name_block = FieldBlock(_("Called"), self.name)
        line = row(
            FieldBlock(_("What to add"), self.what),
            self.name_block,
            FieldBlock(_("Telephone"), self.number),
            column(make_label(" ", "secondary"), self.add, None, gap=5),
            gap=SPACE.gap,
        )
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        for field in (self.name, self.number):
            field.setInputMethodHints(PRIVATE_HINTS)
            field.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self.setLayout(line)

    def show_tiers(self, sheet: PlacesSheet) -> None:
        """Offer a number of the card, and a place of each tier."""
        places = _("Places · {tier}")
        options = [Option(code, places.format(tier=word)) for code, word in sheet.tiers]
        self.what.set_options([Option("", _("Number on the card")), *options])

    def refuse(self, reason: str) -> None:
        """Say why it was not added; what was typed stays."""
        self.name_block.show_message(reason)

    def clear(self) -> None:
        self.name_block.show_message("")
        self.name.clear()
        self.number.clear()

    def _on_add(self) -> None:
        name, number = self.name.text().strip(), self.number.text().strip()
        self.wanted.emit(self.what.value, name, number)


class PlacesPane(SettingPane):
    """`chosen` carries the id of a number or place."""

    chosen = Signal(str)
    card_wanted = Signal()
    poster_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        about = _(
            "The card for families, and where a referral can go. Numbers differ from "
            "place to place: check them before you print."
        )
        super().__init__(look, _("Numbers and places"), about)
        self.list = LineList(look, _("Numbers and places"))
        self.detail = PlaceDetail(look)
        self.new = NewPlace(look)
        self.card = make_button(_("Print the card…"))
        self.poster = make_button(_("Print it large…"))
        self.restore = make_button(_("As it was shipped"))
        for button, icon in (
            (self.card, "printer"),
            (self.poster, "printer"),
            (self.restore, "rotate-ccw"),
        ):
            look.set_icon(button, icon, "t1")
        self.add(hold(row(self.card, self.poster, self.restore, None, gap=10)))
        self.add(self.new)
        self.fill(self.add_sheet(split(self.list, self.detail)))
        self.list.chosen.connect(self.chosen)
        self.card.clicked.connect(self.card_wanted)
        self.poster.clicked.connect(self.poster_wanted)
        self.restore.clicked.connect(self.restore_wanted)

    def show_sheet(self, sheet: PlacesSheet, chosen: str) -> None:
        """Show all of them under their heads, and the chosen one."""
        lines: list[Line] = []
        for group, members in groupby(sheet.rows, key=lambda each: each.group):
            lines.append(Line("", group))
            lines += [
                Line(each.id, each.name, each.note, is_faint=not each.is_shown)
                for each in members
            ]
        self.new.show_tiers(sheet)
        self.list.show_lines(tuple(lines))
        self.list.choose(chosen)
        found = next((each for each in sheet.rows if each.id == chosen), None)
        self.detail.setVisible(found is not None)
        if found is not None:
            self.detail.show_place(found, sheet)
