"""Strokes of an invented hand: what a signature looks like, of nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

Strokes = tuple[tuple[tuple[float, float], ...], ...]

# Beginning and end in a square, and how far the middle bends aside.
_SHAPES = (
    (0.1, 0.25, 0.9, 0.18, 0.03),
    (0.05, 0.5, 0.95, 0.44, -0.03),
    (0.5, 0.05, 0.46, 0.95, 0.02),
    (0.5, 0.3, 0.08, 0.92, 0.12),
    (0.5, 0.35, 0.95, 0.9, -0.1),
    (0.2, 0.1, 0.22, 0.8, 0.02),
    (0.2, 0.12, 0.85, 0.75, 0.2),
    (0.15, 0.75, 0.85, 0.72, 0.04),
)
_POINTS = 14


def signature(chance: Random) -> Strokes:
    """Return two or three characters beside each other, as shares of a pad's width."""
    count = chance.choice((2, 3))
    size = 0.2
    left = (1 - count * size * 1.15) / 2
    strokes: list[tuple[tuple[float, float], ...]] = []
    for place in range(count):
        corner = (left + place * size * 1.15, 0.16 + chance.uniform(-0.02, 0.02))
        shapes = chance.sample(_SHAPES, chance.randint(4, 6))
        strokes += [_stroke(shape, corner, size, chance) for shape in shapes]
    return tuple(strokes)


def _stroke(
    shape: Sequence[float],
    corner: tuple[float, float],
    size: float,
    chance: Random,
) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1, bend = (each + chance.uniform(-0.04, 0.04) for each in shape)
    points = []
    for step in range(_POINTS + 1):
        share = step / _POINTS
        aside = bend * 4 * share * (1 - share)
        x = x0 + (x1 - x0) * share + aside * (y1 - y0)
        y = y0 + (y1 - y0) * share - aside * (x1 - x0)
        points.append((corner[0] + x * size, corner[1] + y * size))
    return tuple(points)
