"""Events of a child: noted from its file, each as one save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import reminders, words
from homevisit.text import _

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread


class StudentEventsPresenter(QObject):
    """Serves the strip of a `StudentFileView`.

    `noted` carries the student's id, words and the save.
    """

    noted = Signal(str, str, object)
    problem = Signal(object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self.student_id = ""
        view.event_wanted.connect(self.begin)
        view.event_strip.noted.connect(self._on_noted)
        view.event_strip.closed.connect(view.focus_first)

    def show(self, student_id: str) -> None:
        """Be about this child; what was typed for another is kept by the page."""
        if student_id == self.student_id:
            return
        self.student_id = student_id
        self._view.event_strip.clear()
        self._thread.post(
            self,
            lambda _job: words.read_words(self._session).offered("student_events"),
            done=self._view.event_strip.offer,
            key="events",
        )

    def begin(self) -> None:
        """Open the line in which an event is noted."""
        self._view.event_strip.begin(self._session.clock.today())

    def _on_noted(self, event: str, day: str, remark: str) -> None:
        student_id = self.student_id
        self._thread.post(
            self,
            lambda _job: reminders.note_event(
                self._session, [student_id], event, day, remark=remark
            ),
            done=lambda written: self._on_saved(student_id, written.save_id),
            failed=self.problem.emit,
        )

    def _on_saved(self, student_id: str, save_id: str | None) -> None:
        self._view.event_strip.clear()
        self._view.focus_first()
        self.noted.emit(student_id, _("The event is noted."), save_id)
