"""A colleague's posts as the staff directory of this vault knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.exchange.readers import (
    Reach,
    is_counselling,
    is_within,
    reach_of,
    read_posts,
)
from homevisit.ledger import history
from homevisit.ledger.queries import Query, find
from homevisit.ledger.record_rows import read_row
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.ledger.database import Database


class NotOnStaffError(Problem):
    """The staff directory does not know the person, or knows that she has left."""

    code = "not_on_staff"
    what = N_("This person is not in the staff directory, or is no longer at school.")
    safe = N_("Nothing was handed on, and nothing was changed.")
    todo = N_("Enter the colleague and the posts in the staff directory first.")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a colleague may receive, and whether only she herself says so."""

    reach: Reach
    is_own_word: bool


def standing_of(db: Database, person_id: str, day: str) -> Standing:
    """Return what a colleague may receive on an ISO day.

    Where the directory holds two versions of the posts, only what both open is open.
    Raises `NotOnStaffError`.
    """
    row = read_row(db, person_id)
    if row is None or row.kind != "staff" or row.is_archived:
        raise NotOnStaffError
    if not is_within(day, row.values.get("from_date"), row.values.get("to_date")):
        raise NotOnStaffError
    mates = _grade_mates(db)
    said = [
        (each.author, reach_of(read_posts(each.new), day, mates))
        for each in history.of_record(db, person_id, "roles")
        if each.stands
    ]
    if not said:
        return Standing(reach_of((), day, mates), is_own_word=False)
    grants = frozenset.intersection(*(reach.grants for _, reach in said))
    return Standing(Reach(grants), all(author == person_id for author, _ in said))


def has_counselled(db: Database, person_id: str) -> bool:
    """Whether a colleague holds, or held at any time, a post of psychology staff."""
    row = read_row(db, person_id)
    posts = read_posts(row.values.get("roles")) if row else ()
    return any(is_counselling(post) for post in posts)


def _grade_mates(db: Database) -> dict[str, frozenset[str]]:
    grades: dict[tuple[object, object], set[str]] = {}
    for row in find(db, Query("school_class", with_archived=True)):
        grade = (row.values.get("stage"), row.values.get("entry_year"))
        if all(isinstance(part, str | int) for part in grade):
            grades.setdefault(grade, set()).add(row.id)
    return {each: frozenset(mates) for mates in grades.values() for each in mates}
