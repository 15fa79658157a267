"""The form of one item of the plan for a child."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.care_room_records import PlanItem
from homevisit.domain.record import facts_of
from homevisit.services import records
from homevisit.text import N_, _, translate
from ui.care_rows import CareForm
from ui.desk.care_questions import Questions, answered, shown
from ui.rows import FormField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.room import Room

ACT = "plan_item"
PEOPLE, OTHERS = "people", "others"
_NAMES = (
    "kind",
    "text",
    "frequency",
    "next_on",
    "state",
    "times",
    "done_on",
    "forbidden",
    "safety",
)
_BETWEEN = 2
_NOTE = N_("It stays in the room. Duties of teachers are shared through the note only.")


def make(room: Room, case_id: str, subject: str) -> CareForm:
    """Return the form of an item, or of a new one."""
    facts = facts_of(PlanItem)
    questions = Questions(room.school)
    fields = [questions.ask(name, facts[name]) for name in _NAMES]
    fields[_BETWEEN:_BETWEEN] = [
        questions.staff(PEOPLE, _("Colleagues taking part")),
        FormField(OTHERS, _("Others taking part"), is_name=True),
    ]
    values: dict[str, Any] = {"state": "planned"}
    if subject:
        item = cast("PlanItem", records.read(room, subject, PlanItem.KIND))
        values = {name: shown(facts[name], getattr(item, name)) for name in _NAMES}
        values[PEOPLE] = [each.staff_id for each in item.people if each.staff_id]
        values[OTHERS] = "、".join(
            each.name for each in item.people if not each.staff_id and each.name
        )
    return CareForm(
        act=ACT,
        case_id=case_id,
        title=_("Change the item") if subject else _("Add to the plan"),
        fields=tuple(fields),
        save=_("Save"),
        values=values,
        blank=values,
        note=translate(_NOTE),
        subject=subject,
    )


def values_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the record that the answers make."""
    facts = facts_of(PlanItem)
    values = {name: answered(facts[name], answers.get(name)) for name in _NAMES}
    others = str(answers.get(OTHERS) or "").replace("，", "、").replace(",", "、")
    people = [{"staff_id": each} for each in answers.get(PEOPLE) or ()]
    people += [{"name": each.strip()} for each in others.split("、") if each.strip()]
    return {**values, "people": people}
