"""Printing visits: copies are numbered and logged, and a print can be checked later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.ledger.queries import Query
from homevisit.services.print_checks import (
    AlteredPrintError,
    Checked,
    NotFromThisVaultError,
    VisitChecked,
    compare,
)
from homevisit.services.print_facts import read_print_facts
from homevisit.services.print_material import chosen_visits
from homevisit.services.print_runs import (
    CHOSEN_BOOK,
    CLASS_BOOK,
    STUDENT_BOOK,
    SUMMARY,
    LongWork,
    PrintDesk,
    copies_by_visit,
    copies_of_book,
    log_edit,
    write_log,
)
from homevisit.text import N_
from homevisit.workers import run_in_worker
from reports import visit_data as prints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.services.session import Session
    from reports.document import Rendered
    from reports.visit_data import VisitSection

__all__ = [
    "AlteredPrintError",
    "Checked",
    "LongWork",
    "NotFromThisVaultError",
    "VisitChecked",
]


class NoVisitsToPrintError(Problem):
    """There is nothing to print in what was chosen."""

    code = "no_visits_to_print"
    what = N_("There is no visit to print in what you chose.")
    safe = N_("Nothing was written.")
    todo = N_("Choose another class, student or term.")


class OnlyUnfinishedVisitsError(NoVisitsToPrintError):
    """All visits in what was chosen are open, or found nobody."""

    code = "only_unfinished_visits"
    what = N_("No visit in what you chose is both completed and finalised.")
    todo = N_("Finalise the visits first, or ask for all of them.")


def preview_visit(
    session: Session, visit_id: str, sections: frozenset[VisitSection]
) -> Rendered:
    """Return the print as it would be; no copy is counted."""
    return _print_visit(session, visit_id, sections, copy_number=0)[0]


def print_visit(
    session: Session,
    visit_id: str,
    sections: frozenset[VisitSection] = prints.USUAL_SECTIONS,
) -> Rendered:
    """Return the PDF of one visit and log that a copy left the vault."""
    copy_number = copies_of(session, visit_id) + 1
    rendered, code = _print_visit(session, visit_id, sections, copy_number)
    ids = (visit_id,)
    edit = log_edit(session, ids, copy_number, SUMMARY, check_code=code)
    write_log(session, [edit])
    return rendered


def protected(rendered: Rendered, password: str) -> Rendered:
    """Return the PDF so that only `password` opens it (AES-256)."""
    from reports.protect import protect

    return replace(rendered, pdf=protect(rendered.pdf, password))


def print_student_term(
    session: Session,
    student_id: str,
    term_id: str,
    work: LongWork | None = None,
    *,
    completed_only: bool = True,
) -> Rendered:
    """Return one student's visits of a term as one PDF.

    Only completed and finalised visits are in it, unless `completed_only` is false.
    Raises `NoVisitsToPrintError`.
    """
    query = Query("visit", student_id=student_id, term_id=term_id)
    visit_ids = _chosen(session, query, completed_only=completed_only)
    return _print_book(session, visit_ids, STUDENT_BOOK, work or LongWork())


def print_class(
    session: Session,
    class_id: str,
    term_id: str,
    work: LongWork | None = None,
    *,
    completed_only: bool = True,
) -> Rendered:
    """Return a class's visits of a term as one PDF with contents and outline.

    Only completed and finalised visits are in it, unless `completed_only` is false.
    Raises `NoVisitsToPrintError`.
    """
    query = Query("visit", class_id=class_id, term_id=term_id)
    visit_ids = _chosen(session, query, completed_only=completed_only)
    return _print_book(session, visit_ids, CLASS_BOOK, work or LongWork())


def print_chosen(
    session: Session, visit_ids: Sequence[str], work: LongWork | None = None
) -> Rendered:
    """Return these visits as one PDF with contents and outline; the copy is counted.

    Raises `NoVisitsToPrintError`, and `NoSuchRecordError` for an id of no visit.
    """
    chosen = tuple(dict.fromkeys(visit_ids))
    if not chosen:
        raise NoVisitsToPrintError
    return _print_book(session, chosen, CHOSEN_BOOK, work or LongWork())


def preview_chosen(session: Session, visit_ids: Sequence[str]) -> Rendered:
    """Return these visits as they would be printed; no copy is counted."""
    from reports.visit_book import render_visit_book

    if not visit_ids:
        raise NoVisitsToPrintError
    return render_visit_book(*PrintDesk(session).prepare(tuple(visit_ids), 0))


def visits_to_print(
    session: Session, class_id: str, term_id: str, *, completed_only: bool = True
) -> tuple[str, ...]:
    """Return the ids of a class's visits in a term, for one file each.

    Only completed and finalised visits are among them, unless `completed_only` is
    false. Raises `NoVisitsToPrintError`.
    """
    query = Query("visit", class_id=class_id, term_id=term_id)
    return _chosen(session, query, completed_only=completed_only)


def copies_of(session: Session, visit_id: str) -> int:
    """Return how many copies of a visit's print have left the vault."""
    return copies_by_visit(session)[visit_id]


def check_pdf(session: Session, pdf: bytes, password: str = "") -> Checked:
    """Compare a print with the vault; the PDF is read in a killable worker.

    Raises the problems of `reports.check`, `NotFromThisVaultError` and
    `AlteredPrintError`.
    """
    from reports.check import MAX_FILE, NotOurPdfError, read_facts

    if len(pdf) > MAX_FILE:
        raise NotOurPdfError
    facts = read_print_facts(run_in_worker(read_facts, pdf, password))
    if facts is None:
        raise NotOurPdfError
    return compare(session, facts)


def _print_visit(
    session: Session, visit_id: str, sections: frozenset[VisitSection], copy_number: int
) -> tuple[Rendered, str]:
    """Return the print and the check code on it."""
    from reports.visit_summary import render_visit

    desk = PrintDesk(session, sections)
    summaries, run = desk.prepare((visit_id,), copy_number)
    return render_visit(summaries[0], run), run.check_code


def _chosen(session: Session, query: Query, *, completed_only: bool) -> tuple[str, ...]:
    found = chosen_visits(session, query, completed_only=completed_only)
    if found:
        return found
    if chosen_visits(session, query, completed_only=False):
        raise OnlyUnfinishedVisitsError
    raise NoVisitsToPrintError


def _print_book(
    session: Session, visit_ids: tuple[str, ...], document: str, work: LongWork
) -> Rendered:
    from reports.visit_book import render_visit_book

    copy_number = copies_of_book(session, document, visit_ids) + 1
    summaries, run = PrintDesk(session).prepare(visit_ids, copy_number)
    rendered = render_visit_book(
        summaries, run, progress=work.progress, cancelled=work.cancelled
    )
    code = run.check_code
    edit = log_edit(session, visit_ids, copy_number, document, check_code=code)
    write_log(session, [edit])
    return rendered
