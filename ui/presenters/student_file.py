"""One student's file: read, written where it is shown, every save with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import care_shells, records
from homevisit.text import _, listed
from ui.desk import file_rows
from ui.desk.file_edits import FileDesk
from ui.presenters.undoing import Undoing

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.concern_rows import Duty
    from ui.edit_rows import Deed, FieldWrite
    from ui.rows import StudentFile, TimelineEntry
    from ui.serial_thread import SerialThread

_DECISION = "dispute"
# Where in the file an entry of the timeline is kept.
_PARTS = {"follow_up": "follow_ups", "determination": "groups", "talk": "talks"}


class StudentFilePresenter(QObject):
    """Feeds a `StudentFileView`. Signals are requests to go elsewhere, and results.

    `result` carries words and a callable that takes the deed back; `way_wanted` a page
    and what it is about.
    """

    shown = Signal(object)
    saved = Signal()
    opened = Signal()
    visit_requested = Signal(str)
    draft_opened = Signal(str)
    visit_opened = Signal(str)
    print_requested = Signal(str)
    result = Signal(str, object)
    problem = Signal(object)
    way_wanted = Signal(str, str)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._desk = FileDesk(session)
        self._id = self._shown_id = ""
        self._is_opening = False
        self.last_visit_id = ""
        self._undoing = Undoing(thread, session, self)
        self._connect()

    @property
    def student_id(self) -> str:
        return self._id

    def open(self, student_id: str) -> None:
        """Show a file; what was typed into the one before is saved first."""
        self.flush()
        if student_id != self._id:
            self._undoing.forget()
        self._id, self._is_opening = student_id, True
        self.refresh()

    def flush(self) -> None:
        """Save everything that was typed."""
        if self._id:
            self._view.parts.flush()

    def refresh(self) -> None:
        student_id = self._id
        if student_id:
            self._thread.post(
                self,
                lambda _job: file_rows.read_file(self._session, student_id, self._desk),
                done=self._on_file,
                key="file",
            )

    def _connect(self) -> None:
        view, parts = self._view, self._view.parts
        view.visit_requested.connect(lambda: self.visit_requested.emit(self._id))
        view.print_requested.connect(self._on_print)
        view.reveal_requested.connect(self._on_reveal)
        view.undo_wanted.connect(self._undoing.take_back)
        view.redo_wanted.connect(self._undoing.bring_again)
        parts.entry_opened.connect(self._on_entry)
        parts.written.connect(self._on_written)
        parts.deed_wanted.connect(self._on_deed)
        parts.reveal_requested.connect(self._on_field)
        parts.mates_wanted.connect(self._on_mates)
        parts.card_wanted.connect(self._on_card)
        parts.visit_wanted.connect(self.visit_opened)
        parts.student_wanted.connect(lambda who: self.way_wanted.emit("file", who))
        parts.duty_done.connect(self._on_duty)
        parts.care_wanted.connect(
            lambda case: self.way_wanted.emit("concerns", f"case:{case}")
        )
        parts.raise_wanted.connect(
            lambda: self.way_wanted.emit("raise", f"student:{self._id}:")
        )
        parts.decide_requested.connect(lambda r: self.way_wanted.emit(_DECISION, r))
        self._undoing.ended.connect(self._on_undone)
        self._undoing.failed.connect(self._on_failed)

    def _on_file(self, file: StudentFile) -> None:
        if file.id != self._id:
            return
        self.last_visit_id, self._shown_id = file.last_visit_id, file.id
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
        elif entry.kind == "visit_plan":
            self.visit_requested.emit(self._id)
        elif entry.kind in _PARTS:
            self._view.show_part(_PARTS[entry.kind])

    def _on_print(self) -> None:
        if self.last_visit_id:
            self.print_requested.emit(self.last_visit_id)

    def _on_written(self, write: FieldWrite) -> None:
        student_id = self._id
        labels = listed(change.field.label for change in write.changes)
        words = _("Saved: {fields}").format(fields=labels)
        self._thread.post(
            self,
            lambda _job: self._desk.write(student_id, write),
            done=lambda save_id: self.tell_saved(student_id, words, save_id),
            failed=lambda error: self._on_not_written(write, error),
        )

    def _on_not_written(self, write: FieldWrite, error: BaseException) -> None:
        self._view.parts.take_again(
            write, _("Not saved yet; what you wrote is still here.")
        )
        self._on_failed(error)

    def _on_deed(self, deed: Deed) -> None:
        student_id = self._id
        self._thread.post(
            self,
            lambda _job: self._desk.do(student_id, deed),
            done=lambda save_id: self.tell_saved(student_id, _words(deed), save_id),
            failed=self._on_failed,
        )

    def _on_duty(self, duty: Duty) -> None:
        student_id = self._id
        self._thread.post(
            self,
            lambda _job: (
                care_shells.tick(self._session, duty.case_id, duty.key).save_id
            ),
            done=lambda save: self.tell_saved(student_id, _("Marked as done."), save),
            failed=self._on_failed,
        )

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Problem):
            self._thread.error_raised.emit(error)
            return
        self.problem.emit(error)

    def tell_saved(self, student_id: str, words: str, save_id: str | None) -> None:
        """Say what was saved of a child, with its way back."""
        if save_id is None:
            return
        if student_id == self._id:
            self._undoing.note(save_id)
        self.saved.emit()
        self.result.emit(words, lambda: self._undoing.take_back(save_id))

    def _on_undone(self, words: str) -> None:
        self.saved.emit()
        self.result.emit(words, None)

    def _on_reveal(self, name: str) -> None:
        student_id = self._shown_id

        def show(value: str) -> None:
            if student_id == self._shown_id:
                self._view.header.reveal(name, value)

        self._thread.post(
            self,
            lambda _job: file_rows.read_secret(self._session, student_id, name),
            done=show,
        )

    def _on_field(self, record_id: str, name: str) -> None:
        student_id = self._id
        self._thread.post(
            self,
            lambda _job: self._desk.reveal(student_id, record_id, name),
            done=lambda value: self._view.parts.reveal(record_id, name, value),
        )

    def _on_mates(self, typed: str) -> None:
        student_id = self._id
        self._thread.post(
            self,
            lambda _job: self._desk.schoolmates(student_id, typed),
            done=self._view.family.home.show_mates,
            key="mates",
        )

    def _on_card(self, kind: str) -> None:
        self._view.begin_card(kind, records.new_record_id(self._session))


def _words(deed: Deed) -> str:
    """Return what was done, for the line that offers to take it back."""
    said = {
        "remove": _("Taken out of the file."),
        "earlier": _("The order of the guardians was changed."),
        "later": _("The order of the guardians was changed."),
        "end": _("Ended; it stays in the history."),
        "settle": _("Written down how it turned out."),
        "add_item": _("Added to what is to be done."),
        "join": _("They now share a home."),
        "leave": _("No longer in that home."),
    }
    if deed.code == "settle" and deed.values.get("outcome") == "kept":
        return _("Marked as done.")
    return said[deed.code]
