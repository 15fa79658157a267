"""What hangs on a record: files, and the consents that allow to keep them."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    instant,
    key,
    link,
    note,
    number,
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
    IndexedBy,
    Record,
    Whole,
)
from homevisit.text import N_


class Attachment(Record):
    """A file that lies sealed beside the vault; `blob_key` alone opens it."""

    KIND = "attachment"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(
        on_date="taken_on", state="of_kind", author_id="added_by", title="caption"
    )

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    of_kind: Annotated[str, key(N_("Kind of the record"), REQUIRED, S0)] = ""
    of_id: Annotated[str, key(N_("Belongs to"), REQUIRED, S0)] = ""
    purpose: Annotated[
        str, choice(N_("What it shows"), "attachment_purposes", OPTIONAL, S1)
    ] = ""
    caption: Annotated[str, text(N_("Caption"), OPTIONAL, S2)] = ""
    taken_on: Annotated[str, day(N_("Taken on"), OPTIONAL, S1)] = ""
    added_by: Annotated[str, link(N_("Added by"), "staff", OPTIONAL, S0)] = ""
    added_at: Annotated[str, instant(N_("Added at"), OPTIONAL, S0)] = ""
    mime: Annotated[str, key(N_("File type"), REQUIRED, S0)] = ""
    size: Annotated[Whole, number(N_("Size in bytes"), REQUIRED, S0)] = None
    width: Annotated[Whole, number(N_("Width in pixels"), OPTIONAL, S0)] = None
    height: Annotated[Whole, number(N_("Height in pixels"), OPTIONAL, S0)] = None
    blob_id: Annotated[str, key(N_("Name of the sealed file"), REQUIRED, S0)] = ""
    blob_key: Annotated[str, key(N_("Key of the sealed file"), REQUIRED, S2)] = ""
    plaintext_hash: Annotated[str, key(N_("Digest of the content"), REQUIRED, S2)] = ""
    thumbnail: Annotated[str, key(N_("Thumbnail"), OPTIONAL, S2)] = ""


class Consent(Record):
    """What a family allowed, or took back, and in which version of the notice."""

    KIND = "consent"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="given_on", state="answer", title="version")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    scopes: Annotated[
        Codes, choices(N_("Consent to"), "consent_scopes", REQUIRED, S1)
    ] = ()
    answer: Annotated[str, choice(N_("Answer"), "consent_answers", REQUIRED, S1)] = ""
    version: Annotated[str, text(N_("Version of the notice"), REQUIRED, S0)] = ""
    given_on: Annotated[str, day(N_("Given on"), REQUIRED, S1)] = ""
    given_by_id: Annotated[str, link(N_("Given by"), "family_member", REQUIRED, S1)] = (
        ""
    )
    way: Annotated[
        str, choice(N_("How it was given"), "consent_ways", OPTIONAL, S0)
    ] = ""
    file_id: Annotated[str, link(N_("Signed form"), "attachment", OPTIONAL, S1)] = ""
    withdrawn_on: Annotated[str, day(N_("Withdrawn on"), CONDITIONAL, S1)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S1)] = ""

    def also_missing(self) -> tuple[str, ...]:
        return ("withdrawn_on",) if self.answer == "withdrawn" else ()
