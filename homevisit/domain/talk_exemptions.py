"""Somebody with whom a kind of talk is not needed this term, and why."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import choice, day, link, note
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


class TalkExemption(Record):
    """One student, one kind of talk, one term; lifted when it is needed after all.

    Its id follows from the three, so that colleagues who mark it apart from each other
    make the same record.
    """

    KIND = "talk_exemption"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="marked_on", author_id="marked_by", title="talk_kind")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", REQUIRED, S0)] = ""
    talk_kind: Annotated[
        str, choice(N_("Kind of talk"), "talk_kinds", REQUIRED, S0)
    ] = ""
    reason: Annotated[str, note(N_("Why it is not needed"), REQUIRED, S1)] = ""
    marked_by: Annotated[str, link(N_("Marked by"), "staff", REQUIRED, S0)] = ""
    marked_on: Annotated[str, day(N_("Marked on"), REQUIRED, S0)] = ""
    lifted_on: Annotated[str, day(N_("Needed again from"), OPTIONAL, S0)] = ""
