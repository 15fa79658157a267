"""What each field's shape expects of its value; odd values are kept and marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homevisit.domain.dates import DOUBTS, date_doubts, is_iso_month
from homevisit.domain.names import name_doubts
from homevisit.domain.phones import phone_doubts
from homevisit.domain.record import Doubt, FieldFacts, Record, Shape, facts_of
from homevisit.domain.vocabulary import vocabulary
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")
_UNREAD = N_("This value is of another kind than the field expects.")
_PAST = frozenset(
    {"birth_date", "visit_date", "given_on", "withdrawn_on", "taken_on", "filing_date"}
)


def _of_month(field: str, text: str) -> tuple[Doubt, ...]:
    if is_iso_month(text):
        return ()
    return (Doubt(field, "date_unclear", DOUBTS["date_unclear"]),)


def _of_time(field: str, text: str) -> tuple[Doubt, ...]:
    if _TIME.fullmatch(text):
        return ()
    message = N_("This is not a time of day such as 19:30.")
    return (Doubt(field, "time_form", message),)


def _of_instant(field: str, text: str) -> tuple[Doubt, ...]:
    if _INSTANT.fullmatch(text):
        return ()
    return (Doubt(field, "date_unclear", DOUBTS["date_unclear"]),)


def _of_codes(field: str, codes: Iterable[str], table: str) -> tuple[Doubt, ...]:
    known = vocabulary(table)
    if all(code in known or not known.closed for code in codes):
        return ()
    message = N_("This word is not in the list.")
    return (Doubt(field, "code_unknown", message),)


_BY_TEXT: Mapping[Shape, Callable[[str, str], tuple[Doubt, ...]]] = {
    Shape.NAME: name_doubts,
    Shape.PHONE: phone_doubts,
    Shape.MONTH: _of_month,
    Shape.TIME: _of_time,
    Shape.INSTANT: _of_instant,
}


def field_doubts(
    field: str,
    value: Any,  # noqa: ANN401  whatever the field holds
    facts: FieldFacts,
    *,
    today: date | None = None,
) -> tuple[Doubt, ...]:
    """Return what is odd about one filled value, by the shape of its field."""
    if facts.shape in _BY_TEXT:
        return _BY_TEXT[facts.shape](field, value)
    if facts.shape is Shape.DATE:
        return date_doubts(field, value, not_after=today if field in _PAST else None)
    if facts.shape is Shape.CHOICE:
        return _of_codes(field, (value,), facts.vocabulary)
    if facts.shape is Shape.CHOICES:
        return _of_codes(field, value, facts.vocabulary)
    return ()


def shape_doubts(record: Record, *, today: date | None = None) -> tuple[Doubt, ...]:
    """Return what is odd about each field of a record by itself."""
    found = [Doubt(field, "unread", _UNREAD) for field in record.unread]
    for field, facts in facts_of(type(record)).items():
        value = getattr(record, field)
        if value not in ("", (), None):
            found += field_doubts(field, value, facts, today=today)
    return tuple(found)
