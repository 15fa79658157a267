"""What the guardian wrote under a visit, or why nothing was written."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    day,
    instant,
    key,
    link,
    links,
    person_name,
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
)
from homevisit.text import N_

Stroke = tuple[tuple[float, float], ...]
SIGNED = "signed"


class VisitSignature(Record):
    """A guardian's signature under a finalised visit, or the reason for none.

    A stroke is a row of points (x, y downwards) as shares of the width of the pad; when
    and how hard the pen moved is not kept. `content_hash` is the digest of what was
    signed and `signed_addenda` names the additions that stood there then: what is added
    later is not signed. The latest of a visit counts.
    """

    KIND = "visit_signature"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="signed_on", state="answer", author_id="witnessed_by")

    visit_id: Annotated[str, link(N_("Visit"), "visit", REQUIRED, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    answer: Annotated[
        str, choice(N_("Guardian's signature"), "signature_answers", REQUIRED, S1)
    ] = ""
    reason: Annotated[
        str, choice(N_("Why not signed"), "unsigned_reasons", CONDITIONAL, S1)
    ] = ""
    reason_note: Annotated[str, text(N_("More about why not"), OPTIONAL, S1)] = ""
    member_id: Annotated[
        str, link(N_("Signed by (on file)"), "family_member", OPTIONAL, S1)
    ] = ""
    signer_name: Annotated[str, person_name(N_("Signed by"), OPTIONAL, S1)] = ""
    signer_relation: Annotated[
        str, choice(N_("Signer's relation"), "relations", OPTIONAL, S1)
    ] = ""
    strokes: Annotated[
        tuple[Stroke, ...], key(N_("Strokes of the pen"), CONDITIONAL, S2)
    ] = ()
    content_hash: Annotated[str, key(N_("Digest of what was signed"), REQUIRED, S1)] = (
        ""
    )
    signed_addenda: Annotated[
        Codes, links(N_("Additions that were signed"), "visit_addendum", OPTIONAL, S0)
    ] = ()
    witnessed_by: Annotated[
        str, link(N_("In the presence of"), "staff", REQUIRED, S0)
    ] = ""
    signed_on: Annotated[str, day(N_("Signed on"), REQUIRED, S0)] = ""
    signed_at: Annotated[str, instant(N_("Signed at"), REQUIRED, S0)] = ""

    @property
    def is_signed(self) -> bool:
        return self.answer == SIGNED

    def also_missing(self) -> tuple[str, ...]:
        return ("strokes",) if self.is_signed else ("reason",)
