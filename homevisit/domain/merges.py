"""What was said about two files: that both are one child's, or that they are not.

A merge moves nothing: it says which file is kept, and the records of the other one show
there for as long as the merge stands (`homevisit.ledger.filing`).
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import day, instant, key, link, links
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Codes,
    Compartment,
    IndexedBy,
    Record,
)
from homevisit.text import N_


class StudentMerge(Record):
    """One file stands for two; `saw` names the changes of the other that were read.

    What is written into the merged file's own fields later is not in `saw`, and is
    brought to somebody's notice.
    """

    KIND = "student_merge"
    COMPARTMENT = Compartment.CLASS_ROSTER
    INDEX = IndexedBy(
        student_id="kept_id",
        on_date="merged_on",
        author_id="merged_by",
        title="merged_id",
    )

    kept_id: Annotated[str, link(N_("File that is kept"), "student", REQUIRED, S1)] = ""
    merged_id: Annotated[
        str, link(N_("File that is merged into it"), "student", REQUIRED, S1)
    ] = ""
    saw: Annotated[Codes, key(N_("What was compared"), OPTIONAL, S0)] = ()
    merged_by: Annotated[str, link(N_("Merged by"), "staff", REQUIRED, S0)] = ""
    merged_on: Annotated[str, day(N_("Merged on"), REQUIRED, S0)] = ""
    merged_at: Annotated[str, instant(N_("Merged at"), OPTIONAL, S0)] = ""


class NotSameChild(Record):
    """Two files that look alike and are of different children: it is asked once."""

    KIND = "not_same_child"
    COMPARTMENT = Compartment.CLASS_ROSTER
    INDEX = IndexedBy(on_date="decided_on", author_id="decided_by")

    student_ids: Annotated[
        Codes, links(N_("Different children"), "student", REQUIRED, S1)
    ] = ()
    decided_by: Annotated[str, link(N_("Decided by"), "staff", REQUIRED, S0)] = ""
    decided_on: Annotated[str, day(N_("Decided on"), REQUIRED, S0)] = ""
