"""Screenings on their page: files taken in, results read, interviews written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import records, room, screening, screening_file
from homevisit.services.screening_columns import Role
from homevisit.text import _, sentences, translate_count
from ui.desk import screening as desk
from ui.long_work import Answers
from ui.room_watch import RoomWatch
from ui.screening_rows import BatchEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.screening import Receipt
    from homevisit.services.screening_file import ScreeningFile
    from ui.around import Around
    from ui.screening_rows import RuleRow, ScreeningSheet, TrialSheet

_USUAL_SCALE = "mht"
_CLOSED = frozenset({"room_closed", "no_room"})
_EARLIER_MS = 2_000  # than the room closes by itself, so that nothing typed is lost


class ScreeningPresenter(QObject):
    """`shown` says that the page can be seen, with the room open or closed."""

    shown = Signal()

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        self._session = around.session
        self.batch_id = ""
        self._sheet: ScreeningSheet | None = None
        self._file: ScreeningFile | None = None
        self._watch = RoomWatch(view)
        self._watch.idle.connect(self._on_idle)
        self._connect()

    def refresh(self) -> None:
        """Read the batches again, if the room is open."""
        batch_id = self.batch_id
        self._post(
            lambda: (
                desk.read_sheet(self._session, batch_id),
                room.idle_minutes(self._session),
            ),
            lambda found: self._on_read(*found),
            key="screenings",
        )

    def flush(self) -> None:
        """Hand on what is being typed."""
        self._view.commit()

    def leave(self) -> None:
        """Hold nothing: the page is left."""
        self.flush()
        self._watch.stop()
        self._file = None
        self._view.show_closed()

    def open_file(self, path: str) -> None:
        """Read a file in a worker and show what taking it in would do."""
        self._around.work.run(
            self._around.thread,
            _("Reading the file…"),
            lambda _job: desk.read_file(self._session, path, _USUAL_SCALE),
            Answers(
                lambda file: self._on_file(Path(path).name, file),
                self._on_failed,
                lambda: None,
            ),
        )

    def _connect(self) -> None:
        view, ways = self._view, self._around.ways
        view.file_chosen.connect(self.open_file)
        view.batch_chosen.connect(self._on_batch)
        view.door_wanted.connect(lambda: ways.go_to_place("care"))
        view.file.changed.connect(self._try)
        view.file.scale_chosen.connect(self._on_scale)
        view.file.role_chosen.connect(self._on_role)
        view.file.taken.connect(self._on_taken)
        view.file.given_up.connect(self._on_given_up)
        view.batch.detail.changed.connect(self._on_interview)
        view.batch.detail.opened.connect(ways.open_student)
        view.batch.detail.raised.connect(
            lambda student_id: ways.go("raise", f"screening:{student_id}:")
        )
        view.batch.rules.judged.connect(self._on_judged)
        view.batch.removed.connect(self._on_removed)

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], key: str = ""
    ) -> None:
        self._around.thread.post(
            self, lambda _job: work(), done=done, failed=self._on_failed, key=key
        )

    def _on_read(self, sheet: ScreeningSheet, minutes: int) -> None:
        self._sheet = sheet
        self.batch_id = sheet.chosen.id if sheet.chosen else ""
        self._view.show_sheet(sheet)
        self._watch.begin(minutes)
        self._watch.timer.setInterval(minutes * 60_000 - _EARLIER_MS)
        self.shown.emit()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Problem) and error.code in _CLOSED:
            self._watch.stop()
            self._view.show_closed()
            self.shown.emit()
            return
        self._around.ways.explain(error)

    def _on_idle(self) -> None:
        """Nobody is there: keep what was typed, then close the room."""
        self.flush()
        self._post(
            lambda: room.close_room(self._session),
            lambda _none: self._view.show_closed(),
        )

    def _on_batch(self, batch_id: str) -> None:
        if batch_id != self.batch_id:
            self.flush()
            self.batch_id = batch_id
            self.refresh()

    def _on_file(self, name: str, file: ScreeningFile) -> None:
        self._file = file
        day = self._around.device.clock.today().isoformat()
        words = _("Screening of {day}").format(day=day)
        if self._sheet is not None:
            entry = BatchEntry(name=words, on_date=day)
            self._view.file.begin(name, self._sheet, entry, file.scale)
        self._view.show_file()
        self._try()

    def _try(self) -> None:
        file, entry = self._file, self._view.file.entry
        if file is None:
            return
        self._view.file.show_busy()
        self._post(
            lambda: desk.try_file(self._session, file, entry),
            self._on_tried,
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
            Answers(self._on_taken_in, self._on_failed, lambda: None),
        )

    def _on_taken_in(self, receipt: Receipt) -> None:
        self._file = None
        self.batch_id = receipt.batch_id
        self._view.leave_file()
        words = translate_count(
            "{count} result was taken in",
            "{count} results were taken in",
            receipt.taken,
        )
        self._tell(receipt.written.save_id, words)
        self.refresh()

    def _on_given_up(self) -> None:
        self._file = None
        self._view.leave_file()

    def _on_interview(self) -> None:
        row = self._view.batch.detail.row
        if row is None:
            return
        written = self._view.batch.detail.written
        self._post(
            lambda: screening.note_interview(
                room.room_of(self._session), row.id, *written
            ),
            lambda saved: self._on_saved(saved.save_id, _("Noted")),
        )

    def _on_judged(self, rows: tuple[RuleRow, ...], written: dict[str, str]) -> None:
        batch_id = self.batch_id
        self._around.thread.post(
            self,
            lambda _job: desk.set_rules(self._session, batch_id, rows, written),
            done=lambda save: self._on_saved(save, _("Results judged anew")),
            failed=self._on_refused,
        )

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, Problem) and error.code not in _CLOSED:
            explained = error.explain()
            self._view.batch.rules.refuse(sentences(explained.what, explained.todo))
        else:
            self._on_failed(error)

    def _on_removed(self) -> None:
        batch_id, reason = self.batch_id, _("Removed on the page of screenings")
        self._post(
            lambda: screening.remove(room.room_of(self._session), batch_id, reason),
            lambda saved: self._on_saved(saved.save_id, _("Batch removed")),
        )

    def _on_saved(self, save_id: str | None, words: str) -> None:
        self._view.batch.rules.refuse("")
        self._tell(save_id, words)
        self.refresh()

    def _tell(self, save_id: str | None, words: str) -> None:
        if save_id is None:
            return
        self._around.ways.note_saved()
        self._around.ways.say(words, lambda: self._take_back(save_id))

    def _take_back(self, save_id: str) -> None:
        self._post(
            lambda: records.take_back(room.room_of(self._session), save_id),
            lambda _undone: self._on_taken_back(),
        )

    def _on_taken_back(self) -> None:
        self._around.ways.note_saved()
        self._around.ways.say(_("Taken back"))
        self.refresh()
