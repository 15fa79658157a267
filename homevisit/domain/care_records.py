"""What others may know of a case (关爱个案): concern, shell, duties and notices.

Nothing of what psychology staff write is here except what they put into the shell on
purpose: level, duties, due dates and the shared note (domain.md 5.7). A concern stands
as it was raised; what somebody knows later is an addendum.
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
    Codes,
    Compartment,
    Flag,
    IndexedBy,
    Record,
    Row,
    Whole,
)
from homevisit.text import N_

REFUSED = "refused"
WITNESSES = 2


class Duty(Row):
    """What one colleague does for the child; `key` names it for the tick."""

    key: str = ""
    text: str = ""
    owner_id: str = ""
    due_date: str = ""
    done_on: str = ""


class Concern(Record):
    """What somebody saw and told, as it was raised: facts, the child's words apart.

    `signed_at` is the instant it was raised; from then on it stands. `case_id` is the
    case it belongs to.
    """

    KIND = "concern"
    COMPARTMENT = Compartment.CARE
    INDEX = IndexedBy(on_date="raised_at", author_id="raised_by", title="concern_no")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", OPTIONAL, S0)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", OPTIONAL, S2)] = ""
    concern_no: Annotated[str, text(N_("Number of the concern"), OPTIONAL, S1)] = ""
    raised_by: Annotated[str, link(N_("Raised by"), "staff", REQUIRED, S1)] = ""
    raised_at: Annotated[str, instant(N_("Raised at"), REQUIRED, S1)] = ""
    source: Annotated[
        str, choice(N_("Where it comes from"), "care_sources", REQUIRED, S1)
    ] = ""
    source_id: Annotated[str, key(N_("Noticed in"), OPTIONAL, S1)] = ""
    signs: Annotated[
        Codes, choices(N_("What was seen"), "care_signs", OPTIONAL, S2)
    ] = ()
    harm_signs: Annotated[
        Codes, choices(N_("Signs of harm"), "care_harm_signs", OPTIONAL, S2)
    ] = ()
    facts: Annotated[str, note(N_("In your own words"), REQUIRED, S2)] = ""
    child_words: Annotated[str, note(N_("The child's own words"), OPTIONAL, S2)] = ""
    suggested_severity: Annotated[
        Whole, number(N_("Suggested urgency"), OPTIONAL, S2)
    ] = None
    done_already: Annotated[str, note(N_("What was done already"), OPTIONAL, S2)] = ""
    seen_on: Annotated[str, day(N_("First seen on"), OPTIONAL, S1)] = ""
    hours_known: Annotated[Whole, number(N_("Known for hours"), OPTIONAL, S1)] = None
    parents_know: Annotated[Flag, flag(N_("The parents know"), OPTIONAL, S2)] = None
    signed_at: Annotated[str, instant(N_("Signed at"), OPTIONAL, S0)] = ""


class ConcernAddendum(Record):
    """What the raiser came to know after raising a concern."""

    KIND = "concern_addendum"
    COMPARTMENT = Compartment.CARE
    INDEX = IndexedBy(on_date="added_at", author_id="added_by", title="concern_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    concern_id: Annotated[str, link(N_("Concern"), "concern", REQUIRED, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", OPTIONAL, S2)] = ""
    facts: Annotated[str, note(N_("In your own words"), REQUIRED, S2)] = ""
    child_words: Annotated[str, note(N_("The child's own words"), OPTIONAL, S2)] = ""
    added_by: Annotated[str, link(N_("Added by"), "staff", REQUIRED, S1)] = ""
    added_at: Annotated[str, instant(N_("Added at"), REQUIRED, S1)] = ""


class CareCase(Record):
    """The shell of a case, whose id is the case's: what a teacher may know of it.

    `hint` is written on purpose for the homeroom teacher. `as_of` are marks of the
    latest steps that the shell follows, so that who knows less does not overwrite it.
    """

    KIND = "care_case"
    COMPARTMENT = Compartment.CARE
    INDEX = IndexedBy(on_date="next_due_at", author_id="owner_id", title="case_no")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    case_no: Annotated[str, text(N_("Number of the case"), REQUIRED, S1)] = ""
    concern_ids: Annotated[Codes, links(N_("Concerns"), "concern", OPTIONAL, S1)] = ()
    state: Annotated[
        str, choice(N_("State of the case"), "care_states", REQUIRED, S2)
    ] = ""
    severity: Annotated[Whole, number(N_("Level of care"), OPTIONAL, S2)] = None
    hint: Annotated[str, note(N_("Note for the homeroom teacher"), OPTIONAL, S2)] = ""
    duties: Annotated[
        tuple[Duty, ...], rows(N_("Duties of teachers"), "", OPTIONAL, S2)
    ] = ()
    next_due_at: Annotated[str, instant(N_("Next due at"), OPTIONAL, S1)] = ""
    next_due_kind: Annotated[
        str, choice(N_("What is due"), "care_clock_kinds", OPTIONAL, S1)
    ] = ""
    owner_id: Annotated[str, link(N_("Psychology teacher"), "staff", OPTIONAL, S1)] = ""
    opened_at: Annotated[str, instant(N_("Opened at"), REQUIRED, S1)] = ""
    closed_at: Annotated[str, instant(N_("Closed at"), OPTIONAL, S1)] = ""
    as_of: Annotated[Codes, key(N_("Follows these steps"), OPTIONAL, S0)] = ()


class CareDutyDone(Record):
    """A teacher's tick under a duty of the shell."""

    KIND = "care_duty_done"
    COMPARTMENT = Compartment.CARE
    INDEX = IndexedBy(on_date="done_on", author_id="done_by", title="duty_key")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", REQUIRED, S2)] = ""
    duty_key: Annotated[str, key(N_("Duty"), REQUIRED, S0)] = ""
    done_on: Annotated[str, day(N_("Done on"), REQUIRED, S1)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""
    done_by: Annotated[str, link(N_("Done by"), "staff", REQUIRED, S1)] = ""


class GuardianNotice(Record):
    """How the guardian was told what was seen and advised (学生心理状况告知书).

    Refusing to sign is a valid state, with two witnesses and a note.
    """

    KIND = "guardian_notice"
    COMPARTMENT = Compartment.CARE
    INDEX = IndexedBy(on_date="told_on", state="signature", title="case_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_case", REQUIRED, S2)] = ""
    told_on: Annotated[str, day(N_("Told on"), REQUIRED, S1)] = ""
    form: Annotated[
        str,
        fields.choice(
            N_("How the guardian was told"), "care_notice_forms", REQUIRED, S1
        ),
    ] = ""
    told_by: Annotated[Codes, links(N_("Told by"), "staff", REQUIRED, S1)] = ()
    member_id: Annotated[
        str, link(N_("Guardian (on file)"), "family_member", OPTIONAL, S1)
    ] = ""
    guardian_name: Annotated[str, text(N_("Guardian"), OPTIONAL, S1)] = ""
    guardian_phone: Annotated[str, text(N_("Guardian's phone"), OPTIONAL, S2)] = ""
    observed: Annotated[
        str, note(N_("What was observed (facts only)"), REQUIRED, S2)
    ] = ""
    advice: Annotated[str, note(N_("The school's advice"), REQUIRED, S2)] = ""
    safety_advice: Annotated[str, note(N_("Safety at home"), OPTIONAL, S2)] = ""
    choice: Annotated[
        str,
        fields.choice(
            N_("The guardian's choice"), "care_guardian_choices", OPTIONAL, S2
        ),
    ] = ""
    choice_note: Annotated[
        str, note(N_("What the guardian said to it"), OPTIONAL, S2)
    ] = ""
    signature: Annotated[
        str,
        fields.choice(
            N_("The guardian's signature"), "care_notice_signatures", OPTIONAL, S1
        ),
    ] = ""
    signed_on: Annotated[str, day(N_("Signed on"), OPTIONAL, S1)] = ""
    witnesses: Annotated[Codes, key(N_("Witnesses"), CONDITIONAL, S1)] = ()
    refusal_note: Annotated[
        str, note(N_("How the signature was refused"), CONDITIONAL, S2)
    ] = ""
    printed: Annotated[str, instant(N_("Printed at"), OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        if self.signature != REFUSED:
            return ()
        few = () if len(self.witnesses) >= WITNESSES else ("witnesses",)
        return (*few, "refusal_note")
