"""How a school says the levels, and how long each thing may take (domain.md 3.11, 5.6).

The severity, 0 to 4, is what is stored. In one school blue means "low", in another
"fine", and the first level is the gravest or the slightest: so word, colour, order and
limits are data, and every list shows the legend. The shipped schemes are examples.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from homevisit.domain.care_school_records import Level, LevelScheme, Limit
from homevisit.paths import resource_path
from homevisit.text import N_, current_language

if TYPE_CHECKING:
    from collections.abc import Iterable

SEVERITIES = (4, 3, 2, 1, 0)
LIMITED = SEVERITIES[:-1]
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}
_SCHEME_GONE = N_(
    "The level scheme of this school is no longer there; the shipped example is used."
)
_SCHEMES_MANY = N_(
    "Several level schemes are in use at once; the one that was made last is used."
)


@dataclass(frozen=True, slots=True)
class Span:
    """How long something may take; an `ends_with_day` runs until midnight."""

    length: timedelta = timedelta()
    ends_with_day: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The scheme to go by; `message` is a msgid that says why it is not the school's.

    It is empty where the school has one of its own, or never had any.
    """

    scheme: LevelScheme
    message: str = ""


def shipped(language: str | None = None) -> tuple[LevelScheme, ...]:
    """Return the shipped examples, the usual one first, in a language."""
    return _shipped((language or current_language()) == "en")


def chosen(
    schemes: Iterable[LevelScheme], *, had_one: bool = False, language: str = ""
) -> Chosen:
    """Return the scheme in use among a school's own, else the shipped one.

    `had_one` says that the school chose one before, so that its loss is not silent.
    """
    active = [each for each in schemes if each.active and each.levels]
    if not active:
        return Chosen(shipped(language or None)[0], _SCHEME_GONE if had_one else "")
    latest = max(active, key=lambda each: each.id)
    return Chosen(latest, _SCHEMES_MANY if len(active) > 1 else "")


def level_of(scheme: LevelScheme, severity: int | None) -> Level:
    """Return how the scheme says a severity; where it has no word, as it is shipped."""
    wanted = 0 if severity is None else severity
    for levels in (scheme.levels, shipped()[0].levels):
        for each in levels:
            if each.severity == wanted:
                return each
    return Level(severity=severity, label=str(wanted), colour="none")


def in_order(scheme: LevelScheme) -> tuple[Level, ...]:
    """Return the levels in the school's order; without one, the gravest first."""
    return tuple(
        sorted(
            (each for each in scheme.levels if each.severity is not None),
            key=lambda each: (
                len(scheme.levels) if each.order is None else each.order,
                -(each.severity or 0),
            ),
        )
    )


def span_of(scheme: LevelScheme, event: str, severity: int) -> Span | None:
    """Return how long an event may take at a severity; None where there is no limit.

    An event that the scheme does not name at all has the shipped limit.
    """
    for each in limits_for(scheme, event):
        if each.severity == severity:
            return _span(each)
    return None


def limits_for(scheme: LevelScheme, event: str) -> tuple[Limit, ...]:
    """Return the limits of one event: the scheme's, or the shipped ones."""
    named = tuple(each for each in scheme.limits if each.event == event)
    return named or _default_limits(event)


def _span(limit: Limit) -> Span | None:
    if limit.minutes is None and limit.hours is None and limit.days is None:
        return None
    length = timedelta(
        days=limit.days or 0, hours=limit.hours or 0, minutes=limit.minutes or 0
    )
    return Span(length, ends_with_day=not length)


def read_span(event: str, severity: int, written: str) -> Limit | None:
    """Return a limit from its words, such as `24 h`; None where it is not one."""
    if written == "end of day":
        return Limit(event=event, severity=severity, days=0)
    match = re.fullmatch(r"(\d{1,4}) (min|h|d)", written)
    if match is None:
        return None
    number = {_UNITS[match[2]]: int(match[1])}
    return Limit(event=event, severity=severity, **number)


@cache
def _file() -> dict[str, Any]:
    path = resource_path("care", "level_schemes.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _limits() -> tuple[Limit, ...]:
    found = (
        read_span(event, severity, written)
        for event, row in _file()["limits"].items()
        for severity, written in zip(LIMITED, row, strict=True)
    )
    return tuple(each for each in found if each)


@cache
def _default_limits(event: str) -> tuple[Limit, ...]:
    return tuple(each for each in _limits() if each.event == event)


@cache
def _shipped(in_english: bool) -> tuple[LevelScheme, ...]:  # noqa: FBT001  a cache key
    language = "en" if in_english else "zh"
    return tuple(_scheme(row, language) for row in _file()["schemes"])


def _scheme(row: dict[str, Any], language: str) -> LevelScheme:
    return LevelScheme(
        id=f"shipped_{row['code']}",
        name=row[language],
        levels=tuple(
            Level(
                severity=each["severity"],
                label=each[language],
                colour=each["colour"],
                order=order,
                neutral=each[f"neutral_{language}"],
                definition=each[f"definition_{language}"],
            )
            for order, each in enumerate(row["levels"])
        ),
        limits=_limits(),
        is_example=True,
        source=row[f"source_{language}"],
        active=False,
    )
