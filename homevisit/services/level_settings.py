"""The school's level schemes: copied from an example, changed, chosen, set aside.

A case stores its severity and no word or colour: whatever happens to a scheme, no case
changes. The shipped examples stay as they are; to change one is to copy it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import level_schemes
from homevisit.domain.care_school_records import LevelScheme, Limit
from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.limit_words import read_limit
from homevisit.services.records import RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.care_school_records import Level
    from homevisit.domain.level_schemes import Chosen
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "level_scheme"
_OF_SCHEME = frozenset({"name", "source"})
_OF_LEVEL = frozenset({"label", "colour", "neutral", "definition"})


class SchemeIsExampleError(Problem):
    """A shipped scheme is never changed."""

    code = "scheme_is_example"
    what = N_("This level scheme came with the program and stays as it is.")
    safe = N_("Nothing was changed.")
    todo = N_("Make a copy of it; the copy can be changed.")


class SchemeUnclearError(Problem):
    """A scheme needs a name, and each level a word and a colour that we have."""

    code = "scheme_unclear"
    what = N_("A scheme needs a name, and each of its levels a word and a colour.")
    safe = N_("Nothing was changed, and what you wrote is still there.")
    todo = N_("Write a short word, and choose one of the colours offered.")


def schemes(session: Session) -> tuple[LevelScheme, ...]:
    """Return the school's own schemes, the oldest first, then the shipped examples."""
    return (*_own(session), *level_schemes.shipped())


def in_use(session: Session) -> Chosen:
    """Return the scheme to go by, and why it is not the school's where that is odd."""
    every = records.find(session, Query(KIND, with_archived=True))
    had_one = any(each.active for each in cast("tuple[LevelScheme, ...]", every))
    return level_schemes.chosen(_own(session), had_one=had_one)


def copy(session: Session, scheme_id: str, name: str = "") -> Written:
    """Make a copy of any scheme, which the school then changes; it is not in use yet.

    Raises `NoSuchRecordError`.
    """
    edit = _copy_edit(session, scheme_id, name)
    return records.save(session, [edit], label=KIND)


def use(session: Session, scheme_id: str) -> Written:
    """Go by this scheme from now on, as one save; no case changes.

    Of an example a copy is made, or used again, so that the school's choice stays what
    it was. Raises `NoSuchRecordError`.
    """
    if _is_shipped(scheme_id):
        scheme_id = _copy_of(session, scheme_id) or scheme_id
    edits = [
        RecordEdit(KIND, {"active": False}, each.id)
        for each in _own(session)
        if each.active and each.id != scheme_id
    ]
    if _is_shipped(scheme_id):
        made = _copy_edit(session, scheme_id, "")
        edits.append(records.edit(KIND, {**made.values, "active": True}))
    else:
        records.read(session, scheme_id, KIND)
        edits.append(RecordEdit(KIND, {"active": True}, scheme_id))
    return records.save(session, edits, label=KIND)


def change(session: Session, scheme_id: str, values: Mapping[str, Any]) -> Written:
    """Change name or source of a scheme.

    Raises `SchemeIsExampleError`, `SchemeUnclearError`, `NoSuchRecordError`.
    """
    scheme = _changeable(session, scheme_id)
    known = {name: value for name, value in values.items() if name in _OF_SCHEME}
    if not str(known.get("name", scheme.name)).strip():
        raise SchemeUnclearError
    return _save(session, scheme_id, known)


def change_level(
    session: Session, scheme_id: str, severity: int, values: Mapping[str, Any]
) -> Written:
    """Change word, colour, words for print or definition of one level.

    Raises what `change` raises.
    """
    scheme = _changeable(session, scheme_id)
    known = {name: value for name, value in values.items() if name in _OF_LEVEL}
    levels = []
    for each in scheme.levels:
        changed = each.model_copy(update=known) if each.severity == severity else each
        if not changed.label.strip() or changed.colour not in vocabulary(
            "care_colours"
        ):
            raise SchemeUnclearError
        levels.append(changed)
    return _save(session, scheme_id, {"levels": _rows(levels)})


def move_level(session: Session, scheme_id: str, severity: int, by: int) -> Written:
    """Move a level up (-1) or down (1) in the order of lists and legends."""
    scheme = _changeable(session, scheme_id)
    order = list(level_schemes.in_order(scheme))
    at = next(place for place, e in enumerate(order) if e.severity == severity)
    order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
    placed = [each.model_copy(update={"order": n}) for n, each in enumerate(order)]
    return _save(session, scheme_id, {"levels": _rows(placed)})


def leave_out(session: Session, scheme_id: str, severity: int) -> Written:
    """Leave a level out of a scheme, as one with three levels does.

    Cases of that severity keep it, and are shown with the shipped word.
    """
    scheme = _changeable(session, scheme_id)
    kept = [each for each in scheme.levels if each.severity != severity]
    if not kept:
        raise SchemeUnclearError
    return _save(session, scheme_id, {"levels": _rows(kept)})


def take_in(session: Session, scheme_id: str, severity: int) -> Written:
    """Put a level that was left out back in, with the shipped word."""
    scheme = _changeable(session, scheme_id)
    if any(each.severity == severity for each in scheme.levels):
        return records.save(session, [], label=KIND)
    came = level_schemes.level_of(level_schemes.shipped()[0], severity)
    last = max((each.order or 0 for each in scheme.levels), default=0) + 1
    levels = [*scheme.levels, came.model_copy(update={"order": last})]
    return _save(session, scheme_id, {"levels": _rows(levels)})


def set_limit(
    session: Session, scheme_id: str, event: str, severity: int, written: str
) -> Written:
    """Set how long an event may take at a severity, in words; "" for no limit.

    Raises `LimitUnclearError` and what `change` raises.
    """
    scheme = _changeable(session, scheme_id)
    limit = read_limit(event, severity, written)
    kept = [e for e in limits_of(scheme) if (e.event, e.severity) != (event, severity)]
    if limit is not None:
        kept.append(limit)
    elif not any(each.event == event for each in kept):
        # An event that is not named at all would have the shipped limit.
        kept.append(Limit(event=event, severity=severity))
    return _save(session, scheme_id, {"limits": _rows(kept)})


def restore_limits(session: Session, scheme_id: str) -> Written:
    """Put all limits of a scheme back to the shipped examples."""
    _changeable(session, scheme_id)
    came = level_schemes.shipped()[0].limits
    return _save(session, scheme_id, {"limits": _rows(came)})


def remove(session: Session, scheme_id: str, reason: str) -> Written:
    """Set a scheme aside; cases keep their severity, and undo brings it back.

    Raises `SchemeIsExampleError`, `NoSuchRecordError`.
    """
    _changeable(session, scheme_id)
    return records.archive(session, scheme_id, reason)


def limits_of(scheme: LevelScheme) -> tuple[Limit, ...]:
    """Return the limits of a scheme, the shipped ones where it names no event."""
    named = {each.event for each in scheme.limits}
    came = level_schemes.shipped()[0].limits
    return (*scheme.limits, *(each for each in came if each.event not in named))


def _own(session: Session) -> tuple[LevelScheme, ...]:
    return cast("tuple[LevelScheme, ...]", records.find(session, Query(KIND)))


def _is_shipped(scheme_id: str) -> bool:
    return any(each.id == scheme_id for each in level_schemes.shipped())


def _copy_of(session: Session, scheme_id: str) -> str:
    """Return the id of an own scheme that says the same as an example; "" for none."""
    came = next(each for each in level_schemes.shipped() if each.id == scheme_id)
    said = (came.name, came.levels, came.limits)
    same = (e.id for e in _own(session) if (e.name, e.levels, e.limits) == said)
    return next(same, "")


def _changeable(session: Session, scheme_id: str) -> LevelScheme:
    if _is_shipped(scheme_id):
        raise SchemeIsExampleError
    return cast("LevelScheme", records.read(session, scheme_id, KIND))


def _copy_edit(session: Session, scheme_id: str, name: str) -> RecordEdit:
    found = next((e for e in schemes(session) if e.id == scheme_id), None)
    scheme = found or cast("LevelScheme", records.read(session, scheme_id, KIND))
    values = {
        "name": name.strip() or scheme.name,
        "levels": _rows(scheme.levels),
        "limits": _rows(scheme.limits),
        "source": scheme.source,
        "active": False,
        "changed_by": session.person_id,
    }
    return records.edit(KIND, values)


def _save(session: Session, scheme_id: str, values: Mapping[str, Any]) -> Written:
    known = {**values, "changed_by": session.person_id}
    return records.save(session, [RecordEdit(KIND, known, scheme_id)], label=KIND)


def _rows(rows: Sequence[Level] | Sequence[Limit]) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json", exclude_none=True) for each in rows]
