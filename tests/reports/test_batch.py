"""Many documents by worker processes: all, in order, few at a time, stoppable."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from reports import batch
from reports.batch import PrintWorkerLostError, VisitJob, render_visits
from reports.visit_book import PrintCancelledError
from reports.visit_data import VisitSummary
from tests.reports.samples import FULL, RUN


def jobs(count):
    for number in range(count):
        yield VisitJob(f"{number}", replace(FULL, number=f"JF-{number}"), RUN)


def test_two_workers_give_what_one_gives_in_the_same_order():
    heard = []
    two = list(render_visits(jobs(9), workers=2, progress=heard.append))
    assert [name for name, _ in two] == [str(number) for number in range(9)]
    assert heard == list(range(1, 10))
    one = list(render_visits(jobs(9), workers=1))
    assert [made.pages for _, made in one] == [made.pages for _, made in two]


def test_documents_are_taken_from_the_source_only_as_needed():
    taken = []

    def source():
        for job in jobs(60):
            taken.append(job.name)
            yield job

    results = render_visits(source(), workers=2)
    next(results)
    assert len(taken) <= 7
    results.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_can_be_stopped(workers):
    answers = iter([False, False, True])
    done = []
    batch = render_visits(
        jobs(50),
        workers=workers,
        progress=done.append,
        cancelled=lambda: next(answers),
    )
    with pytest.raises(PrintCancelledError):
        list(batch)
    assert done == [1, 2]


def test_a_job_with_a_password_gives_a_protected_file():
    job = VisitJob("a", VisitSummary(), RUN, password="p")
    ((_, made),) = render_visits([job], workers=1)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made.pdf))
    assert "password='p'" not in repr(job)


def die(_language):
    raise SystemExit(1)


def test_a_dead_worker_is_said_and_not_waited_for(monkeypatch):
    monkeypatch.setattr(batch, "_warm", die)
    with pytest.raises(PrintWorkerLostError):
        list(render_visits(jobs(5), workers=2))
