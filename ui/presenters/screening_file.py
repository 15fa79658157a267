"""A screening's file between being chosen and being taken in, or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import screening_file
from homevisit.services.screening_columns import Role
from homevisit.text import _
from ui.desk import screening as desk
from ui.long_work import Answers
from ui.screening_rows import BatchEntry

if TYPE_CHECKING:
    from homevisit.services.screening_file import ScreeningFile
    from ui.around import Around
    from ui.screening_rows import TrialSheet
    from ui.settings_rows import Choices

_USUAL_SCALE = "mht"


class FileInWork(QObject):
    """`taken_in` carries the receipt, `failed` what went wrong.

    The file's rows are held here, in memory, only until one of both or `drop`.
    """

    taken_in = Signal(object)
    failed = Signal(object)

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        self._session = around.session
        self.scales: Choices = ()
        self._file: ScreeningFile | None = None
        view.file_chosen.connect(self.open)
        view.file.changed.connect(self._try)
        view.file.scale_chosen.connect(self._on_scale)
        view.file.role_chosen.connect(self._on_role)
        view.file.taken.connect(self._on_taken)
        view.file.given_up.connect(self._on_given_up)

    def open(self, path: str) -> None:
        """Read a file in a worker and show what taking it in would do."""
        self._around.work.run(
            self._around.thread,
            _("Reading the file…"),
            lambda _job: desk.read_file(self._session, path, _USUAL_SCALE),
            Answers(
                lambda file: self._on_file(Path(path).name, file),
                self.failed.emit,
                lambda: None,
            ),
        )

    def drop(self) -> None:
        """Hold nothing of the file any more."""
        self._file = None

    def _on_file(self, name: str, file: ScreeningFile) -> None:
        self._file = file
        day = self._around.device.clock.today().isoformat()
        words = _("Screening of {day}").format(day=day)
        entry = BatchEntry(name=words, on_date=day)
        self._view.file.begin(name, self.scales, entry, file.scale)
        self._view.show_file()
        self._try()

    def _try(self) -> None:
        file, entry = self._file, self._view.file.entry
        if file is None:
            return
        self._view.file.show_busy()
        self._around.thread.post(
            self,
            lambda _job: desk.try_file(self._session, file, entry),
            done=self._on_tried,
            failed=self.failed.emit,
            key="screening trial",
        )

    def _on_tried(self, trial: TrialSheet) -> None:
        if self._file is not None:
            self._view.file.show_trial(trial)

    def _on_scale(self, scale: str) -> None:
        if self._file is not None:
            self._file = screening_file.with_scale(self._file, scale)
            self._try()

    def _on_role(self, index: int, role: str) -> None:
        if self._file is not None and desk.can_choose(role):
            chosen = screening_file.choose_column(self._file, index, Role(role))
            self._file = chosen
            self._try()

    def _on_taken(self) -> None:
        file, entry = self._file, self._view.file.entry
        if file is None:
            return
        self._around.work.run(
            self._around.thread,
            _("Taking in the results…"),
            lambda _job: desk.take_in(self._session, file, entry),
            Answers(self._on_taken_in, self.failed.emit, lambda: None),
        )

    def _on_taken_in(self, receipt: object) -> None:
        self.drop()
        self.taken_in.emit(receipt)

    def _on_given_up(self) -> None:
        self.drop()
        self._view.leave_file()
