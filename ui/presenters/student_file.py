"""One student's file: read, kept up to date, items ticked off with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import follow_ups, records
from homevisit.text import _
from ui.desk import file_rows

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.rows import StudentFile, TimelineEntry
    from ui.serial_thread import SerialThread


class StudentFilePresenter(QObject):
    """Feeds a `StudentFileView`. Signals are requests to go elsewhere, and results.

    `result` carries words and a callable that takes the deed back.
    """

    shown = Signal(object)
    saved = Signal()
    opened = Signal()
    visit_requested = Signal(str)
    draft_opened = Signal(str)
    visit_opened = Signal(str)
    print_requested = Signal(str)
    result = Signal(str, object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._id = ""
        self._is_opening = False
        self.last_visit_id = ""
        view.visit_requested.connect(lambda: self.visit_requested.emit(self._id))
        view.print_requested.connect(self._on_print)
        view.entry_opened.connect(self._on_entry)
        view.item_settled.connect(self._on_settled)
        view.reveal_requested.connect(self._on_reveal)

    @property
    def student_id(self) -> str:
        return self._id

    def open(self, student_id: str) -> None:
        self._id, self._is_opening = student_id, True
        self.refresh()

    def refresh(self) -> None:
        student_id = self._id
        if student_id:
            self._thread.post(
                self,
                lambda _job: file_rows.read_file(self._session, student_id),
                done=self._on_file,
                key="file",
            )

    def _on_file(self, file: StudentFile) -> None:
        self.last_visit_id = file.last_visit_id
        self._view.show_file(file, self._session.clock.today())
        self.shown.emit(file)
        if self._is_opening:
            self._is_opening = False
            self.opened.emit()

    def _on_entry(self, entry: TimelineEntry) -> None:
        if entry.kind == "draft":
            self.draft_opened.emit(entry.id)
        elif entry.kind in {"visit", "visit_addendum", "visit_review"}:
            self.visit_opened.emit(entry.id)

    def _on_print(self) -> None:
        if self.last_visit_id:
            self.print_requested.emit(self.last_visit_id)

    def _on_settled(self, item_id: str, outcome: str) -> None:
        self._thread.post(
            self,
            lambda _job: follow_ups.settle(self._session, item_id, outcome).save_id,
            done=self._on_saved,
        )

    def _on_saved(self, save_id: str | None) -> None:
        self.saved.emit()
        undo = None if save_id is None else lambda: self._take_back(save_id)
        self.result.emit(_("Marked as done."), undo)

    def _take_back(self, save_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: records.take_back(self._session, save_id),
            done=lambda _undone: self.saved.emit(),
        )

    def _on_reveal(self, name: str) -> None:
        student_id = self._id
        self._thread.post(
            self,
            lambda _job: file_rows.read_secret(self._session, student_id, name),
            done=lambda value: self._view.reveal(name, value),
        )
