"""Time as a dependency: everything that asks for the time is handed a `Clock`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; aware UTC for instants, the local calendar for days."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the present day where the user is."""
        ...


class SystemClock:
    """The computer's own clock, which may be wrong."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone().date()


@dataclass
class SetClock:
    """A clock that stands where it is put, for tests and the invented school."""

    at: datetime = field(default=datetime(2026, 3, 2, 8, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def advance(self, **by: float) -> None:
        """Move on by keyword arguments of `timedelta`."""
        self.at += timedelta(**by)
