"""`python -m benchmarks [NAME …]` runs all benchmarks, or those named."""

from __future__ import annotations

import importlib
import sys

NAMES = (
    "first_window",
    "unlock",
    "save",
    "search",
    "roster",
    "coverage",
    "talk_page",
    "care_board",
    "term_summary",
    "whole_import",
    "pdf",
)


def run(names: list[str]) -> None:
    """Run benchmarks in this process, one after the other."""
    sys.argv = sys.argv[:1]
    for name in names or NAMES:
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    run(sys.argv[1:])
