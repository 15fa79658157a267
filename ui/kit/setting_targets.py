"""The targets: a list by profile, the chosen one, and files in and out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
from ui.kit.basics import SerifLabel, column, hold, make_button, make_label, row
from ui.kit.beside import BesideOrBelow
from ui.kit.choices import Option
from ui.kit.setting_fields import (
    ChipsSetting,
    ChoiceSetting,
    LineSetting,
    NumberSetting,
    SwitchSetting,
)
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import SettingPane, pairs, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.appearance import Appearance
    from ui.target_rows import TargetRow, TargetSheet

_TIMES, _SIZES, _SHARES = range(1, 51), range(1, 201), range(1, 101)


class OptionalNumber(NumberSetting):
    """A number that may be left out."""

    def reason_against(self, text: str) -> str:
        return super().reason_against(text) if text else ""


class TargetDetail(QWidget):
    """One target; `changed` carries a field and its value, None where emptied."""

    changed = Signal(str, object)
    switched = Signal(bool)
    removed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.heading = SerifLabel(look, "section")
        self.example = make_label(_("An example"), "chip")
        self.progress = make_label("", "muted", wrap=True)
        self.doubt = make_label("", "secondary", wrap=True)
        self.in_use = SwitchSetting(
            look, _("In use"), _("Counted, and shown in who is due.")
        )
        self._make_fields(look)
        self.chips = {
            "groups": ChipsSetting(look, _("Groups")),
            "grades": ChipsSetting(look, _("Only these grades")),
            "visit_forms": ChipsSetting(look, _("Only these forms")),
        }
        self.switches = {
            "on_site_only": SwitchSetting(look, _("Only on site")),
            "starting_grade": SwitchSetting(look, _("Only the first grade of a stage")),
        }
        self.remove = make_button(_("Remove this target"), "danger")
        self._lay_out()
        self._connect()

    def _make_fields(self, look: Appearance) -> None:
        self.lines = {
            "name": LineSetting(_("Name of the target"), required=True),
            "profile": LineSetting(_("Profile")),
            "source": LineSetting(_("Source of the target")),
        }
        self.numbers = {
            "minimum": OptionalNumber(_("At least so often"), _TIMES),
            "share_percent": OptionalNumber(_("Share of every class, %"), _SHARES),
            "class_size_from": OptionalNumber(_("Classes of at least"), _SIZES),
            "class_size_to": OptionalNumber(_("Classes of at most"), _SIZES),
        }
        self.choices = {
            name: ChoiceSetting(look, words, (), as_list=True)
            for name, words in (
                ("whom", _("Which students")),
                ("newness", _("New or not")),
                ("boarding", _("Day or boarding")),
                ("period", _("In each")),
                ("campaign_id", _("Campaign")),
                ("what", _("What counts")),
                ("talk_kind", _("Kind of talk")),
                ("by_role", _("By whom")),
            )
        }

    def show_target(self, each: TargetRow, sheet: TargetSheet) -> None:
        """Show a target; what is being typed at the moment is left alone."""
        values = each.values
        self.heading.setText(each.name)
        self.example.setVisible(each.is_example)
        self.progress.setText(each.progress)
        self.progress.setVisible(bool(each.progress))
        self.doubt.setText("\n".join(each.doubts.values()))
        self.doubt.setVisible(bool(each.doubts))
        self.in_use.show_value(each.is_active)
        for name, field in {**self.lines, **self.numbers}.items():
            value = values.get(name)
            field.show_value("" if value is None else str(value))
        for name, choice in self.choices.items():
            choice.show_options(_options(sheet.choices.get(name, ()), name))
            choice.show_value(str(values.get(name) or ""))
        for name, chips in self.chips.items():
            codes = values.get(name) or ()
            options = [Option(*pair) for pair in sheet.choices.get(name, ())]
            chips.show_choices(options, codes)  # type: ignore[arg-type]  # codes
        for name, switch in self.switches.items():
            switch.show_value(values.get(name))
        self._show_what_fits(values)
        self.chips["grades"].setVisible(bool(sheet.choices.get("grades")))

    def _show_what_fits(self, values: Mapping[str, object]) -> None:
        self.chips["groups"].setVisible(values.get("whom") == "groups")
        self.choices["campaign_id"].setVisible(values.get("period") == "campaign")
        is_talk = values.get("what") == "talk"
        self.choices["talk_kind"].setVisible(is_talk)
        self.choices["by_role"].setVisible(not is_talk)
        self.chips["visit_forms"].setVisible(not is_talk)
        self.switches["on_site_only"].setVisible(not is_talk)

    def _lay_out(self) -> None:
        lines, numbers, choices = self.lines, self.numbers, self.choices
        inside = column(
            BesideOrBelow(self.heading, hold(row(self.example, None))),
            self.progress,
            self.doubt,
            self.in_use,
            lines["name"],
            pairs(choices["whom"], choices["period"]),
            choices["campaign_id"],
            self.chips["groups"],
            self.chips["grades"],
            pairs(choices["what"], choices["talk_kind"]),
            pairs(numbers["minimum"], numbers["share_percent"]),
            self.switches["on_site_only"],
            self.chips["visit_forms"],
            pairs(choices["by_role"], choices["newness"]),
            pairs(numbers["class_size_from"], numbers["class_size_to"]),
            pairs(choices["boarding"], self.switches["starting_grade"]),
            pairs(lines["profile"], lines["source"]),
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
        self.in_use.committed.connect(self.switched)
        self.remove.clicked.connect(self.removed)
        for name, line in self.lines.items():
            line.committed.connect(lambda text, n=name: self.changed.emit(n, text))
        for name, number in self.numbers.items():
            number.committed.connect(
                lambda text, n=name: self.changed.emit(n, int(text) if text else None)
            )
        for name, choice in self.choices.items():
            choice.committed.connect(lambda code, n=name: self.changed.emit(n, code))
        for name, chips in self.chips.items():
            chips.committed.connect(lambda codes, n=name: self.changed.emit(n, codes))
        for name, switch in self.switches.items():
            switch.committed.connect(lambda on, n=name: self.changed.emit(n, on))


def _options(pairs_: Sequence[tuple[str, str]], name: str) -> list[Option]:
    found = [Option(*pair) for pair in pairs_]
    if name in {"newness", "boarding", "by_role"}:
        return [Option("", _("Any")), *found]
    if name == "campaign_id":
        return [Option("", _("None yet")), *found]
    return found


class TargetsPane(SettingPane):
    """`chosen` carries the id of a target."""

    chosen = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        about = _(
            "Whom to visit or talk with, how often. Several may be in use at once; "
            "what is shipped are examples."
        )
        super().__init__(look, _("Targets"), about)
        self.list = LineList(look, _("Targets"))
        self.detail = TargetDetail(look)
        self.add_target = make_button(_("New target"))
        self.bring_in = make_button(_("Take in a file…"))
        self.hand_out = make_button(_("Hand out as a file…"))
        for button, icon in (
            (self.add_target, "plus"),
            (self.bring_in, "upload"),
            (self.hand_out, "download"),
        ):
            look.set_icon(button, icon, "t1")
        buttons = (self.add_target, self.bring_in, self.hand_out)
        self.add(hold(row(*buttons, None, gap=10)))
        self.fill(self.add_sheet(split(self.list, self.detail)))
        self.list.chosen.connect(self.chosen)
        self.add_target.clicked.connect(self.new_wanted)
        self.bring_in.clicked.connect(self.import_wanted)
        self.hand_out.clicked.connect(self.export_wanted)

    def show_sheet(self, sheet: TargetSheet, chosen: str) -> None:
        """Show all targets by profile, and the chosen one."""
        lines: list[Line] = []
        for profile, members in groupby(sheet.rows, key=lambda each: each.profile):
            lines.append(Line("", profile))
            lines += [
                Line(each.id, each.name, each.note, is_faint=not each.is_active)
                for each in members
            ]
        self.list.show_lines(tuple(lines))
        self.list.choose(chosen)
        found = next((each for each in sheet.rows if each.id == chosen), None)
        self.detail.setVisible(found is not None)
        if found is not None:
            self.detail.show_target(found, sheet)
