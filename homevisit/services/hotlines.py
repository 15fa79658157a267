"""The numbers that help: shipped with region and day of the check, the school's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.phones import clean_phone
from homevisit.errors import Problem
from homevisit.services import records
from homevisit.services.shipped_lists import ShippedList
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.care_school_records import Hotline
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "hotline"
_LIST = ShippedList(KIND, "hotlines.toml")
_FEWEST_DIGITS = 3


class HotlineUnclearError(Problem):
    """A line needs a name, and a number that can be dialled."""

    code = "hotline_unclear"
    what = N_("This line has no name, or no number that can be dialled.")
    safe = N_("Nothing was changed, and what you wrote is still there.")
    todo = N_("Write a short name and the number in digits, such as 12356.")


def read(session: Session) -> tuple[Hotline, ...]:
    """Return all lines in the order of the card; untouched shipped ones, too."""
    found = cast("tuple[Hotline, ...]", _LIST.read(session))
    places = {each.id: at for at, each in enumerate(found)}
    return tuple(sorted(found, key=lambda each: _place(each, places[each.id])))


def on_card(session: Session) -> tuple[Hotline, ...]:
    """Return the lines that are printed for families."""
    return tuple(each for each in read(session) if not each.is_hidden)


def checked_on(lines: Sequence[Hotline]) -> str:
    """Return the day since which all lines were checked; "" while one never was."""
    days = [each.checked_on for each in lines]
    return min(days) if days and all(days) else ""


def add(session: Session, values: Mapping[str, Any]) -> Written:
    """Add a line of the school's own at the end. Raises `HotlineUnclearError`."""
    known = {"order": _last(session) + 1, **_cleaned(values)}
    _check(known)
    return records.save(session, [records.edit(KIND, known)], label=KIND)


def change(session: Session, line_id: str, values: Mapping[str, Any]) -> Written:
    """Change some of a line. Raises `HotlineUnclearError`, `NoSuchRecordError`."""
    edit = _LIST.edit(session, line_id, _cleaned(values))
    known = records.values_if_known(session, line_id)
    _check({**known, **edit.values})
    return records.save(session, [edit], label=KIND)


def show(session: Session, line_id: str, *, is_shown: bool) -> Written:
    """Put a line on the card, or leave it off."""
    edit = _LIST.edit(session, line_id, {"is_hidden": not is_shown})
    return records.save(session, [edit], label=KIND)


def confirm(session: Session, line_ids: Sequence[str]) -> Written:
    """Note that these numbers were checked today, as one save."""
    today = {"checked_on": session.clock.today().isoformat()}
    edits = [_LIST.edit(session, each, today) for each in line_ids]
    return records.save(session, edits, label=KIND)


def move(session: Session, line_id: str, by: int) -> Written:
    """Move a line up (-1) or down (1) among those that are on the card, or off it."""
    lines = read(session)
    is_hidden = any(each.id == line_id and each.is_hidden for each in lines)
    mine = [each.id for each in lines if bool(each.is_hidden) == is_hidden]
    others = [each.id for each in lines if each.id not in mine]
    at = mine.index(line_id)
    mine.insert(min(max(at + by, 0), len(mine) - 1), mine.pop(at))
    order = [*others, *mine] if is_hidden else [*mine, *others]
    edits = [
        _LIST.edit(session, each, {"order": place}) for place, each in enumerate(order)
    ]
    return records.save(session, edits, label=KIND)


def remove(session: Session, line_id: str, reason: str) -> Written:
    """Set a line aside; a shipped one goes off the card and stays in the list."""
    if _LIST.is_shipped(line_id):
        return show(session, line_id, is_shown=False)
    return records.archive(session, line_id, reason)


def is_shipped(line_id: str) -> bool:
    """Whether a line came with the program."""
    return _LIST.is_shipped(line_id)


def restore(session: Session) -> Written:
    """Put the shipped lines back as they came; the school's own stay."""
    return _LIST.restore(session)


def _place(line: Hotline, at: int) -> tuple[int, int]:
    return (at if line.order is None else line.order, at)


def _last(session: Session) -> int:
    found = read(session)
    places = [each.order for each in found if each.order is not None]
    return max([len(found) - 1, *places])


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    known = dict(values)
    if "number" in known:
        known["number"] = clean_phone(known["number"])
    return known


def _check(values: Mapping[str, Any]) -> None:
    digits = sum(each.isdigit() for each in str(values.get("number") or ""))
    if digits < _FEWEST_DIGITS or not str(values.get("name") or "").strip():
        raise HotlineUnclearError
