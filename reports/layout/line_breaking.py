"""Breaking Chinese text into lines, with the marks that must not begin or end one.

Rules after GB/T 15834-2011 (punctuation) and W3C's Requirements for Chinese Text
Layout: words of letters and digits stay whole, a word wider than the line is cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining

if TYPE_CHECKING:
    from collections.abc import Mapping

NEVER_FIRST = frozenset("，。、；：？！…—～·％‰℃）》】」』〕〉｝”’,.;:?!)]}%•々ー–")
NEVER_LAST = frozenset("（《【「『〔〈｛“‘([{￥＄$#№")
_WORDS_END = 0x2E80  # below: scripts that are written in words


def break_lines(
    text: str, advances: Mapping[str, float], *, size: float, width: float
) -> list[str]:
    """Return `text` in lines of at most `width` points; time grows with its length.

    A space at a break stays at the end of its line, where it may hang over; joined
    together, the lines of a paragraph are the paragraph.
    """
    room = max(width, size) * 1000 / size
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_break_paragraph(paragraph, advances, room))
    return lines


def _break_paragraph(
    paragraph: str, advances: Mapping[str, float], room: float
) -> list[str]:
    widths = [advances[character] for character in paragraph]
    if sum(widths) <= room:
        return [paragraph]
    lines = []
    start = 0
    while start < len(paragraph):
        end = _line_end(paragraph, widths, start, room)
        lines.append(paragraph[start:end])
        start = end
    return lines


def _line_end(paragraph: str, widths: list[float], start: int, room: float) -> int:
    used = 0.0
    best = start
    for index in range(start, len(paragraph)):
        if index > start and _may_break(paragraph[index - 1], paragraph[index]):
            best = index
        used += widths[index]
        if used > room and paragraph[index] != " " and index > start:
            return best if best > start else index
    return len(paragraph)


def _may_break(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST or after == " ":
        return False
    if ord(before) < _WORDS_END and ord(after) < _WORDS_END:
        return before == " "
    return not combining(after)
