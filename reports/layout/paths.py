"""Paths in PDF operators, from points measured from the page's top left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.layout.style import PAGE_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
_ROUND = 0.5523  # handle length of a quarter circle, as a part of its radius
_QUARTERS = (
    ((1, 0), (0, 1)),
    ((0, 1), (-1, 0)),
    ((-1, 0), (0, -1)),
    ((0, -1), (1, 0)),
)


def at(point: Point) -> str:
    """Return a point in the page's own measure, upwards from the foot."""
    return f"{point[0]:.2f} {PAGE_HEIGHT - point[1]:.2f}"


def box(corner: Point, size: Point) -> str:
    """Return the four numbers of a rectangle given by its top left corner."""
    bottom = PAGE_HEIGHT - corner[1] - size[1]
    return f"{corner[0]:.2f} {bottom:.2f} {size[0]:.2f} {size[1]:.2f}"


def circle(centre: Point, radius: float) -> str:
    """Return a closed circle of four curves."""
    x, y = centre
    pull = radius * _ROUND
    arcs = [f"{at((x + radius, y))} m"]
    for (ax, ay), (bx, by) in _QUARTERS:
        first = (x + ax * radius + bx * pull, y + ay * radius + by * pull)
        second = (x + bx * radius + ax * pull, y + by * radius + ay * pull)
        end = (x + bx * radius, y + by * radius)
        arcs.append(f"{at(first)} {at(second)} {at(end)} c")
    return " ".join([*arcs, "h"])


def pen_stroke(line: Sequence[Point]) -> str:
    """Return curves through every point of a pen's stroke (Catmull-Rom)."""
    if len(line) == 1:
        return f"{at(line[0])} l"
    points = [line[0], *line, line[-1]]
    curves = []
    for before, start, end, after in zip(
        points, points[1:], points[2:], points[3:], strict=False
    ):
        first = (
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
        )
        second = (
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
        )
        curves.append(f"{at(first)} {at(second)} {at(end)} c")
    return " ".join(curves)
