"""The form of a counselling note; it has the number of the case and no name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.care_counselling import CounsellingNote
from homevisit.domain.record import facts_of
from homevisit.services import records
from homevisit.services import words as word_tables
from homevisit.text import N_, _, translate
from ui.care_rows import CareForm
from ui.desk.care_questions import Questions, answered, shown
from ui.rows import FormField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.room import Room

ACT = "note"
EVENTS = "life_events"
# What is written in every session comes first.
_NAMES = (
    "session_date",
    "format",
    "minutes",
    "chief_complaint",
    "observation",
    "process",
    "effect",
    "plan",
    "next_date",
    "problem_categories",
    "risks",
    "risk_note",
    "protective",
    "triggers",
    "support",
    "goals",
    "technique",
    "referral_needed",
    "mode",
    "place",
    "referral_source",
    "student_consent",
    "guardian_consent",
    "consent_date",
    "family_structure",
    "parenting",
    "health",
    "diagnosis",
    "diagnosed_by",
    "medication",
)
_BEFORE_HEALTH = _NAMES.index("health")
_NOTE = N_(
    "Kept under the number of the case, without the name. A diagnosis is the word of a"
    " hospital and is written with its name only."
)


def make(room: Room, case_id: str, subject: str) -> CareForm:
    """Return the form of a note, or of a new one for today."""
    facts = facts_of(CounsellingNote)
    questions = Questions(room.school)
    fields = [questions.ask(name, facts[name]) for name in _NAMES]
    offered = word_tables.read_words(room.school).offered("counselling_life_events")
    label = translate(facts[EVENTS].label)
    fields.insert(_BEFORE_HEALTH, FormField(EVENTS, label, "chips", offered))
    values: dict[str, Any] = {
        "session_date": room.clock.today().isoformat(),
        "format": "individual",
    }
    if subject:
        note = cast(
            "CounsellingNote", records.read(room, subject, CounsellingNote.KIND)
        )
        values = {name: shown(facts[name], getattr(note, name)) for name in _NAMES}
        values[EVENTS] = [each.event for each in note.life_events]
    return CareForm(
        act=ACT,
        case_id=case_id,
        title=_("Counselling note"),
        fields=tuple(fields),
        save=_("Save"),
        values=values,
        blank=values,
        note=translate(_NOTE),
        subject=subject,
    )


def values_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the record that the answers make."""
    facts = facts_of(CounsellingNote)
    values = {name: answered(facts[name], answers.get(name)) for name in _NAMES}
    return {**values, EVENTS: [{"event": each} for each in answers.get(EVENTS) or ()]}
