"""A paper form that was printed: which visit it is to bring back."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import day, instant, key, link
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Compartment,
    IndexedBy,
    Record,
)
from homevisit.text import N_


class PaperForm(Record):
    """One printed form; without a student it is blank. `visit_id` once it came back."""

    KIND = "paper_form"
    COMPARTMENT = Compartment.AUTHOR
    INDEX = IndexedBy(on_date="printed_on", author_id="printed_by", title="paper_code")

    paper_code: Annotated[str, key(N_("Code on the form"), REQUIRED, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    plan_id: Annotated[str, link(N_("Plan"), "visit_plan", OPTIONAL, S0)] = ""
    printed_by: Annotated[str, link(N_("Printed by"), "staff", REQUIRED, S0)] = ""
    printed_on: Annotated[str, day(N_("Printed on"), REQUIRED, S0)] = ""
    printed_at: Annotated[str, instant(N_("Printed at"), REQUIRED, S0)] = ""
    visit_id: Annotated[str, link(N_("Visit"), "visit", OPTIONAL, S0)] = ""
    returned_on: Annotated[str, day(N_("Came back on"), OPTIONAL, S0)] = ""
