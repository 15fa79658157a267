"""The letters that were typed are marked where they stand in the pinyin."""

import pytest

from ui.matching import matched_spans, name_spans


def marked(pinyin, typed):
    return "".join(f"[{pinyin[a:b]}]" for a, b in matched_spans(pinyin, typed))


@pytest.mark.parametrize(
    ("pinyin", "typed", "expected"),
    [
        ("jiāng yǔ ān", "jya", "[j][y][ā]"),
        ("jiāng yǔ ān", "y", "[y]"),
        ("jiāng yǔ ān", "jiangy", "[jiāng][y]"),
        ("jiāng yǔ ān", "yuan", "[yǔ][ān]"),
        ("lǚ xīng", "lv", "[lǚ]"),
        ("xī ān", "xian", "[xī][ān]"),
        ("jiāng yǔ ān", "x", ""),
        ("jiāng yǔ ān", "江", ""),
        ("jiāng yǔ ān", "", ""),
    ],
)
def test_typed_letters_are_found_in_the_syllables(pinyin, typed, expected):
    assert marked(pinyin, typed) == expected


def test_typed_characters_are_found_in_the_name():
    assert name_spans("江予安", "予安") == ((1, 3),)
    assert name_spans("江予安", "x") == ()
