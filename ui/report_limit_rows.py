"""Rows of the settings about when a mandatory report is due."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportLimitLine:
    """One limit: of the law, which stands, or an example that a school changes."""

    code: str
    title: str
    source: str
    minutes: int
    is_on: bool
    is_law: bool
