"""Minutes as a person types them, and the instants that records hold."""

from __future__ import annotations

from datetime import UTC, datetime

_TYPED = "%Y-%m-%d %H:%M"


def as_instant(typed: str) -> str:
    """Return `YYYY-MM-DD HH:MM` of here as an instant; "" for what is no minute."""
    try:
        here = datetime.strptime(typed, _TYPED).astimezone()
    except ValueError:
        return ""
    stamp = here.astimezone(UTC).isoformat(timespec="seconds")
    return stamp.replace("+00:00", "Z")
