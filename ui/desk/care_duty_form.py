"""The form of what teachers do for a child; they see these lines and tick them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.services import care_facts, care_shells, records, school
from homevisit.text import _
from ui.care_rows import CareForm
from ui.rows import FormField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.care_facts import Known
    from homevisit.services.room import Room

ACT = "duties"


def make(room: Room, case_id: str, subject: str) -> CareForm:
    """Return the form with the duties that are shared now."""
    del subject
    known = care_facts.read_case(room, case_id)
    file = known.file
    staff = _who(room, known)
    field = FormField(
        ACT, _("What teachers do"), "items", staff, example=_("Add a duty"), wide=True
    )
    lines = [
        {
            "key": each.key,
            "text": each.text,
            "side": each.owner_id,
            "due_on": each.due_date,
        }
        for each in (file.duties if file else ())
    ]
    values: dict[str, Any] = {ACT: lines or [{}]}
    return CareForm(
        act=ACT,
        case_id=case_id,
        title=_("Duties of teachers"),
        fields=(field,),
        save=_("Share it"),
        values=values,
        blank=values,
        note=_("Whoever is named sees the line, and ticks it. Write no reasons here."),
    )


def _who(room: Room, known: Known) -> tuple[tuple[str, str], ...]:
    """Return who sees the shell, and who is named already."""
    names = school.staff_names(room.school)
    child = records.values_if_known(room.school, known.student_id)
    class_id = str(child.get("class_id") or "")
    named = {each.owner_id for each in (known.file.duties if known.file else ())}
    seeing = care_shells.who_may_have_duties(room.school, class_id)
    offered = {each: names.get(each, "") for each in sorted(named - {""})} | seeing
    return tuple(offered.items())


def duties_of(answers: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the duties that the lines of the form make."""
    return [
        {
            "key": each.get("key", ""),
            "text": each.get("text", ""),
            "owner_id": each.get("side", ""),
            "due_date": each.get("due_on", ""),
        }
        for each in answers.get(ACT) or ()
    ]
