"""Keeps what is typed about cases as drafts in the room, as soon as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.services import care_drafts, room
from homevisit.services.care_drafts import CareDraft
from ui.autosave import Autosave

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.screens.care_board import CareBoardView
    from ui.serial_thread import Job, SerialThread

HINT = "hint"
# The kind of record that an act makes, where it is not a step of the case.
_KINDS = {
    "plan_item": "plan_item",
    "note": "counselling_note",
    "appointment": "appointment",
}


class FormDrafts(QObject):
    """Nothing is written outside the room, and nothing at all while it is closed."""

    problem = Signal(object)

    def __init__(
        self, view: CareBoardView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._keep)
        for drawer in view.drawers:
            drawer.typed.connect(self._autosave.note_change)
        view.case.hint.changed.connect(self._autosave.note_change)

    def flush(self) -> bool:
        """Keep what is typed now; say whether anything is open that was typed in."""
        self._autosave.save_now()
        return bool(self._typed())

    def forget(self) -> None:
        """Drop what changed: it was written as a record, or given up."""
        self._autosave.forget()

    def _typed(self) -> list[CareDraft]:
        found = []
        form = self._view.form
        for drawer in self._view.drawers:
            if form is not None and drawer.form is form and drawer.has_words:
                kind = _KINDS.get(form.act, "care_step")
                answers = drawer.read()
                found.append(
                    CareDraft(kind, form.act, form.case_id, form.subject, answers)
                )
        case, page = self._view.case, self._view.case.page
        if page is not None and case.hint.has_words:
            answers = {HINT: case.hint.field.toPlainText()}
            found.append(CareDraft("care_step", HINT, page.case_id, "", answers))
        return found

    def _keep(self) -> None:
        for draft in self._typed():
            self._thread.post(
                self,
                partial(self._write, draft),
                failed=self.problem.emit,
                key=f"care draft {draft.id}",
            )

    def _write(self, draft: CareDraft, _job: Job) -> str:
        return care_drafts.keep(room.room_of(self._session), draft)
