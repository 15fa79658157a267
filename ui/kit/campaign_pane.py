"""One campaign on paper: how far it is, what it says, who goes, and its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import hold, make_button, make_label
from ui.kit.campaign_closing import CampaignClosing
from ui.kit.campaign_parts import PartTable
from ui.kit.campaign_students import CampaignStudents
from ui.kit.choices import FlowLayout, Option
from ui.kit.setting_fields import (
    ChipsSetting,
    ChoiceSetting,
    DaySetting,
    LineSetting,
    NoteSetting,
    NumberSetting,
)
from ui.kit.setting_pane import SettingPane, pairs

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.campaign_rows import CampaignChoices, CampaignSheet

_PERCENT, _HOMES = range(101), range(1000)
_GROUPS = "groups"


class _PerhapsNumber(NumberSetting):
    """A number that may be left out."""

    def reason_against(self, text: str) -> str:
        return super().reason_against(text) if text else ""


class CampaignPane(SettingPane):
    """`changed` carries a field and its value; the rest are buttons."""

    changed = Signal(str, object)
    assigned = Signal(str, str)
    share_requested = Signal()
    plan_requested = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__(look, "")
        self.fields: dict[str, LineSetting | DaySetting | NoteSetting] = {
            "name": LineSetting(_("Name of the campaign"), required=True),
            "first_day": DaySetting(look, _("First day"), today),
            "last_day": DaySetting(look, _("Last day"), today),
            "goal_percent": _PerhapsNumber(
                _("Students to be visited, in per cent"), _PERCENT
            ),
            "on_site_percent": _PerhapsNumber(
                _("Of them on site, in per cent"), _PERCENT
            ),
            "min_households": _PerhapsNumber(
                _("Homes for each teacher, at least"), _HOMES
            ),
        }
        self.students, self.closing = CampaignStudents(look), CampaignClosing()
        self.fields["summary"] = self.closing.summary
        self.scope = ChoiceSetting(look, _("Whom it is for"), (), as_list=True)
        self.groups = ChipsSetting(look, _("Groups"))
        self.term = ChoiceSetting(
            look, _("Visits in the holidays count to"), (), as_list=True
        )
        self.stage = make_label("", "secondary")
        self._figures = make_label("", wrap=True)
        self.plan = make_button(_("Plan visits for those not yet visited"), "primary")
        self.share = make_button(_("Share out the villages"))
        self.teachers = PartTable(look, _("Teacher"))
        self.villages = PartTable(look, _("Village or neighbourhood"))
        self._choices: CampaignChoices | None = None
        self._build()
        self._connect()

    def show_choices(self, choices: CampaignChoices) -> None:
        self._choices = choices
        self.scope.show_options(choices.scopes)
        self.term.show_options(choices.terms)
        first, *colleagues = choices.staff
        self.students.show_staff(
            (Option(first.code, _("As village or class say")), *colleagues)
        )

    def show_sheet(self, sheet: CampaignSheet) -> None:
        """Show a campaign; what is being typed is left alone."""
        self.heading.setText(sheet.fields["name"])
        self.stage.setText(sheet.stage)
        self._figures.setText("  ·  ".join(sheet.figures))
        for name, field in self.fields.items():
            field.show_value(sheet.fields[name])
        self.scope.show_value(sheet.fields["scope"])
        self.term.show_value(sheet.fields["term_id"])
        offered = self._choices.groups if self._choices else ()
        self.groups.show_choices(offered, sheet.groups)
        self.groups.setVisible(sheet.fields["scope"] == _GROUPS)
        self.teachers.show_parts(sheet.teachers)
        staff = self._choices.staff if self._choices and sheet.is_open else ()
        self.villages.show_parts(sheet.villages, staff)
        self.plan.setEnabled(bool(sheet.not_yet) and sheet.is_open)
        self.share.setEnabled(sheet.is_open)
        self.students.show_people(sheet.id, sheet.people, is_list=sheet.is_list)
        self.students.setEnabled(sheet.is_open)
        self.closing.show_state(is_open=sheet.is_open, why=sheet.cancelled)

    def refuse(self, name: str, reason: str) -> None:
        """Say beside a field why it was not changed."""
        field = self.fields.get(name)
        if field is not None:
            field.refuse(reason)

    def _build(self) -> None:
        first = self.fields
        self.add_sheet(self.stage, self._figures, _buttons(self.plan))
        self.add_sheet(
            first["name"],
            pairs(first["first_day"], first["last_day"]),
            self.scope,
            self.groups,
            pairs(first["goal_percent"], first["on_site_percent"]),
            pairs(first["min_households"], self.term),
            title=_("What was agreed"),
        )
        self.add_sheet(self.students, title=_("Students"))
        self.add_sheet(self.teachers, title=_("By teacher"))
        self.add_sheet(self.villages, _buttons(self.share), title=_("By village"))
        self.add_sheet(self.closing, title=_("Closing"))

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.committed.connect(
                lambda value, name=name: self.changed.emit(name, value)
            )
        self.scope.committed.connect(lambda code: self.changed.emit("scope", code))
        self.groups.committed.connect(lambda codes: self.changed.emit(_GROUPS, codes))
        self.villages.assigned.connect(self.assigned)
        self.plan.clicked.connect(self.plan_requested)
        self.share.clicked.connect(self.share_requested)
        self.term.committed.connect(lambda code: self.changed.emit("term_id", code))


def _buttons(*parts: QWidget) -> QWidget:
    laid = FlowLayout(gap=8)
    for part in parts:
        laid.addWidget(part)
    return hold(laid)
