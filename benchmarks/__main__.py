"""Runs the named benchmarks, or all of them, each in a process of its own, in turn.

A benchmark is a module of this folder with a `main`; side by side they would disturb
each other.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def names() -> list[str]:
    """Return every benchmark of this folder."""
    modules = (path for path in FOLDER.glob("*.py") if path.stem[0] != "_")
    return sorted(
        each.stem for each in modules if "\ndef main(" in each.read_text("utf-8")
    )


def main(wanted: list[str]) -> int:
    known = names()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"There is no {' '.join(unknown)}; there are {' '.join(known)}.")
        return 2
    codes = []
    for name in wanted or known:
        print(f"\n== {name}", flush=True)
        codes.append(subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
