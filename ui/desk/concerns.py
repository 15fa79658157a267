"""What looks wrong in a file or a form, in words: which field, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.kinds import KINDS
from homevisit.domain.record import facts_of
from homevisit.services import visits
from homevisit.text import translate
from ui.rows import Concern

if TYPE_CHECKING:
    from homevisit.domain.record import Doubt
    from homevisit.services.student_files import StudentFile
    from homevisit.services.visits import VisitForm

# A form offers only codes that it knows; the others are the school's own words.
_UNKNOWN_CODE = "code_unknown"


def concerns(file: StudentFile) -> tuple[Concern, ...]:
    """Return what somebody should look at again in a child's file."""
    kinds = {file.student.id: "student", file.private.id: "student_private"}
    kinds |= {each.id: "determination" for each in file.determinations}
    kinds |= {each.id: "family_member" for each in file.members}
    names = {each.id: each.name for each in file.members}
    return tuple(
        Concern(
            record_id,
            doubt.field,
            _label(kinds.get(record_id, ""), doubt.field),
            said(doubt),
            names.get(record_id, ""),
        )
        for record_id, doubt in dict.fromkeys(file.doubts)
    )


def form_concerns(form: VisitForm) -> dict[str, str]:
    """Return by field what looks odd in a form; none of it stops anything."""
    return {
        doubt.field: said(doubt)
        for doubt in visits.doubts_about(form)
        if doubt.code != _UNKNOWN_CODE
    }


def said(doubt: Doubt) -> str:
    """Return the sentence of a doubt in the language in use."""
    return translate(doubt.message).format(**doubt.facts)


def _label(kind: str, field: str) -> str:
    facts = facts_of(KINDS[kind]).get(field) if kind else None
    return translate(facts.label) if facts is not None else field
