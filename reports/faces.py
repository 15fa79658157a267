"""The fonts of every print, opened once per process and registered with ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from homevisit.paths import resource_path
from reports.cid_font import CidFont, FaceShelf
from reports.truetype import TrueTypeFace


@dataclass(frozen=True, slots=True)
class Fonts:
    """Text, emphasis and titles; each falls back to the rare characters' face."""

    plain: CidFont
    bold: CidFont
    serif: CidFont
    shelf: FaceShelf


@lru_cache(maxsize=1)
def fonts() -> Fonts:
    """Return the fonts, opening their files at the first call only."""
    regular, bold, serif, rare = (
        TrueTypeFace(resource_path("fonts", f"{name}.ttf"), name)
        for name in (
            "NotoSansSC-Regular",
            "NotoSansSC-Bold",
            "NotoSerifSC-Bold",
            "HanaMinB",
        )
    )
    shelf = FaceShelf()
    made = Fonts(
        plain=CidFont("HomeVisit-Plain", (regular, rare), shelf),
        bold=CidFont("HomeVisit-Bold", (bold, rare), shelf),
        serif=CidFont("HomeVisit-Serif", (serif, bold, rare), shelf),
        shelf=shelf,
    )
    for font in (made.plain, made.bold, made.serif):
        pdfmetrics.registerFont(font)
    return made
