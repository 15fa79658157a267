"""Two things measured side by side, in turn, in one run, so that ratios hold.

CPU time of this process and wall time; the median of the rounds, with least and most.
A peer that is not installed is printed as missing, never left out.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Thing = Callable[[], object]


@dataclass
class Series:
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def add(self, thing: Thing) -> None:
        cpu, wall = time.process_time(), time.perf_counter()
        thing()
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)

    def median(self, kind: str) -> float:
        """Return the median in seconds."""
        return statistics.median(getattr(self, kind))

    def line(self, kind: str) -> str:
        values = [1000 * each for each in getattr(self, kind)]
        return (
            f"{statistics.median(values):9.2f} ms"
            f"  ({min(values):.2f} to {max(values):.2f})"
        )


def machine() -> str:
    """Return what the figures were measured on."""
    return (
        f"{platform.system()} {platform.release()}, CPython"
        f" {platform.python_version()}, {os.cpu_count()} cores"
    )


def heading(title: str) -> None:
    print(f"\n## {title}\n{machine()}\n")


def compare(
    name: str, ours: Thing, peer: Thing | None, *, rounds: int = 7, kind: str = "cpu"
) -> float | None:
    """Run both in turn and print both and the ratio of their medians."""
    mine, theirs = Series(), Series()
    ours()
    if peer is not None:
        peer()
    for _ in range(rounds):
        mine.add(ours)
        if peer is not None:
            theirs.add(peer)
    print(f"{name} [{kind}]")
    print(f"  ours  {mine.line(kind)}")
    if peer is None:
        print("  peer  missing")
        return None
    print(f"  peer  {theirs.line(kind)}")
    ratio = mine.median(kind) / theirs.median(kind)
    print(f"  ratio {ratio:9.2f}")
    return ratio


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
