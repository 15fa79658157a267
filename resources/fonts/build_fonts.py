# ruff: noqa: INP001  a script beside the files it makes, not a package
"""Make the shipped font files from their published sources; run by hand, rarely.

    python resources/fonts/build_fonts.py NOTO_SANS_DIR NOTO_SERIF_DIR HANAZONO_DIR

The directories are the two npm packages and Debian's font folder named in README.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
# What neither Qt nor the PDF writer reads: hints, vertical metrics, editor's leftovers.
UNUSED_TABLES = ["vhea", "vmtx", "BASE", "STAT", "FFTM", "gasp", "DSIG"]
# CJK Unified Ideographs Extensions B to F as of Unicode 10 (GB 18030-2022, level 3).
EXTENSIONS_B_TO_F = (
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)


def gbk_characters() -> set[int]:
    """Return every code point that the GBK encoding knows."""
    found = set(range(0x20, 0x7F))
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode("gbk", errors="ignore")
            found.update(ord(character) for character in text)
    return found


def is_han(code: int) -> bool:
    """Tell ideographs and radicals of the BMP from everything else."""
    return (
        0x2E80 <= code <= 0x2FDF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF
    )


def serif_characters(font: TTFont) -> set[int]:
    """Return GBK, the rare name characters beyond the BMP, and all that is not Han."""
    common = gbk_characters()
    return {code for code in font.getBestCmap() if code in common or not is_han(code)}


def extension_characters(font: TTFont) -> set[int]:
    wanted = set()
    for first, last in EXTENSIONS_B_TO_F:
        wanted.update(range(first, last + 1))
    return wanted & set(font.getBestCmap())


def build(source: Path, name: str, characters: set[int], features: list[str]) -> None:
    """Write the subset of `source` that holds `characters`."""
    options = Options()
    options.hinting = False
    options.layout_features = features
    options.drop_tables = [*options.drop_tables, *UNUSED_TABLES]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(HERE / name)


def main(sans: Path, serif: Path, hanazono: Path) -> None:
    latin = ["ccmp", "kern", "mark", "mkmk", "locl"]
    for style in ("400Regular", "700Bold"):
        source = sans / style / f"NotoSansSC_{style}.ttf"
        name = f"NotoSansSC-{style[3:]}.ttf"
        build(source, name, set(TTFont(source).getBestCmap()), latin)
    source = serif / "700Bold" / "NotoSerifSC_700Bold.ttf"
    build(source, "NotoSerifSC-Bold.ttf", serif_characters(TTFont(source)), latin)
    source = hanazono / "HanaMinB.ttf"
    build(source, "HanaMinB.ttf", extension_characters(TTFont(source)), [])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
