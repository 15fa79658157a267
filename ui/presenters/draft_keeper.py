"""Keeps what is being typed in the vault, says so, and says what looks odd in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import Autosave
from ui.desk import visit_forms
from ui.desk.concerns import form_concerns

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from homevisit.services.visits import VisitForm
    from ui.serial_thread import SerialThread


LOOK_MS = 400


class DraftKeeper(QObject):
    """Saves the form that `read` returns soon after each change; None saves nothing.

    What could not be saved is tried again until it is, whatever is shown meanwhile.
    """

    problem = Signal(object)

    def __init__(
        self,
        view: Any,  # noqa: ANN401  a form with a stamp
        thread: SerialThread,
        session: Session,
        read: Callable[[], VisitForm | None],
    ) -> None:
        super().__init__(view)
        self._view, self._stamp = view, view.stamp
        self._thread, self._session, self._read = thread, session, read
        self._refused: dict[str, VisitForm] = {}
        self._autosave = Autosave(self)
        self._autosave.due.connect(self.save)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)

    def begin(self, saved_at: str) -> None:
        """Start over with a form that was saved at a time of day, or never."""
        self._autosave.forget()
        if self._refused:
            self._autosave.note_change()
        self._stamp.show_state("saved" if saved_at else "empty", saved_at)

    def note_change(self) -> None:
        self._autosave.note_change()
        self._looking.start()

    def _look(self) -> None:
        """Say what looks odd once the typing pauses."""
        form = self._read()
        if form is not None:
            self._view.show_doubts(form_concerns(form))

    def flush(self) -> None:
        """Save what is unsaved now."""
        self._autosave.save_now()

    def forget(self) -> None:
        """Drop what is unsaved: it was written in another way."""
        self._autosave.forget()
        form = self._read()
        if form is not None:
            self._refused.pop(form.draft_id, None)

    def save(self) -> None:
        """Hand the form to the vault's thread."""
        waiting, form = dict(self._refused), self._read()
        if form is not None:
            waiting[form.draft_id] = form
            self._stamp.show_state("waiting")
        for each in waiting.values():
            self._keep(each)

    def _keep(self, form: VisitForm) -> None:
        self._thread.post(
            self,
            lambda _job: visit_forms.keep(self._session, form),
            done=lambda _saved_at: self._on_saved(form),
            failed=lambda error: self._on_failed(form, error),
            key=f"draft {form.draft_id}",
        )

    def _on_saved(self, form: VisitForm) -> None:
        self._refused.pop(form.draft_id, None)
        if self._is_shown(form):
            now = self._session.clock.now().astimezone()
            self._stamp.show_state("saved", now.strftime("%H:%M:%S"))

    def _on_failed(self, form: VisitForm, error: BaseException) -> None:
        self._refused[form.draft_id] = form
        if self._is_shown(form):
            self._stamp.show_state("failed")
        self._autosave.note_change()
        self.problem.emit(error)

    def _is_shown(self, form: VisitForm) -> bool:
        now = self._read()
        return now is not None and now.draft_id == form.draft_id
