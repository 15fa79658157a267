"""Glyph outlines as PDF path operators, for words that are drawing and not text.

Simple glyphs of OpenType `glyf`; each quadratic curve becomes a cubic one.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.truetype import TrueTypeFace

Point = tuple[float, float]
Knot = tuple[float, float, bool]  # x, y, on the curve
EM = 400
_ON, _X_BYTE, _Y_BYTE, _REPEAT, _X_SAME, _Y_SAME = (1 << bit for bit in range(6))


def glyph_path(face: TrueTypeFace, character: str, x: float) -> str:
    """Return operators that add the glyph, from `x` on the base line, to a path.

    Measures are whole parts of an em, `EM` of them, to keep the path short. A glyph
    made of other glyphs, or of nothing, adds nothing.
    """
    scale = EM / face.metrics.units
    shapes = []
    for contour in _contours(face.outline(face.glyph_of(character))):
        knots = [(x + kx * scale, ky * scale, on) for kx, ky, on in contour]
        shapes.append(" ".join(_curve_operators(knots)))
    return " ".join(shapes)


def _contours(outline: bytes) -> Iterator[list[Knot]]:
    count = struct.unpack_from(">h", outline)[0] if outline else 0
    if count <= 0:
        return
    ends = struct.unpack_from(f">{count}H", outline, 10)
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", outline, at)[0]
    flags, at = _read_flags(outline, at, ends[-1] + 1)
    xs, at = _read_steps(outline, at, flags, (_X_BYTE, _X_SAME))
    ys, at = _read_steps(outline, at, flags, (_Y_BYTE, _Y_SAME))
    on_curve = [bool(flag & _ON) for flag in flags]
    knots = list(zip(xs, ys, on_curve, strict=True))
    start = 0
    for end in ends:
        yield knots[start : end + 1]
        start = end + 1


def _read_flags(outline: bytes, at: int, count: int) -> tuple[list[int], int]:
    flags: list[int] = []
    while len(flags) < count:
        flag = outline[at]
        at += 1
        flags.append(flag)
        if flag & _REPEAT:
            flags.extend([flag] * outline[at])
            at += 1
    return flags, at


def _read_steps(
    outline: bytes, at: int, flags: Sequence[int], bits: tuple[int, int]
) -> tuple[list[float], int]:
    """Return one coordinate of every point; steps are bytes, words or nothing."""
    byte, same = bits
    value = 0
    values: list[float] = []
    for flag in flags:
        if flag & byte:
            value += outline[at] if flag & same else -outline[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", outline, at)[0]
            at += 2
        values.append(value)
    return values, at


def _curve_operators(knots: Sequence[Knot]) -> Iterator[str]:
    start = next((number for number, knot in enumerate(knots) if knot[2]), 0)
    turned = [*knots[start:], *knots[:start], knots[start]]
    here: Point = turned[0][:2]
    yield f"{here[0]:.0f} {here[1]:.0f} m"
    handle: Point | None = None
    for x, y, on in turned[1:]:
        if handle is None and on:
            yield f"{x:.0f} {y:.0f} l"
            here = (x, y)
        elif handle is None:
            handle = (x, y)
        else:
            end = (x, y) if on else ((handle[0] + x) / 2, (handle[1] + y) / 2)
            yield _cubic(here, handle, end)
            here, handle = end, (None if on else (x, y))
    yield "h"


def _cubic(start: Point, handle: Point, end: Point) -> str:
    first = [(a + 2 * b) / 3 for a, b in zip(start, handle, strict=True)]
    second = [(a + 2 * b) / 3 for a, b in zip(end, handle, strict=True)]
    return " ".join(f"{part:.0f}" for part in (*first, *second, *end)) + " c"
