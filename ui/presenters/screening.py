"""Screenings on their page: files taken in, results read, interviews written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import records, room, screening
from homevisit.text import _, sentences, translate_count
from ui.desk import screening as desk
from ui.presenters.screening_file import FileInWork
from ui.room_watch import RoomWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.screening import Receipt
    from ui.around import Around
    from ui.screening_rows import RuleRow, ScreeningSheet

_CLOSED = frozenset({"room_closed", "no_room"})
_EARLIER_MS = 2_000  # than the room closes by itself, so that nothing typed is lost


class ScreeningPresenter(QObject):
    """`shown` says that the page can be seen, with the room open or closed."""

    shown = Signal()

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        self._session = around.session
        self.batch_id = self._looked = ""
        self._is_left = False
        self._file = FileInWork(view, around)
        self._watch = RoomWatch(view)
        self._watch.idle.connect(self._on_idle)
        self._connect()

    def refresh(self) -> None:
        """Read the batches again, if the room is open."""
        batch_id = self.batch_id
        self._is_left = False
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
        self._is_left = True
        self.flush()
        self._watch.stop()
        self._file.drop()
        self._looked = ""
        self._view.show_closed()

    def _connect(self) -> None:
        view, ways = self._view, self._around.ways
        view.batch_chosen.connect(self._on_batch)
        view.door_wanted.connect(lambda: ways.go_to_place("care"))
        view.form_wanted.connect(lambda: ways.go("care_paper", "screening_consent:"))
        self._file.taken_in.connect(self._on_taken_in)
        self._file.failed.connect(self._on_failed)
        view.batch.detail.changed.connect(self._on_interview)
        view.batch.detail.opened.connect(ways.open_student)
        view.batch.detail.raised.connect(
            lambda student_id: ways.go("raise", f"screening:{student_id}:")
        )
        view.batch.rules.judged.connect(self._on_judged)
        view.batch.removed.connect(self._on_removed)
        view.batch.result_chosen.connect(lambda _code: self._note_look())

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], key: str = ""
    ) -> None:
        self._around.thread.post(
            self, lambda _job: work(), done=done, failed=self._on_failed, key=key
        )

    def _on_read(self, sheet: ScreeningSheet, minutes: int) -> None:
        if self._is_left:
            return
        self._file.scales = sheet.scales
        self.batch_id = sheet.chosen.id if sheet.chosen else ""
        self._view.show_sheet(sheet)
        self._note_look()
        self._watch.begin(minutes)
        self._watch.timer.setInterval(minutes * 60_000 - _EARLIER_MS)
        self.shown.emit()

    def _note_look(self) -> None:
        """Write down whose result is in front, once for each time it comes there."""
        row = self._view.batch.detail.row
        if row is None or row.id == self._looked:
            return
        self._looked = row.id
        self._post(
            lambda: desk.note_look(self._session, row.id, row.student_id),
            lambda _none: None,
        )

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

    def _on_taken_in(self, receipt: Receipt) -> None:
        self.batch_id = receipt.batch_id
        self._view.leave_file()
        words = translate_count(
            "{count} result was taken in",
            "{count} results were taken in",
            receipt.taken,
        )
        self._tell(receipt.written.save_id, words)
        self.refresh()

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
        if not self._is_left:
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
