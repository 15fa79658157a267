"""Coverage, targets and the matrix of a school of 3,000 with two years of records.

The peer reads the same records one by one and counts them, as one would at first.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import compare, heading
from benchmarks.school_years import STUDENTS, TALKS, VISITS, make
from homevisit.domain.talk_rules import HELD
from homevisit.domain.visit_rules import is_completed
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    coverage,
    due,
    matrix,
    records,
    reminders,
    term_summaries,
)
from homevisit.services.term_summaries import Wish

if TYPE_CHECKING:
    from homevisit.services.session import Session


def naive_coverage(session: Session, term_id: str) -> dict[str, set[str]]:
    """Return who was visited by class: nothing else of what we count."""
    classes = {
        each.id: each.class_id for each in records.find(session, Query("student"))
    }
    found = defaultdict(set)
    for visit in records.find(session, Query("visit", term_id=term_id)):
        if is_completed(visit):
            found[classes[visit.student_id]].add(visit.student_id)
    return found


def naive_matrix(session: Session, term_id: str) -> dict[tuple[str, str], int]:
    """Return how many talks were held by student and kind."""
    found = defaultdict(int)
    for talk in records.find(session, Query("talk", term_id=term_id)):
        found[talk.student_id, talk.talk_kind] += talk.state in HELD
    return found


def naive_contacts(session: Session) -> dict[str, str]:
    """Return when each student was last visited or talked with: one fact of many."""
    found: dict[str, str] = defaultdict(str)
    for kind in ("visit", "talk"):
        for each in records.find(session, Query(kind)):
            day = getattr(each, "visit_date", "") or getattr(each, "on_date", "")
            found[each.student_id] = max(found[each.student_id], day)
    return found


def naive_months(session: Session) -> Counter[str]:
    """Return the visits of each month: one table of a summary."""
    visits = records.find(session, Query("visit"))
    return Counter(each.visit_date[:7] for each in visits if is_completed(each))


def measure(session: Session) -> None:
    """Compare each of them with its peer, having seen that the numbers agree."""
    today, term = session.clock.today(), calendars.current_term(session)
    ours, theirs = coverage.read(session, today, term), naive_coverage(session, term.id)
    assert {
        each: reach.any_form.reached for each, reach in ours.by_class.items()
    } == theirs
    compare(
        "All coverage figures and targets of a term",
        lambda: coverage.read(session, today, term),
        lambda: naive_coverage(session, term.id),
    )
    cells, talks = matrix.read(session).matrix, naive_matrix(session, term.id)
    assert all(cells.cell(*place).held == number for place, number in talks.items())
    compare(
        "The matrix of the six talks",
        lambda: matrix.read(session),
        lambda: naive_matrix(session, term.id),
    )
    compare("Who is due", lambda: due.who(session), None)
    compare(
        "Reminders of today",
        lambda: reminders.read(session),
        lambda: naive_contacts(session),
    )
    compare(
        "The term summary, counted and hidden",
        lambda: term_summaries.make(session, Wish()),
        lambda: naive_months(session),
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--students", type=int, default=STUDENTS)
    options.add_argument("--visits", type=int, default=VISITS)
    options.add_argument("--talks", type=int, default=TALKS)
    chosen = options.parse_args()
    heading(
        f"Coverage: {chosen.students} students, {chosen.visits} visits,"
        f" {chosen.talks} talks of two years"
    )
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        session = make(Path(folder), chosen.students, chosen.visits, chosen.talks)
        print(f"filled in {time.perf_counter() - start:.1f} s")
        measure(session)
        session.close()


if __name__ == "__main__":
    main()
