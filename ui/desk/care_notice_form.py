"""The form of a notice to the guardian; the homeroom teacher reads it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain.care_records import GuardianNotice
from homevisit.domain.record import facts_of
from homevisit.services import care_facts, families, guardian_notices
from homevisit.text import _, translate
from ui.care_rows import CareForm
from ui.desk.care_questions import Questions, answered, shown
from ui.rows import FormField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.room import Room

ACT = "guardian_notice"
WITNESSES = "witnesses"
_BETWEEN = "、"
_NAMES = (
    "form",
    "told_on",
    "guardian_name",
    "guardian_phone",
    "observed",
    "advice",
    "safety_advice",
    "choice",
    "choice_note",
    "signature",
    "signed_on",
    "refusal_note",
)


def make(room: Room, case_id: str, subject: str) -> CareForm:
    """Return the form of a notice: the one that is not signed yet, or a new one."""
    facts = facts_of(GuardianNotice)
    questions = Questions(room.school)
    fields = [questions.ask(name, facts[name]) for name in _NAMES]
    label = translate(facts[WITNESSES].label)
    fields.append(FormField(WITNESSES, label, hint=_("two names"), is_name=True))
    notice = _unsigned(room, case_id, subject)
    values = _known(notice) if notice else _new(room, case_id)
    return CareForm(
        act=ACT,
        case_id=case_id,
        title=_("Notice to the guardian"),
        fields=tuple(fields),
        save=_("Record it"),
        values=values,
        blank=values,
        note=_("The homeroom teacher reads this, too: facts and advice, no reasons."),
        subject=notice.id if notice else "",
    )


def values_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the record that the answers make."""
    facts = facts_of(GuardianNotice)
    values = {name: answered(facts[name], answers.get(name)) for name in _NAMES}
    typed = str(answers.get(WITNESSES) or "").replace("，", _BETWEEN)
    names = typed.replace(",", _BETWEEN).split(_BETWEEN)
    return {**values, WITNESSES: [each.strip() for each in names if each.strip()]}


def _unsigned(room: Room, case_id: str, subject: str) -> GuardianNotice | None:
    for each in reversed(guardian_notices.of_case(room.school, case_id)):
        if each.id == subject or not (subject or each.signature):
            return each
    return None


def _known(notice: GuardianNotice) -> dict[str, Any]:
    facts = facts_of(GuardianNotice)
    values = {name: shown(facts[name], getattr(notice, name)) for name in _NAMES}
    return {**values, WITNESSES: _BETWEEN.join(notice.witnesses)}


def _new(room: Room, case_id: str) -> dict[str, Any]:
    values = {"form": "meeting", "told_on": room.clock.today().isoformat()}
    student_id = care_facts.read_case(room, case_id).student_id
    for member in families.members_of(room.school, student_id):
        if member.is_guardian:
            return {
                **values,
                "guardian_name": member.name,
                "guardian_phone": member.phone,
            }
    return values
