"""What only psychology staff read of a case: its file, its steps, its plan.

Records of this file are in the counselling ledger and in no other. A step is never
edited: it says what one person did when; `after` are the steps that person knew of, so
that the order of acts does not hang on the clock of a computer.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from homevisit.domain import fields
from homevisit.domain.care_records import Duty
from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    instant,
    key,
    link,
    links,
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
    Record,
    Row,
    Whole,
)
from homevisit.text import N_


class CareFile(Record):
    """The psychologist's file of a case; its id is the case's.

    `hint` and `duties` are what she puts into the shell for teachers.
    """

    KIND = "care_file"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="opened_at", author_id="accepted_by", title="case_no")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    case_no: Annotated[str, text(N_("Number of the case"), REQUIRED, S1)] = ""
    concern_ids: Annotated[Codes, links(N_("Concerns"), "concern", OPTIONAL, S2)] = ()
    categories: Annotated[
        Codes, choices(N_("Kinds of trouble"), "care_categories", OPTIONAL, S3)
    ] = ()
    accepted_by: Annotated[str, link(N_("Accepted by"), "staff", OPTIONAL, S1)] = ""
    opened_at: Annotated[str, instant(N_("Opened at"), OPTIONAL, S1)] = ""
    hint: Annotated[str, note(N_("Note for the homeroom teacher"), OPTIONAL, S2)] = ""
    duties: Annotated[
        tuple[Duty, ...], rows(N_("Duties of teachers"), "", OPTIONAL, S2)
    ] = ()


class CareStep(Record):
    """One act in a case; `details` holds what `care_steps.DETAILS` asks of its step."""

    KIND = "care_step"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="at", author_id="by_id", state="step", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", REQUIRED, S1)] = ""
    step: Annotated[str, choice(N_("Step"), "care_steps", REQUIRED, S2)] = ""
    at: Annotated[str, instant(N_("At"), REQUIRED, S1)] = ""
    by_id: Annotated[str, link(N_("By"), "staff", REQUIRED, S1)] = ""
    severity_before: Annotated[
        Whole, number(N_("Level of care before"), OPTIONAL, S3)
    ] = None
    severity: Annotated[Whole, number(N_("Level of care"), OPTIONAL, S3)] = None
    members: Annotated[Codes, links(N_("Took part"), "staff", OPTIONAL, S2)] = ()
    text: Annotated[str, note(N_("What was found and done"), OPTIONAL, S3)] = ""
    details: Annotated[dict[str, Any], key(N_("More"), OPTIONAL, S3)] = Field(
        default_factory=dict
    )
    next_on: Annotated[str, day(N_("Next on"), OPTIONAL, S1)] = ""
    approval_id: Annotated[
        str, link(N_("Leader's word"), "care_approval", OPTIONAL, S1)
    ] = ""
    after: Annotated[Codes, key(N_("After these steps"), OPTIONAL, S0)] = ()


class PlanPerson(Row):
    """Somebody who takes part in an item: a colleague by id, or anybody by name."""

    staff_id: str = ""
    name: str = ""
    role: str = ""


class PlanItem(Record):
    """One item of the child's plan (一生一策)."""

    KIND = "plan_item"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="next_on", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", REQUIRED, S1)] = ""
    kind: Annotated[
        str, choice(N_("Kind of item"), "plan_item_kinds", REQUIRED, S2)
    ] = ""
    text: Annotated[str, note(N_("What is to be done"), OPTIONAL, S3)] = ""
    people: Annotated[
        tuple[PlanPerson, ...], rows(N_("People taking part"), "", OPTIONAL, S2)
    ] = ()
    frequency: Annotated[str, fields.text(N_("How often"), OPTIONAL, S2)] = ""
    from_date: Annotated[str, day(N_("From"), OPTIONAL, S1)] = ""
    to_date: Annotated[str, day(N_("Until"), OPTIONAL, S1)] = ""
    next_on: Annotated[str, day(N_("Next on"), OPTIONAL, S1)] = ""
    done_on: Annotated[str, day(N_("Done on"), OPTIONAL, S1)] = ""
    times: Annotated[Whole, number(N_("Times so far"), OPTIONAL, S1)] = None
    state: Annotated[
        str, choice(N_("State of the item"), "plan_item_states", REQUIRED, S1)
    ] = ""
    forbidden: Annotated[str, note(N_("Not to be done"), OPTIONAL, S3)] = ""
    safety: Annotated[str, note(N_("Safety measures"), OPTIONAL, S3)] = ""
    order: Annotated[Whole, number(N_("Place in the plan"), OPTIONAL, S0)] = None


class Appointment(Record):
    """One time in the psychologist's book."""

    KIND = "appointment"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="starts_at", author_id="counsellor_id", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", OPTIONAL, S1)] = ""
    counsellor_id: Annotated[str, link(N_("With"), "staff", REQUIRED, S1)] = ""
    starts_at: Annotated[str, instant(N_("Begins at"), REQUIRED, S1)] = ""
    minutes: Annotated[Whole, number(N_("Minutes"), OPTIONAL, S0)] = None
    place: Annotated[str, text(N_("Place of meeting"), OPTIONAL, S0)] = ""
    about: Annotated[str, text(N_("About"), OPTIONAL, S3)] = ""
    state: Annotated[
        str,
        choice(N_("State of the appointment"), "care_appointment_states", REQUIRED, S1),
    ] = ""
    moved_from: Annotated[str, instant(N_("Moved from"), OPTIONAL, S1)] = ""
    reason: Annotated[str, text(N_("Why it was moved or not held"), OPTIONAL, S2)] = ""
    note_id: Annotated[str, link(N_("Record"), "counselling_note", OPTIONAL, S1)] = ""


class ReleasedEntry(Record):
    """Which entries were released to which leader; the words went sealed."""

    KIND = "released_entry"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="released_at", author_id="released_by", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", REQUIRED, S1)] = ""
    request_id: Annotated[str, link(N_("Request"), "room_request", OPTIONAL, S1)] = ""
    entry_ids: Annotated[Codes, key(N_("Entries released"), REQUIRED, S2)] = ()
    released_to: Annotated[str, link(N_("Released to"), "staff", REQUIRED, S1)] = ""
    released_by: Annotated[str, link(N_("Released by"), "staff", REQUIRED, S1)] = ""
    released_at: Annotated[str, instant(N_("Released at"), REQUIRED, S1)] = ""
    is_read_back: Annotated[Flag, flag(N_("The leader has it"), OPTIONAL, S0)] = None
