"""A recovery sheet for a vault that is open already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import school
from ui.desk import gate

if TYPE_CHECKING:
    from homevisit.services.session import Session


def write_sheet(session: Session, code: str, path: str) -> None:
    """Write the sheet of a new code to a file that somebody chose."""
    owner = school.staff_names(session).get(session.person_id, "")
    name = session.vault.owner_name
    gate.write_kit(gate.Entered(session, "", name, owner, code), path)
