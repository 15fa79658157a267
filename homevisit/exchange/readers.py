"""Who may receive what: the table of compartments as pure functions.

Source: ARCHITECTURE.md, "Who may read what". A post opens compartments for one class,
for a grade, or for the whole school; what is not known to be open is closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain import KINDS, Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EVERY_CLASS = "*"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ROSTER, _FILE = Compartment.CLASS_ROSTER, Compartment.CLASS_FILE
_LEADERS, _COUNSELLING = Compartment.LEADERS, Compartment.COUNSELLING
_CARE = Compartment.CARE
_BOTH = frozenset({_ROSTER, _FILE})
# Of `Compartment.CARE`, only the shells of cases from `GRAVE_FROM` on.
GRAVE_CARE = "care-grave"
GRAVE_FROM = 3

# For the class that the post names.
_OF_CLASS: Mapping[str, frozenset[Compartment]] = {
    "homeroom_teacher": _BOTH | {_CARE},
    "subject_teacher": frozenset({_ROSTER}),
}
# For every class of the grade that the post's class belongs to.
_OF_GRADE: Mapping[str, frozenset[str]] = {"grade_head": _BOTH | {GRAVE_CARE}}
# For every class.
_OF_SCHOOL: Mapping[str, frozenset[Compartment]] = {
    "student_affairs": _BOTH | {_CARE, _LEADERS},
    "registrar": frozenset({_ROSTER}),
    "psychologist": _BOTH | {_CARE, _LEADERS, _COUNSELLING},
    "principal": _BOTH | {_CARE, _LEADERS},
    "leader": _BOTH | {_CARE, _LEADERS},
}


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the staff directory; days are ISO, empty where they are open."""

    role: str
    class_id: str = ""
    from_date: str = ""
    to_date: str = ""

    def is_held_on(self, day: str) -> bool:
        return is_within(day, self.from_date, self.to_date)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may receive, as grants such as `class-file/<class id>`."""

    grants: frozenset[str] = frozenset()

    def covers(self, compartment: str, class_id: str | None = None) -> bool:
        """Whether it is open to the person, in that class or (None) in all of them.

        A compartment, or `GRAVE_CARE`.
        """
        whole = grant(compartment, EVERY_CLASS)
        return whole in self.grants or (
            class_id is not None and grant(compartment, class_id) in self.grants
        )


def is_within(day: str, first: object, last: object) -> bool:
    """Whether an ISO day lies between two that may be open; an odd one closes."""
    bounds = (first or day, last or day)
    if not all(isinstance(each, str) and _DAY.fullmatch(each) for each in bounds):
        return False
    return str(bounds[0]) <= day <= str(bounds[1])


def grant(compartment: str, class_id: str) -> str:
    """Return the word for one compartment of one class, or of every class."""
    return f"{compartment}/{class_id}"


def reach_of(
    posts: Iterable[Post], day: str, grade_mates: Mapping[str, frozenset[str]]
) -> Reach:
    """Return what a colleague with these posts may receive on an ISO day.

    `grade_mates` names, per class, the classes of the same grade. Whoever is in the
    staff directory may receive the school's own records.
    """
    grants = {grant(Compartment.SCHOOL, EVERY_CLASS)}
    for post in posts:
        if not post.is_held_on(day):
            continue
        grants |= {grant(c, EVERY_CLASS) for c in _OF_SCHOOL.get(post.role, ())}
        if post.class_id:
            grants |= {grant(c, post.class_id) for c in _OF_CLASS.get(post.role, ())}
            grade = grade_mates.get(post.class_id, frozenset()) | {post.class_id}
            grants |= {
                grant(c, each) for c in _OF_GRADE.get(post.role, ()) for each in grade
            }
    return Reach(frozenset(grants))


def grants_of(role: str) -> frozenset[str]:
    """Return what a post opens in every class."""
    return frozenset(grant(c, EVERY_CLASS) for c in _OF_SCHOOL.get(role, ()))


def is_counselling(post: Post) -> bool:
    """Whether a post, while it is held, opens what counsellors write."""
    return _COUNSELLING in _OF_SCHOOL.get(post.role, frozenset())


def compartment_of(kind: str) -> Compartment | None:
    """Return where records of a kind belong; None for a kind of a newer version.

    Nobody can say here who may read such a record: it might be counselling. So it goes
    to nobody but its author, and to others once this side has been upgraded.
    """
    found = KINDS.get(kind)
    return found.COMPARTMENT if found else None


def read_posts(value: Any) -> tuple[Post, ...]:  # noqa: ANN401  any JSON a vault holds
    """Return the posts in a staff record's `roles`; what is odd opens nothing."""
    rows = value if isinstance(value, list) else []
    names = ("role", "class_id", "from_date", "to_date")
    found = []
    for row in rows:
        cells = [row.get(name) or "" for name in names] if isinstance(row, dict) else []
        if cells and all(isinstance(cell, str) for cell in cells):
            found.append(Post(*cells))
    return tuple(found)
