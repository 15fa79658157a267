"""The home visit, what is added after it is finalised, and the school's review.

A finalised visit is never edited: `VisitAddendum` corrects, `VisitReview` accepts or
returns. Promises and problems are follow-up items. Siblings visited on one trip have a
record each, joined by `trip_id`.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    instant,
    key,
    link,
    note,
    number,
    rows,
    text,
    time_of_day,
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
    Row,
    Whole,
)
from homevisit.domain.visit_rules import COMPLETED, NO_RISK, visit_doubts
from homevisit.text import N_


class Companion(Row):
    """Somebody who came along: a colleague by id, or a guest by name."""

    staff_id: str = ""
    name: str = ""
    role: str = ""


class Interviewee(Row):
    """Somebody of the family who was spoken with."""

    member_id: str = ""
    name: str = ""
    relation: str = ""


class Visit(Record):
    """One visit to one student's family, held or attempted."""

    KIND = "visit"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(
        on_date="visit_date",
        state="outcome",
        author_id="lead_teacher_id",
        title="visit_no",
    )

    visit_no: Annotated[str, text(N_("Visit number"), REQUIRED, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    trip_id: Annotated[str, key(N_("Trip"), OPTIONAL, S0)] = ""
    school_year: Annotated[Whole, number(N_("School year"), REQUIRED, S0)] = None
    term_id: Annotated[str, link(N_("Term"), "term", REQUIRED, S0)] = ""
    state: Annotated[
        str, choice(N_("State of the visit"), "visit_states", REQUIRED, S0)
    ] = ""
    outcome: Annotated[str, choice(N_("Outcome"), "outcomes", REQUIRED, S0)] = ""
    visit_date: Annotated[str, day(N_("Date of the visit"), REQUIRED, S0)] = ""
    start_time: Annotated[str, time_of_day(N_("Began at"), OPTIONAL, S0)] = ""
    end_time: Annotated[str, time_of_day(N_("Ended at"), OPTIONAL, S0)] = ""
    minutes: Annotated[Whole, number(N_("Minutes"), OPTIONAL, S0)] = None
    visit_form: Annotated[
        str, choice(N_("Form of the visit"), "visit_forms", REQUIRED, S0)
    ] = ""
    visit_type: Annotated[
        str, choice(N_("Type of visit"), "visit_types", REQUIRED, S0)
    ] = ""
    ordinal: Annotated[
        Whole, number(N_("Which visit of the school year"), OPTIONAL, S0)
    ] = None
    place: Annotated[str, text(N_("Place of the visit"), OPTIONAL, S2)] = ""
    lead_teacher_id: Annotated[
        str, link(N_("Visiting teacher"), "staff", REQUIRED, S0)
    ] = ""
    companions: Annotated[
        tuple[Companion, ...],
        rows(N_("Who came along"), "companion_roles", OPTIONAL, S0),
    ] = ()
    interviewees: Annotated[
        tuple[Interviewee, ...], rows(N_("Spoken with"), "relations", CONDITIONAL, S1)
    ] = ()
    student_present: Annotated[Flag, flag(N_("Student was present"), OPTIONAL, S0)] = (
        None
    )
    purposes: Annotated[
        Codes, choices(N_("Purpose of the visit"), "visit_purposes", REQUIRED, S1)
    ] = ()
    purpose_note: Annotated[str, text(N_("Occasion"), OPTIONAL, S1)] = ""
    appointment_way: Annotated[
        str, choice(N_("How it was arranged"), "appointment_ways", OPTIONAL, S0)
    ] = ""
    appointment_on: Annotated[str, day(N_("Arranged on"), OPTIONAL, S0)] = ""
    family_check: Annotated[
        str, choice(N_("Family facts on file"), "family_checks", OPTIONAL, S1)
    ] = ""
    family_situation: Annotated[
        str, note(N_("Family situation as verified"), OPTIONAL, S2)
    ] = ""
    living_env: Annotated[
        str, choice(N_("Place to study"), "living_env", OPTIONAL, S1)
    ] = ""
    book_count: Annotated[
        Whole, number(N_("Books for the child at home"), OPTIONAL, S1)
    ] = None
    living_env_note: Annotated[
        str, note(N_("Living and study conditions"), OPTIONAL, S1)
    ] = ""
    parenting: Annotated[
        str, choice(N_("Way of parenting"), "parenting", OPTIONAL, S2)
    ] = ""
    parent_child: Annotated[
        str, choice(N_("Parents and child"), "parent_child", OPTIONAL, S2)
    ] = ""
    parent_child_note: Annotated[
        str, note(N_("How parents and child talk"), OPTIONAL, S2)
    ] = ""
    at_home: Annotated[str, note(N_("The student at home"), OPTIONAL, S1)] = ""
    at_school: Annotated[str, note(N_("The student at school"), OPTIONAL, S1)] = ""
    child_words: Annotated[str, note(N_("The child's own words"), OPTIONAL, S2)] = ""
    parent_opinion: Annotated[
        str, note(N_("Parents' opinions and suggestions"), OPTIONAL, S1)
    ] = ""
    opinion_categories: Annotated[
        Codes, choices(N_("Opinions concern"), "opinion_categories", OPTIONAL, S1)
    ] = ()
    parent_needs: Annotated[
        str, note(N_("Parents' needs and difficulties"), OPTIONAL, S2)
    ] = ""
    policies_told: Annotated[
        Codes, choices(N_("Policies explained"), "policies", OPTIONAL, S0)
    ] = ()
    guidance_given: Annotated[
        str, note(N_("Family education guidance"), OPTIONAL, S0)
    ] = ""
    consensus: Annotated[
        str, note(N_("Agreed between home and school"), OPTIONAL, S1)
    ] = ""
    problems: Annotated[str, note(N_("Problems found"), OPTIONAL, S2)] = ""
    risks_found: Annotated[
        Codes, choices(N_("Signs of risk"), "risk_kinds", REQUIRED, S2)
    ] = ()
    risk_note: Annotated[str, note(N_("What was seen or heard"), CONDITIONAL, S2)] = ""
    follow_up_plan: Annotated[str, note(N_("Further plan"), OPTIONAL, S1)] = ""
    next_date: Annotated[str, day(N_("Return visit on"), OPTIONAL, S1)] = ""
    aid_id: Annotated[str, link(N_("Aid given"), "aid", OPTIONAL, S2)] = ""
    satisfaction: Annotated[
        str, choice(N_("Parents' satisfaction"), "satisfaction", OPTIONAL, S1)
    ] = ""
    teacher_signed_at: Annotated[
        str, instant(N_("Teacher's signature"), OPTIONAL, S0)
    ] = ""
    parent_sign: Annotated[
        str, choice(N_("Parent's signature"), "parent_signs", OPTIONAL, S1)
    ] = ""
    parent_unsigned_reason: Annotated[
        str, text(N_("Why not signed"), CONDITIONAL, S1)
    ] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S1)] = ""
    recorded_by: Annotated[str, link(N_("Recorded by"), "staff", OPTIONAL, S0)] = ""
    recorded_at: Annotated[str, instant(N_("Recorded at"), OPTIONAL, S0)] = ""
    finalised_by: Annotated[str, link(N_("Finalised by"), "staff", OPTIONAL, S0)] = ""
    finalised_at: Annotated[str, instant(N_("Finalised at"), OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        met = ("interviewees",) if self.outcome == COMPLETED else ()
        risk = ("risk_note",) if set(self.risks_found) - {NO_RISK} else ()
        unsigned = self.parent_sign in {"declined", "absent"}
        return met + risk + (("parent_unsigned_reason",) if unsigned else ())

    def waived(self) -> tuple[str, ...]:
        attempted = self.outcome not in {"", COMPLETED}
        return ("purposes", "risks_found") if attempted else ()

    def cross_doubts(self) -> tuple[Doubt, ...]:
        return visit_doubts(self)


class VisitAddendum(Record):
    """A correction of, or addition to, a finalised visit; both stay visible."""

    KIND = "visit_addendum"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="written_on", author_id="written_by", title="reason")

    visit_id: Annotated[str, link(N_("Visit"), "visit", REQUIRED, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    corrects_field: Annotated[str, key(N_("Field corrected"), OPTIONAL, S0)] = ""
    content: Annotated[str, note(N_("Addition or correction"), REQUIRED, S2)] = ""
    reason: Annotated[str, text(N_("Reason"), REQUIRED, S1)] = ""
    written_by: Annotated[str, link(N_("Written by"), "staff", REQUIRED, S0)] = ""
    written_on: Annotated[str, day(N_("Written on"), REQUIRED, S0)] = ""
    written_at: Annotated[str, instant(N_("Written at"), REQUIRED, S0)] = ""


class VisitReview(Record):
    """The school's examination of a finalised visit: accepted, or returned."""

    KIND = "visit_review"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="reviewed_on", state="decision", author_id="reviewer_id")

    visit_id: Annotated[str, link(N_("Visit"), "visit", REQUIRED, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    decision: Annotated[
        str, choice(N_("Decision"), "review_decisions", REQUIRED, S0)
    ] = ""
    remark: Annotated[str, note(N_("Reviewer's remark"), CONDITIONAL, S1)] = ""
    reviewer_id: Annotated[str, link(N_("Reviewer"), "staff", REQUIRED, S0)] = ""
    reviewed_on: Annotated[str, day(N_("Reviewed on"), REQUIRED, S0)] = ""
    reviewed_at: Annotated[str, instant(N_("Reviewed at"), REQUIRED, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        return ("remark",) if self.decision == "returned" else ()
