"""The visits of a class as a book or as a file each, written where somebody said."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from homevisit.cli.files import require_free, write_new_file
from homevisit.cli.invocation import progress
from homevisit.cli.print_answers import written
from homevisit.services import print_batches, printing
from homevisit.services.printing import LongWork
from homevisit.text import _
from reports.document import Rendered

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.cli.answers import Answer
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class ClassVisits:
    """The visits of one class in one term that somebody wants printed."""

    session: Session
    class_id: str
    term_id: str
    completed_only: bool

    def ids(self, *, completed_only: bool) -> tuple[str, ...]:
        return printing.visits_to_print(
            self.session, self.class_id, self.term_id, completed_only=completed_only
        )

    def left_out(self) -> int:
        if not self.completed_only:
            return 0
        return len(self.ids(completed_only=False)) - len(self.ids(completed_only=True))


def write_book(wanted: ClassVisits, to: Path, lock: str) -> Answer:
    with progress() as report:
        rendered = printing.print_class(
            wanted.session,
            wanted.class_id,
            wanted.term_id,
            LongWork(progress=partial(report, _("Pages"))),
            completed_only=wanted.completed_only,
        )
    write_new_file(to, locked(rendered, lock).pdf)
    told = {"class_id": wanted.class_id, "term_id": wanted.term_id}
    return written(to, rendered, told)


def write_singly(wanted: ClassVisits, to: Path, lock: str) -> Answer:
    """Write a PDF per visit into the folder; no file name tells a name."""
    visit_ids = wanted.ids(completed_only=wanted.completed_only)
    names = print_batches.file_names(wanted.session, visit_ids)
    for name in names.values():
        require_free(to / name)
    pages, boxed = 0, set[str]()
    with progress() as report:
        work = LongWork(progress=partial(report, _("Pages")))
        made = print_batches.print_visits(
            wanted.session, visit_ids, work, password=lock
        )
        with closing(made):
            for visit_id, rendered in made:
                write_new_file(to / names[visit_id], rendered.pdf)
                pages += rendered.pages
                boxed.update(rendered.uncovered)
    told = {
        "class_id": wanted.class_id,
        "term_id": wanted.term_id,
        "files": [str(to / name) for name in names.values()],
    }
    return written(to, Rendered(b"", pages, tuple(sorted(boxed))), told)


def locked(rendered: Rendered, lock: str) -> Rendered:
    return printing.protected(rendered, lock) if lock else rendered
