"""Family members and guardians, and the household that siblings share.

A child need not have a father's or a mother's row, and a guardian can be an
institution. Education and employer are off: parents rightly ask why.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    link,
    links,
    month,
    note,
    number,
    off,
    person_name,
    phone_no,
    text,
)
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Codes,
    Compartment,
    Doubt,
    Flag,
    IndexedBy,
    Record,
    Whole,
)
from homevisit.domain.resident_id import resident_id_doubts
from homevisit.text import N_


class FamilyMember(Record):
    """One person of a student's family, or one who cares for the student."""

    KIND = "family_member"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(title="name", state="relation")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    name: Annotated[str, person_name(N_("Family member's name"), REQUIRED, S1)] = ""
    relation: Annotated[
        str, choice(N_("Relation to the student"), "relations", REQUIRED, S1)
    ] = ""
    is_guardian: Annotated[Flag, flag(N_("Is a guardian"), REQUIRED, S1)] = None
    guardian_order: Annotated[
        Whole, number(N_("Order among the guardians"), OPTIONAL, S0)
    ] = None
    lives_together: Annotated[
        Flag, flag(N_("Lives with the student"), OPTIONAL, S1)
    ] = None
    phone: Annotated[str, phone_no(N_("Family member's phone"), REQUIRED, S1)] = ""
    is_emergency_contact: Annotated[
        Flag, flag(N_("Is the emergency contact"), OPTIONAL, S1)
    ] = None
    birth_date: Annotated[
        str,
        off(
            day(N_("Family member's date of birth"), OPTIONAL, S1),
            N_("Only the register of left-behind children asks for it."),
        ),
    ] = ""
    id_doc_no: Annotated[
        str,
        off(
            text(N_("Family member's identity number"), CONDITIONAL, S2),
            N_("Needed only when the child has no identity number."),
        ),
    ] = ""
    work_place: Annotated[
        str, text(N_("Works in (province and city)"), CONDITIONAL, S1)
    ] = ""
    employer: Annotated[
        str,
        off(
            text(N_("Employer"), OPTIONAL, S1),
            N_("The province and city are enough to reach a parent who works away."),
        ),
    ] = ""
    is_away: Annotated[
        Flag, flag(N_("Works or lives away from home"), OPTIONAL, S1)
    ] = None
    away_since: Annotated[str, month(N_("Away since"), CONDITIONAL, S1)] = ""
    return_plan: Annotated[str, month(N_("Expected back"), OPTIONAL, S1)] = ""
    contact_frequency: Annotated[
        str,
        choice(N_("Contact with the child"), "contact_frequencies", OPTIONAL, S1),
    ] = ""
    guardianship_ability: Annotated[
        str,
        choice(N_("Ability to care"), "guardianship_abilities", CONDITIONAL, S2),
    ] = ""
    member_health: Annotated[
        str, choice(N_("Family member's health"), "member_health", OPTIONAL, S2)
    ] = ""
    parent_case: Annotated[
        str,
        off(
            choice(N_("Circumstances of the parent"), "parent_cases", CONDITIONAL, S2),
            N_("Only where it is the reason for care without a parent."),
        ),
    ] = ""
    education: Annotated[
        str,
        off(
            choice(N_("Level of education"), "education_levels", OPTIONAL, S1),
            N_("Parents have complained of this question; it decides nothing."),
        ),
    ] = ""
    marriage: Annotated[
        str,
        off(
            choice(N_("Marriage of the parents"), "marriages", OPTIONAL, S2),
            N_("Needed only to determine a single-parent family."),
        ),
    ] = ""
    entrusted_since: Annotated[
        str, day(N_("Written notice of entrusted care on"), CONDITIONAL, S1)
    ] = ""
    entrusted_notice_id: Annotated[
        str, link(N_("Notice of entrusted care"), "attachment", OPTIONAL, S1)
    ] = ""
    address: Annotated[
        str,
        off(
            text(N_("Family member's address"), CONDITIONAL, S2),
            N_("Needed only for somebody entrusted with the care."),
        ),
    ] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S1)] = ""

    def also_missing(self) -> tuple[str, ...]:
        away = ("work_place", "away_since") if self.is_away else ()
        entrusted = ("entrusted_since",) if self.relation == "entrusted_carer" else ()
        return away + entrusted

    def cross_doubts(self) -> tuple[Doubt, ...]:
        return resident_id_doubts("id_doc_no", self.id_doc_no)


class Household(Record):
    """The home that siblings share: one trip, one household, several students."""

    KIND = "household"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(title="label")

    label: Annotated[str, text(N_("Household"), OPTIONAL, S1)] = ""
    student_ids: Annotated[
        Codes, links(N_("Siblings at the school"), "student", OPTIONAL, S1)
    ] = ()
    family_structure: Annotated[
        str, choice(N_("Family structure"), "family_structures", OPTIONAL, S2)
    ] = ""
    income_sources: Annotated[
        Codes, choices(N_("Sources of income"), "income_sources", OPTIONAL, S2)
    ] = ()
    size: Annotated[Whole, number(N_("People in the household"), OPTIONAL, S2)] = None
    village: Annotated[str, text(N_("Village or neighbourhood"), OPTIONAL, S1)] = ""
    way_there: Annotated[str, note(N_("How to get there"), OPTIONAL, S2)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""
