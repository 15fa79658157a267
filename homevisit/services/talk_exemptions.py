"""Talks that are not needed with somebody this term: marked with a reason, lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.talk_exemptions import TalkExemption
from homevisit.errors import Problem
from homevisit.ids import derived_id
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records
from homevisit.services.records import MIN_REASON, ReasonMissingError, RecordEdit
from homevisit.services.talks import NobodyChosenError
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = TalkExemption.KIND


class NoTermError(Problem):
    """Somebody is exempt for a term, and today is in none."""

    code = "talk_exempt_no_term"
    what = N_("The calendar has no term for today.")
    safe = N_("Nothing was changed.")
    todo = N_("Set the terms in the settings, then try again.")


def exempt(
    session: Session, student_ids: Sequence[str], talk_kind: str, reason: str
) -> Written:
    """Mark that a kind of talk is not needed with these students in the present term.

    All as one save. Raises `NobodyChosenError`, `ReasonMissingError`,
    `NoTermError` outside every term.
    """
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError
    said = {
        "reason": reason.strip(),
        "marked_by": session.person_id,
        "marked_on": session.clock.today().isoformat(),
        "lifted_on": "",
    }
    return _write(session, student_ids, talk_kind, said)


def lift(session: Session, student_ids: Sequence[str], talk_kind: str) -> Written:
    """Say that the talk is needed after all; who was not exempt stays as she was."""
    marked = of_term(session).get(talk_kind, {})
    whom = tuple(each for each in student_ids if each in marked)
    said = {"lifted_on": session.clock.today().isoformat()}
    return _write(session, whom, talk_kind, said)


def of_term(session: Session, term_id: str = "") -> dict[str, dict[str, str]]:
    """Return, per kind of talk, who is exempt in a term, by default now, and why."""
    term = term_id or _present(session)
    found: dict[str, dict[str, str]] = {}
    if not term:
        return found
    every = records.find(session, Query(KIND, term_id=term))
    for each in cast("tuple[TalkExemption, ...]", every):
        if not each.lifted_on:
            found.setdefault(each.talk_kind, {})[each.student_id] = each.reason
    return found


def _present(session: Session) -> str:
    term = calendars.current_term(session)
    return term.id if term else ""


def _write(
    session: Session, whom: Sequence[str], talk_kind: str, said: dict[str, Any]
) -> Written:
    if not whom:
        raise NobodyChosenError
    term = _present(session)
    if not term:
        raise NoTermError
    children = queries.find_by_id(session.ledger.db, tuple(whom))
    edits = []
    for student_id in dict.fromkeys(whom):
        child = children.get(student_id)
        about = {
            "student_id": student_id,
            "class_id": str(child.values.get("class_id") or "") if child else "",
            "term_id": term,
            "talk_kind": talk_kind,
        }
        record_id = derived_id(KIND, student_id, talk_kind, term)
        edits.append(RecordEdit(KIND, {**about, **said}, record_id, student_id))
    return records.save(session, edits, label=KIND)
