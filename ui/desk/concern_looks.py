"""Notes who opened what is confidential, once until something else is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.services import viewings
from homevisit.services.viewings import Looked
from ui.desk import concern_list, concern_reports, concern_shells

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.concern_rows import Approval, ReleasedEntry, ReportSheet, Shell


@dataclass(slots=True)
class Looks:
    """Lives as long as its page and works on the vault's thread.

    Reading the same thing anew after a save is no new look.
    """

    session: Session
    _last: str = ""

    def shell(self, case_id: str, released: tuple[ReleasedEntry, ...]) -> Shell:
        """Return what may be known of a case; with it come words of who raised it."""
        found = concern_shells.read_shell(self.session, case_id, released)
        self._note(found.student_id, "care_case", case_id)
        return found

    def approval(self, approval_id: str) -> Approval:
        """Return what a leader is asked."""
        found = concern_list.read_approval(self.session, approval_id)
        self._note(found.student_id, "care_approval", approval_id)
        return found

    def report(self, key: str) -> ReportSheet:
        """Return a mandatory report; one's own draft is not noted."""
        found = concern_reports.read_sheet(self.session, key)
        if found.is_signed:
            self._note(found.student_id, "mandatory_report", key)
        return found

    def _note(self, student_id: str, kind: str, record_id: str) -> None:
        if record_id != self._last:
            self._last = record_id
            viewings.note(self.session, Looked(student_id, kind, record_id, ""))
