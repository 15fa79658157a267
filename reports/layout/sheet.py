"""One page being drawn: text, lines and fills, measured from the top left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.layout.paths import at, box, circle, pen_stroke
from reports.layout.style import (
    HAIR,
    HAIRLINE,
    PAGE_HEIGHT,
    SQUEEZE,
    drawn_together,
    rgb,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfgen.canvas import Canvas

    from reports.cid_font import DocumentFonts
    from reports.embedding import Embedded
    from reports.layout.style import Style

Point = tuple[float, float]


class Sheet:
    """Draws on the canvas's current page; knows the colour that is in force."""

    def __init__(
        self, canvas: Canvas, document: PDFDocument, used: DocumentFonts
    ) -> None:
        self._canvas = canvas
        self._document = document
        self._fonts = used
        self._write = canvas.addLiteral
        self._colours = ["", ""]
        self._hairlines: dict[str, None] = {}

    def begin_page(self) -> None:
        """Forget colours and lines of the page before."""
        self._colours = ["", ""]
        self._hairlines.clear()

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line whose baseline begins at `x`, `y`."""
        if not text:
            return
        self._colour(style.colour, stroke=False)
        shown = f" [{SQUEEZE}] TJ ".join(
            " ".join(
                f"/F{face} {style.size:g} Tf <{codes}> Tj"
                for face, codes in self._fonts.runs(style.font, piece)
            )
            for piece in drawn_together(text)
        )
        if style.spacing:
            shown = f"{style.spacing:.3f} Tc {shown} 0 Tc"
        self._write(f"BT {x:.2f} {PAGE_HEIGHT - y:.2f} Td {shown} ET")

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line that ends at `x`."""
        self.text(x - style.width(text) + style.spacing, y, text, style)

    def text_centred(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line around `x`."""
        self.text(x - (style.width(text) - style.spacing) / 2, y, text, style)

    def rule(self, start: Point, end: Point, *, colour: str, width: float) -> None:
        """Draw a straight line."""
        self._colour(colour, stroke=True)
        self._write(f"{width:g} w {at(start)} m {at(end)} l S")

    def fill(self, corner: Point, size: Point, colour: str) -> None:
        """Fill a rectangle given by its top left corner, width and height."""
        self._colour(colour, stroke=False)
        self._write(f"{box(corner, size)} re f")

    def hairline(self, start: Point, end: Point) -> None:
        """Have a table's line drawn at the end of the page, above all shades.

        Cells on both sides may ask for the same line; it is drawn once.
        """
        self._hairlines[f"{at(start)} m {at(end)} l"] = None

    def end_page(self) -> None:
        """Draw what waits for the end of the page."""
        if self._hairlines:
            self._colour(HAIRLINE, stroke=True)
            self._write(f"{HAIR} w {' '.join(self._hairlines)} S")

    def frame(self, corner: Point, size: Point) -> None:
        """Draw a table cell's edge."""
        x, y = corner
        right, bottom = x + size[0], y + size[1]
        self.hairline((x, y), (right, y))
        self.hairline((x, bottom), (right, bottom))
        self.hairline((x, y), (x, bottom))
        self.hairline((right, y), (right, bottom))

    def square(self, corner: Point, side: float, colour: str) -> None:
        """Draw a tick box's edge."""
        self._colour(colour, stroke=True)
        self._write(f"0.6 w {box(corner, (side, side))} re S")

    def blocks(self, boxes: Iterable[tuple[Point, Point]], colour: str) -> None:
        """Fill many rectangles as one shape, as a QR code needs."""
        self._colour(colour, stroke=False)
        shape = " ".join(f"{box(corner, size)} re" for corner, size in boxes)
        self._write(f"{shape} f")

    def disc(self, centre: Point, radius: float, colour: str) -> None:
        """Fill a circle."""
        self._colour(colour, stroke=False)
        self._write(f"{circle(centre, radius)} f")

    def dashed_circle(self, centre: Point, radius: float, colour: str) -> None:
        """Draw a circle's edge in dashes."""
        self._colour(colour, stroke=True)
        self._write(f"[2 1.6] 0 d {HAIR} w {circle(centre, radius)} S [] 0 d")

    def strokes(
        self, lines: Iterable[Sequence[Point]], *, colour: str, width: float
    ) -> None:
        """Draw open lines with round ends, as a pen does."""
        self._colour(colour, stroke=True)
        self._write(f"1 J 1 j {width:g} w")
        for line in lines:
            self._write(f"{at(line[0])} m {pen_stroke(line)} S")
        self._write("0 J 0 j")

    def embed(
        self, thing: Embedded, corner: Point = (0, PAGE_HEIGHT), size: Point = (1, 1)
    ) -> None:
        """Place something embedded so that its unit square, if a photo, fills a box.

        Corner and size are those of the box's lower left, as a form leaves them be.
        """
        if not self._canvas.hasForm(thing.name):
            self._document.addForm(thing.name, thing.stream())
        x, y = corner
        self._write(
            f"q {size[0]:.2f} 0 0 {size[1]:.2f} {x:.2f} {PAGE_HEIGHT - y:.2f} cm"
        )
        self._canvas.doForm(thing.name)
        self._write("Q")

    def begin_artifact(self) -> None:
        """Begin what belongs to the page, not to the text, for readers of the file."""
        self._write("/Artifact BMC")

    def end_artifact(self) -> None:
        self._write("EMC")

    def _colour(self, colour: str, *, stroke: bool) -> None:
        if self._colours[stroke] != colour:
            self._colours[stroke] = colour
            self._write(f"{' '.join(rgb(colour))} {'RG' if stroke else 'rg'}")
