"""The form to take along on paper: what is known is printed, the rest is for a pen.

A front and a back per family, each page with the form's code, so that a photo of any
page finds its visit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.document import Document, Rendered
from reports.form_sections import front_sections, signing_section, talk_sections
from reports.layout.edges import (
    BOTTOM,
    FIRST_TOP,
    Heading,
    draw_foot,
    draw_heading,
)
from reports.layout.flow import HEAD_HEIGHT, Frame, Section, flow
from reports.layout.marks import draw_qr
from reports.layout.plain_text import one_line
from reports.layout.style import LEFT, META, META_STRONG, PINE, RIGHT, RUNNING
from reports.layout.writing import LINE, Notes, WritingRow
from reports.visit_book import PrintCancelledError
from reports.visit_pages import draw_backdrop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reports.layout.flow import Page
    from reports.layout.sheet import Sheet
    from reports.paper_data import FormBoxes, PaperForm
    from reports.visit_data import PrintRun

_NEXT_TOP = 78.0
_FRAME = Frame(FIRST_TOP, _NEXT_TOP, BOTTOM)
_NEXT_QR = 42.0
_SIDES = 2
_LEAST_NOTES = HEAD_HEIGHT + 2 * LINE  # a head and two lines; less is left empty


@dataclass(frozen=True, slots=True)
class _Sheets:
    """One form laid out."""

    form: PaperForm
    pages: tuple[Page, ...]


def render_forms(
    forms: Sequence[PaperForm],
    boxes: FormBoxes,
    run: PrintRun,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Rendered:
    """Return all forms in one PDF, each beginning on a front when printed on two sides.

    `progress` hears (forms done, all); `cancelled` is asked before each form:
    `PrintCancelledError` if true.
    """
    title = _("Home visit form")
    document = Document(title, school=run.school, outline=len(forms) > 1)
    for number, form in enumerate(forms, start=1):
        if cancelled():
            raise PrintCancelledError
        _draw_form(document, _laid_out(form, boxes), run)
        progress(number, len(forms))
    return document.finish()


def _laid_out(form: PaperForm, boxes: FormBoxes) -> _Sheets:
    for fewer in (0, 1):
        sections = [
            *front_sections(form, boxes, fewer=fewer),
            *talk_sections(boxes, fewer=fewer),
            signing_section(),
        ]
        pages = flow(sections, _FRAME)
        if len(pages) <= _SIDES:
            break
    room = _room_below(pages[-1])
    if room >= _LEAST_NOTES:
        notes = Section(_("Other notes"), (Notes(room - HEAD_HEIGHT),))
        pages = flow([*sections, notes], _FRAME)
    if len(pages) % _SIDES:
        pages = (*pages, _page_of_notes())
    return _Sheets(form, tuple(_filled(page) for page in pages))


def _room_below(page: Page) -> float:
    last = page[-1]
    return BOTTOM - last.top - last.part.height


def _filled(page: Page) -> Page:
    """Return the page with more lines to write on where it would end early."""
    last = page[-1]
    if not isinstance(last.part, WritingRow):
        return page
    return (*page[:-1], replace(last, part=last.part.filling(_room_below(page))))


def _page_of_notes() -> Page:
    notes = Section(_("Other notes"), (Notes(BOTTOM - _NEXT_TOP - HEAD_HEIGHT),))
    frame = Frame(_NEXT_TOP, _NEXT_TOP, BOTTOM)
    return flow([notes], frame)[0]


def _draw_form(document: Document, sheets: _Sheets, run: PrintRun) -> None:
    form, total = sheets.form, len(sheets.pages)
    for number, page in enumerate(sheets.pages, start=1):
        with document.page() as sheet:
            draw_backdrop(sheet, run)
            if number == 1:
                mark = one_line(form.student) or form.code or _("Home visit form")
                document.add_to_outline(mark)
                draw_heading(sheet, _heading(form, run))
            else:
                _draw_next_head(sheet, form, number)
            for placed in page:
                placed.part.draw(sheet, placed.top)
            draw_foot(sheet, _foot(), number, total)


def _foot() -> str:
    return _("Afterwards photograph or scan every page: the code finds the visit.")


def _heading(form: PaperForm, run: PrintRun) -> Heading:
    facts = ((_("Check code"), form.code), (_("Planned"), form.planned))
    return Heading(
        run.school,
        _("Home visit form"),
        tuple(fact for fact in facts if fact[1]),
        form.qr_of_page.format(page=1),
        is_for_a_camera=True,
    )


def _draw_next_head(sheet: Sheet, form: PaperForm, number: int) -> None:
    """Draw the slim head of a following page, with the code once more."""
    edge = RIGHT
    if form.qr_of_page:
        corner = (RIGHT - _NEXT_QR, 28.0)
        said = form.qr_of_page.format(page=number)
        draw_qr(sheet, corner, _NEXT_QR, said, strong=True)
        edge -= _NEXT_QR + 12
    who = "\u3000".join(filter(None, (form.student, form.class_name)))
    sheet.text(LEFT, 60, one_line(_("Home visit form")), RUNNING)
    sheet.text_right(edge, 60, one_line(form.code), META_STRONG)
    after = META_STRONG.width(one_line(form.code)) + 14 if form.code else 0
    sheet.text_right(edge - after, 60, one_line(who), META)
    sheet.rule((LEFT, 73), (RIGHT, 73), colour=PINE, width=0.8)
