"""The one table of colours, sizes and spaces that everything on screen is drawn from.

Pure data without Qt: style sheet, palette and delegates read it, a test checks every
pair of colours for contrast, and no other file of the window names a colour.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

ThemeName = Literal["light", "dark"]
TextSize = Literal["normal", "large"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by purpose, as `#RRGGBB`.

    Red, orange, yellow and blue belong to levels and deadlines, plum to what is
    confidential; people are never colour-coded.
    """

    ground: str
    rail: str
    sheet: str
    inset: str
    hover: str
    sel: str
    line: str
    line2: str
    ctl: str
    t1: str
    t2: str
    t3: str
    pine: str
    pine_hover: str
    pine_t: str
    pine_soft: str
    pine_line: str
    on_pine: str
    spine: str
    focus: str
    plum: str
    plum_soft: str
    plum_line: str
    red: str
    red_soft: str
    red_line: str
    orange: str
    orange_soft: str
    orange_line: str
    orange_tile: str
    yellow: str
    yellow_on: str
    yellow_text: str
    yellow_soft: str
    yellow_line: str
    blue: str
    blue_soft: str
    blue_line: str
    on_red: str
    on_orange: str
    on_blue: str
    on_plum: str
    tip: str
    tip_line: str
    paper: str
    night: str
    on_night: str
    on_night2: str


LIGHT = Palette(
    ground="#F1EEE8",
    rail="#E7E3DA",
    sheet="#FFFEFC",
    inset="#F8F6F1",
    hover="#F3F0E9",
    sel="#E2EEEA",
    line="#E5E0D6",
    line2="#D3CCBF",
    ctl="#8F8779",
    t1="#232B29",
    t2="#4E5955",
    t3="#5D645F",
    pine="#1F6658",
    pine_hover="#195648",
    pine_t="#17564A",
    pine_soft="#E2EEEA",
    pine_line="#A9CBC1",
    on_pine="#FFFFFF",
    spine="#1F6658",
    focus="#1F6658",
    plum="#6E4867",
    plum_soft="#F3EBF1",
    plum_line="#D4BDD0",
    red="#B3261E",
    red_soft="#FBEAE7",
    red_line="#E9BDB7",
    orange="#A64A05",
    orange_soft="#FCEEDD",
    orange_line="#EBC9A2",
    orange_tile="#BF5600",
    yellow="#E9B824",
    yellow_on="#3A2C00",
    yellow_text="#7A5900",
    yellow_soft="#FBF3D6",
    yellow_line="#E4D08A",
    blue="#2A5C9E",
    blue_soft="#E7EEF7",
    blue_line="#B9CCE6",
    on_red="#FFFFFF",
    on_orange="#FFFFFF",
    on_blue="#FFFFFF",
    on_plum="#FFFFFF",
    tip="#FAF4E4",
    tip_line="#E8DCBC",
    paper="#FFFFFF",
    night="#123B35",
    on_night="#FFFFFF",
    on_night2="#DCE8DF",
)

DARK = Palette(
    ground="#151A19",
    rail="#101413",
    sheet="#1D2422",
    inset="#232B29",
    hover="#28312E",
    sel="#24403A",
    line="#303A37",
    line2="#414C48",
    ctl="#7D8984",
    t1="#ECE9E2",
    t2="#BFC4BD",
    t3="#A3ABA4",
    pine="#2A7C6C",
    pine_hover="#2C8070",
    pine_t="#7FCBB9",
    pine_soft="#203A35",
    pine_line="#3C6A60",
    on_pine="#FFFFFF",
    spine="#1F5548",
    focus="#7FCBB9",
    plum="#C9A3C2",
    plum_soft="#35283A",
    plum_line="#5F4A63",
    red="#F0938A",
    red_soft="#3D2422",
    red_line="#6E3C38",
    orange="#F0A868",
    orange_soft="#3B2A1B",
    orange_line="#6B4A2B",
    orange_tile="#F0A868",
    yellow="#E9C14C",
    yellow_on="#2D2200",
    yellow_text="#E9C869",
    yellow_soft="#37301A",
    yellow_line="#61542A",
    blue="#94B8EA",
    blue_soft="#1F2C3F",
    blue_line="#3A4F70",
    on_red="#2B0A07",
    on_orange="#2B1500",
    on_blue="#07182E",
    on_plum="#1F0F1C",
    tip="#2C2A20",
    tip_line="#4A4530",
    paper="#FFFFFF",
    night="#123B35",
    on_night="#FFFFFF",
    on_night2="#DCE8DF",
)

PALETTES: dict[ThemeName, Palette] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type and control sizes in logical pixels, for one text size."""

    caption: int
    secondary: int
    body: int
    section: int
    page: int
    person: int
    control: int
    control_small: int
    control_footer: int
    control_unlock: int
    row_student: int
    row: int
    rail: int
    rail_item: int
    header: int
    icon: int
    icon_rail: int


NORMAL = Sizes(
    caption=12,
    secondary=13,
    body=14,
    section=17,
    page=20,
    person=25,
    control=32,
    control_small=26,
    control_footer=36,
    control_unlock=42,
    row_student=45,
    row=38,
    rail=78,
    rail_item=54,
    header=56,
    icon=16,
    icon_rail=22,
)
LARGE = Sizes(
    caption=16,
    secondary=17,
    body=18,
    section=23,
    page=26,
    person=30,
    control=44,
    control_small=36,
    control_footer=48,
    control_unlock=52,
    row_student=59,
    row=49,
    rail=96,
    rail_item=64,
    header=68,
    icon=20,
    icon_rail=24,
)

SIZES: dict[TextSize, Sizes] = {"normal": NORMAL, "large": LARGE}


@cache
def sizes_at(text: TextSize, zoom: int = 100) -> Sizes:
    """Return the sizes of a text size, enlarged to `zoom` percent.

    Icons and spaces grow with the words, so that nothing touches what it should not.
    """
    base = SIZES[text]
    if zoom == 100:
        return base
    return Sizes(
        **{
            each.name: round(getattr(base, each.name) * zoom / 100)
            for each in fields(Sizes)
        }
    )


@dataclass(frozen=True, slots=True)
class Space:
    """The 4-pixel grid and the radii; the same in every theme and text size."""

    page: int = 16
    gap: int = 14
    sheet: int = 14
    form: int = 22
    side: int = 392
    radius_sheet: int = 10
    radius_box: int = 8
    radius_button: int = 7
    radius_field: int = 6
    radius_tile: int = 5
    field: int = 4
    small: int = 8
    minimum_width: int = 1180
    minimum_height: int = 640
    narrow: int = 1280
    illustration_from: int = 1000


SPACE = Space()

COLOUR_NAMES = tuple(field.name for field in fields(Palette))
