"""Instants as the vault writes them: ISO 8601, UTC, seconds, ending in Z."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homevisit.clock import Clock


def instant(clock: Clock) -> str:
    """Return the clock's present instant as text."""
    return write_instant(clock.now())


def write_instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_instant(text: str) -> datetime:
    """Return the aware instant; raises `ValueError` for any other text."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
