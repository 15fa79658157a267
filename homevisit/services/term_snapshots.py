"""Term summaries that were printed: what each of them said, and how two differ."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter

from homevisit.domain.suppression import Print, Sum, Table
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.text import _
from reports.term_data import TermSummary

if TYPE_CHECKING:
    from homevisit.domain.report_snapshots import ReportSnapshot
    from homevisit.services.session import Session

DOCUMENT = "term_summary"
_SUMMARY = TypeAdapter(TermSummary)


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary that was printed: its record, number, day, and what it said.

    `class_ids` are what it is about; none is the whole school.
    """

    id: str
    report_no: str
    cut_off: str
    made_at: str
    summary: TermSummary
    term_id: str = ""
    class_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that is not the same in two summaries; a hidden one is its mark."""

    what: str
    before: int | str
    after: int | str


def kept(session: Session) -> tuple[Kept, ...]:
    """Return the summaries that were printed, the latest first."""
    query = Query("report_snapshot", title=DOCUMENT)
    found = cast("tuple[ReportSnapshot, ...]", records.find(session, query))
    newest = sorted(found, key=lambda each: (each.made_at, each.id), reverse=True)
    return tuple(_read(each) for each in newest)


def read_kept(session: Session, snapshot_id: str) -> Kept:
    """Return one that was printed. Raises `NoSuchRecordError`."""
    found = records.read(session, snapshot_id, "report_snapshot")
    return _read(cast("ReportSnapshot", found))


def compare(before: TermSummary, after: TermSummary) -> tuple[Difference, ...]:
    """Return what two summaries say differently, in the order of the paper."""
    old, new = dict(_numbers(before)), dict(_numbers(after))
    return tuple(
        Difference(name, old.get(name, "—"), new.get(name, "—"))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def earlier(session: Session, term_id: str) -> tuple[Print, ...]:
    """Return what papers of the term said before; equal ones once."""
    found = records.find(session, Query("report_snapshot", term_id=term_id))
    texts = dict.fromkeys(
        each.counts for each in cast("tuple[ReportSnapshot, ...]", found)
    )
    return tuple(_from_json(text) for text in texts)


def as_json(summary: TermSummary) -> str:
    """Return what a summary says, to be kept."""
    return _SUMMARY.dump_json(summary).decode()


def counts_as_json(printed: Print) -> str:
    """Return what was counted and which of it was hidden, to be kept."""
    table = printed.table
    return json.dumps(
        {
            "counts": dict(table.counts),
            "sums": [[rule.total, *rule.parts] for rule in table.sums],
            "sensitive": sorted(table.sensitive),
            "follows": {
                name: lead
                for name, lead in table.follows.items()
                if name in printed.hidden
            },
            "hidden": sorted(printed.hidden),
            "threshold": printed.threshold,
            "unprinted": sorted(printed.unprinted),
        },
        sort_keys=True,
    )


def _from_json(text: str) -> Print:
    said: dict[str, Any] = json.loads(text)
    sums = tuple(Sum(total, tuple(parts)) for total, *parts in said["sums"])
    hidden, unprinted, sensitive = (
        frozenset(said[name]) for name in ("hidden", "unprinted", "sensitive")
    )
    table = Table(said["counts"], sums, sensitive, said["follows"])
    return Print(table, hidden, said["threshold"], unprinted)


def _read(found: ReportSnapshot) -> Kept:
    summary = _SUMMARY.validate_json(found.figures)
    return Kept(
        found.id,
        found.report_no,
        found.cut_off,
        found.made_at,
        summary,
        found.term_id,
        found.class_ids,
    )


def _numbers(summary: TermSummary) -> list[tuple[str, int | str]]:
    """Return the numbers of a summary by what they are called."""
    items = summary.follow_ups
    found: list[tuple[str, int | str]] = [
        (_("On the roll"), summary.roster),
        (_("Visits completed"), summary.visits),
        (_("Trips"), summary.trips),
        (_("Homes"), summary.households),
        (_("Teachers who went along"), summary.teachers),
        (_("Trips with a leader"), summary.leader_trips),
        (_("Follow-ups due"), items.due),
        (_("Follow-ups done in time"), items.in_time),
        (_("Follow-ups still open"), items.still_open),
    ]
    seen, due, site = _("visited"), _("in special groups"), _("Visited on site")
    for each in (summary.whole, *summary.classes):
        found += [
            (f"{each.name}: {due}", each.due),
            (f"{each.name}: {seen}", each.reached),
            (f"{each.name}: {site}", each.on_site),
        ]
    for row in (summary.all_talks, *summary.grades):
        found += [
            (f"{row.name}: {kind}", count)
            for kind, count in zip(summary.kinds, row.reached, strict=True)
        ]
    found += [(f"{_('Care')}: {each.name}", each.count) for each in summary.care]
    for group in summary.groups:
        found += [
            (f"{group.name}: {due}", group.due),
            (f"{group.name}: {seen}", group.reached),
            (f"{group.name}: {_('Talks reached')}", group.talks),
        ]
    return found
