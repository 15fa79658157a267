"""From a foreign list to files of children, with a way back for the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.text import _, sentences, translate_count
from ui.desk import imports
from ui.long_work import Answers

if TYPE_CHECKING:
    from homevisit.services.roster_imports import Receipt
    from ui.around import Around
    from ui.desk.imports import Attempt, Reading


class RosterImportPresenter(QObject):
    """Feeds a `RosterImportView`; `imported` comes after each change of the roster."""

    imported = Signal()
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._work = view, around.work
        self._thread, self._session = around.thread, around.session
        self._path = ""
        self._reading: Reading | None = None
        self._attempt: Attempt | None = None
        view.file_chosen.connect(self.open_file)
        view.sheet_chosen.connect(self._on_sheet)
        view.column_chosen.connect(self._on_column)
        view.class_chosen.connect(self._on_class)
        view.import_requested.connect(self._on_import)

    def open_file(self, path: str, sheet: int = 0) -> None:
        """Read a file and check it; nothing is written."""
        self._path = path
        self._thread.post(
            self,
            lambda _job: imports.read(self._session, path, sheet),
            done=self._on_read,
            failed=self.problem.emit,
            key="roster",
        )

    def _on_sheet(self, sheet: int) -> None:
        self.open_file(self._path, sheet)

    def _on_read(self, reading: Reading) -> None:
        self._reading = reading
        self._view.show_file(reading.shown)
        self._check()

    def _on_column(self, column: int, target: str) -> None:
        if self._reading is not None:
            self._on_read(imports.choose(self._reading, column, target))

    def _on_class(self, class_id: str) -> None:
        if self._reading is not None:
            self._reading = imports.choose_class(self._reading, class_id)
            self._check()

    def _check(self) -> None:
        reading, self._attempt = self._reading, None
        if reading is None:
            return
        self._view.show_checking()
        self._thread.post(
            self,
            lambda _job: imports.attempt(self._session, reading),
            done=lambda attempt: self._on_tried(reading, attempt),
            failed=self._on_lacking,
            key="attempt",
        )

    def _on_tried(self, reading: Reading, attempt: Attempt) -> None:
        # What was tried with other columns must not be what is written.
        if reading is self._reading:
            self._attempt = attempt
            self._view.show_trial(attempt.shown)

    def _on_lacking(self, error: BaseException) -> None:
        if isinstance(error, Problem):
            explained = error.explain()
            self._view.show_lacking(sentences(explained.what, explained.todo))
        else:
            self.problem.emit(error)

    def _on_import(self) -> None:
        reading, attempt = self._reading, self._attempt
        if reading is None or attempt is None:
            return
        self._view.show_importing()
        self._work.run(
            self._thread,
            _("Importing the list"),
            lambda job: imports.carry_out(self._session, reading, attempt.plan, job),
            Answers(self._on_imported, self._on_failed, self._on_cancelled),
        )

    def _on_cancelled(self) -> None:
        self.result.emit(_("Cancelled; nothing of the list was written."), None)
        self._check()

    def _on_failed(self, error: BaseException) -> None:
        self.problem.emit(error)
        self._check()

    def _on_imported(self, receipt: Receipt) -> None:
        self._reading = self._attempt = None
        self._view.show_start()
        count = len(receipt.student_ids)
        said = translate_count(
            "{count} student was imported.", "{count} students were imported.", count
        )
        if receipt.possible_duplicates:
            alike = translate_count(
                "{count} pair of files may be one child's.",
                "{count} pairs of files may be one child's.",
                receipt.possible_duplicates,
            )
            said = sentences(said, alike)
        save_id = receipt.save_id
        undo = None if save_id is None else lambda: self._take_back(save_id)
        self.imported.emit()
        self.result.emit(said, undo)

    def _take_back(self, save_id: str) -> None:
        self._work.run(
            self._thread,
            _("Taking the import back"),
            lambda job: imports.take_back(self._session, save_id, job),
            Answers(lambda _none: self.imported.emit(), self.problem.emit),
        )
