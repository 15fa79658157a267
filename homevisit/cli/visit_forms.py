"""A visit as JSON: what `visit add` reads, and what it answers about the form.

The object holds `student_id`, `values` (fields of a visit), and may hold `promises`
(fields of a follow-up item each), `kept` (id of an earlier item: kept, partly or not)
and `siblings` (ids of students who were visited on the same trip).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from homevisit.canonical import NotCanonicalError, read_json
from homevisit.domain.record import facts_of
from homevisit.domain.visits import Visit
from homevisit.errors import Problem
from homevisit.services import follow_ups, visits
from homevisit.text import N_, _, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.record import Doubt
    from homevisit.services.session import Session
    from homevisit.services.visits import VisitForm

_PARTS: dict[str, type] = {
    "student_id": str,
    "values": dict,
    "promises": list,
    "kept": dict,
    "siblings": list,
}


class NotAVisitFileError(Problem):
    """The input is no JSON object of the shape that a visit has."""

    code = "not_a_visit_file"
    what = N_("The input is not a visit as HomeVisit reads it.")
    safe = N_("Nothing was saved.")
    todo = N_("Compare it with the example in docs/command-line.md.")


def read_visit(content: bytes) -> dict[str, Any]:
    """Return the parts of a visit written as JSON; raises `NotAVisitFileError`."""
    try:
        found = read_json(content.removeprefix(b"\xef\xbb\xbf"))
    except NotCanonicalError:
        raise NotAVisitFileError from None
    if not isinstance(found, dict) or not isinstance(found.get("student_id"), str):
        raise NotAVisitFileError
    parts = {name: found.get(name, made()) for name, made in _PARTS.items()}
    fits = all(isinstance(parts[name], made) for name, made in _PARTS.items())
    if not fits or set(found) - set(_PARTS) or not _is_sound(parts):
        raise NotAVisitFileError
    return parts


def _is_sound(parts: Mapping[str, Any]) -> bool:
    return (
        all(isinstance(each, dict) for each in parts["promises"])
        and all(isinstance(each, str) for each in parts["siblings"])
        and all(each in follow_ups.OUTCOMES for each in parts["kept"].values())
    )


def filled_form(session: Session, parts: Mapping[str, Any]) -> VisitForm:
    """Return the form of a new visit, prefilled as in the window, then as written.

    Raises `NoSuchRecordError` for a student who is not in the vault.
    """
    begun = visits.begin_visit(session, parts["student_id"])
    written = begun.filled(**parts["values"])
    if "term_id" in parts["values"]:
        written = replace(written, term_by_hand=True)
    values = visits.with_calendar(session, written.values, written)
    written = replace(written, values=values)
    return replace(
        written,
        promises=tuple(parts["promises"]),
        kept=cast("dict[str, str]", parts["kept"]),
        siblings=tuple(parts["siblings"]),
    )


def unknown_fields(form: VisitForm) -> tuple[str, ...]:
    """Return the names that no field of a visit has: likely typing mistakes."""
    return tuple(sorted(set(form.values) - set(Visit.model_fields)))


def missing_lines(names: Iterable[str]) -> list[str]:
    """Return a line for each required answer that is missing."""
    said = _("Missing: {field} ({name})")
    return [said.format(field=_label(name), name=name) for name in names]


def doubt_lines(doubts: Iterable[Doubt]) -> list[str]:
    """Return a line for each doubt; none of them stops a save."""
    said = _("To check: {field}: {message}")
    return [
        said.format(
            field=_label(each.field),
            message=translate(each.message).format(**dict(each.facts)),
        )
        for each in doubts
    ]


def _label(name: str) -> str:
    facts = facts_of(Visit).get(name)
    return translate(facts.label) if facts else name
