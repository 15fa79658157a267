"""The school as it calls itself, how it writes classes, and its own tips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import column, make_label
from ui.kit.choices import Option
from ui.kit.setting_fields import (
    ChipsSetting,
    ChoiceSetting,
    LineSetting,
    NoteSetting,
    TypedSetting,
)
from ui.kit.setting_pane import SettingPane, pairs
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.settings_rows import SchoolSheet

_CHOSEN = ("system", "grade_style", "class_style")


class SchoolPane(SettingPane):
    """`changed` carries a field of the school and its new value."""

    changed = Signal(str, object)

    def __init__(self, look: Appearance) -> None:
        about = _("Stands on every print; colleagues receive it with an exchange.")
        super().__init__(look, _("School"), about)
        self.typed: dict[str, TypedSetting] = {
            "name": LineSetting(_("School name"), required=True),
            "code": LineSetting(_("School code")),
            "phone": LineSetting(_("School phone")),
            "address": LineSetting(_("School address")),
            "seal_text": LineSetting(_("Text of the seal")),
            "communication_tips": NoteSetting(_("Communication tips"), least=5),
        }
        self.chosen: dict[str, ChoiceSetting] = {}
        self.stages = ChipsSetting(look, _("Stages"))
        self._example = make_label("", "muted")
        typed = self.typed
        self.add_sheet(
            pairs(typed["name"], typed["code"], typed["address"], typed["phone"]),
            pairs(typed["seal_text"], None),
        )
        self._styles = column(gap=SPACE.gap)
        grades = (self.stages, self._styles, self._example)
        self.add_sheet(*grades, title=_("Grades and classes"))
        tips = _(
            "Stands beside every visit form. Write down what your school agreed on."
        )
        self.add_sheet(
            typed["communication_tips"], make_label(tips, "muted", wrap=True)
        )
        self._connect()

    def show_sheet(self, sheet: SchoolSheet) -> None:
        """Show what is stored."""
        self._make_choices(sheet)
        values: Any = sheet.values
        for name, field in self.typed.items():
            field.show_value(str(values.get(name) or ""))
            if name in sheet.doubts:
                field.doubt(sheet.doubts[name])
        for name, choice in self.chosen.items():
            choice.show_value(str(values.get(name) or ""))
        stages = [Option(*each) for each in sheet.choices["stages"]]
        self.stages.show_choices(stages, values.get("stages") or ())
        self._example.setText(sheet.example)

    def _make_choices(self, sheet: SchoolSheet) -> None:
        if self.chosen:
            return
        labels = {
            "system": _("School system"),
            "grade_style": _("How grades are written"),
            "class_style": _("How classes are written"),
        }
        for name in _CHOSEN:
            options = [Option(*each) for each in sheet.choices[name]]
            field = ChoiceSetting(self.look, labels[name], options)
            field.committed.connect(lambda code, n=name: self.changed.emit(n, code))
            self.chosen[name] = field
            self._styles.addWidget(field)

    def _connect(self) -> None:
        for name, field in self.typed.items():
            field.committed.connect(lambda text, n=name: self.changed.emit(n, text))
        self.stages.committed.connect(lambda codes: self.changed.emit("stages", codes))
