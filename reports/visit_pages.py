"""A visit laid out, to be drawn alone or inside a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.edges import (
    BOTTOM,
    FIRST_TOP,
    NEXT_TOP,
    UPRIGHT,
    Heading,
    draw_foot,
    draw_heading,
    draw_micro_lines,
    draw_running_head,
)
from reports.layout.flow import Frame, SectionHead, flow
from reports.layout.watermark import draw_practice_mark, draw_watermark
from reports.visit_data import VisitSection
from reports.visit_sections import visit_sections

if TYPE_CHECKING:
    from reports.document import Document
    from reports.layout.edges import Edges
    from reports.layout.sheet import Sheet
    from reports.visit_data import PrintRun, VisitSummary

FRAME = Frame(FIRST_TOP, NEXT_TOP, BOTTOM)


class VisitPages:
    """The pages of one visit, before anything is drawn."""

    def __init__(
        self,
        visit: VisitSummary,
        *,
        title: str,
        with_code: bool = True,
    ) -> None:
        self._visit = visit
        self._title = title
        self._with_code = with_code
        self._pages = flow(visit_sections(visit), FRAME)

    def __len__(self) -> int:
        return len(self._pages)

    def draw(
        self, document: Document, run: PrintRun, *, first: int, total: int, level: int
    ) -> None:
        """Draw all pages, counted from `first` of `total`, sections in the outline."""
        for number, page in enumerate(self._pages):
            with document.page() as sheet:
                draw_backdrop(sheet, run)
                if number == 0:
                    draw_heading(sheet, self._heading(run))
                else:
                    self._draw_running_head(sheet)
                for placed in page:
                    if isinstance(placed.part, SectionHead) and placed.part.opens:
                        document.add_to_outline(placed.part.title, level)
                    placed.part.draw(sheet, placed.top)
                draw_foot(sheet, foot_note(self._visit), first + number, total)

    def _heading(self, run: PrintRun) -> Heading:
        facts = [
            (_("No."), self._visit.number),
            ("", self._visit.term),
            (_("Check code"), run.check_code),
        ]
        return Heading(
            run.school,
            self._title,
            tuple(fact for fact in facts if fact[1]),
            run.qr_payload if self._with_code else "",
        )

    def _draw_running_head(self, sheet: Sheet) -> None:
        visit = self._visit
        who = f"{visit.student}\u3000{visit.class_name}"
        draw_running_head(sheet, self._title, f"{who}\u3000{visit.number}")


def draw_backdrop(sheet: Sheet, run: PrintRun, edges: Edges = UPRIGHT) -> None:
    """Draw watermark and micro lines; must come before everything else."""
    archive = _("Home visit records")
    if run.is_practice:
        draw_practice_mark(sheet, _("Practice · invented people"), edges.middle)
    else:
        draw_watermark(sheet, f"{run.school} {archive}", edges.middle)
    code = _("Check code {code}").format(code=run.check_code) if run.check_code else ""
    draw_micro_lines(
        sheet,
        (
            run.school,
            archive,
            _("For educational work inside the school only"),
            _("Printed by {name} {time}").format(
                name=run.printed_by, time=run.printed_at
            ),
            _("Copy {number}").format(number=run.copy_number),
            _("Do not photograph, forward or upload"),
            code,
        ),
        edges,
    )


def foot_note(*visits: VisitSummary) -> str:
    """Return what the foot says about what the pages hold."""
    if any(VisitSection.RISK in visit.sections and visit.risk for visit in visits):
        return _("Contains signs of risk: keep and hand on as the school's rules say.")
    return _(
        "Contains no counselling notes. The code can be checked on a school computer."
    )
