"""The term summary of a school: counted, shown, printed, kept and compared.

What was printed stays as a record, so that it can be printed again as it was, and so
that no two papers of a term give away together what each of them hides.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.level_schemes import in_order
from homevisit.domain.suppression import USUAL_THRESHOLD, Print, protect
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.errors import Problem
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    level_settings,
    records,
    school,
    school_rows,
    term_counts,
    term_snapshots,
    words,
)
from homevisit.services.paper_forms import print_run, prints_of
from homevisit.services.print_runs import LongWork, log_edit
from homevisit.services.records import MIN_REASON, ReasonMissingError
from homevisit.services.term_figures import Figures, Names
from homevisit.services.term_words import chapters
from homevisit.services.times import local_minute
from homevisit.text import N_, _
from reports.term_data import PARTS, TermSummary
from reports.visit_book import PrintCancelledError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from homevisit.domain.school import Term
    from homevisit.services.session import Session
    from homevisit.services.term_counts import Counted
    from reports.document import Rendered
    from reports.term_data import Chapter, CrossCheck

DOCUMENT = term_snapshots.DOCUMENT
_DIGITS = 2
_STEPS = 4


class TermUnknownError(Problem):
    """The calendar has no such term."""

    code = "summary_term_unknown"
    what = N_("The calendar knows no such term.")
    safe = N_("Nothing was counted and nothing was changed.")
    todo = N_("Choose a term of the calendar, or add the school year in the settings.")


class NamesShown(Enum):
    """How those who were not visited appear: masked, as numbers only, or in full."""

    MASKED = "masked"
    NONE = "none"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Wish:
    """The summary that is wanted.

    Without `term_id` it is the present term, without `cut_off` today or the term's
    last day. `texts` replace what the numbers propose, by the code of the chapter.
    `parts` are those of `reports.term_data.PARTS` that are on the paper.
    """

    term_id: str = ""
    cut_off: date | None = None
    class_ids: tuple[str, ...] = ()
    names: NamesShown = NamesShown.MASKED
    threshold: int = USUAL_THRESHOLD
    purpose: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    parts: frozenset[str] = frozenset(PARTS)


@dataclass(frozen=True, slots=True)
class Made:
    """A summary with the print of its table, before it is on paper.

    `begun` are the chapters as the numbers propose them; they and the `checks` are
    there also where the paper leaves them out.
    """

    summary: TermSummary
    term_id: str
    printed: Print
    class_ids: tuple[str, ...] = ()
    begun: tuple[Chapter, ...] = ()
    checks: tuple[CrossCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A summary as it would be on paper; nothing is noted."""

    made: Made
    rendered: Rendered


def make(session: Session, wish: Wish, work: LongWork | None = None) -> Made:
    """Count and hide what must be hidden; nothing is written.

    Raises `TermUnknownError`, and `PrintCancelledError` when it is stopped.
    """
    steps = _Steps(work or LongWork())
    calendar = calendars.read_calendar(session)
    term = _term(session, calendar, wish)
    day = _cut_off(session, term, wish)
    before = [each for each in calendar.terms if each.end_date < term.start_date]
    since = before[-1].start_date if before else term.start_date
    counted = term_counts.count(
        session, term, day, class_ids=wish.class_ids, since=since
    )
    steps.next()
    table = term_counts.make_table(counted)
    printed = protect(table, wish.threshold, term_snapshots.earlier(session, term.id))
    printed = replace(printed, unprinted=term_counts.unprinted(table, wish.parts))
    steps.next()
    names = Names(
        classes=school.class_names(session, term.school_year),
        students=queries.titles(session.ledger.db, "student"),
        groups=dict(words.read_words(session).offered("groups")),
        are_masked=wish.names is not NamesShown.FULL,
    )
    summary = _summary(session, (term, day), wish, Figures(counted, printed, names))
    summary = _with_totals(
        session, summary, counted, (term.start_date, day.isoformat())
    )
    told = chapters(summary, wish.texts)
    steps.next()
    return Made(
        _only(replace(summary, chapters=told), wish.parts),
        term.id,
        printed,
        wish.class_ids,
        chapters(summary, {}),
        summary.checks,
    )


def look(session: Session, wish: Wish, work: LongWork | None = None) -> Seen:
    """Return summary and paper as they would be; raises what `make` raises."""
    made = make(session, wish, work)
    return Seen(made, render(session, made.summary))


def preview(session: Session, wish: Wish) -> Rendered:
    """Return the paper as it would be; nothing is noted."""
    return look(session, wish).rendered


class _Steps:
    """Tells how far the counting is and stops it in between."""

    def __init__(self, work: LongWork) -> None:
        self._work, self._done = work, 0

    def next(self) -> None:
        self._done += 1
        self._work.progress(self._done, _STEPS)
        if self._work.cancelled():
            raise PrintCancelledError


def _only(summary: TermSummary, parts: Collection[str]) -> TermSummary:
    """Return the summary without what is not wanted on the paper."""
    fields = {
        "classes": ("classes",),
        "talks": ("grades",),
        "groups": ("groups",),
        "care": ("care",),
        "months": ("months",),
        "missing": ("not_visited",),
        "texts": ("chapters",),
        "checks": ("checks",),
        "tables": ("class_rows",),
    }
    off: dict[str, tuple[()]] = {
        name: () for part in PARTS if part not in parts for name in fields[part]
    }
    return replace(summary, **off)  # type: ignore[arg-type]


def print_summary(session: Session, wish: Wish) -> Rendered:
    """Return the paper, keep what it says, and note that it left the vault.

    Raises `ReasonMissingError` for full names without a reason.
    """
    require_reason(wish)
    seen = look(session, wish)
    keep(session, seen.made, wish)
    return seen.rendered


@dataclass(frozen=True, slots=True)
class Printed:
    """One summary on paper and as an Excel file, with the same numbers."""

    report_no: str
    rendered: Rendered
    workbook: bytes = field(repr=False)


def print_both(session: Session, wish: Wish) -> Printed:
    """Return paper and Excel file of one count, noted as one copy.

    Raises what `print_summary` raises.
    """
    require_reason(wish)
    seen = look(session, wish)
    workbook = as_workbook(session, seen.made)
    keep(session, seen.made, wish)
    return Printed(seen.made.summary.report_no, seen.rendered, workbook)


def print_workbook(session: Session, wish: Wish) -> bytes:
    """Return the Excel file alone, kept and noted as a copy like one on paper.

    Raises what `print_summary` raises.
    """
    require_reason(wish)
    made = make(session, wish)
    keep(session, made, wish)
    return as_workbook(session, made)


def require_reason(wish: Wish) -> None:
    """Raise `ReasonMissingError` where full names are wanted without a reason."""
    if wish.names is NamesShown.FULL and len(wish.purpose.strip()) < MIN_REASON:
        raise ReasonMissingError


def keep(session: Session, made: Made, wish: Wish) -> str:
    """Write down what a copy says and that it left the vault; return its record."""
    require_reason(wish)
    number = prints_of(session, DOCUMENT) + 1
    snapshot_id = records.new_record_id(session)
    values = {
        "document": DOCUMENT,
        "report_no": made.summary.report_no,
        "term_id": made.term_id,
        "class_ids": list(made.class_ids),
        "cut_off": made.summary.cut_off,
        "threshold": made.printed.threshold,
        "purpose": wish.purpose.strip(),
        "figures": term_snapshots.as_json(made.summary),
        "counts": term_snapshots.counts_as_json(made.printed),
        "made_by": session.person_id,
        "made_at": records.instant(session),
    }
    logged = log_edit(session, (), number, DOCUMENT)
    told = {**logged.values, "purpose": wish.purpose.strip()}
    edits = [
        records.edit("report_snapshot", values, record_id=snapshot_id),
        replace(logged, values=told),
    ]
    records.save(session, edits, label="export")
    return snapshot_id


def print_again(session: Session, snapshot_id: str) -> Rendered:
    """Return a further copy with the numbers of then; noted as one more copy."""
    rendered = render(session, term_snapshots.read_kept(session, snapshot_id).summary)
    number = prints_of(session, DOCUMENT) + 1
    logged = log_edit(session, (), number, DOCUMENT)
    records.save(session, [logged], label="export")
    return rendered


def as_workbook(session: Session, made: Made) -> bytes:
    """Return the tables for the bureau as an Excel file; log it with `keep`."""
    from homevisit.services.term_workbook import to_workbook

    return to_workbook(made.summary, session.clock.now())


def render(session: Session, summary: TermSummary) -> Rendered:
    """Return a summary on paper; nothing is noted."""
    from reports.term_summary import render_term_summary

    return render_term_summary(summary, print_run(session, DOCUMENT))


def _term(session: Session, calendar: calendars.Calendar, wish: Wish) -> Term:
    if wish.term_id:
        found = next((t for t in calendar.terms if t.id == wish.term_id), None)
    else:
        found = calendar.term_on(session.clock.today())
    if found is None:
        raise TermUnknownError
    return found


def _cut_off(session: Session, term: Term, wish: Wish) -> date:
    today = session.clock.today()
    if wish.cut_off:
        return min(wish.cut_off, today)
    last = iso_day(term.end_date)
    return min(last, today) if last else today


def _summary(
    session: Session, when: tuple[Term, date], wish: Wish, figures: Figures
) -> TermSummary:
    term, day = when
    kinds = words.read_words(session).labels("talk_kinds", TALK_KINDS)
    with_names = wish.names is not NamesShown.NONE
    return TermSummary(
        report_no=_report_no(session, term),
        school=calendars.read_school(session).name,
        term=term.name,
        cut_off=day.isoformat(),
        counted_at=local_minute(records.instant(session)),
        scope=_scope(session, wish, figures, day),
        threshold=wish.threshold,
        roster=0,
        kinds=kinds,
        whole=figures.coverage("all", _("Whole school")),
        all_talks=figures.talk_row("all", _("Whole school")),
        classes=figures.classes(),
        grades=figures.grades(),
        groups=figures.groups(),
        care=figures.care(_levels(session)),
        months=figures.months(term.start_date),
        not_visited=figures.not_visited(with_names=with_names),
        checks=figures.checks(),
        class_rows=figures.class_rows(),
        has_full_names=wish.names is NamesShown.FULL,
    )


def has_care(session: Session) -> bool:
    """Say whether there is any case of care, so that a summary may count them."""
    return bool(queries.count(session.ledger.db, Query("care_case")))


def _levels(session: Session) -> dict[int, str]:
    """Return the names of the levels of care, as the school calls them."""
    scheme = level_settings.in_use(session).scheme
    return {
        each.severity: each.label
        for each in in_order(scheme)
        if each.severity is not None
    }


def _scope(session: Session, wish: Wish, figures: Figures, day: date) -> str:
    """Return what the paper is about, such as 全校 21 个班."""
    names = [each.name for each in figures.classes()]
    if len(wish.class_ids) == 1:
        return names[0] if names else _("no class")
    classes = _("{count} classes").format(count=len(names))
    if not wish.class_ids:
        return _("Whole school, {classes}").format(classes=classes)
    grades = school_rows.grades_of(session, day)
    of_scope = dict.fromkeys(grades.get(each, "") for each in wish.class_ids)
    (first, *others) = of_scope
    return classes if others else f"{first} {classes}"


def _with_totals(
    session: Session, summary: TermSummary, counted: Counted, days: tuple[str, str]
) -> TermSummary:
    totals = counted.totals()
    return replace(
        summary,
        roster=len(counted.roster.students),
        visits=totals.visits,
        trips=totals.trips,
        households=totals.households,
        teachers=totals.teachers,
        leader_trips=totals.leader_trips,
        follow_ups=term_counts.follow_ups(session, counted, days),
    )


def _report_no(session: Session, term: Term) -> str:
    known = Query("report_snapshot", term_id=term.id)
    number = queries.count(session.ledger.db, known) + 1
    half = "2" if term.kind == "second" else "1"
    return f"HZ-{term.school_year or 0}-{half}-{number:0{_DIGITS}}"
