"""People's names: cleaned of what cannot be seen, never changed in what can.

The dot is · (U+00B7). Characters outside the BMP count as one. NFKC is never applied:
it would turn one person's character into another's. Glyphs of old private code points
(GBK and GB 18030-2000/2005, E815 to E864) become the Unicode characters that
GB 18030-2022 gives them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from homevisit.domain.record import Doubt
from homevisit.text import N_

DOT = "\u00b7"
MAX_LENGTH = 100
_HAN = (
    r"\u3005-\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff\ue000-\uf8ff"
)
_DOTS = re.compile(
    "[\u2022\u2027\u2219\u22c5\u25cf\u30fb\uff65\ua78f\u16eb\ufe52\uff0e]"
)
_PLAIN_DOT = re.compile(rf"(?<=[{_HAN}])\s*[.{DOT}]\s*(?=[{_HAN}])")
_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_BLANKS = re.compile(r"\s+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LOST = re.compile("[\ufffd?？□■]")
_NOT_A_NAME = re.compile(r"[0-9０-９@#/\\|_=<>{}\[\]]")
# Where GB 18030-2005 still pointed to private code points, from its 2022 edition.
_SINCE_2022 = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE831: 0x215D7,
    0xE832: 0x9FB8,
    0xE83B: 0x2298F,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE855: 0x241FE,
    0xE864: 0x9FBB,
}
_FIRST_PRIVATE = 0xE815
_TRAIL_BYTES = tuple(byte for byte in range(0x50, 0xA1) if byte != 0x7F)


@cache
def private_characters() -> dict[int, int]:
    """Return the Unicode code point of each private one of GBK's last row."""
    table: dict[int, int] = {0xE7C7: 0x1E3F, 0xE7C8: 0x01F9}
    for offset, trail in enumerate(_TRAIL_BYTES):
        meant = ord(bytes([0xFE, trail]).decode("gb18030"))
        private = _FIRST_PRIVATE + offset
        table[private] = _SINCE_2022.get(private, meant)
    return table


def _is_visible(character: str) -> bool:
    # Cn stays: to this Python the newest characters (CJK Ext H, I) are unassigned.
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs"}
    return not hidden or character in "\t\n"


def clean_name(raw: object) -> str:
    """Return a name without invisible marks, padding blanks and foreign dots."""
    text = "" if raw is None else str(raw)
    text = "".join(c for c in text.translate(private_characters()) if _is_visible(c))
    text = _DOTS.sub(DOT, text)
    text = _PLAIN_DOT.sub(DOT, text)
    text = _GAP.sub("", text)
    return _BLANKS.sub(" ", text).strip(f" {DOT}")


def name_doubts(field: str, name: str) -> tuple[Doubt, ...]:
    """Return what is odd about a name; long, foreign or short ones are not odd."""
    if not name:
        return ()
    if _PRIVATE.search(name):
        message = N_("A character of this name shows on this computer only.")
        return (Doubt(field, "name_private_character", message),)
    if _LOST.search(name):
        message = N_("A character of this name was lost on the way here.")
        return (Doubt(field, "name_lost_character", message),)
    if _NOT_A_NAME.search(name):
        message = N_("A name holds no digits or signs.")
        return (Doubt(field, "name_characters", message),)
    if len(name) > MAX_LENGTH:
        message = N_("A name of {count} characters is unusual.")
        return (Doubt(field, "name_length", message, {"count": len(name)}),)
    return ()


def mask_name(name: str) -> str:
    """Return a name to show before others, such as 江**: the first character, stars."""
    if len(name) < 2:
        return "*" * len(name)
    return name[0] + "*" * min(2, len(name) - 1)


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same once cleaned; never who the person is."""
    return clean_name(one).casefold() == clean_name(other).casefold() != ""
