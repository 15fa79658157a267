"""Special-group determinations: one record per student, group and period.

Facts are stored and both official notions of left-behind are derived from them
(`left_behind`). A concern about the mind is no group here: it belongs to counselling.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.disability_certificate import (
    certificate_cross_doubts,
    certificate_doubts,
)
from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    link,
    month,
    note,
    number,
    off,
    person_name,
    phone_no,
    rows,
    text,
)
from homevisit.domain.group_rules import determination_doubts
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
    Row,
    Whole,
)
from homevisit.text import N_

_NEEDS_NUMBER = frozenset({"orphan", "martyr_child", "disabled"})


class Grandparent(Row):
    """A grandparent as the register of left-behind children names one."""

    relation: str = ""
    name: str = ""
    birth_date: str = ""


class HardshipMember(Row):
    """A family member as the hardship form lists one."""

    name: str = ""
    relation: str = ""
    age: Whole = None
    occupation: str = ""
    monthly_income_cents: Whole = None
    health: str = ""


class Determination(Record):
    """A student's belonging to one group from one day to another."""

    KIND = "determination"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="valid_from", author_id="found_by", title="group_code")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    group_code: Annotated[str, choice(N_("Group"), "groups", REQUIRED, S2)] = ""
    group_subtype: Annotated[
        str, choice(N_("Subtype"), "group_subtypes", OPTIONAL, S2)
    ] = ""
    evidence_type: Annotated[
        str, choice(N_("Grounds"), "evidence_types", REQUIRED, S1)
    ] = ""
    evidence_no: Annotated[str, text(N_("Number of the proof"), CONDITIONAL, S2)] = ""
    valid_from: Annotated[str, day(N_("Valid from"), REQUIRED, S1)] = ""
    valid_to: Annotated[str, day(N_("Valid until"), OPTIONAL, S1)] = ""
    state: Annotated[
        str,
        choice(N_("State of the determination"), "determination_states", OPTIONAL, S0),
    ] = ""
    found_by: Annotated[str, link(N_("Determined by"), "staff", REQUIRED, S0)] = ""
    checked_by: Annotated[str, link(N_("Checked by"), "staff", REQUIRED, S0)] = ""
    approved_by: Annotated[str, link(N_("Approved by"), "staff", REQUIRED, S0)] = ""
    disclose_to_parent: Annotated[
        Flag, flag(N_("Shown to the parents"), REQUIRED, S1)
    ] = None
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""

    # Left-behind: the civil-affairs register.
    filing_unit: Annotated[str, text(N_("Filing unit"), OPTIONAL, S1)] = ""
    filing_date: Annotated[str, day(N_("Filing date"), OPTIONAL, S1)] = ""
    hukou_registered: Annotated[
        Flag, flag(N_("Residence is registered"), OPTIONAL, S1)
    ] = None
    health: Annotated[
        str, choice(N_("Physical condition"), "child_health", OPTIONAL, S2)
    ] = ""
    illness_type: Annotated[
        str, choice(N_("Kind of illness"), "illness_types", CONDITIONAL, S2)
    ] = ""
    schooling: Annotated[str, choice(N_("Schooling"), "schooling", OPTIONAL, S1)] = ""
    grandparents: Annotated[
        tuple[Grandparent, ...],
        off(
            rows(N_("Grandparents"), "relations", OPTIONAL, S1),
            N_("Only the civil-affairs register asks for their birth dates."),
        ),
    ] = ()
    both_away: Annotated[Flag, flag(N_("Both parents are away"), CONDITIONAL, S2)] = (
        None
    )
    one_away_other_unable: Annotated[
        Flag, flag(N_("One parent is away, the other unable"), CONDITIONAL, S2)
    ] = None
    unable_party: Annotated[
        str, choice(N_("Parent unable to care"), "parents", CONDITIONAL, S2)
    ] = ""
    has_entrusted: Annotated[
        Flag, flag(N_("Care is entrusted to somebody"), OPTIONAL, S2)
    ] = None
    entrusted_id: Annotated[
        str, link(N_("Entrusted carer"), "family_member", CONDITIONAL, S1)
    ] = ""
    guardianship_kind: Annotated[
        str, choice(N_("Kind of guardianship"), "guardianship_kinds", OPTIONAL, S2)
    ] = ""
    guardianship_grade: Annotated[
        str, choice(N_("Guardianship as assessed"), "guardianship_grades", OPTIONAL, S2)
    ] = ""
    income_sources: Annotated[
        Codes, choices(N_("Sources of income"), "income_sources", OPTIONAL, S2)
    ] = ()
    relief: Annotated[
        Codes, choices(N_("Relief received"), "relief_kinds", OPTIONAL, S2)
    ] = ()

    # Single-parent and re-formed families.
    single_parent_reason: Annotated[
        str,
        choice(N_("Why one parent"), "single_parent_reasons", CONDITIONAL, S2),
    ] = ""
    living_with: Annotated[
        str, choice(N_("Lives with"), "living_with", OPTIONAL, S2)
    ] = ""
    other_parent_contact: Annotated[
        str,
        choice(
            N_("Contact with the other parent"), "other_parent_contact", OPTIONAL, S2
        ),
    ] = ""
    reformed_family: Annotated[
        Flag, flag(N_("Parent has married again"), OPTIONAL, S2)
    ] = None

    # Disability.
    disability_cert_no: Annotated[
        str, text(N_("Disability certificate number"), CONDITIONAL, S2)
    ] = ""
    disability_category: Annotated[
        str, choice(N_("Category of disability"), "disability_categories", OPTIONAL, S2)
    ] = ""
    disability_level: Annotated[
        str, choice(N_("Level of disability"), "disability_levels", OPTIONAL, S2)
    ] = ""
    suspected_no_cert: Annotated[
        str,
        off(
            text(N_("Suspected, without a certificate"), OPTIONAL, S2),
            N_("A suspicion is not a finding and can stay with a child for years."),
        ),
    ] = ""
    main_impairment: Annotated[
        str, choice(N_("Main impairment"), "disability_categories", CONDITIONAL, S2)
    ] = ""
    placement: Annotated[str, choice(N_("Placement"), "placements", OPTIONAL, S2)] = ""
    individual_plan_id: Annotated[
        str, link(N_("Individual plan"), "attachment", OPTIONAL, S2)
    ] = ""
    plan_review_date: Annotated[
        str, day(N_("Plan to be reviewed on"), OPTIONAL, S1)
    ] = ""
    accommodations: Annotated[
        str, note(N_("Aids and accessibility needs"), OPTIONAL, S2)
    ] = ""
    carer: Annotated[str, person_name(N_("Carer"), OPTIONAL, S1)] = ""
    carer_phone: Annotated[str, phone_no(N_("Carer's phone"), OPTIONAL, S1)] = ""
    rehabilitation: Annotated[str, note(N_("Rehabilitation"), OPTIONAL, S2)] = ""

    # Migrant and accompanying children.
    origin: Annotated[str, text(N_("Comes from"), OPTIONAL, S1)] = ""
    moved_in: Annotated[str, month(N_("Living here since"), OPTIONAL, S1)] = ""
    residence_permit: Annotated[
        Flag, flag(N_("Has a residence permit"), OPTIONAL, S1)
    ] = None
    expected_move: Annotated[str, text(N_("Expected move"), OPTIONAL, S1)] = ""

    # Orphans and de-facto unattended children.
    father_case: Annotated[
        str, choice(N_("Father's circumstances"), "parent_cases", CONDITIONAL, S2)
    ] = ""
    mother_case: Annotated[
        str, choice(N_("Mother's circumstances"), "parent_cases", CONDITIONAL, S2)
    ] = ""
    decision_no: Annotated[str, text(N_("Decision number"), OPTIONAL, S2)] = ""
    actual_carer: Annotated[
        str, person_name(N_("Who brings the child up"), OPTIONAL, S1)
    ] = ""
    living_allowance_cents: Annotated[
        Whole, number(N_("Living allowance a month"), OPTIONAL, S2)
    ] = None

    # Economic hardship and children in difficulty.
    hardship_types: Annotated[
        Codes, choices(N_("Kinds of hardship"), "hardship_types", CONDITIONAL, S2)
    ] = ()
    hardship_level: Annotated[
        str, choice(N_("Degree of hardship"), "hardship_levels", OPTIONAL, S2)
    ] = ""
    school_year: Annotated[
        Whole, number(N_("Decided for the school year"), CONDITIONAL, S0)
    ] = None
    household_size: Annotated[
        Whole, number(N_("People in the household"), OPTIONAL, S2)
    ] = None
    hardship_members: Annotated[
        tuple[HardshipMember, ...],
        off(
            rows(N_("Family members and income"), "relations", OPTIONAL, S2),
            N_("Each one's income is asked only when the aid form demands it."),
        ),
    ] = ()
    aid_received: Annotated[str, note(N_("Aid received so far"), OPTIONAL, S2)] = ""
    application_reason: Annotated[
        str, note(N_("Reason for applying"), OPTIONAL, S2)
    ] = ""
    difficulty_class: Annotated[
        str, choice(N_("Class of difficulty"), "difficulty_classes", OPTIONAL, S2)
    ] = ""

    def also_missing(self) -> tuple[str, ...]:
        needed: dict[str, tuple[str, ...]] = {
            "single_parent": ("single_parent_reason",),
            "disabled": ("disability_cert_no",),
            "de_facto_unattended": ("father_case", "mother_case"),
            "economic_hardship": ("hardship_types", "school_year"),
        }
        by_number = ("evidence_no",) if self.group_code in _NEEDS_NUMBER else ()
        if self.group_code == "disabled" and self.disability_cert_no:
            by_number = ()
        return needed.get(self.group_code, ()) + by_number

    def cross_doubts(self) -> tuple[Doubt, ...]:
        return (
            *certificate_doubts("disability_cert_no", self.disability_cert_no),
            *certificate_cross_doubts(self),
            *determination_doubts(self),
        )
