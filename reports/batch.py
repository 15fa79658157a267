"""Many separate PDFs at once, by a few worker processes in bounded memory."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_, current_language, use_language
from reports.document import Rendered
from reports.faces import fonts
from reports.protect import protect
from reports.visit_book import PrintCancelledError
from reports.visit_summary import render_visit

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future

    from reports.visit_data import PrintRun, VisitSummary

Result = tuple[str, Rendered]
_WAITING_PER_WORKER = 3  # documents in flight; bounds memory whatever the batch


class PrintWorkerLostError(Problem):
    """The system ended one of the worker processes, mostly for want of memory."""

    code = "print_worker_lost"
    what = N_("Printing stopped because the computer ended a part of it.")
    safe = N_("The PDFs that are already saved are complete.")
    todo = N_("Close other programs and print the rest again.")


@dataclass(frozen=True, slots=True)
class VisitJob:
    """One document of a batch; `name` comes back with the result."""

    name: str
    summary: VisitSummary
    run: PrintRun
    password: str = field(default="", repr=False)


def render_visits(
    jobs: Iterable[VisitJob],
    *,
    workers: int = 2,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """Yield (name, result) in the order of `jobs`, which are taken as needed.

    `progress` hears how many are done. `cancelled` is asked before each result; when
    true the workers are stopped and `PrintCancelledError` is raised. With one worker
    no process is started. Raises `PrintWorkerLostError` when a worker dies.
    """
    made = _render_here(jobs) if workers <= 1 else _render_in_pool(jobs, workers)
    with closing(made):
        for done, result in enumerate(made, start=1):
            if cancelled():
                raise PrintCancelledError
            progress(done)
            yield result


def _render_here(jobs: Iterable[VisitJob]) -> Generator[Result, None, None]:
    for job in jobs:
        yield _render(job)


def _render_in_pool(
    jobs: Iterable[VisitJob], workers: int
) -> Generator[Result, None, None]:
    pool = ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_warm,
        initargs=(current_language(),),
    )
    waiting: deque[Future[Result]] = deque()
    try:
        for job in jobs:
            waiting.append(pool.submit(_render, job))
            if len(waiting) >= workers * _WAITING_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise PrintWorkerLostError from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _warm(language: str) -> None:
    """Prepare a fresh worker: the user's language, the fonts."""
    use_language(language)
    fonts()


def _render(job: VisitJob) -> Result:
    rendered = render_visit(job.summary, job.run)
    if job.password:
        protected = protect(rendered.pdf, job.password)
        rendered = Rendered(protected, rendered.pages, rendered.uncovered)
    return job.name, rendered
