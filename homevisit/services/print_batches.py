"""Many visits as a file each: rendered by worker processes, counted in one save."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, cast

from homevisit.services.print_material import numbers_of
from homevisit.services.print_runs import (
    SUMMARY,
    LongWork,
    PrintDesk,
    copies_by_visit,
    log_edit,
    write_log,
)
from reports.batch import VisitJob, render_visits

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from homevisit.services.session import Session
    from reports.document import Rendered

_WORKERS = 2
_FEW = 8  # so few are done before a worker process has started
# A number as HomeVisit gives it, or a plain one. Anything else may hold a name.
_NUMBER = re.compile(r"(?:JF-)?\d{4}-(?:[0-9a-f]{4,8}-)?\d{1,6}")


def print_visits(
    session: Session,
    visit_ids: Sequence[str],
    work: LongWork | None = None,
    *,
    password: str = "",
) -> Generator[tuple[str, Rendered], None, None]:
    """Yield each visit and its PDF, in order; nothing confidential is in it.

    A password encrypts every PDF. The copies that were yielded are logged in one save
    when the run ends, is cancelled (`PrintCancelledError`) or is closed early: whoever
    may stop in between closes the iterator before the session.
    """
    work = work or LongWork()
    every = tuple(dict.fromkeys(visit_ids))
    before = copies_by_visit(session)
    copies = {each: before[each] + 1 for each in every}
    codes: dict[str, str] = {}
    rendered = render_visits(
        _jobs(session, copies, password, codes),
        workers=_WORKERS if len(every) > _FEW else 1,
        progress=lambda done: work.progress(done, len(every)),
        cancelled=work.cancelled,
    )
    printed = []
    try:
        with closing(cast("Generator[tuple[str, Rendered], None, None]", rendered)):
            for visit_id, result in rendered:
                printed.append(visit_id)
                yield visit_id, result
    finally:
        write_log(
            session,
            [
                log_edit(session, (x,), copies[x], SUMMARY, check_code=codes[x])
                for x in printed
            ],
        )


def file_names(session: Session, visit_ids: Sequence[str]) -> dict[str, str]:
    """Return a file name for each visit that names nobody: its number, or a count."""
    numbers = numbers_of(session, visit_ids)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for count, visit_id in enumerate(visit_ids, start=1):
        number = numbers.get(visit_id, "")
        if not _NUMBER.fullmatch(number) or number in taken:
            number = f"{count:03}"
        taken.add(number)
        found[visit_id] = f"{number}.pdf"
    return found


def _jobs(
    session: Session,
    copies: Mapping[str, int],
    password: str,
    codes: dict[str, str],
) -> Iterator[VisitJob]:
    """Yield the work of each print, and leave the check code on it in `codes`."""
    desk = PrintDesk(session)
    for visit_id, summary, run in desk.prepare_singly(copies):
        codes[visit_id] = run.check_code
        yield VisitJob(visit_id, summary, run, password)
