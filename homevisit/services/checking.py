"""What a person should look at again in a child's file; it is all saved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.disability_certificate import certificate_cross_doubts
from homevisit.domain.kinds import doubts_of
from homevisit.domain.record import facts_of
from homevisit.domain.resident_id import identity_doubts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from homevisit.domain.determinations import Determination
    from homevisit.domain.record import Doubt, Record
    from homevisit.domain.students import Student, StudentPrivate
    from homevisit.services.words import Words

_UNKNOWN_CODE = "code_unknown"


def doubts_in(
    record: Record, words: Words, today: date | None = None
) -> tuple[Doubt, ...]:
    """Return the doubts about one record; the school's own words are no doubt."""
    return tuple(
        doubt
        for doubt in doubts_of(record, today=today)
        if doubt.code != _UNKNOWN_CODE or not _is_own_word(record, doubt, words)
    )


def doubts_across(
    student: Student, private: StudentPrivate, determinations: Iterable[Determination]
) -> Iterator[Doubt]:
    """Yield the doubts that need several records of one child to see."""
    yield from identity_doubts(student, private)
    for each in determinations:
        yield from certificate_cross_doubts(each, id_no=private.id_doc_no)


def _is_own_word(record: Record, doubt: Doubt, words: Words) -> bool:
    facts = facts_of(type(record)).get(doubt.field)
    if facts is None or not facts.vocabulary:
        return False
    value = getattr(record, doubt.field)
    codes = (value,) if isinstance(value, str) else tuple(value)
    table = words.table(facts.vocabulary)
    return all(code in table for code in codes)
