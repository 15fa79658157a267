"""Classes and the stays of students in them.

A class keeps its id from entry to leaving: its grade follows from the year of entry and
the school year, so September changes no class (docs/adr/0005-records.md).
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import choice, day, link, note, number, text
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Compartment,
    IndexedBy,
    Record,
    Whole,
)
from homevisit.text import N_


class SchoolClass(Record):
    """One class of one cohort, such as class 2 of those who entered in 2024."""

    KIND = "school_class"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="graduated_on", title="alias")

    stage: Annotated[str, choice(N_("Stage"), "stages", REQUIRED, S0)] = ""
    entry_year: Annotated[Whole, number(N_("Year of entry"), REQUIRED, S0)] = None
    class_no: Annotated[Whole, number(N_("Class number"), REQUIRED, S0)] = None
    alias: Annotated[str, text(N_("The class's own name"), OPTIONAL, S0)] = ""
    state: Annotated[
        str, choice(N_("State of the class"), "class_states", REQUIRED, S0)
    ] = ""
    graduated_on: Annotated[str, day(N_("Left the school on"), OPTIONAL, S0)] = ""
    merged_into_id: Annotated[
        str, link(N_("Merged into"), "school_class", CONDITIONAL, S0)
    ] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S0)] = ""


class ClassMembership(Record):
    """A stay in a class that has ended; the present one is the student's `class_id`."""

    KIND = "class_membership"
    COMPARTMENT = Compartment.CLASS_ROSTER
    INDEX = IndexedBy(on_date="to_date", state="end_reason")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", REQUIRED, S0)] = ""
    seat_no: Annotated[str, text(N_("Number in class"), OPTIONAL, S0)] = ""
    from_date: Annotated[str, day(N_("In the class from"), OPTIONAL, S0)] = ""
    to_date: Annotated[str, day(N_("In the class until"), REQUIRED, S0)] = ""
    end_reason: Annotated[
        str, choice(N_("Why it ended"), "class_change_reasons", REQUIRED, S1)
    ] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S1)] = ""
