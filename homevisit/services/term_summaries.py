"""The term summary of a school: counted, shown, printed, kept and compared.

What was printed stays as a record, so that it can be printed again as it was, and so
that no two papers of a term give away together what each of them hides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter

from homevisit.domain.dates import iso_day
from homevisit.domain.suppression import USUAL_THRESHOLD, Print, Sum, Table, protect
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.errors import Problem
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school, term_counts, words
from homevisit.services.paper_forms import print_run, prints_of
from homevisit.services.print_runs import log_edit
from homevisit.services.records import MIN_REASON, ReasonMissingError
from homevisit.services.term_figures import Figures, Names
from homevisit.services.term_words import chapters
from homevisit.services.times import local_minute
from homevisit.text import N_, _
from reports.term_data import TermSummary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from homevisit.domain.report_snapshots import ReportSnapshot
    from homevisit.domain.school import Term
    from homevisit.services.session import Session
    from homevisit.services.term_counts import Counted
    from reports.document import Rendered

DOCUMENT = "term_summary"
_DIGITS = 2
_SUMMARY = TypeAdapter(TermSummary)


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
    last day. `texts` replace what the numbers propose, by the code of the part.
    """

    term_id: str = ""
    cut_off: date | None = None
    class_ids: tuple[str, ...] = ()
    names: NamesShown = NamesShown.MASKED
    threshold: int = USUAL_THRESHOLD
    purpose: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A summary with the print of its table, before it is on paper."""

    summary: TermSummary
    term_id: str
    printed: Print


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary that was printed: its record, number, day, and what it said."""

    id: str
    report_no: str
    cut_off: str
    made_at: str
    summary: TermSummary


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that is not the same in two summaries; a hidden one is its mark."""

    what: str
    before: int | str
    after: int | str


def make(session: Session, wish: Wish) -> Made:
    """Count and hide what must be hidden; nothing is written.

    Raises `TermUnknownError`.
    """
    calendar = calendars.read_calendar(session)
    term = _term(session, calendar, wish)
    day = _cut_off(session, term, wish)
    before = [each for each in calendar.terms if each.end_date < term.start_date]
    since = before[-1].start_date if before else term.start_date
    counted = term_counts.count(
        session, term, day, class_ids=wish.class_ids, since=since
    )
    table = term_counts.make_table(counted)
    printed = protect(table, wish.threshold, _earlier(session, term.id))
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
    return Made(replace(summary, chapters=told), term.id, printed)


def preview(session: Session, wish: Wish) -> Rendered:
    """Return the paper as it would be; nothing is noted."""
    return _rendered(session, make(session, wish).summary)


def print_summary(session: Session, wish: Wish) -> Rendered:
    """Return the paper, keep what it says, and note that it left the vault.

    Raises `ReasonMissingError` for full names without a reason.
    """
    require_reason(wish)
    made = make(session, wish)
    rendered = _rendered(session, made.summary)
    keep(session, made, wish)
    return rendered


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
    made = make(session, wish)
    rendered = _rendered(session, made.summary)
    workbook = as_workbook(session, made)
    keep(session, made, wish)
    return Printed(made.summary.report_no, rendered, workbook)


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
        "cut_off": made.summary.cut_off,
        "threshold": made.printed.threshold,
        "purpose": wish.purpose.strip(),
        "figures": _SUMMARY.dump_json(made.summary).decode(),
        "counts": _as_json(made.printed),
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


def kept(session: Session) -> tuple[Kept, ...]:
    """Return the summaries that were printed, the latest first."""
    found = cast(
        "tuple[ReportSnapshot, ...]", records.find(session, Query("report_snapshot"))
    )
    newest = sorted(found, key=lambda each: (each.made_at, each.id), reverse=True)
    return tuple(_read(each) for each in newest)


def read_kept(session: Session, snapshot_id: str) -> Kept:
    """Return one that was printed. Raises `NoSuchRecordError`."""
    found = records.read(session, snapshot_id, "report_snapshot")
    return _read(cast("ReportSnapshot", found))


def print_again(session: Session, snapshot_id: str) -> Rendered:
    """Return a further copy with the numbers of then; noted as one more copy."""
    rendered = _rendered(session, read_kept(session, snapshot_id).summary)
    number = prints_of(session, DOCUMENT) + 1
    logged = log_edit(session, (), number, DOCUMENT)
    records.save(session, [logged], label="export")
    return rendered


def compare(before: TermSummary, after: TermSummary) -> tuple[Difference, ...]:
    """Return what two summaries say differently, in the order of the paper."""
    old, new = dict(_numbers(before)), dict(_numbers(after))
    return tuple(
        Difference(name, old.get(name, "—"), new.get(name, "—"))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def as_workbook(session: Session, made: Made) -> bytes:
    """Return the tables for the bureau as an Excel file; log it with `keep`."""
    from homevisit.services.term_workbook import to_workbook

    return to_workbook(made.summary, session.clock.now())


def _rendered(session: Session, summary: TermSummary) -> Rendered:
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
    classes = figures.classes()
    with_names = wish.names is not NamesShown.NONE
    return TermSummary(
        report_no=_report_no(session, term),
        school=calendars.read_school(session).name,
        term=term.name,
        cut_off=day.isoformat(),
        counted_at=local_minute(records.instant(session)),
        scope=_("{count} classes").format(count=len(classes)),
        threshold=wish.threshold,
        roster=0,
        kinds=kinds,
        whole=figures.coverage("all", _("School")),
        all_talks=figures.talk_row("all", _("School")),
        classes=classes,
        grades=figures.grades(),
        groups=figures.groups(),
        months=figures.months(term.start_date),
        not_visited=figures.not_visited(with_names=with_names),
        checks=figures.checks(),
        has_full_names=wish.names is NamesShown.FULL,
    )


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


def _earlier(session: Session, term_id: str) -> tuple[Print, ...]:
    """Return what papers of the term said before; equal ones once."""
    found = records.find(session, Query("report_snapshot", term_id=term_id))
    texts = dict.fromkeys(
        each.counts for each in cast("tuple[ReportSnapshot, ...]", found)
    )
    return tuple(_from_json(text) for text in texts)


def _as_json(printed: Print) -> str:
    table = printed.table
    return json.dumps(
        {
            "counts": dict(table.counts),
            "sums": [[rule.total, *rule.parts] for rule in table.sums],
            "hidden": sorted(printed.hidden),
            "threshold": printed.threshold,
        },
        sort_keys=True,
    )


def _from_json(text: str) -> Print:
    said: dict[str, Any] = json.loads(text)
    sums = tuple(Sum(total, tuple(parts)) for total, *parts in said["sums"])
    table = Table(said["counts"], sums)
    return Print(table, frozenset(said["hidden"]), said["threshold"])


def _read(found: ReportSnapshot) -> Kept:
    summary = _SUMMARY.validate_json(found.figures)
    return Kept(found.id, found.report_no, found.cut_off, found.made_at, summary)


def _numbers(summary: TermSummary) -> list[tuple[str, int | str]]:
    """Return the numbers of a summary by what they are called."""
    seen, due = _("visited"), _("in special groups")
    found: list[tuple[str, int | str]] = [
        (_("On the roll"), summary.roster),
        (_("Visits completed"), summary.visits),
        (_("Follow-ups due"), summary.follow_ups.due),
        (_("Follow-ups done in time"), summary.follow_ups.in_time),
    ]
    for each in (summary.whole, *summary.classes):
        found += [
            (f"{each.name}: {due}", each.due),
            (f"{each.name}: {seen}", each.reached),
        ]
    for row in (summary.all_talks, *summary.grades):
        found += [
            (f"{row.name}: {kind}", count)
            for kind, count in zip(summary.kinds, row.reached, strict=True)
        ]
    for group in summary.groups:
        found += [
            (f"{group.name}: {due}", group.due),
            (f"{group.name}: {seen}", group.reached),
        ]
    return found
