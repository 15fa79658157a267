"""What a column of a class list can be taken for, in words to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from homevisit.roster.targets import targets


@dataclass(frozen=True, slots=True)
class ColumnTarget:
    """One place that a column can go to."""

    key: str
    label: str
    is_required: bool


def column_targets() -> tuple[ColumnTarget, ...]:
    """Return every target in the order in which a form would ask."""
    return tuple(
        ColumnTarget(each.key, each.label, each.is_required)
        for each in targets().values()
    )
