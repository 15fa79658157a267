"""Stored instants as a person reads them."""

from __future__ import annotations

from datetime import datetime


def local_minute(instant: str) -> str:
    """Return an instant as local `YYYY-MM-DD HH:MM`; what is none, as it is."""
    try:
        found = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    return found.astimezone().strftime("%Y-%m-%d %H:%M")
