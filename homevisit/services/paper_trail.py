"""What the code on a paper stands for: the form or print that this vault gave it to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from homevisit.domain import paper_codes
from homevisit.domain.paper_codes import Typed
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.paper_forms import vault_tag
from homevisit.services.print_codes import PrintCodes
from homevisit.services.print_facts import CODE_DIGITS, REFERENCE_DIGITS
from homevisit.services.print_runs import SUMMARY

if TYPE_CHECKING:
    from homevisit.domain.exports import Export
    from homevisit.domain.papers import PaperForm
    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session

_PRINT_QR = re.compile(
    rf"HV\d+:([0-9a-f]{{{REFERENCE_DIGITS}}}):([0-9a-f]{{{CODE_DIGITS}}})"
)
_PRINT_CODE = re.compile(rf"[0-9a-f]{{{CODE_DIGITS}}}")


class Standing(StrEnum):
    """How a code stands to this vault."""

    EXPECTED = "expected"
    BLANK = "blank"
    RETURNED = "returned"
    SUMMARY = "summary"
    SEVERAL = "several"
    OTHER_VAULT = "other_vault"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a code leads: to a form that is expected, to a visit, or nowhere.

    `page` is the page of its sheet, or 0 where the code does not say.
    """

    standing: Standing
    code: str = ""
    page: int = 0
    student_id: str = ""
    visit_id: str = ""
    plan_id: str = ""
    paper_id: str = ""
    printed_on: str = ""

    @property
    def is_of_form(self) -> bool:
        """Whether it is the code of a form, which has a front and a back."""
        return bool(self.paper_id)


def is_ours(qr: str) -> bool:
    """Whether a QR code has the shape of those on our paper, of whatever vault."""
    return bool(paper_codes.read_mark(qr) or _PRINT_QR.fullmatch(qr))


def trace_qr(session: Session, qr: str) -> Trace:
    """Return where a QR code leads."""
    mark = paper_codes.read_mark(qr)
    if mark is not None:
        return _of_form(session, mark.code, mark.page)
    found = _PRINT_QR.fullmatch(qr)
    if found is None:
        return Trace(Standing.NO_CODE)
    reference, code = found.groups()
    trace = _of_print(session, code)
    if trace.standing is not Standing.UNKNOWN:
        return trace
    behind = PrintCodes(session).visits_behind([reference])
    if reference not in behind:
        return Trace(Standing.OTHER_VAULT, code, 1)
    return _of_visit(session, code, behind[reference])


def trace_typed(session: Session, typed: str) -> Trace:
    """Return where a code leads that was typed from a form or a print."""
    found = paper_codes.read_typed(typed)
    if found is Typed.EMPTY:
        return Trace(Standing.NO_CODE)
    bare = paper_codes.tidied(typed)
    if _PRINT_CODE.fullmatch(bare):
        trace = _of_print(session, bare)
        if trace.standing is not Standing.UNKNOWN or not bare.isdigit():
            return trace
    if isinstance(found, Typed):
        return Trace(Standing.MISTYPED, bare[:24])
    return _of_form(session, found, 0)


def _of_form(session: Session, code: str, page: int) -> Trace:
    forms = records.find(session, Query("paper_form", title=code))
    if not forms:
        is_mine = paper_codes.vault_tag_of(code) == vault_tag(session)
        standing = Standing.UNKNOWN if is_mine else Standing.OTHER_VAULT
        return Trace(standing, code, page)
    form = cast("PaperForm", forms[0])
    standing = Standing.EXPECTED if form.student_id else Standing.BLANK
    return Trace(
        Standing.RETURNED if form.visit_id else standing,
        code,
        page,
        student_id=form.student_id,
        visit_id=form.visit_id,
        plan_id=form.plan_id,
        paper_id=form.id,
        printed_on=form.printed_on,
    )


def _of_print(session: Session, code: str) -> Trace:
    """Return where the code of a logged print leads: to one visit, or to several."""
    every = cast("tuple[Export, ...]", records.find(session, Query("export")))
    found = next((each for each in every if each.check_code == code), None)
    if found is None:
        return Trace(Standing.UNKNOWN, code)
    if found.document != SUMMARY or len(found.visit_ids) != 1:
        return Trace(Standing.SEVERAL, code)
    return _of_visit(session, code, found.visit_ids[0])


def _of_visit(session: Session, code: str, visit_id: str) -> Trace:
    visit = cast("Visit", records.read(session, visit_id, "visit"))
    return Trace(
        Standing.SUMMARY,
        code,
        1,
        student_id=visit.student_id,
        visit_id=visit_id,
        printed_on=visit.visit_date,
    )
