"""Level schemes with their limits, for the settings; runs on the vault's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.domain import level_schemes
from homevisit.services import level_settings, limit_words, words
from homevisit.text import _, translate
from ui.care_setting_rows import LevelRow, SchemeRow, SchemesSheet

if TYPE_CHECKING:
    from homevisit.domain.care_school_records import Level, LevelScheme
    from homevisit.services.session import Session
    from ui.care_rows import Hue


def read_sheet(session: Session) -> SchemesSheet:
    """Return all schemes, the one in use marked."""
    chosen = level_settings.in_use(session)
    table = words.read_words(session)
    rows = tuple(
        _scheme(each, is_in_use=each.id == chosen.scheme.id)
        for each in level_settings.schemes(session)
    )
    return SchemesSheet(
        rows=rows,
        colours=table.offered("care_colours"),
        events=table.offered("care_clock_kinds"),
        message=translate(chosen.message),
    )


def _scheme(scheme: LevelScheme, *, is_in_use: bool) -> SchemeRow:
    inside = level_schemes.in_order(scheme)
    left_out = [
        level_schemes.level_of(level_schemes.shipped()[0], severity)
        for severity in level_schemes.SEVERITIES
        if all(each.severity != severity for each in inside)
    ]
    limits = level_settings.limits_of(scheme)
    return SchemeRow(
        id=scheme.id,
        name=scheme.name,
        note=_("In use") if is_in_use else _("An example") if scheme.is_example else "",
        source=scheme.source,
        levels=(
            *(_level(each, is_in=True) for each in inside),
            *(_level(each, is_in=False) for each in left_out),
        ),
        limits={
            (each.event, each.severity): limit_words.words_of(each)
            for each in limits
            if each.severity is not None
        },
        is_example=bool(scheme.is_example),
        is_in_use=is_in_use,
    )


def _level(level: Level, *, is_in: bool) -> LevelRow:
    return LevelRow(
        severity=level.severity or 0,
        label=level.label,
        colour=cast("Hue", level.colour or "none"),
        neutral=level.neutral,
        definition=level.definition,
        is_in=is_in,
    )
