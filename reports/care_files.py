"""Papers for the school's own files: mandatory report, counselling record, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.care_blocks import (
    EDGE,
    LevelRow,
    Paragraph,
    child_rows,
    choices_row,
    pair_row,
    pair_rows,
    signing_row,
    text_row,
)
from reports.care_pages import CarePaper, render_care
from reports.layout.flow import Section
from reports.layout.style import LEFT, RIGHT
from reports.layout.writing import WritingTable
from reports.term_tables import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.care_data import CarePlan, CounsellingRecord, MandatoryReport
    from reports.document import Rendered
    from reports.layout.flow import Part
    from reports.visit_data import PrintRun

_EMPTY_ROWS = 3
_COLUMNS = (130.0, 100.0, 80.0, 120.0)


def render_mandatory_report(report: MandatoryReport, run: PrintRun) -> Rendered:
    """Return what was found, done and reported; the paper says it is no report."""
    found = (
        *child_rows(report.child, with_guardian=False),
        pair_row((_("Found at"), report.found_at), (_("Found by"), report.found_by)),
        choices_row(_("Which situation"), report.situations),
        text_row(_("The facts"), report.facts, 4),
        text_row(_("Protection so far"), report.protection, 2),
        text_row(_("Who knows"), report.known_to, 1),
    )
    confirmed = (_("Signed at"), report.signed_at)
    sections = [
        Section(_("Report now"), _call_first(report)),
        Section(_("What came to light"), found),
        _told(report),
    ]
    if report.later:
        rows = tuple(text_row(each.label, each.text) for each in report.later)
        sections.append(Section(_("Added later"), rows))
    boxes = (
        (_("Finder's signature"), report.finder),
        (_("Head of the school"), report.leader),
    )
    row = signing_row(boxes, seal_at=1)
    sections.append(Section(_("Signatures"), (row,), together=True))
    paper = CarePaper(
        _("Mandatory report form"),
        ((_("No."), report.number), (_("Found at"), report.found_at), confirmed),
        tuple(sections),
        is_secret=True,
    )
    return render_care(paper, run)


def _call_first(report: MandatoryReport) -> tuple[Paragraph, ...]:
    said = [
        _("This paper notes what was done. It does not report anything by itself."),
        _(
            "Report to the police, the education office or civil affairs at once. Do "
            "not question the child again and again, and protect who reported."
        ),
    ]
    if report.contacts:
        said.append("\u3000".join(report.contacts))
    return tuple(Paragraph(text) for text in said)


def _told(report: MandatoryReport) -> Section:
    title = _("Reported to")
    names = (
        _("Office told"),
        _("Told at"),
        _("By which way"),
        _("Taken by, receipt no."),
    )
    edges = (LEFT, LEFT + 150, LEFT + 265, LEFT + 350, RIGHT)
    if not report.told:
        columns = tuple(zip(names, _COLUMNS, strict=True))
        return Section(title, (WritingTable(title, EDGE, columns, _EMPTY_ROWS),))
    rows = tuple(
        Line((each.body, each.at, each.how, each.taken_by), edges)
        for each in report.told
    )
    return Section(title, rows, columns=Line(names, edges, is_head=True))


def render_counselling(record: CounsellingRecord, run: PrintRun) -> Rendered:
    """Return one session by the case's number; the child's name is nowhere on it."""
    sections = [Section(_("This session"), tuple(pair_rows(record.facts)))]
    sections += [
        Section(
            group.title,
            tuple(
                choices_row(each.label, each.choices, each.text)
                if each.choices
                else text_row(each.label, each.text)
                for each in group.notes
            ),
        )
        for group in record.groups
    ]
    row = signing_row(((_("Counsellor"), record.counsellor),))
    sections.append(Section(_("Signed"), (row,), together=True))
    paper = CarePaper(
        _("Record of counselling"),
        ((_("Case no."), record.case_no),),
        tuple(each for each in sections if each.parts),
        is_secret=True,
    )
    return render_care(paper, run)


def render_plan(plan: CarePlan, run: PrintRun) -> Rendered:
    """Return what is done for one child, with the legend of the level it is at."""
    rows: list[Part] = []
    if plan.child.name:
        rows += child_rows(plan.child, with_guardian=False)
    rows.append(
        pair_row((_("Case no."), plan.case_no), (_("Next review"), plan.next_review))
    )
    if plan.legend is not None:
        rows.append(LevelRow(plan.level, plan.legend))
    bounds = (
        text_row(_("Not to be done"), plan.forbidden),
        text_row(_("For safety"), plan.safety),
    )
    signed = signing_row(
        (
            (_("Psychology teacher"), plan.psychologist),
            (_("Homeroom teacher"), plan.homeroom_teacher),
            (_("Approved by the school"), plan.leader),
        ),
        seal_at=2,
    )
    paper = CarePaper(
        _("Plan for one student"),
        ((_("Case no."), plan.case_no), (_("Date"), plan.day)),
        (
            Section(_("Whom it is about"), tuple(rows)),
            _measures(plan),
            Section(_("Limits and safety"), bounds),
            Section(_("Signatures"), (signed,), together=True),
        ),
        is_secret=True,
    )
    return render_care(paper, run)


def _measures(plan: CarePlan) -> Section:
    names = (_("Kind of help"), _("What is done"), _("Who"), _("How often, from, to"))
    edges = (LEFT, LEFT + 74, LEFT + 274, LEFT + 372, RIGHT)
    rows = tuple(_measure(plan, number, edges) for number in range(len(plan.lines)))
    head = Line(names, edges, is_head=True)
    return Section(_("What is done"), rows, columns=head)


def _measure(plan: CarePlan, number: int, edges: Sequence[float]) -> Line:
    each = plan.lines[number]
    when = "\n".join(filter(None, (each.frequency, each.span, each.state)))
    return Line((each.kind, each.text, each.people, when), tuple(edges))
