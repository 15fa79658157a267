"""The recovery sheet of an open vault, as the PDF that goes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import calendars, school
from reports.recovery_kit import RecoveryKit, render_recovery_kit

if TYPE_CHECKING:
    from homevisit.services.session import Session


def recovery_sheet(session: Session, code: str) -> bytes:
    """Return the one-page PDF with `code`; it is as secret as the password."""
    kit = RecoveryKit(
        vault_name=calendars.read_school(session).name or session.vault.folder.name,
        owner_name=school.staff_names(session).get(session.person_id, ""),
        vault_id=session.vault.id[-8:],
        made_on=session.clock.today().isoformat(),
        code_groups=tuple(code.split("-")),
        qr_payload=code,
    )
    return render_recovery_kit(kit).pdf
