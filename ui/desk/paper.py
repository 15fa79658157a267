"""Paper for the way and many summaries at once, as the window asks for them."""

from __future__ import annotations

import itertools
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.paths import write_atomically
from homevisit.services import (
    doorsteps,
    paper_forms,
    print_batches,
    print_material,
    printing,
    route_sheets,
    students,
)
from homevisit.services.paper_forms import Shown
from homevisit.services.print_runs import LongWork
from homevisit.services.route_sheets import RouteWish
from homevisit.services.students import StudentQuery
from homevisit.text import _
from reports.visit_book import PrintCancelledError
from ui import paper_rows as codes
from ui.long_work import WorkCancelled
from ui.paper_rows import PaperLine, PaperPreview, PersonFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homevisit.services.doorsteps import Doorstep
    from homevisit.services.session import Session
    from ui.paper_rows import PaperWish
    from ui.serial_thread import Job

_LOOKED_AT = 4
_ROUTE_LOOKED_AT = 60
_FOUND = 6


def read_lines(
    session: Session, kind: str, ids: Sequence[str]
) -> tuple[PaperLine, ...]:
    """Return whom the paper is for; a route comes in the order of its villages."""
    if kind == codes.VISITS:
        return tuple(_of_visits(session, ids))
    if kind == codes.ROUTE:
        return tuple(map(_of_door, route_sheets.in_walking_order(session, ids)))
    return tuple(map(_of_door, doorsteps.read_doorsteps(session, ids)))


def find_people(session: Session, typed: str) -> tuple[PersonFound, ...]:
    """Return the few students whom the typed letters fit best."""
    if not typed.strip():
        return ()
    ids = students.find_ids(session, StudentQuery(typed=typed))[:_FOUND]
    return tuple(
        PersonFound(each.student_id, each.name, each.class_name)
        for each in students.rows(session, ids)
    )


def preview(session: Session, wish: PaperWish) -> PaperPreview:
    """Return the pages of the first few as they will be; nothing is counted."""
    most = _ROUTE_LOOKED_AT if wish.kind == codes.ROUTE else _LOOKED_AT
    part = wish.first(most)
    if wish.kind == codes.ROUTE:
        pdf = route_sheets.preview_route(session, _route(part)).pdf
    elif wish.kind == codes.VISITS:
        pdf = printing.preview_chosen(session, part.ids).pdf
    else:
        pdf = paper_forms.preview_forms(session, part.ids, _shown(part)).pdf
    return PaperPreview(pdf, len(part.ids), len(wish.ids))


def make(session: Session, wish: PaperWish, job: Job) -> bytes:
    """Return the paper, counted, its codes noted. Raises `PrintCancelledError`."""
    work = LongWork(job.report, lambda: job.is_cancelled)
    if wish.kind == codes.ROUTE:
        return route_sheets.print_route(session, _route(wish)).pdf
    if wish.kind == codes.VISITS:
        return printing.print_chosen(session, wish.ids, work).pdf
    if not wish.ids:
        return paper_forms.print_blank(session, wish.copies).rendered.pdf
    forms = paper_forms.print_forms(session, wish.ids, _shown(wish), work)
    return forms.rendered.pdf


def write_each(session: Session, wish: PaperWish, folder: str, job: Job) -> int:
    """Write a file per visit into `folder`, over no other file; return how many."""
    work = LongWork(job.report, lambda: job.is_cancelled)
    names = print_batches.file_names(session, wish.ids)
    made = print_batches.print_visits(session, wish.ids, work)
    count = 0
    try:
        with closing(made):
            for visit_id, rendered in made:
                place = _free(Path(folder), names[visit_id])
                write_atomically(place, rendered.pdf)
                count += 1
    except PrintCancelledError:
        raise WorkCancelled from None
    return count


def file_name(session: Session, wish: PaperWish) -> str:
    """Return a name for the file that names nobody."""
    names = {
        codes.FORMS: _("Home visit forms"),
        codes.ROUTE: _("Home visit route"),
        codes.VISITS: _("Home visit book"),
    }
    return f"{names[wish.kind]} {session.clock.today().isoformat()}.pdf"


def _shown(wish: PaperWish) -> Shown:
    on = wish.shown
    return Shown(
        address=codes.ADDRESS in on,
        phone=codes.PHONE in on,
        siblings=codes.SIBLINGS in on,
        promises=codes.PROMISES in on,
    )


def _route(wish: PaperWish) -> RouteWish:
    return RouteWish(wish.ids, with_phones=codes.PHONE in wish.shown)


def _of_door(door: Doorstep) -> PaperLine:
    parts = (door.class_name, door.day[5:], door.time)
    return PaperLine(
        door.plan_id or door.student_id,
        door.name,
        "  ".join(filter(None, parts)),
        door.village,
    )


def _of_visits(session: Session, ids: Sequence[str]) -> Iterator[PaperLine]:
    for each in print_material.gather(session, tuple(ids)):
        visit = each.visit
        detail = "  ".join(filter(None, (visit.visit_date, visit.visit_no)))
        yield PaperLine(visit.id, each.student.name, detail)


def _free(folder: Path, name: str) -> Path:
    first = folder / name
    later = (first.with_stem(f"{first.stem} ({n})") for n in itertools.count(2))
    every = itertools.chain([first], later)
    return next(path for path in every if not path.exists())
