"""The prints that the invented school makes: some visits singly, a class as a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.demo.names import FORMS, ROUTE, TERM_SUMMARY, TERM_TABLES
from homevisit.paths import write_atomically
from homevisit.services import (
    paper_forms,
    printing,
    route_sheets,
    term_summaries,
    visit_plans,
)
from homevisit.services.printing import LongWork
from homevisit.services.route_sheets import RouteWish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from homevisit.demo.occasions import Occasion
    from homevisit.services.session import Session

_SUMMARIES = 12
_FORMS, _STOPS = 4, 10


def write_prints(
    session: Session,
    folder: Path,
    made: Sequence[tuple[str, Occasion]],
    book: tuple[str, str],
    report: Callable[[int, int], None],
) -> list[Path]:
    """Write visit summaries and one class book (class, term) into `folder`.

    File names hold a number and no name: they can be seen by whoever sees the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, visit_id in enumerate(_chosen(made), start=1):
        report(number, _SUMMARIES)
        rendered = printing.print_visit(session, visit_id)
        written.append(folder / f"家访记录-{number:02}.pdf")
        write_atomically(written[-1], rendered.pdf)
    class_id, term_id = book
    rendered = printing.print_class(
        session, class_id, term_id, LongWork(progress=report)
    )
    written.append(folder / "班级家访记录册.pdf")
    write_atomically(written[-1], rendered.pdf)
    return [*written, *_write_paper(session, folder), *_write_summary(session, folder)]


def _write_summary(session: Session, folder: Path) -> list[Path]:
    """Write the present term's summary for the principal and for the bureau."""
    printed = term_summaries.print_both(session, term_summaries.Wish())
    write_atomically(folder / TERM_SUMMARY, printed.rendered.pdf)
    write_atomically(folder / TERM_TABLES, printed.workbook)
    return [folder / TERM_SUMMARY, folder / TERM_TABLES]


def _write_paper(session: Session, folder: Path) -> list[Path]:
    """Write forms and a route sheet for the visits that are planned next."""
    standing = visit_plans.read_standing(session)
    today = session.clock.today().isoformat()
    plans = [each for each in standing.plans if each.planned_date >= today]
    ids = tuple(each.id for each in plans)
    if not ids:
        return []
    forms = paper_forms.print_forms(session, ids[:_FORMS]).rendered.pdf
    ordered = route_sheets.in_walking_order(session, ids[:_STOPS])
    wish = RouteWish(tuple(each.plan_id for each in ordered))
    route = route_sheets.print_route(session, wish).pdf
    for name, pdf in ((FORMS, forms), (ROUTE, route)):
        write_atomically(folder / name, pdf)
    return [folder / FORMS, folder / ROUTE]


def _chosen(made: Sequence[tuple[str, Occasion]]) -> list[str]:
    """Return visits to print: first those with rare names, then special children."""
    held = [(visit_id, each) for visit_id, each in made if each.outcome == "completed"]
    ranked = sorted(
        held,
        key=lambda pair: (
            not pair[1].whom.child.pinyin,
            not pair[1].whom.child.is_special,
            pair[1].at,
        ),
    )
    seen: set[str] = set()
    first = []
    for visit_id, occasion in ranked:
        if occasion.whom.student_id not in seen:
            seen.add(occasion.whom.student_id)
            first.append(visit_id)
    return first[:_SUMMARIES]
