"""What psychology staff write in a session, and what a screening gave (2.7 and 2.8).

A session's record has the number of the case and no name, ID number or address. Of a
screening there are totals and factors, never the words of an item; its strongest word
is that an interview is suggested.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

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
)
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    S3,
    Codes,
    Compartment,
    Flag,
    IndexedBy,
    Number,
    Record,
    Row,
    Whole,
)
from homevisit.text import N_


class LifeEvent(Row):
    """Something weighty that happened to the child, with its day if it is known."""

    event: str = ""
    on: str = ""
    remark: str = ""


class CounsellingNote(Record):
    """One session, individual or with others (心理辅导记录)."""

    KIND = "counselling_note"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(
        on_date="session_date", author_id="counsellor_id", title="case_no"
    )

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", OPTIONAL, S1)] = ""
    case_no: Annotated[str, text(N_("Number of the case"), REQUIRED, S1)] = ""
    first_date: Annotated[str, day(N_("First session on"), OPTIONAL, S1)] = ""
    session_date: Annotated[str, day(N_("Session on"), REQUIRED, S1)] = ""
    session_no: Annotated[Whole, number(N_("Session number"), OPTIONAL, S1)] = None
    minutes: Annotated[Whole, number(N_("Minutes"), OPTIONAL, S0)] = None
    place: Annotated[str, text(N_("Place of meeting"), OPTIONAL, S0)] = ""
    counsellor_id: Annotated[str, link(N_("Counsellor"), "staff", REQUIRED, S1)] = ""
    format: Annotated[
        str, choice(N_("Form of the session"), "counselling_formats", REQUIRED, S1)
    ] = ""
    mode: Annotated[
        str, choice(N_("Way of meeting"), "counselling_modes", OPTIONAL, S1)
    ] = ""
    referral_source: Annotated[
        str, choice(N_("Who asked for it"), "counselling_sources", OPTIONAL, S2)
    ] = ""
    student_consent: Annotated[Flag, flag(N_("The student agrees"), OPTIONAL, S2)] = (
        None
    )
    guardian_consent: Annotated[Flag, flag(N_("The guardian agrees"), OPTIONAL, S2)] = (
        None
    )
    consent_date: Annotated[str, day(N_("Agreed on"), OPTIONAL, S1)] = ""
    consent_id: Annotated[str, link(N_("Consent form"), "consent", OPTIONAL, S1)] = ""
    family_structure: Annotated[
        str, choice(N_("Kind of family"), "family_structures", OPTIONAL, S3)
    ] = ""
    parenting: Annotated[
        str, choice(N_("Style of upbringing"), "parenting", OPTIONAL, S3)
    ] = ""
    life_events: Annotated[
        tuple[LifeEvent, ...],
        rows(N_("Weighty events"), "counselling_life_events", OPTIONAL, S3),
    ] = ()
    health: Annotated[str, note(N_("Health"), OPTIONAL, S3)] = ""
    diagnosis: Annotated[str, note(N_("What a hospital wrote"), OPTIONAL, S3)] = ""
    diagnosed_by: Annotated[str, text(N_("Which hospital"), OPTIONAL, S3)] = ""
    medication: Annotated[str, note(N_("Medicine"), OPTIONAL, S3)] = ""
    chief_complaint: Annotated[
        str, note(N_("In the student's own words"), OPTIONAL, S3)
    ] = ""
    observation: Annotated[
        str, note(N_("Observed: mood, behaviour, thinking"), OPTIONAL, S3)
    ] = ""
    problem_categories: Annotated[
        Codes, choices(N_("Kinds of trouble"), "care_categories", OPTIONAL, S3)
    ] = ()
    risks: Annotated[
        Codes,
        choices(N_("Danger seen or spoken of"), "counselling_risks", OPTIONAL, S3),
    ] = ()
    risk_note: Annotated[str, note(N_("About the danger"), OPTIONAL, S3)] = ""
    protective: Annotated[str, note(N_("What protects"), OPTIONAL, S3)] = ""
    triggers: Annotated[str, note(N_("What sets it off"), OPTIONAL, S3)] = ""
    support: Annotated[str, note(N_("Who supports"), OPTIONAL, S3)] = ""
    goals: Annotated[str, note(N_("Goals"), OPTIONAL, S3)] = ""
    process: Annotated[str, note(N_("What was done in the session"), OPTIONAL, S3)] = ""
    technique: Annotated[str, text(N_("Technique"), OPTIONAL, S3)] = ""
    effect: Annotated[str, note(N_("Effect"), OPTIONAL, S3)] = ""
    plan: Annotated[str, note(N_("Further plan"), OPTIONAL, S3)] = ""
    next_date: Annotated[str, day(N_("Next session on"), OPTIONAL, S1)] = ""
    referral_needed: Annotated[
        str, choice(N_("Advice to refer"), "counselling_referrals", OPTIONAL, S3)
    ] = ""
    secrecy_step_id: Annotated[
        str, link(N_("Confidentiality broken in"), "care_step", OPTIONAL, S3)
    ] = ""
    recorded_at: Annotated[str, instant(N_("Recorded at"), OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        # "Diagnosis" is the word of a hospital or of nobody (domain.md 4.4).
        return ("diagnosed_by",) if self.diagnosis and not self.diagnosed_by else ()


class Threshold(Row):
    """From which value on a total ("") or a factor is worth a word; editable."""

    factor: str = ""
    at_least: Number = None
    result: str = ""
    source: str = ""


class ScreeningBatch(Record):
    """One screening of many students: the scale by name, numbers and thresholds."""

    KIND = "screening_batch"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="on_date", title="name")

    name: Annotated[str, text(N_("Name of the batch"), REQUIRED, S1)] = ""
    on_date: Annotated[str, day(N_("Held on"), REQUIRED, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", OPTIONAL, S0)] = ""
    organiser: Annotated[str, text(N_("Organised by"), OPTIONAL, S0)] = ""
    scale: Annotated[str, choice(N_("Scale"), "screening_scales", REQUIRED, S1)] = ""
    scale_version: Annotated[str, text(N_("Version of the scale"), OPTIONAL, S0)] = ""
    expected: Annotated[Whole, number(N_("To be screened"), OPTIONAL, S1)] = None
    done: Annotated[Whole, number(N_("Screened"), OPTIONAL, S1)] = None
    invalid: Annotated[Whole, number(N_("Not valid"), OPTIONAL, S1)] = None
    thresholds: Annotated[
        tuple[Threshold, ...],
        rows(N_("Thresholds"), "screening_results", OPTIONAL, S2),
    ] = ()
    threshold_source: Annotated[
        str, text(N_("Where the thresholds come from"), OPTIONAL, S0)
    ] = ""
    validity_factor: Annotated[str, text(N_("Factor of validity"), OPTIONAL, S1)] = ""
    invalid_from: Annotated[Number, number(N_("Not valid from"), OPTIONAL, S1)] = None
    file_name: Annotated[str, text(N_("Name of the file"), OPTIONAL, S0)] = ""
    file_digest: Annotated[str, key(N_("Digest of the file"), OPTIONAL, S0)] = ""
    imported_at: Annotated[str, instant(N_("Imported at"), OPTIONAL, S0)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""


class ScreeningResult(Record):
    """What a batch gave for one student: totals and factors, and a person's word."""

    KIND = "screening_result"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="on_date", state="result", title="batch_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    batch_id: Annotated[str, link(N_("Batch"), "screening_batch", REQUIRED, S1)] = ""
    on_date: Annotated[str, day(N_("Held on"), OPTIONAL, S1)] = ""
    consent_status: Annotated[
        str, choice(N_("The guardian's consent"), "consent_answers", OPTIONAL, S2)
    ] = ""
    is_valid: Annotated[Flag, flag(N_("Valid"), OPTIONAL, S2)] = None
    total: Annotated[Number, number(N_("Total"), OPTIONAL, S3)] = None
    factors: Annotated[dict[str, float], key(N_("Factors"), OPTIONAL, S3)] = Field(
        default_factory=dict
    )
    over: Annotated[Codes, key(N_("Over a threshold"), OPTIONAL, S3)] = ()
    result: Annotated[
        str, choice(N_("First result"), "screening_results", OPTIONAL, S3)
    ] = ""
    interview_date: Annotated[str, day(N_("Interview on"), OPTIONAL, S3)] = ""
    interviewer_id: Annotated[str, link(N_("Interview by"), "staff", OPTIONAL, S1)] = ""
    conclusion: Annotated[
        str, choice(N_("After the interview"), "screening_conclusions", OPTIONAL, S3)
    ] = ""
    conclusion_note: Annotated[str, note(N_("About the interview"), OPTIONAL, S3)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", OPTIONAL, S3)] = ""
