"""The visible box for a character that no face has: a frame with its code point.

Drawn as a TrueType composite (frame plus the face's own digits), so that the text layer
still holds the character. Format: OpenType `glyf`, simple and composite descriptions.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.truetype import TrueTypeFace

FRAME = 0xFFFF  # as a part of a composite: the empty frame below
_WORDS = 0x0001
_OFFSETS = 0x0002
_SCALED = 0x0008
_MORE = 0x0020
_TWO_SCALES = 0x0040
_FOUR_SCALES = 0x0080
_COMPOSITE = b"\xff\xff"
_DIGIT_SCALE = 0.46
_LEFT, _RIGHT, _BOTTOM, _TOP, _STROKE = 0.05, 0.95, -0.08, 0.82, 0.03


def frame(units: int) -> bytes:
    """Return the outline of an empty frame one em wide."""
    left, right, bottom, top, stroke = (
        round(part * units) for part in (_LEFT, _RIGHT, _BOTTOM, _TOP, _STROKE)
    )
    outer = [(left, bottom), (left, top), (right, top), (right, bottom)]
    left, right = left + stroke, right - stroke
    bottom, top = bottom + stroke, top - stroke
    inner = [(left, bottom), (right, bottom), (right, top), (left, top)]
    points = [(0, 0), *outer, *inner]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    outline = (
        struct.pack(">h4h", 2, outer[0][0], outer[0][1], outer[2][0], outer[2][1])
        + struct.pack(">HHH", 3, 7, 0)
        + bytes([0x01] * 8)
        + struct.pack(">8h", *(x for x, _ in steps))
        + struct.pack(">8h", *(y for _, y in steps))
    )
    return outline + bytes(-len(outline) % 4)


def labelled_box(face: TrueTypeFace, label: str) -> bytes:
    """Return a composite of the frame and `label`'s digits in two lines."""
    units = face.metrics.units
    corners = [round(part * units) for part in (_LEFT, _BOTTOM, _RIGHT, _TOP)]
    parts = [struct.pack(">HHhh", _WORDS | _OFFSETS | _MORE, FRAME, 0, 0)]
    half = (len(label) + 1) // 2
    for line, baseline in ((label[:half], 0.42), (label[half:], 0.0)):
        advance = face.horizontal(face.glyph_of("0"))[0] * _DIGIT_SCALE
        x = (units - advance * len(line)) / 2
        for digit in line:
            flags = _WORDS | _OFFSETS | _SCALED | _MORE
            parts.append(
                struct.pack(
                    ">HHhhh",
                    flags,
                    face.glyph_of(digit),
                    round(x),
                    round(baseline * units),
                    round(_DIGIT_SCALE * 0x4000),
                )
            )
            x += advance
    last = bytearray(parts[-1])
    struct.pack_into(">H", last, 0, _WORDS | _OFFSETS | _SCALED)
    box = struct.pack(">h4h", -1, *corners) + b"".join(parts[:-1]) + bytes(last)
    return box + bytes(-len(box) % 4)


def is_composite(outline: bytes) -> bool:
    return outline[:2] == _COMPOSITE


def renumber_parts(outline: bytes, place: Callable[[int], int]) -> bytes:
    """Return a composite whose parts have the numbers that `place` gives them."""
    changed = bytearray(outline)
    at = 10
    more = True
    while more:
        flags, part = struct.unpack_from(">HH", changed, at)
        struct.pack_into(">H", changed, at + 2, place(part))
        at += 8 if flags & _WORDS else 6
        if flags & _SCALED:
            at += 2
        elif flags & _TWO_SCALES:
            at += 4
        elif flags & _FOUR_SCALES:
            at += 8
        more = bool(flags & _MORE)
    return bytes(changed)
