"""Follow-up items: promises made, problems found, visits to return to."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import choice, day, link, note, text
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Compartment,
    IndexedBy,
    Record,
)
from homevisit.text import N_


class FollowUp(Record):
    """One thing that somebody is to do for a student or a family by a day."""

    KIND = "follow_up"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="due_date", author_id="owner_id", title="description")

    follow_up_no: Annotated[str, text(N_("Item number"), OPTIONAL, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", OPTIONAL, S0)] = ""
    household_id: Annotated[str, link(N_("Household"), "household", OPTIONAL, S1)] = ""
    kind: Annotated[
        str, choice(N_("Kind of item"), "follow_up_kinds", REQUIRED, S0)
    ] = ""
    source: Annotated[
        str, choice(N_("Where it comes from"), "follow_up_sources", REQUIRED, S0)
    ] = ""
    source_id: Annotated[str, link(N_("Recorded in"), "visit", OPTIONAL, S0)] = ""
    category: Annotated[
        str, choice(N_("Category of the problem"), "problem_categories", OPTIONAL, S2)
    ] = ""
    description: Annotated[str, note(N_("What is to be done"), REQUIRED, S2)] = ""
    promised_by: Annotated[
        str, choice(N_("Promised by"), "promise_sides", OPTIONAL, S1)
    ] = ""
    raised_on: Annotated[str, day(N_("Raised on"), REQUIRED, S0)] = ""
    owner_id: Annotated[str, link(N_("Responsible"), "staff", REQUIRED, S0)] = ""
    owner_name: Annotated[str, text(N_("Responsible at home"), OPTIONAL, S1)] = ""
    assisting: Annotated[str, text(N_("Assisted by"), OPTIONAL, S0)] = ""
    due_date: Annotated[str, day(N_("Due on"), REQUIRED, S0)] = ""
    measures: Annotated[str, note(N_("Measures"), OPTIONAL, S2)] = ""
    state: Annotated[
        str, choice(N_("State of the item"), "problem_states", REQUIRED, S0)
    ] = ""
    result: Annotated[str, note(N_("Result"), OPTIONAL, S2)] = ""
    family_feedback: Annotated[str, note(N_("The family's answer"), OPTIONAL, S2)] = ""
    closed_on: Annotated[str, day(N_("Closed on"), OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        return ("closed_on", "result") if self.state == "solved" else ()

    def waived(self) -> tuple[str, ...]:
        return ("owner_id",) if self.owner_name else ()
