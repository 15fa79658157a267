"""The shipped fonts: what they hold, and how they are read."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from homevisit.paths import resource_path
from reports.faces import fonts
from reports.subset import FaceSubset
from reports.truetype import TrueTypeFace
from tests.reports.rare_names import RARE_NAMES

# GB 18030-2022 level 3 as performance.md counts it: URO to 9FEF, Extension A, the
# Kangxi radicals, Extensions B to F.
LEVEL_3 = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x2F00, 0x2FD5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
FILES = ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Bold", "HanaMinB")


@pytest.mark.parametrize("face", ["plain", "bold", "serif"])
def test_every_ideograph_of_level_3_has_a_glyph(face):
    wanted = {code for first, last in LEVEL_3 for code in range(first, last + 1)}
    assert len(wanted) == 88_089
    chain = getattr(fonts(), face).chain
    held = frozenset().union(*(face.characters() for face in chain))
    assert wanted - held == set()


@pytest.mark.parametrize("face", ["plain", "bold", "serif"])
def test_every_rare_name_has_glyphs(face):
    assert len(RARE_NAMES) >= 60
    chain = getattr(fonts(), face).chain
    for character in set("".join(RARE_NAMES)):
        assert any(one.glyph_of(character) for one in chain), f"{ord(character):04X}"


@pytest.mark.parametrize("name", FILES)
def test_a_face_reads_as_another_library_reads_it(name):
    path = resource_path("fonts", f"{name}.ttf")
    ours, theirs = TrueTypeFace(path, name), TTFont(BytesIO(path.read_bytes()))
    characters = theirs.getBestCmap()
    assert ours.characters() == frozenset(characters)
    for code in sorted(characters)[:: len(characters) // 60]:
        glyph = ours.glyph_of(chr(code))
        assert theirs.getGlyphID(characters[code]) == glyph
        assert ours.horizontal(glyph) == theirs["hmtx"][characters[code]]
        outline = theirs["glyf"][characters[code]].compile(theirs["glyf"])
        assert ours.outline(glyph).rstrip(b"\0") == outline.rstrip(b"\0")


def test_the_licences_lie_beside_the_fonts():
    for licence in ("OFL-NotoSansSC", "OFL-NotoSerifSC", "LICENSE-Hanazono"):
        assert resource_path("fonts", f"{licence}.txt").stat().st_size > 500


def test_a_subset_is_a_font_file_with_one_glyph_for_each_character():
    regular = fonts().plain.chain[0]
    subset = FaceSubset(regular)
    # One outline serves both signs, but each gets its own code.
    assert [subset.add(sign, regular.glyphs[sign]) for sign in "一⼀A"] == [1, 2, 3]
    file = TTFont(BytesIO(subset.font_file()), checkChecksums=2)
    assert file["maxp"].numGlyphs == 4
    order = file.getGlyphOrder()
    assert file["glyf"][order[1]] == file["glyf"][order[2]]
    assert file["hmtx"][order[3]] == regular.horizontal(regular.glyph_of("A"))


def test_a_box_shows_the_code_point_in_the_face_s_own_digits():
    regular = fonts().plain.chain[0]
    subset = FaceSubset(regular)
    assert subset.add_box("\U0001f600") == 1
    file = TTFont(BytesIO(subset.font_file()), checkChecksums=2)
    box = file["glyf"][file.getGlyphOrder()[1]]
    assert box.isComposite()
    # A frame and five digits; the two zeros share a glyph.
    parts = [part.glyphName for part in box.components]
    assert len(parts) == 6
    assert len(set(parts)) == 5
    for part in parts:
        assert file["glyf"][part].numberOfContours > 0


def test_subset_names_depend_on_the_characters_alone():
    face = fonts().plain.chain[0]
    first, again, other = FaceSubset(face), FaceSubset(face), FaceSubset(face)
    for subset, text in ((first, "家访"), (again, "家访"), (other, "家")):
        for character in text:
            subset.add(character, face.glyphs[character])
    assert first.postscript_name == again.postscript_name
    assert first.postscript_name != other.postscript_name
