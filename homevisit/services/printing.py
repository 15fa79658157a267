"""Printing visits: copies are numbered and logged, and a print can be checked later.

The check code and the section codes in a print are keyed digests: without this vault
they tell nothing about what was printed, and nobody can make matching ones.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, cast

from homevisit.canonical import write_json
from homevisit.errors import Problem
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school
from homevisit.services.times import local_minute
from homevisit.services.visit_prints import VisitPrinter
from homevisit.text import N_
from homevisit.workers import run_in_worker
from reports import visit_data as prints
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homevisit.domain.exports import Export
    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session
    from reports.document import Rendered

FACTS_VERSION = 1
_CODE_DIGITS = 12
_REFERENCE_DIGITS = 20

# Which fields of the summary belong to which section of the print.
_SECTION_FIELDS: dict[VisitSection, tuple[str, ...]] = {
    VisitSection.FACTS: (
        "number",
        "term",
        "student",
        "sex",
        "class_name",
        "class_teacher",
        "visit_date",
        "time_span",
        "form",
        "ordinal",
        "place",
        "lead_teacher",
        "companions",
        "interviewees",
        "student_present",
        "outcome",
        "purposes",
        "sibling_note",
    ),
    VisitSection.OBSERVATIONS: (
        "family_situation",
        "study_places",
        "study_environment",
        "at_home",
        "child_words",
        "at_school",
        "guardian_opinion",
        "more_observations",
    ),
    VisitSection.AGREEMENTS: (
        "home_promises",
        "school_promises",
        "policies",
        "next_visit",
        "satisfaction",
    ),
    VisitSection.RISK: ("risk",),
    VisitSection.SIGNATURES: ("guardian", "teachers", "review"),
    VisitSection.ADDENDA: ("addenda",),
    VisitSection.PHOTOS: ("photos",),
}


class NoVisitsToPrintError(Problem):
    """There is nothing to print in what was chosen."""

    code = "no_visits_to_print"
    what = N_("There is no visit to print in what you chose.")
    safe = N_("Nothing was written.")
    todo = N_("Choose another class, student or term.")


class NotFromThisVaultError(Problem):
    """The print belongs to no visit of this vault."""

    code = "print_not_from_this_vault"
    what = N_("This print belongs to no visit in this vault.")
    safe = N_("Nothing was changed.")
    todo = N_("Check it in the vault it was printed from.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the visit, and the sections that differ today."""

    visit_id: str
    copy_number: int
    printed_sections: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def matches(self) -> bool:
        return not self.differing


@dataclass(frozen=True, slots=True)
class LongWork:
    """How a long run tells of its progress and learns that it is not wanted."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


def preview_visit(
    session: Session, visit_id: str, sections: frozenset[VisitSection]
) -> Rendered:
    """Return the print as it would be; no copy is counted."""
    return _print_visit(session, visit_id, sections, copy_number=0)


def print_visit(
    session: Session,
    visit_id: str,
    sections: frozenset[VisitSection] = prints.USUAL_SECTIONS,
) -> Rendered:
    """Return the PDF of one visit and log that a copy left the vault."""
    copy_number = copies_of(session, visit_id) + 1
    rendered = _print_visit(session, visit_id, sections, copy_number)
    _log(session, (visit_id,), copy_number, "visit_summary")
    return rendered


def protected(rendered: Rendered, password: str) -> Rendered:
    """Return the PDF so that only `password` opens it (AES-256)."""
    from reports.protect import protect

    return replace(rendered, pdf=protect(rendered.pdf, password))


def print_student_term(
    session: Session, student_id: str, term_id: str, work: LongWork | None = None
) -> Rendered:
    """Return one student's completed visits of a term as one PDF."""
    query = Query("visit", student_id=student_id, term_id=term_id)
    return _print_book(session, query, work or LongWork())


def print_class(
    session: Session, class_id: str, term_id: str, work: LongWork | None = None
) -> Rendered:
    """Return a class's visits of a term as one PDF with contents and outline."""
    query = Query("visit", class_id=class_id, term_id=term_id)
    return _print_book(session, query, work or LongWork())


def visits_to_print(session: Session, class_id: str, term_id: str) -> tuple[str, ...]:
    """Return the ids of a class's visits in a term, for one file each."""
    query = Query("visit", class_id=class_id, term_id=term_id)
    return tuple(each.id for each in records.find(session, query))


def copies_of(session: Session, visit_id: str) -> int:
    """Return how many copies of a visit's print have left the vault."""
    return sum(visit_id in each.visit_ids for each in _exports(session))


def check_pdf(session: Session, pdf: bytes, password: str = "") -> Checked:
    """Compare a print with the vault; the PDF is read in a killable worker.

    Raises the problems of `reports.check` and `NotFromThisVaultError`.
    """
    from reports.check import MAX_FILE, NotOurPdfError, read_facts

    if len(pdf) > MAX_FILE:
        raise NotOurPdfError
    facts = run_in_worker(read_facts, pdf, password)
    sections, copy_number = facts.get("sections"), facts.get("copy")
    if not isinstance(sections, dict) or not isinstance(copy_number, int):
        raise NotOurPdfError
    visit_id = _find_visit(session, str(facts.get("ref", "")))
    printed = {str(name): str(code) for name, code in sections.items()}
    now = section_codes(
        session, visit_id, VisitPrinter(session), frozenset(VisitSection)
    )
    return Checked(
        visit_id=visit_id,
        copy_number=copy_number,
        printed_sections=tuple(printed),
        differing=tuple(
            name for name, code in printed.items() if now.get(name) != code
        ),
    )


def section_codes(
    session: Session,
    visit_id: str,
    printer: VisitPrinter,
    sections: frozenset[VisitSection],
) -> dict[str, str]:
    """Return the code of each section's present content, by section name."""
    summary = printer.summary(visit_id, sections)
    return {
        section.value: _keyed(
            session, [visit_id, section.value, _content(summary, names)]
        )
        for section, names in _SECTION_FIELDS.items()
        if section in sections
    }


def _content(summary: prints.VisitSummary, names: Sequence[str]) -> list[Any]:
    return [_plain(getattr(summary, name)) for name in names]


def _plain(value: Any) -> Any:  # noqa: ANN401  any field of a summary
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    return value


def _keyed(session: Session, content: Any) -> str:  # noqa: ANN401  JSON
    key = session.vault.subkey("print check")
    digest = hmac.new(key, write_json(content), hashlib.sha256)
    return digest.hexdigest()[:_CODE_DIGITS]


def _reference(session: Session, visit_id: str) -> str:
    """Return what a print says instead of the visit's id, which holds a time."""
    key = session.vault.subkey("print reference")
    digest = hmac.new(key, visit_id.encode(), hashlib.sha256)
    return digest.hexdigest()[:_REFERENCE_DIGITS]


def _find_visit(session: Session, reference: str) -> str:
    for visit in records.find(session, Query("visit", with_archived=True)):
        if hmac.compare_digest(_reference(session, visit.id), reference):
            return visit.id
    raise NotFromThisVaultError


def _print_visit(
    session: Session, visit_id: str, sections: frozenset[VisitSection], copy_number: int
) -> Rendered:
    from reports.visit_summary import render_visit

    printer = VisitPrinter(session)
    codes = section_codes(session, visit_id, printer, sections)
    run = _run(session, visit_id, codes, copy_number)
    return render_visit(printer.summary(visit_id, sections), run)


def _run(
    session: Session, visit_id: str, codes: dict[str, str], copy_number: int
) -> prints.PrintRun:
    reference = _reference(session, visit_id)
    code = _keyed(session, [reference, codes])
    spaced = " ".join(code[at : at + 4] for at in range(0, len(code), 4))
    return prints.PrintRun(
        printed_by=school.staff_names(session).get(session.person_id, ""),
        printed_at=local_minute(records.instant(session)),
        copy_number=copy_number,
        school=calendars.read_school(session).name,
        check_code=spaced,
        qr_payload=f"HV{FACTS_VERSION}:{reference}:{code}",
        opaque_facts={
            "v": FACTS_VERSION,
            "ref": reference,
            "code": code,
            "copy": copy_number,
            "sections": codes,
        },
    )


def _print_book(session: Session, query: Query, work: LongWork) -> Rendered:
    from reports.visit_book import render_visit_book

    found = cast("tuple[Visit, ...]", records.find(session, query))
    if not found:
        raise NoVisitsToPrintError
    printer = VisitPrinter(session)
    summaries = [printer.summary(each.id) for each in found]
    run = _run(session, found[0].id, {}, copy_number=1)
    rendered = render_visit_book(
        summaries, run, progress=work.progress, cancelled=work.cancelled
    )
    _log(session, tuple(each.id for each in found), 1, "visit_book")
    return rendered


def _exports(session: Session) -> tuple[Export, ...]:
    return cast("tuple[Export, ...]", records.find(session, Query("export")))


def _log(
    session: Session, visit_ids: tuple[str, ...], copy_number: int, document: str
) -> None:
    values = {
        "document": document,
        "visit_ids": list(visit_ids),
        "copy_number": copy_number,
        "exported_by": session.person_id,
        "exported_on": session.clock.today().isoformat(),
        "exported_at": records.instant(session),
    }
    records.save(session, [records.edit("export", values)], label="export")
