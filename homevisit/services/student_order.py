"""The orders of the students list: by class and number, by name, by the last visit."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from homevisit.domain.pinyin import display_pinyin
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.services.session import Session

BY_CLASS, BY_NAME, BY_VISIT = "class", "name", "visit"
_NUMBER = re.compile(r"\d+")


def ordered(session: Session, student_ids: Sequence[str], order: str) -> list[str]:
    """Return the ids in an order; equals stand in the order of names.

    By visit means who has waited longest first, and first of all who was never visited.
    """
    names = queries.titles(session.ledger.db, "student")
    by_name = sorted(student_ids, key=lambda each: _spoken(names.get(each, "")))
    if order == BY_VISIT:
        last = queries.latest_days(
            session.ledger.db, Query("visit", states=("completed",))
        )
        return sorted(by_name, key=lambda each: last.get(each, ("", 0))[0])
    if order == BY_CLASS:
        places = _places(session)
        return sorted(by_name, key=lambda each: places.get(each, (_LAST, _LAST)))
    return by_name


_LAST = 1 << 30


def _spoken(name: str) -> tuple[str, str, str]:
    """Order by the sounds, and only then by their tones."""
    toned = display_pinyin(name)
    apart = unicodedata.normalize("NFD", toned)
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    return plain, toned, name


def _places(session: Session) -> dict[str, tuple[int, int]]:
    found = school.classes(session, with_graduated=True)
    rank = {each.id: place for place, each in enumerate(found)}
    seats = queries.fields(session.ledger.db, "student", ("class_id", "class_seat_no"))
    return {
        student: (rank.get(class_id or "", _LAST), _number(seat or ""))
        for student, (class_id, seat) in seats.items()
    }


def _number(seat: str) -> int:
    match = _NUMBER.search(seat)
    return int(match[0]) if match else _LAST
