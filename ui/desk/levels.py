"""The levels of care as the school's scheme says them, for signs and legends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from homevisit.domain import level_schemes
from homevisit.services import level_settings
from homevisit.text import translate
from ui.care_rows import Hue, LevelSign

if TYPE_CHECKING:
    from homevisit.domain.care_school_records import Level, LevelScheme
    from homevisit.services.session import Session

_HUES = frozenset(get_args(Hue))


@dataclass(frozen=True, slots=True)
class Levels:
    """A scheme in words; `message` says why it is not the school's, if it is not."""

    scheme: LevelScheme
    message: str = ""

    @property
    def name(self) -> str:
        return self.scheme.name

    @property
    def legend(self) -> tuple[LevelSign, ...]:
        """All levels that stand for care, in the school's order."""
        found = level_schemes.in_order(self.scheme)
        return tuple(_sign(each) for each in found if each.severity)

    def sign(self, severity: int | None) -> LevelSign | None:
        """Return the sign of a severity; None where nobody assessed it yet."""
        if severity is None:
            return None
        return _sign(level_schemes.level_of(self.scheme, severity))


def read_levels(session: Session) -> Levels:
    """Return the levels by which this school goes."""
    chosen = level_settings.in_use(session)
    return Levels(chosen.scheme, translate(chosen.message))


def _sign(level: Level) -> LevelSign:
    hue = cast("Hue", level.colour) if level.colour in _HUES else "none"
    return LevelSign(level.severity or 0, level.label, hue, level.neutral)
