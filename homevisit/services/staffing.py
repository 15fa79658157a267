"""The colleagues of the school: who they are, which posts they hold, since when.

Posts open compartments in an exchange (ARCHITECTURE.md), so a post that has ended is
ended by a day and never taken out of the books. Whose vault this is stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from homevisit.errors import Problem
from homevisit.exchange.readers import is_within
from homevisit.services import records, school
from homevisit.services.records import RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.school import Staff, StaffRole
    from homevisit.services.records import Written
    from homevisit.services.session import Session


class OwnVaultError(Problem):
    """The owner of a vault cannot leave it."""

    code = "own_vault"
    what = N_("This is your own vault, so you cannot leave the school in it.")
    safe = N_("Nothing was changed.")
    todo = N_("Hand your classes on in an exchange instead, or end single posts here.")


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a colleague; `at` is its place in the record."""

    at: int
    role: str
    class_id: str
    subject: str
    from_date: str
    to_date: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A colleague as the list of staff shows her."""

    id: str
    name: str
    phone: str
    posts: tuple[Post, ...]
    is_here: bool
    is_owner: bool
    has_keys: bool


def read_lines(session: Session) -> tuple[StaffLine, ...]:
    """Return the colleagues: the owner first, those who have left last."""
    today = session.clock.today().isoformat()
    lines = [_line(session, each, today) for each in school.staff(session)]
    return tuple(sorted(lines, key=lambda x: (not x.is_owner, not x.is_here, x.name)))


def add(session: Session, name: str, role: str = "") -> Written:
    """Add a colleague, with a first post from today where one is named."""
    roles = [_post(session, role, "")] if role else []
    return records.save(
        session, [records.edit("staff", {"name": name, "roles": roles})], label="staff"
    )


def change(session: Session, staff_id: str, values: Mapping[str, Any]) -> Written:
    """Write a colleague's name or phone."""
    return records.save(
        session, [RecordEdit("staff", dict(values), staff_id)], label="staff"
    )


def add_post(
    session: Session, staff_id: str, role: str, class_id: str = "", subject: str = ""
) -> Written:
    """Give a colleague one more post from today."""
    roles = _roles(session, staff_id)
    roles.append(_post(session, role, class_id, subject))
    return change(session, staff_id, {"roles": roles})


def end_post(session: Session, staff_id: str, at: int) -> Written:
    """End a colleague's post: today is its last day."""
    roles = _roles(session, staff_id)
    roles[at] = {**roles[at], "to_date": session.clock.today().isoformat()}
    return change(session, staff_id, {"roles": roles})


def end_stay(session: Session, staff_id: str) -> Written:
    """Let a colleague leave the school today, with all her posts.

    Raises `OwnVaultError` for the owner of the vault.
    """
    if staff_id == session.person_id:
        raise OwnVaultError
    today = session.clock.today().isoformat()
    roles = [
        {**each, "to_date": each.get("to_date") or today}
        for each in _roles(session, staff_id)
    ]
    return change(session, staff_id, {"to_date": today, "roles": roles})


def come_back(session: Session, staff_id: str) -> Written:
    """Let a colleague who had left be there again; her posts are given anew."""
    return change(session, staff_id, {"to_date": ""})


def holders(session: Session, role: str) -> dict[str, tuple[str, str]]:
    """Return who holds a post today, by class id: (staff id, name)."""
    today = session.clock.today().isoformat()
    return {
        post.class_id: (each.id, each.name)
        for each in school.staff(session)
        for post in each.roles
        if post.role == role and post.class_id and _is_held(post, today)
    }


def earlier_holders(
    session: Session, role: str
) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return who held a post before today, by class id: (name, first day, last day).

    The latest comes first; a post handed on before it began was never held.
    """
    today = session.clock.today().isoformat()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for each in school.staff(session):
        for post in each.roles:
            is_over = bool(post.to_date) and post.from_date <= post.to_date < today
            if post.role == role and post.class_id and is_over:
                held = (each.name, post.from_date, post.to_date)
                found.setdefault(post.class_id, []).append(held)
    return {
        class_id: tuple(sorted(held, key=lambda each: each[2], reverse=True))
        for class_id, held in found.items()
    }


def hand_over(
    session: Session, role: str, class_id: str, staff_id: str
) -> list[RecordEdit]:
    """Return the edits that hand a post of a class on to a colleague from today."""
    today = session.clock.today()
    yesterday = (today - timedelta(days=1)).isoformat()
    before = holders(session, role).get(class_id, ("", ""))[0]
    edits = []
    if before and before != staff_id:
        roles = [
            {**each, "to_date": yesterday}
            if _is_of(each, role, class_id, today.isoformat())
            else each
            for each in _roles(session, before)
        ]
        edits.append(RecordEdit("staff", {"roles": roles}, before))
    if staff_id and before != staff_id:
        roles = [*_roles(session, staff_id), _post(session, role, class_id)]
        edits.append(RecordEdit("staff", {"roles": roles}, staff_id))
    return edits


def _line(session: Session, each: Staff, today: str) -> StaffLine:
    posts = tuple(
        Post(
            at,
            post.role,
            post.class_id,
            post.subject,
            post.from_date,
            post.to_date,
            _is_held(post, today) and post.to_date != today,
        )
        for at, post in enumerate(each.roles)
    )
    is_here = not each.to_date or each.to_date > today
    return StaffLine(
        each.id,
        each.name,
        each.phone,
        posts,
        is_here,
        each.id == session.person_id,
        bool(each.signing_key),
    )


def _roles(session: Session, staff_id: str) -> list[dict[str, Any]]:
    found = records.values_of(session, staff_id).get("roles") or []
    return [dict(each) for each in found]


def _post(
    session: Session, role: str, class_id: str, subject: str = ""
) -> dict[str, Any]:
    today = session.clock.today().isoformat()
    known = {"role": role, "class_id": class_id, "subject": subject, "from_date": today}
    return {name: value for name, value in known.items() if value}


def _is_held(post: StaffRole, today: str) -> bool:
    return is_within(today, post.from_date, post.to_date)


def _is_of(each: Mapping[str, Any], role: str, class_id: str, today: str) -> bool:
    is_same = each.get("role") == role and each.get("class_id") == class_id
    return is_same and is_within(today, each.get("from_date"), each.get("to_date"))
