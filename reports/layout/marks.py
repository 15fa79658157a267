"""Drawn signs: tick box, seal, pen strokes, QR code."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

import segno

from reports.layout.style import FAINT, INK, SEAL, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.layout.sheet import Point, Sheet

TICK_SIZE = 7.2
_MAX_POINTS = 20_000  # of one signature; a minute of a 300 Hz pen
_LIMIT = 1e6


def draw_tick(sheet: Sheet, foot: Point, *, chosen: bool) -> None:
    """Draw a tick box that stands on the text line through `foot`."""
    x, y = foot
    top = y - TICK_SIZE + 0.5
    sheet.square((x, top), TICK_SIZE, SOFT)
    if chosen:
        tick = [(x + 1.6, top + 3.8), (x + 3.1, top + 5.4), (x + 5.8, top + 1.9)]
        sheet.strokes([tick], colour=INK, width=1.25)


def draw_seal(sheet: Sheet, centre: Point, radius: float, words: str) -> None:
    """Draw the dashed ring where the school's seal goes."""
    sheet.dashed_circle(centre, radius, FAINT)
    sheet.text_centred(centre[0], centre[1] + SEAL.size * 0.36, words, SEAL)


def fitted_strokes(
    strokes: Sequence[Sequence[Point]], corner: Point, size: Point
) -> list[list[Point]]:
    """Return pen strokes scaled into a box, keeping their shape.

    Points that are not numbers are left out, and what follows a sane number of points.
    """
    kept: list[list[Point]] = []
    left = _MAX_POINTS
    for stroke in strokes:
        line = [point for point in stroke[:left] if _is_sane(point)]
        left -= len(line)
        if line:
            kept.append(line)
    if not kept:
        return []
    xs = [x for line in kept for x, _ in line]
    ys = [y for line in kept for _, y in line]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(size[0] / max(width, 1e-6), size[1] / max(height, 1e-6), 1.5)
    dx = corner[0] + (size[0] - width * scale) / 2 - min(xs) * scale
    dy = corner[1] + (size[1] - height * scale) / 2 - min(ys) * scale
    return [[(x * scale + dx, y * scale + dy) for x, y in line] for line in kept]


def draw_qr(
    sheet: Sheet, corner: Point, size: float, payload: str, *, strong: bool = False
) -> None:
    """Draw `payload` as a QR code without its quiet zone.

    Error correction is M; `strong` means H, for paper that gets creased and stained.
    """
    code = segno.make_qr(payload, error="h" if strong else "m")
    rows = [bytes(row) for row in code.matrix]
    module = size / len(rows)
    boxes = []
    for number, row in enumerate(rows):
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            x, y = corner[0] + start * module, corner[1] + number * module
            boxes.append(((x, y), ((end - start) * module, module)))
            start = row.find(1, end)
    sheet.blocks(boxes, INK)


def _is_sane(point: Point) -> bool:
    return all(isfinite(part) and abs(part) < _LIMIT for part in point)
