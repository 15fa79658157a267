"""What reminders are made of: events worth a visit, rules changed, reminders set aside.

Rules are shipped as data (`reminder_rules`); a record says only what somebody changed.
Rules and dismissals are their author's own and are handed to nobody.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import choice, day, flag, key, link, note, rows, text
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Compartment,
    Flag,
    IndexedBy,
    Record,
    Row,
    Whole,
)
from homevisit.text import N_


class StudentEvent(Record):
    """Something that happened to a student and calls for a visit or a talk."""

    KIND = "student_event"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="happened_on", author_id="noted_by", title="event")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    event: Annotated[
        str, choice(N_("What happened"), "student_events", REQUIRED, S2)
    ] = ""
    happened_on: Annotated[str, day(N_("Happened on"), REQUIRED, S1)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""
    noted_by: Annotated[str, link(N_("Noted by"), "staff", REQUIRED, S0)] = ""


class RuleNumber(Row):
    """One number of a rule, by its name in the shipped table."""

    name: str = ""
    value: Whole = None


class ReminderRule(Record):
    """What somebody changed about a shipped rule; the rest stays as shipped."""

    KIND = "reminder_rule"
    COMPARTMENT = Compartment.AUTHOR
    INDEX = IndexedBy(title="code")

    code: Annotated[str, key(N_("Rule"), REQUIRED, S0)] = ""
    is_on: Annotated[Flag, flag(N_("Rule is on"), OPTIONAL, S0)] = None
    numbers: Annotated[
        tuple[RuleNumber, ...], rows(N_("Numbers of the rule"), "", OPTIONAL, S0)
    ] = ()


class ReminderDismissal(Record):
    """A reminder that was set aside, for as long as its period lasts."""

    KIND = "reminder_dismissal"
    COMPARTMENT = Compartment.AUTHOR
    INDEX = IndexedBy(on_date="dismissed_on", title="rule")

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    rule: Annotated[str, key(N_("Rule"), REQUIRED, S0)] = ""
    subject_id: Annotated[str, key(N_("What it is about"), REQUIRED, S0)] = ""
    period: Annotated[str, key(N_("Holds for"), REQUIRED, S0)] = ""
    reason: Annotated[str, text(N_("Why it was set aside"), REQUIRED, S2)] = ""
    dismissed_on: Annotated[str, day(N_("Set aside on"), REQUIRED, S0)] = ""
