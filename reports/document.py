"""One PDF being made: neutral title, language, our Info dictionary, no hidden clock."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from homevisit.text import current_language
from reports.faces import fonts
from reports.layout.plain_text import one_line
from reports.layout.sheet import Sheet
from reports.layout.style import PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FACTS_KEY = "HomeVisit"
PRODUCER = "HomeVisit"
_UPRIGHT, _WIDE = (PAGE_WIDTH, PAGE_HEIGHT), (PAGE_HEIGHT, PAGE_WIDTH)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF, and the characters that it shows only as boxes.

    `starts` says of parts by their code on which page they begin, where that is asked.
    """

    pdf: bytes = field(repr=False)
    pages: int
    uncovered: tuple[str, ...] = ()
    starts: tuple[tuple[str, int], ...] = ()


class Document:
    """A canvas with a sheet; the same calls give the same bytes.

    A wide one is A4 on its side: what is drawn is measured from its top left, too.
    """

    def __init__(
        self,
        title: str,
        *,
        school: str = "",
        facts: Mapping[str, Any] | None = None,
        outline: bool = False,
        wide: bool = False,
    ) -> None:
        rl_config.useA85 = 0  # text armour would make every stream a quarter longer
        made = fonts()
        self._file = BytesIO()
        first_font: Any = made.plain.fontName  # ReportLab's stubs take it for a number
        self._canvas = Canvas(
            self._file,
            pagesize=_WIDE if wide else _UPRIGHT,
            pageCompression=1,
            invariant=1,
            initialFontName=first_font,
            lang="en" if current_language() == "en" else "zh-CN",
            pdfVersion=(1, 7),
        )
        canvas: Any = self._canvas
        inner = canvas._doc  # noqa: SLF001  ReportLab offers no other way to Info and fonts
        inner.info = _Info(title, school, facts or {})
        self._used = made.shelf.of(inner)
        self.sheet = Sheet(self._canvas, inner, self._used)
        self.pages = 0
        self._is_wide = wide
        self._marks = 0
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        if outline:
            self._canvas.showOutline()

    @contextmanager
    def page(self, *, wide: bool = False) -> Iterator[Sheet]:
        """Draw one page inside the block; `wide` turns it in an upright document."""
        self.sheet.begin_page()
        is_wide = wide or self._is_wide
        self._canvas.setPageSize(_WIDE if is_wide else _UPRIGHT)
        if is_wide:
            # The sheet measures from the top of an upright page.
            self._canvas.translate(0, PAGE_WIDTH - PAGE_HEIGHT)
        yield self.sheet
        self.sheet.end_page()
        self._canvas.showPage()
        self.pages += 1

    def add_to_outline(self, title: str, level: int = 0) -> None:
        """Put the page being drawn, or the next one, into the outline."""
        self._marks += 1
        key = f"mark{self._marks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(one_line(title), key, level)

    def finish(self) -> Rendered:
        """Return the PDF; nothing can be drawn afterwards."""
        self._canvas.save()
        return Rendered(self._file.getvalue(), self.pages, self._used.uncovered)


class _Info(pdfdoc.PDFInfo):
    """Title and producer, no dates and no people; our facts as one JSON text."""

    def __init__(self, title: str, school: str, facts: Mapping[str, Any]) -> None:
        super().__init__()
        self.title = title
        self.author = one_line(school)
        self.subject = json.dumps(facts, sort_keys=True) if facts else ""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Author": pdfdoc.PDFString(self.author),
            "Creator": pdfdoc.PDFString(PRODUCER),
            "Producer": pdfdoc.PDFString(PRODUCER),
        }
        if self.subject:
            entries[FACTS_KEY] = pdfdoc.PDFString(self.subject)
        written: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return written
