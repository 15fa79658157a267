"""The closing report of a campaign of visits: numbers, tables, words and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _, sentences
from reports.document import Document, Rendered
from reports.layout.edges import Heading, draw_foot, draw_heading, draw_running_head
from reports.layout.flow import Section, flow
from reports.layout.signing import SigningBox, SigningRow
from reports.layout.style import LEFT, RIGHT
from reports.term_data import fraction, percent
from reports.term_tables import Line, Tile, Tiles, Words
from reports.visit_pages import FRAME, draw_backdrop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.campaign_data import CampaignReport, NotYet
    from reports.campaign_data import Part as Came
    from reports.layout.flow import Part
    from reports.visit_data import PrintRun

_EDGES = (LEFT, LEFT + 118, LEFT + 196, LEFT + 274, LEFT + 352, RIGHT)
_NUMBERS = frozenset({1, 2, 3})


def render_campaign_report(report: CampaignReport, run: PrintRun) -> Rendered:
    """Return the report; the same report and run give the same bytes."""
    title = _("Campaign report")
    document = Document(title, school=run.school)
    pages = flow(_sections(report), FRAME)
    until = _("Counted up to {day}").format(day=report.cut_off)
    days = f"{report.first_day} — {report.last_day}"
    facts = ((days, until), (_("Scope"), report.scope))
    heading = Heading(run.school, title, facts)
    for number, page in enumerate(pages, start=1):
        with document.page() as sheet:
            draw_backdrop(sheet, run)
            if number == 1:
                draw_heading(sheet, heading)
            else:
                draw_running_head(sheet, report.name, until)
            for placed in page:
                placed.part.draw(sheet, placed.top)
            note = _("Internal papers: keep them confidential.")
            draw_foot(sheet, note, number, len(pages))
    return document.finish()


def _sections(report: CampaignReport) -> Iterator[Section]:
    called = Words(report.name, is_point=True)
    first: tuple[Part, ...] = (called, _tiles(report), *map(Words, _said(report)))
    yield Section(_("Numbers at a glance"), first, together=True)
    for title, name, parts in (
        (_("By teacher"), _("Teacher"), report.teachers),
        (_("By village"), _("Village or neighbourhood"), report.villages),
        (_("By class"), _("Class"), report.classes),
    ):
        if parts:
            rows = tuple(_line(each) for each in parts)
            yield Section(title, rows, columns=_head(name))
    if report.not_yet:
        yield _not_yet(report)
    if report.summary.strip():
        yield Section(_("Summing up"), (Words(report.summary),))
    yield Section(_("Confirmed by"), (_signing(),), together=True)


def _said(report: CampaignReport) -> Iterator[str]:
    if report.cancelled:
        yield report.cancelled
    if not report.whole.visited[1]:
        yield _("Nobody is in the scope, so there is nothing to count.")
    if report.goals:
        yield sentences(*report.goals)


def _tiles(report: CampaignReport) -> Tiles:
    whole = report.whole
    people = _share_tile(_("Students visited"), whole.visited, _("people"))
    site = _share_tile(_("Visited on site"), whole.on_site, _("people"))
    homes = _share_tile(_("Homes"), whole.homes, _("homes"))
    trips = Tile(
        _("Trips"),
        str(report.trips),
        "",
        (
            _("in vain {count}").format(count=report.attempts),
            _("planned {planned}, overdue {overdue}").format(
                planned=report.planned, overdue=report.overdue
            ),
        ),
    )
    return Tiles((people, site, homes, trips))


def _share_tile(label: str, share: tuple[int, int], unit: str) -> Tile:
    part, whole = share
    mark = "%" if percent(part, whole) is not None else ""
    below = f"{part}/{whole} {unit}"
    return Tile(label, fraction(part, whole), mark, (below, ""))


def _head(name: str) -> Line:
    words = (name, _("Visited"), _("On site"), _("Homes"), _("Remark"))
    return Line(words, _EDGES, _NUMBERS, is_head=True)


def _line(part: Came) -> Line:
    shares = (part.visited, part.on_site, part.homes)
    counts = (f"{done}/{due}" for done, due in shares)
    return Line((part.name, *counts, part.note), _EDGES, _NUMBERS)


def _not_yet(report: CampaignReport) -> Section:
    edges = (LEFT, LEFT + 76, RIGHT - 90, RIGHT - 45, RIGHT)
    words = (_("Class"), _("Names (masked)"), _("Not visited"), _("Booked"))
    head = Line(words, edges, frozenset({2, 3}), is_head=True)
    rows = tuple(_not_yet_line(each, edges) for each in report.not_yet)
    return Section(_("Not visited yet"), rows, columns=head)


def _not_yet_line(each: NotYet, edges: tuple[float, ...]) -> Line:
    names = _(", ").join(each.names)
    cells = (each.class_name, names, str(each.count), str(each.planned))
    return Line(cells, edges, frozenset({2, 3}))


def _signing() -> SigningRow:
    third = (RIGHT - LEFT) / 3
    edges = [LEFT + third * number for number in range(4)]
    captions = (_("Filled in by"), _("Checked by"), _("Head of the school"))
    seals = ("", "", _("School seal"))
    boxes = tuple(
        SigningBox(left, right, caption, foot=(_("Date"), ""), seal=seal)
        for left, right, caption, seal in zip(
            edges, edges[1:], captions, seals, strict=False
        )
    )
    return SigningRow(boxes)
