"""The log of what left the vault on purpose: which document, which copy, when."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import day, instant, key, link, links, number, text
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Codes,
    Compartment,
    IndexedBy,
    Record,
    Whole,
)
from homevisit.text import N_


class Export(Record):
    """One file or print that the vault's owner made; it tells no content."""

    KIND = "export"
    COMPARTMENT = Compartment.AUTHOR
    INDEX = IndexedBy(on_date="exported_on", author_id="exported_by", title="document")

    document: Annotated[str, key(N_("Document"), REQUIRED, S0)] = ""
    visit_ids: Annotated[Codes, links(N_("Visits"), "visit", OPTIONAL, S0)] = ()
    subject_id: Annotated[str, key(N_("Record printed"), OPTIONAL, S0)] = ""
    copy_number: Annotated[Whole, number(N_("Copy number"), OPTIONAL, S0)] = None
    check_code: Annotated[str, key(N_("Check code on the print"), OPTIONAL, S0)] = ""
    purpose: Annotated[str, text(N_("For what and for whom"), OPTIONAL, S1)] = ""
    exported_by: Annotated[str, link(N_("Exported by"), "staff", REQUIRED, S0)] = ""
    exported_on: Annotated[str, day(N_("Exported on"), REQUIRED, S0)] = ""
    exported_at: Annotated[str, instant(N_("Exported at"), REQUIRED, S0)] = ""
