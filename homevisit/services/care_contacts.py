"""The address book of places to refer to: school, county, city."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.services import records
from homevisit.services.shipped_lists import ShippedList
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_school_records import CareContact
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "care_contact"
_LIST = ShippedList(KIND, "contacts.toml")


class ContactUnclearError(Problem):
    """A place needs a name and a tier."""

    code = "contact_unclear"
    what = N_("This place has no name, or it is not said for which tier it stands.")
    safe = N_("Nothing was changed, and what you wrote is still there.")
    todo = N_("Write its name and choose school, county or city.")


def read(session: Session, tier: str = "") -> tuple[CareContact, ...]:
    """Return the places from school to city, or those of one tier; examples, too."""
    tiers = [term.code for term in vocabulary("care_tiers").terms]
    found = cast("tuple[CareContact, ...]", _LIST.read(session))
    places = {code: at for at, code in enumerate(tiers)}
    wanted = [each for each in found if not tier or each.tier == tier]
    return tuple(sorted(wanted, key=lambda each: places.get(each.tier, len(tiers))))


def reachable(session: Session, tier: str = "") -> tuple[CareContact, ...]:
    """Return the places that can be called or found: a referral leads to these."""
    return tuple(each for each in read(session, tier) if each.phone or each.address)


def add(session: Session, values: Mapping[str, Any]) -> Written:
    """Add a place. Raises `ContactUnclearError`."""
    _check(values)
    return records.save(session, [records.edit(KIND, dict(values))], label=KIND)


def change(session: Session, contact_id: str, values: Mapping[str, Any]) -> Written:
    """Change some of a place. Raises `ContactUnclearError`, `NoSuchRecordError`."""
    edit = _LIST.edit(session, contact_id, values)
    _check({**records.values_if_known(session, contact_id), **edit.values})
    return records.save(session, [edit], label=KIND)


def confirm(session: Session, contact_id: str) -> Written:
    """Note that a place's data were checked today."""
    today = {"checked_on": session.clock.today().isoformat()}
    return records.save(session, [_LIST.edit(session, contact_id, today)], label=KIND)


def remove(session: Session, contact_id: str, reason: str) -> Written:
    """Set a place aside, an example, too; undo or `restore` brings it back."""
    if not records.values_if_known(session, contact_id):
        records.save(session, [_LIST.edit(session, contact_id, {})], label=KIND)
    return records.archive(session, contact_id, reason)


def is_shipped(contact_id: str) -> bool:
    """Whether a place came with the program as an example."""
    return _LIST.is_shipped(contact_id)


def restore(session: Session) -> Written:
    """Put the examples back as they came; the school's own places stay."""
    return _LIST.restore(session)


def _check(values: Mapping[str, Any]) -> None:
    name = str(values.get("name") or "").strip()
    if values.get("tier") not in vocabulary("care_tiers") or not name:
        raise ContactUnclearError
