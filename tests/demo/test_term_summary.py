"""The invented school's own summary: written, sound, and giving nothing away."""

from __future__ import annotations

from pathlib import Path

from homevisit.demo.names import PRINTS, TERM_SUMMARY, TERM_TABLES
from homevisit.domain.suppression import recoverable
from homevisit.services import term_snapshots, term_summaries
from homevisit.services.term_summaries import Wish
from tests.domain.test_suppression import solved
from tests.reports.reading import assert_sound, text_of


def test_the_summary_lies_among_the_prints(built):
    folder = Path(built.said["vault"]).parent / PRINTS
    paper = (folder / TERM_SUMMARY).read_bytes()
    assert_sound(paper)
    assert "学期工作汇总" in text_of(paper)
    assert (folder / TERM_TABLES).read_bytes().startswith(b"PK")


def test_nothing_hidden_in_the_school_can_be_found_out(session):
    (kept,) = term_snapshots.kept(session)
    made = term_summaries.make(session, Wish())
    assert made.printed.hidden
    assert solved(made.printed) == set()
    assert recoverable([made.printed]) == frozenset()
    assert kept.summary.whole == made.summary.whole
    assert made.summary.whole.reached
    assert made.summary.all_talks.total
    assert all(each.agrees for each in made.summary.checks)


def test_many_promises_are_kept_in_time_and_some_are_not(session):
    items = term_summaries.make(session, Wish()).summary.follow_ups
    assert items.due < 3 * items.in_time < 3 * items.due
    assert items.overdue
    assert items.still_open >= items.overdue
