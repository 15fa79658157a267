"""How much waits at the place of care in the rail; counted from what is not secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import care_shells, room
from homevisit.services.concerns import RAISED

if TYPE_CHECKING:
    from homevisit.services.session import Session


def count_waiting(session: Session) -> int:
    """Return the new and overdue cases, for others their own duties that are due.

    The room can be closed: it is told from the shells.
    """
    now = session.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    if room.is_psychologist(session):
        shells = care_shells.shells(session)
        return sum(
            each.state == RAISED or (bool(each.next_due_at) and each.next_due_at < now)
            for each in shells
        )
    today = session.clock.today().isoformat()
    duties = care_shells.duties(session)
    return sum(bool(each.due_date) and each.due_date <= today for each in duties)
