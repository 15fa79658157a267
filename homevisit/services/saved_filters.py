"""Filters of the students list that a person gave a name; this vault's own memory.

They are a habit of one person and no record: they do not travel and have no history.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from homevisit.canonical import write_json
from homevisit.errors import Problem
from homevisit.ledger import memory
from homevisit.services.students import StudentQuery
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.services.session import Session

_MEMORY = "students filters"
_LONGEST = 40


class FilterNameMissingError(Problem):
    """A saved filter needs a name to be found by."""

    code = "filter_name_missing"
    what = N_("This filter has no name yet.")
    safe = N_("The filter itself is still there.")
    todo = N_("Give it a short name, then save it again.")


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A named question to the list."""

    name: str
    query: StudentQuery


def read(session: Session) -> tuple[SavedFilter, ...]:
    """Return the saved filters in the order in which they were saved."""
    stored = memory.recall(session.ledger.db, _MEMORY)
    return tuple(
        SavedFilter(str(each["name"]), _query(each["query"]))
        for each in json.loads(stored or "[]")
    )


def keep(session: Session, name: str, query: StudentQuery) -> tuple[SavedFilter, ...]:
    """Save a filter under a name, in place of an earlier one of that name.

    Returns what was saved before, for `put_back`. Raises `FilterNameMissingError`.
    """
    plain = " ".join(name.split())[:_LONGEST]
    if not plain:
        raise FilterNameMissingError
    before = read(session)
    others = tuple(each for each in before if each.name != plain)
    put_back(session, (*others, SavedFilter(plain, query)))
    return before


def drop(session: Session, name: str) -> tuple[SavedFilter, ...]:
    """Forget a saved filter; returns what was saved before, for `put_back`."""
    before = read(session)
    put_back(session, tuple(each for each in before if each.name != name))
    return before


def put_back(session: Session, filters: tuple[SavedFilter, ...]) -> None:
    """Save exactly these filters, such as to undo `keep` or `drop`."""
    values = [{"name": each.name, "query": asdict(each.query)} for each in filters]
    memory.remember(session.ledger.db, _MEMORY, write_json(values).decode("utf-8"))


def _query(values: dict[str, Any]) -> StudentQuery:
    """Read a question; what a newer version asked beside it is left out."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name in StudentQuery.__dataclass_fields__
    }
    return StudentQuery(**known)
