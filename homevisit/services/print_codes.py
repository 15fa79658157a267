"""The codes in a print: keyed digests of what is stored, section by section.

Without this vault they tell nothing about what was printed, and nobody can make
matching ones. They are made of codes, ids and instants as the records hold them, so
neither the language nor the time zone nor a renamed word changes them.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

from homevisit.canonical import write_json
from homevisit.domain.record import to_values
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services.print_facts import (
    CODE_DIGITS,
    FACTS_VERSION,
    REFERENCE_DIGITS,
    PrintFacts,
)
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.domain.record import Record
    from homevisit.services.print_material import Material
    from homevisit.services.session import Session

# Which fields of a visit each section shows; what is beside the visit comes below.
VISIT_FIELDS: Mapping[VisitSection, tuple[str, ...]] = {
    VisitSection.FACTS: (
        "visit_no",
        "student_id",
        "class_id",
        "trip_id",
        "school_year",
        "term_id",
        "outcome",
        "visit_date",
        "start_time",
        "end_time",
        "visit_form",
        "ordinal",
        "place",
        "lead_teacher_id",
        "companions",
        "interviewees",
        "student_present",
        "purposes",
        "archived",
    ),
    VisitSection.OBSERVATIONS: (
        "family_check",
        "family_situation",
        "living_env",
        "living_env_note",
        "parent_child",
        "parent_child_note",
        "at_home",
        "at_school",
        "child_words",
        "parent_opinion",
        "parent_needs",
        "guidance_given",
        "consensus",
        "follow_up_plan",
    ),
    VisitSection.AGREEMENTS: ("policies_told", "next_date", "satisfaction"),
    VisitSection.RISK: ("risks_found", "risk_note"),
    VisitSection.SIGNATURES: (
        "teacher_signed_at",
        "parent_sign",
        "parent_unsigned_reason",
        "finalised_at",
    ),
    VisitSection.ADDENDA: (),
    VisitSection.PHOTOS: (),
}

# Fields that no print shows: a change of theirs leaves the paper true.
NEVER_PRINTED = frozenset(
    {
        "state",
        "minutes",
        "visit_type",
        "purpose_note",
        "appointment_way",
        "appointment_on",
        "book_count",
        "parenting",
        "opinion_categories",
        "problems",
        "aid_id",
        "remark",
        "recorded_by",
        "recorded_at",
        "finalised_by",
    }
)

_PROMISE = ("description", "promised_by", "owner_id", "owner_name", "due_date")
_REVIEW = ("decision", "remark", "reviewer_id", "reviewed_on", "reviewed_at")
_SIGNATURE = (
    "answer",
    "reason",
    "reason_note",
    "signer_name",
    "signer_relation",
    "strokes",
    "signed_at",
)
_ADDENDUM = (
    "corrects_field",
    "content",
    "reason",
    "written_by",
    "written_on",
    "written_at",
)


class PrintCodes:
    """Makes the codes of one vault."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._content_key = session.vault.subkey("print check")
        self._reference_key = session.vault.subkey("print reference")

    def reference(self, visit_id: str) -> str:
        """Return what a print says instead of the visit's id, which holds a time."""
        digest = hmac.digest(self._reference_key, visit_id.encode(), "sha256")
        return digest.hex()[:REFERENCE_DIGITS]

    def visits_behind(self, references: Iterable[str]) -> dict[str, str]:
        """Return the visits' ids by reference; only ids are read, never contents."""
        wanted = set(references)
        every = queries.ids_of(
            self._session.ledger.db, Query("visit", with_archived=True)
        )
        behind = ((self.reference(each), each) for each in every)
        return {ref: each for ref, each in behind if ref in wanted}

    def sections(self, material: Material, sections: Iterable[str]) -> tuple[str, ...]:
        """Return the code of each of these sections as it is stored now."""
        visit_id = material.visit.id
        return tuple(
            self._keyed([visit_id, each, contents(material, VisitSection(each))])
            for each in sections
        )

    def facts(
        self,
        materials: Sequence[Material],
        sections: Iterable[VisitSection],
        copy_number: int,
    ) -> PrintFacts:
        """Return what a print of these visits is to say of itself."""
        chosen = set(sections)
        names = tuple(each.value for each in VisitSection if each in chosen)
        visits = {
            self.reference(each.visit.id): self.sections(each, names)
            for each in materials
        }
        code = self._whole(copy_number, names, visits)
        return PrintFacts(code, copy_number, names, visits)

    def are_ours(self, facts: PrintFacts) -> bool:
        """Whether this vault wrote these facts and nobody changed them since."""
        code = self._whole(facts.copy_number, facts.sections, facts.visits)
        return hmac.compare_digest(code, facts.code)

    def _whole(
        self,
        copy_number: int,
        sections: Sequence[str],
        visits: Mapping[str, Sequence[str]],
    ) -> str:
        rows = [[ref, *codes] for ref, codes in visits.items()]
        return self._keyed([FACTS_VERSION, copy_number, list(sections), rows])

    def _keyed(self, content: object) -> str:
        digest = hmac.new(self._content_key, write_json(content), hashlib.sha256)
        return digest.hexdigest()[:CODE_DIGITS]


def contents(material: Material, section: VisitSection) -> dict[str, Any]:
    """Return what a section's code vouches for: stored values, the empty left out."""
    stored = _picked(material.visit, VISIT_FIELDS[section])
    if "student_id" in stored and material.own_file:
        # A file that was merged since changes nothing on the paper.
        stored["student_id"] = material.own_file
    beside = _beside_visit(material, section)
    return stored | {name: value for name, value in beside.items() if value}


def _beside_visit(material: Material, section: VisitSection) -> dict[str, Any]:
    match section:
        case VisitSection.FACTS:
            student = material.student
            return {
                "class_id": material.visit.class_id or student.class_id,
                "student": [student.name, student.sex],
                "spoken": [
                    [each.name, each.relation, each.is_guardian]
                    for each in material.spoken
                ],
                "siblings": sorted(material.siblings),
            }
        case VisitSection.AGREEMENTS:
            ordered = sorted(material.promises, key=lambda each: each.id)
            return {"promises": [_picked(each, _PROMISE) for each in ordered]}
        case VisitSection.SIGNATURES:
            signature = material.signature
            return {
                "reviews": [_picked(each, _REVIEW) for each in material.reviews],
                "signature": _picked(signature, _SIGNATURE) if signature else {},
            }
        case VisitSection.ADDENDA:
            return {"addenda": [_picked(each, _ADDENDUM) for each in material.addenda]}
        case VisitSection.PHOTOS:
            return {"photos": [each.plaintext_hash for each in material.photos]}
    return {}


def _picked(record: Record, names: Iterable[str]) -> dict[str, Any]:
    values = to_values(record)
    return {name: values[name] for name in names if name in values}
