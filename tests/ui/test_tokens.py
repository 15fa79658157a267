"""The colour table keeps its promises of contrast, in both themes."""

import re
from pathlib import Path

import pytest

from ui.tokens import COLOUR_NAMES, PALETTES, SIZES

ROOT = Path(__file__).resolve().parents[2]

TEXT_ON = {
    "t1": "ground rail sheet inset hover sel tip yellow_soft",
    "t2": "ground rail sheet inset hover sel tip",
    "t3": "ground rail sheet inset hover sel tip",
    "pine_t": "ground sheet inset hover sel pine_soft rail",
    "on_pine": "pine pine_hover spine",
    "plum": "sheet plum_soft",
    "red": "sheet sel red_soft inset",
    "orange": "sheet sel orange_soft inset",
    "yellow_text": "sheet yellow_soft ground",
    "blue": "sheet blue_soft",
    "yellow_on": "yellow",
    "on_red": "red",
    "on_orange": "orange_tile",
    "on_blue": "blue",
    "on_plum": "plum",
    "on_night": "night",
    "on_night2": "night",
}
SHAPE_ON = {"ctl": "sheet ground inset", "focus": "sheet ground rail sel"}


def luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    (front, back, least)
    for table, least in ((TEXT_ON, 4.5), (SHAPE_ON, 3.0))
    for front, backs in table.items()
    for back in backs.split()
]


def test_at_least_fifty_three_pairs_are_checked():
    assert len(PAIRS) >= 53


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_has_enough_contrast(theme):
    palette = PALETTES[theme]
    too_low = {
        f"{front} on {back}": round(ratio, 2)
        for front, back, least in PAIRS
        if (ratio := contrast(getattr(palette, front), getattr(palette, back))) < least
    }
    assert too_low == {}


def test_the_measure_of_contrast_finds_a_bad_pair():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#888888") < 1.5


def test_every_colour_is_written_in_full():
    for palette in PALETTES.values():
        for name in COLOUR_NAMES:
            assert re.fullmatch(r"#[0-9A-F]{6}", getattr(palette, name)), name


def test_no_other_file_of_the_window_names_a_colour():
    named = re.compile(r"#[0-9A-Fa-f]{3,8}\b|QColor\(\s*\d|Qt\.GlobalColor\.(?!trans)")
    guilty = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if path.name != "tokens.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if named.search(line)
    ]
    assert guilty == []


def test_no_text_is_smaller_than_twelve_pixels_or_sixteen_when_large():
    assert min(SIZES["normal"].caption, SIZES["normal"].secondary) >= 12
    assert min(SIZES["large"].caption, SIZES["large"].secondary) >= 16
