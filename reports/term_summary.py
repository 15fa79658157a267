"""The principal's summary of a term: numbers, charts, words, and places to sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.text import _, sentences
from reports.charts import Bar, BarChart
from reports.document import Document, Rendered
from reports.layout.edges import (
    UPRIGHT,
    WIDE,
    Heading,
    draw_foot,
    draw_heading,
    draw_running_head,
)
from reports.layout.flow import Section, SectionHead, flow
from reports.layout.signing import SigningBox, SigningRow
from reports.layout.style import BODY, EARLIER, LEFT, PINE, REST, RIGHT
from reports.term_annex import FRAME as WIDE_FRAME
from reports.term_annex import annex
from reports.term_care import care_section
from reports.term_data import (
    CARE,
    CHECKS,
    CLASSES,
    GROUPS,
    MISSING,
    MONTHS,
    TABLES,
    TALKS,
    TEXTS,
    fraction,
    percent,
)
from reports.term_tables import HeatHead, HeatRow, Line, Tile, Tiles, Words
from reports.visit_pages import FRAME, draw_backdrop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.layout.edges import Edges
    from reports.layout.flow import Page, Part
    from reports.layout.sheet import Sheet
    from reports.term_data import (
        ClassCoverage,
        Count,
        GroupRow,
        NotVisited,
        TermSummary,
    )
    from reports.visit_data import PrintRun

_IN_A_ROW = 22
_LOW, _HIGH = 70, 90
_MIDDLE = (LEFT + RIGHT) / 2


def render_term_summary(summary: TermSummary, run: PrintRun) -> Rendered:
    """Return the summary as pages; the same summary and run give the same bytes."""
    title = _("Term summary")
    document = Document(title, school=run.school)
    making = _Making(document, summary, run)
    sections = _sections(summary)
    upright = flow((each for _code, each in sections), FRAME)
    tables = annex(summary)
    wide = flow(tables, WIDE_FRAME) if tables else ()
    total = len(upright) + len(wide)
    for page in upright:
        making.draw(page, [code for code, _section in sections], total)
    for page in wide:
        making.draw(page, [TABLES] * len(tables), total, edges=WIDE)
    return replace(document.finish(), starts=tuple(making.starts.items()))


class _Making:
    """The pages of one summary being drawn; `starts` says where parts begin."""

    def __init__(self, document: Document, summary: TermSummary, run: PrintRun) -> None:
        self._document, self._run = document, run
        self._summary = summary
        self._until = _("Counted up to {day}").format(day=summary.cut_off)
        self.starts: dict[str, int] = {}

    def draw(
        self, page: Page, codes: Sequence[str], total: int, *, edges: Edges = UPRIGHT
    ) -> None:
        """Draw a page of sections with these codes, of `total` pages."""
        document = self._document
        number = document.pages + 1
        with document.page(wide=edges is WIDE) as sheet:
            draw_backdrop(sheet, self._run, edges)
            self._draw_head(sheet, number, edges)
            for placed in page:
                if isinstance(placed.part, SectionHead) and placed.part.opens:
                    self.starts.setdefault(codes[placed.part.number - 1], number)
                    document.add_to_outline(placed.part.title)
                placed.part.draw(sheet, placed.top)
            draw_foot(sheet, _foot(self._summary), number, total, edges)

    def _draw_head(self, sheet: Sheet, number: int, edges: Edges) -> None:
        summary, title = self._summary, _("Term summary")
        if number > 1:
            words = f"{summary.term}\u3000{self._until}"
            draw_running_head(sheet, title, words, edges)
            return
        facts = (
            (summary.term, self._until),
            (_("Counted at"), summary.counted_at),
            (_("Scope"), summary.scope),
        )
        draw_heading(sheet, Heading(self._run.school, title, facts), edges)


def _foot(summary: TermSummary) -> str:
    if summary.has_full_names:
        words = _("Holds full names: for use inside the school only.")
    else:
        words = _(
            "Counts of fewer than {limit} show as <{limit}, others beside as *."
        ).format(limit=summary.threshold)
    return f"{summary.report_no}\u3000{words}"


def _sections(summary: TermSummary) -> list[tuple[str, Section]]:
    """Return the sections that say anything, by the part they belong to."""
    every = (
        ("", Section(_("Numbers at a glance"), (_tiles(summary),), together=True)),
        (CLASSES, _class_section(summary)),
        (TALKS, _talk_section(summary)),
        (GROUPS, _group_section(summary)),
        (CARE, care_section(summary)),
        (MONTHS, _month_section(summary)),
        (MISSING, _missing_section(summary)),
        *(
            (TEXTS, Section(each.title, (Words(each.text),)))
            for each in summary.chapters
            if each.text.strip()
        ),
        (CHECKS, _check_section(summary)),
        ("", Section(_("Confirmed by"), (_signing(),), together=True)),
    )
    return [(code, each) for code, each in every if each.parts]


def _tiles(summary: TermSummary) -> Tiles:
    whole = summary.whole
    on_roll = fraction(whole.due, summary.roster)
    of_roll = _("{share}% of {count} on the roll")
    if isinstance(whole.due, str):
        of_roll = _("{count} on the roll")  # a mark before "%" would read as a share
    on_site = fraction(whole.on_site, whole.due)
    site = _("on site {share}%").format(share=on_site)
    people = Tile(
        _("Students in special groups"),
        str(whole.due),
        _("people"),
        (
            of_roll.format(share=on_roll, count=summary.roster),
            _("each counted once; groups overlap"),
        ),
    )
    visits = Tile(
        _("Visited at home"),
        fraction(whole.reached, whole.due),
        _unit(whole.reached, whole.due),
        (
            _("{part} of {whole} people").format(part=whole.reached, whole=whole.due),
            site if _unit(whole.on_site, whole.due) else "",
        ),
    )
    return Tiles((people, visits, *_work_tiles(summary)))


def _work_tiles(summary: TermSummary) -> tuple[Tile, Tile]:
    talks, items = summary.all_talks, summary.follow_ups
    wanted = talks.due * len(summary.kinds) if isinstance(talks.due, int) else talks.due
    six = Tile(
        _("Six talks held"),
        fraction(talks.total, wanted),
        _unit(talks.total, wanted),
        (
            _("{part} of {whole} talks").format(part=talks.total, whole=wanted),
            _("each kind once for each student"),
        ),
    )
    done = Tile(
        _("Follow-ups done in time"),
        fraction(items.in_time, items.due),
        "%" if items.due else "",
        (
            _("{part} of {whole} due").format(part=items.in_time, whole=items.due),
            _("overdue and open: {count}").format(count=items.overdue),
        ),
    )
    return six, done


def _unit(part: Count, whole: Count) -> str:
    return "%" if percent(part, whole) is not None else ""


def _class_section(summary: TermSummary) -> Section:
    keys = (
        (PINE, _("on site")),
        ("hatched", _("by phone, video and so on")),
        (REST, _("not visited yet")),
    )
    parts: list[Part] = []
    rows = [
        summary.classes[at : at + _IN_A_ROW]
        for at in range(0, len(summary.classes), _IN_A_ROW)
    ]
    for number, row in enumerate(rows):
        bars = tuple(_class_bar(each) for each in row)
        plot = 150.0 if len(rows) == 1 else 84.0
        parts.append(BarChart(bars, 100.0, plot, keys=() if number else keys))
    point = _point_of_classes(summary)
    if parts and point:
        parts.append(Words(point, is_point=True))
    return Section(_("Home visits by class"), tuple(parts))


def _class_bar(each: ClassCoverage) -> Bar:
    reached, on_site = percent(each.reached, each.due), percent(each.on_site, each.due)
    below = f"{each.reached}/{each.due}"
    if reached is None or on_site is None:
        marks = (
            m for m in (each.due, each.reached, each.on_site) if isinstance(m, str)
        )
        return Bar(each.name, below, next(marks, "0"), None)
    return Bar(
        each.name,
        below,
        str(reached),
        on_site,
        reached - on_site,
        100.0,
        is_low=reached < _LOW,
    )


def _point_of_classes(summary: TermSummary) -> str:
    shares = [
        (each.name, share)
        for each in summary.classes
        if (share := percent(each.reached, each.due)) is not None
    ]
    high = sum(share >= _HIGH for _name, share in shares)
    words = ""
    if high:
        words = _("{count} classes reach {limit}%.").format(count=high, limit=_HIGH)
    low = [name for name, share in shares if share < _LOW]
    if not low:
        return words
    named = _("Below {limit}%: {names}.").format(limit=_LOW, names=_(", ").join(low))
    return sentences(words, named)


def _talk_section(summary: TermSummary) -> Section:
    if not summary.grades:
        return Section("", ())
    names = (*summary.kinds, _("Together"))
    parts: list[Part] = [
        HeatHead(names, _("students talked with at least once, per cent"))
    ]
    for each in (*summary.grades, summary.all_talks):
        people = _("{count} people").format(count=each.due)
        parts.append(HeatRow(each, people, each is summary.all_talks))
    return Section(_("Six talks by grade"), tuple(parts))


def _group_section(summary: TermSummary) -> Section:
    edges = (LEFT, LEFT + 150, LEFT + 195, LEFT + 350, RIGHT)
    head = Line(
        (_("Group"), _("People"), _("Visited at home"), _("Six talks held")),
        edges,
        frozenset({1}),
        is_head=True,
    )
    rows = tuple(
        _group_line(each, edges, len(summary.kinds)) for each in summary.groups
    )
    if not rows:
        return Section("", ())
    note = Words(
        _(
            "A student may belong to several groups: they add up to more than {count}."
        ).format(count=summary.whole.due)
    )
    return Section(_("Special groups"), (*rows, note), columns=head)


def _group_line(each: GroupRow, edges: tuple[float, ...], kinds: int) -> Line:
    wanted = each.due * kinds if isinstance(each.due, int) else each.due
    shares = (percent(each.reached, each.due), percent(each.talks, wanted))
    hidden = _("too few to be listed") if isinstance(each.due, str) else "—"
    words = tuple(f"{share}%" if share is not None else hidden for share in shares)
    bars = tuple(enumerate(shares, start=2))
    return Line((each.name, str(each.due), *words), edges, frozenset({1}), bars)


def _month_section(summary: TermSummary) -> Section:
    top = max((each.on_site + each.other for each in summary.months), default=0)
    if not top:
        return Section("", ())
    bars = tuple(
        Bar(
            each.label,
            "",
            str(each.on_site + each.other),
            each.on_site,
            each.other,
            colour=PINE if each.is_present else EARLIER,
        )
        for each in summary.months
    )
    keys = (
        (PINE, _("this term, on site")),
        (EARLIER, _("before")),
        ("hatched", _("by phone, video and so on")),
    )
    return Section(_("Visits by month"), (BarChart(bars, top * 1.1, 92.0, keys=keys),))


def _missing_section(summary: TermSummary) -> Section:
    edges = (LEFT, LEFT + 76, RIGHT - 90, RIGHT - 45, RIGHT)
    name = _("Names") if summary.has_full_names else _("Names (masked)")
    head = Line(
        (_("Class"), name, _("Not visited"), _("Booked")),
        edges,
        frozenset({2, 3}),
        is_head=True,
    )
    rows = tuple(_missing_line(each, edges) for each in summary.not_visited)
    return Section(_("Not visited yet"), rows, columns=head)


def _missing_line(each: NotVisited, edges: tuple[float, ...]) -> Line:
    cells = (
        each.class_name,
        _in_lines(each.names, edges[2] - edges[1] - 8),
        str(each.count),
        str(each.booked),
    )
    return Line(cells, edges, frozenset({2, 3}))


def _in_lines(names: Sequence[str], room: float) -> str:
    """Return the names in lines, none of them broken in two."""
    lines = [""]
    for name in names:
        longer = _(", ").join(filter(None, (lines[-1], name)))
        if lines[-1] and BODY.width(longer) > room - 12:
            lines[-1] += _(", ").rstrip()
            lines.append(name)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _check_section(summary: TermSummary) -> Section:
    agree, differ = _("agrees"), _("differs")
    edges = (LEFT, RIGHT - 60, RIGHT)
    rows = tuple(
        Line((each.words, agree if each.agrees else differ), edges, frozenset({1}))
        for each in summary.checks
    )
    return Section(_("Cross-checks"), rows)


def _signing() -> SigningRow:
    day = _("Date")
    third = (RIGHT - LEFT) / 3
    edges = [LEFT + third * number for number in range(4)]
    captions = (_("Filled in by"), _("Checked by"), _("Head of the school"))
    boxes = tuple(
        SigningBox(left, right, caption, foot=(day, ""), seal=seal)
        for left, right, caption, seal in zip(
            edges, edges[1:], captions, ("", "", _("School seal")), strict=False
        )
    )
    return SigningRow(boxes)
