"""Who of the staff holds a post today: whom a concern goes to, who may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.exchange.handing_on import open_reach
from homevisit.exchange.readers import Reach, is_within
from homevisit.exchange.staff import NotOnStaffError, standing_of
from homevisit.services import school

if TYPE_CHECKING:
    from collections.abc import Collection

    from homevisit.domain.record import Compartment
    from homevisit.domain.school import Staff, StaffRole
    from homevisit.services.session import Session

LEADING = frozenset({"principal", "leader"})


def holders(session: Session, roles: Collection[str]) -> tuple[Staff, ...]:
    """Return the colleagues who hold any of these posts today."""
    today = session.clock.today().isoformat()
    return tuple(
        each
        for each in school.staff(session)
        if _is_here(each, today)
        and any(post.role in roles and _is_held(post, today) for post in each.roles)
    )


def is_anybody(session: Session, roles: Collection[str]) -> bool:
    """Whether anybody holds any of these posts today."""
    return bool(holders(session, roles))


def holds(session: Session, person_id: str, roles: Collection[str]) -> bool:
    """Whether a colleague holds any of these posts today."""
    return any(each.id == person_id for each in holders(session, roles))


def reach(session: Session, person_id: str) -> Reach:
    """Return what a colleague receives in files of changes, as known today."""
    try:
        return open_reach(session, person_id)
    except NotOnStaffError:
        return Reach()


def readers(
    session: Session, compartment: Compartment, class_id: str
) -> dict[str, str]:
    """Return id and name of the colleagues whose posts open such records of a class.

    Also of those whose posts nobody has confirmed yet: that is asked when changes are
    handed to them.
    """
    today = session.clock.today().isoformat()
    found = {}
    for each in school.staff(session):
        try:
            standing = standing_of(session.ledger.db, each.id, today)
        except NotOnStaffError:
            continue
        if standing.reach.covers(compartment, class_id):
            found[each.id] = each.name
    return found


def _is_here(person: Staff, today: str) -> bool:
    return is_within(today, person.from_date, person.to_date)


def _is_held(post: StaffRole, today: str) -> bool:
    return is_within(today, post.from_date, post.to_date)
