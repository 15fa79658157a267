"""What a printed report said, kept so that it can be printed and compared again."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import day, instant, key, link, links, number, text
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Codes,
    Compartment,
    IndexedBy,
    Record,
    Whole,
)
from homevisit.text import N_


class ReportSnapshot(Record):
    """The numbers and words of one report, as they were on paper.

    `figures` is what was printed, `counts` what was counted: later prints are held
    against it so that both together give nothing away. Both are JSON.
    """

    KIND = "report_snapshot"
    COMPARTMENT = Compartment.AUTHOR
    INDEX = IndexedBy(
        on_date="cut_off", author_id="made_by", title="document", term_id="term_id"
    )

    document: Annotated[str, key(N_("Document"), REQUIRED, S0)] = ""
    report_no: Annotated[str, text(N_("Number of the report"), REQUIRED, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", REQUIRED, S0)] = ""
    class_ids: Annotated[Codes, links(N_("Classes"), "school_class", OPTIONAL, S0)] = ()
    cut_off: Annotated[str, day(N_("Counted up to"), REQUIRED, S0)] = ""
    threshold: Annotated[Whole, number(N_("Counts hidden below"), OPTIONAL, S0)] = None
    purpose: Annotated[str, text(N_("For what and for whom"), OPTIONAL, S1)] = ""
    figures: Annotated[str, key(N_("What was printed"), REQUIRED, S2)] = ""
    counts: Annotated[str, key(N_("What was counted"), REQUIRED, S2)] = ""
    made_by: Annotated[str, link(N_("Made by"), "staff", REQUIRED, S0)] = ""
    made_at: Annotated[str, instant(N_("Made at"), REQUIRED, S0)] = ""
