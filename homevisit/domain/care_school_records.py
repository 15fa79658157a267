"""What leaders and the whole school keep for cases: reports, words of leaders, lists.

A mandatory report (强制报告) is never edited once it is signed; the software reminds
and records, and does not report for anybody.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain import fields
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
    CONDITIONAL,
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


class MandatoryReport(Record):
    """What was found, when, and what was done at once (domain.md 2.17)."""

    KIND = "mandatory_report"
    COMPARTMENT = Compartment.LEADERS
    INDEX = IndexedBy(on_date="found_at", author_id="signed_by", title="report_no")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    concern_id: Annotated[str, link(N_("Concern"), "concern", OPTIONAL, S2)] = ""
    report_no: Annotated[str, text(N_("Report number"), OPTIONAL, S1)] = ""
    found_at: Annotated[str, instant(N_("Found at"), REQUIRED, S2)] = ""
    found_by: Annotated[str, link(N_("Found by"), "staff", REQUIRED, S3)] = ""
    situations: Annotated[
        Codes,
        choices(N_("Situations in the law"), "care_harm_situations", REQUIRED, S3),
    ] = ()
    facts: Annotated[str, note(N_("Facts as they were found"), REQUIRED, S3)] = ""
    protection: Annotated[str, note(N_("Protection given at once"), OPTIONAL, S3)] = ""
    informed_ids: Annotated[
        Codes, links(N_("Who at school knows"), "staff", OPTIONAL, S2)
    ] = ()
    signed_by: Annotated[str, link(N_("Signed by"), "staff", OPTIONAL, S1)] = ""
    signed_at: Annotated[str, instant(N_("Signed at"), OPTIONAL, S0)] = ""


class MandatoryReportNote(Record):
    """Who was told when and how, or what followed; added under a report."""

    KIND = "mandatory_report_note"
    COMPARTMENT = Compartment.LEADERS
    INDEX = IndexedBy(on_date="told_at", author_id="noted_by", title="report_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    report_id: Annotated[str, link(N_("Report"), "mandatory_report", REQUIRED, S2)] = ""
    body: Annotated[str, choice(N_("Who was told"), "care_bodies", OPTIONAL, S2)] = ""
    channel: Annotated[str, choice(N_("How"), "care_channels", OPTIONAL, S1)] = ""
    told_at: Annotated[str, instant(N_("Told at"), REQUIRED, S2)] = ""
    receiver: Annotated[str, text(N_("Who received it"), OPTIONAL, S2)] = ""
    receipt_no: Annotated[str, text(N_("Receipt number"), OPTIONAL, S1)] = ""
    remark: Annotated[str, note(N_("What followed"), OPTIONAL, S3)] = ""
    noted_by: Annotated[str, link(N_("Noted by"), "staff", REQUIRED, S1)] = ""
    noted_at: Annotated[str, instant(N_("Noted at"), OPTIONAL, S0)] = ""


class CareApproval(Record):
    """A leader's word on one act of a case; it says nothing of the content."""

    KIND = "care_approval"
    COMPARTMENT = Compartment.LEADERS
    INDEX = IndexedBy(
        on_date="asked_at", state="decision", author_id="asked_by", title="case_id"
    )

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", REQUIRED, S2)] = ""
    what: Annotated[str, choice(N_("What is asked"), "care_matters", REQUIRED, S2)] = ""
    step_id: Annotated[str, key(N_("For the step"), OPTIONAL, S0)] = ""
    severity: Annotated[Whole, number(N_("Level of care"), OPTIONAL, S2)] = None
    asked_by: Annotated[str, link(N_("Asked by"), "staff", REQUIRED, S1)] = ""
    asked_at: Annotated[str, instant(N_("Asked at"), REQUIRED, S0)] = ""
    decision: Annotated[
        str, choice(N_("Leader's decision"), "care_decisions", OPTIONAL, S1)
    ] = ""
    decided_by: Annotated[
        str, link(N_("Leader who decided"), "staff", CONDITIONAL, S1)
    ] = ""
    decided_at: Annotated[str, instant(N_("Decided at"), OPTIONAL, S0)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""

    def also_missing(self) -> tuple[str, ...]:
        return ("decided_by",) if self.decision else ()


class RoomRequest(Record):
    """A leader asks to know more of a case, and says why."""

    KIND = "room_request"
    COMPARTMENT = Compartment.LEADERS
    INDEX = IndexedBy(on_date="asked_at", author_id="asked_by", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", REQUIRED, S2)] = ""
    reason: Annotated[str, note(N_("Why more must be known"), REQUIRED, S2)] = ""
    asked_by: Annotated[str, link(N_("Asked by"), "staff", REQUIRED, S1)] = ""
    asked_at: Annotated[str, instant(N_("Asked at"), REQUIRED, S0)] = ""


class RoomRelease(Record):
    """The answer to a request: how many entries were released, and none of them."""

    KIND = "room_release"
    COMPARTMENT = Compartment.LEADERS
    INDEX = IndexedBy(on_date="released_at", author_id="released_by", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", OPTIONAL, S2)] = ""
    request_id: Annotated[str, link(N_("Request"), "room_request", REQUIRED, S1)] = ""
    released_to: Annotated[str, link(N_("Released to"), "staff", OPTIONAL, S1)] = ""
    released_by: Annotated[str, link(N_("Released by"), "staff", REQUIRED, S1)] = ""
    released_at: Annotated[str, instant(N_("Released at"), REQUIRED, S0)] = ""
    count: Annotated[Whole, number(N_("Entries released"), REQUIRED, S0)] = None
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""


class SealedLetter(Record):
    """A letter that only the colleague it is for can open, and that says for nobody."""

    KIND = "sealed_letter"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="sent_at", author_id="sent_by")

    sealed: Annotated[str, key(N_("Sealed words"), REQUIRED, S0)] = ""
    sent_by: Annotated[str, link(N_("Sent by"), "staff", REQUIRED, S0)] = ""
    sent_at: Annotated[str, instant(N_("Sent at"), REQUIRED, S0)] = ""


class Level(Row):
    """One level of a scheme: the stored severity, and how the school says it."""

    severity: Whole = None
    label: str = ""
    colour: str = ""
    order: Whole = None
    neutral: str = ""
    definition: str = ""


class Limit(Row):
    """How long one kind of clock runs at one severity; only one unit is filled."""

    event: str = ""
    severity: Whole = None
    minutes: Whole = None
    hours: Whole = None
    days: Whole = None


class LevelScheme(Record):
    """The school's words, colours and limits for levels; the severity itself is ours.

    `is_example` and `source` say that no limit here is fixed nationally.
    """

    KIND = "level_scheme"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(title="name")

    name: Annotated[str, text(N_("Name of the scheme"), REQUIRED, S0)] = ""
    levels: Annotated[
        tuple[Level, ...], rows(N_("Levels"), "care_colours", REQUIRED, S0)
    ] = ()
    limits: Annotated[
        tuple[Limit, ...], rows(N_("Limits"), "care_clock_kinds", OPTIONAL, S0)
    ] = ()
    is_example: Annotated[Flag, flag(N_("An example"), OPTIONAL, S0)] = None
    source: Annotated[str, text(N_("Source"), OPTIONAL, S0)] = ""
    active: Annotated[Flag, flag(N_("In use"), OPTIONAL, S0)] = None
    changed_by: Annotated[str, link(N_("Changed by"), "staff", OPTIONAL, S0)] = ""


class CareContact(Record):
    """A place to refer to: school, county or city."""

    KIND = "care_contact"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="checked_on", state="tier", title="name")

    tier: Annotated[str, choice(N_("Tier"), "care_tiers", REQUIRED, S0)] = ""
    kind: Annotated[
        str, choice(N_("Kind of place"), "care_contact_kinds", OPTIONAL, S0)
    ] = ""
    name: Annotated[str, text(N_("Name of the place"), REQUIRED, S0)] = ""
    phone: Annotated[str, text(N_("Telephone"), OPTIONAL, S0)] = ""
    person: Annotated[str, text(N_("Person to ask for"), OPTIONAL, S0)] = ""
    address: Annotated[str, text(N_("Address of the place"), OPTIONAL, S0)] = ""
    hours: Annotated[str, text(N_("Open at"), OPTIONAL, S0)] = ""
    region: Annotated[str, text(N_("Region"), OPTIONAL, S0)] = ""
    checked_on: Annotated[str, day(N_("Last checked on"), OPTIONAL, S0)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S0)] = ""


class Hotline(Record):
    """One number of the card for parents."""

    KIND = "hotline"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="checked_on", title="number")

    name: Annotated[str, text(N_("Name of the line"), REQUIRED, S0)] = ""
    number: Annotated[str, text(N_("Telephone"), REQUIRED, S0)] = ""
    hours: Annotated[str, text(N_("Open at"), OPTIONAL, S0)] = ""
    region: Annotated[str, text(N_("Region"), OPTIONAL, S0)] = ""
    checked_on: Annotated[str, day(N_("Last checked on"), OPTIONAL, S0)] = ""
    order: Annotated[Whole, fields.number(N_("Place in the list"), OPTIONAL, S0)] = None
    is_shipped: Annotated[Flag, flag(N_("Shipped with the program"), OPTIONAL, S0)] = (
        None
    )
    is_hidden: Annotated[Flag, flag(N_("Not on the card"), OPTIONAL, S0)] = None
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S0)] = ""
