"""The history of the file that is shown: read page by page, put back, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import records, revisions, viewings
from homevisit.text import _, sentences
from ui.desk import revision_rows
from ui.history_rows import HistoryFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.revisions import Write
    from homevisit.services.session import Session
    from ui.desk.revision_rows import HistoryRead
    from ui.serial_thread import SerialThread


class HistoryPresenter(QObject):
    """Feeds a `HistoryTab`; `saved` follows each deed, `result` can take it back."""

    saved = Signal()
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(self, tab: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(tab)
        self._tab, self._thread, self._session = tab, thread, session
        self._student_id = ""
        self._is_stale = False
        self._wanted = HistoryFilter()
        self._writes: dict[str, Write] = {}
        self._following: tuple[int, str] | None = None
        tab.opened.connect(self._begin)
        tab.filter_changed.connect(self._on_filter)
        tab.list.history.wanted_more.connect(self._read_more)
        tab.put_back.connect(self._on_put_back)
        tab.taken_back.connect(self._on_taken_back)
        tab.brought_back.connect(self._on_brought_back)
        tab.revealed.connect(self._on_revealed)

    def show(self, student_id: str) -> None:
        """Show the history of a file from its newest line, once the tab is seen."""
        if student_id != self._student_id:
            self._wanted = HistoryFilter()
        self._student_id, self._is_stale = student_id, True
        if self._tab.isVisible():
            self._begin()

    def _begin(self) -> None:
        if not self._is_stale:
            return
        self._is_stale, student_id = False, self._student_id
        self._post(
            lambda: revision_rows.read_choices(self._session, student_id),
            self._tab.show_choices,
        )
        self._read(None)

    def _on_filter(self, wanted: HistoryFilter) -> None:
        self._wanted = wanted
        self._read(None)

    def _read_more(self) -> None:
        self._read(self._following)

    def _read(self, before: tuple[int, str] | None) -> None:
        asked = revision_rows.Asked(self._student_id, self._wanted, before)
        self._post(lambda: revision_rows.read(self._session, asked), self._on_read)

    def _on_read(self, read: HistoryRead) -> None:
        asked = read.asked
        if (asked.student_id, asked.wanted) != (self._student_id, self._wanted):
            return
        has_more = read.following is not None
        self._following = read.following
        if asked.before is None:
            self._writes = dict(read.writes)
            self._tab.show_lines(read.lines, has_more=has_more)
        else:
            self._writes |= read.writes
            self._tab.list.history.append(read.lines, has_more=has_more)

    def _on_put_back(self, key: str) -> None:
        write = self._writes[key]
        self._deed(
            lambda: revisions.put_back(self._session, write).save_id,
            _("The old value is back."),
        )

    def _on_taken_back(self, save_id: str) -> None:
        def done(undone: records.Undone) -> None:
            self.saved.emit()
            said = _("The save was taken back.")
            if undone.kept:
                stays = _("What was written over it since stays as it is.")
                said = sentences(said, stays)
            self.result.emit(said, lambda: self._undo(undone.save_id))

        self._post(lambda: records.take_back(self._session, save_id), done)

    def _on_brought_back(self, record_id: str) -> None:
        self._deed(
            lambda: revisions.bring_back(self._session, record_id).save_id,
            _("It is back in the file."),
        )

    def _on_revealed(self, key: str) -> None:
        write, student_id = self._writes[key], self._student_id
        looked = viewings.Looked(student_id, "history", write.record_id, write.field)
        self._post(lambda: viewings.note(self._session, looked), lambda _none: None)

    def _deed(self, deed: Callable[[], str | None], words: str) -> None:
        def done(save_id: str | None) -> None:
            self.saved.emit()
            undo = None if save_id is None else lambda: self._undo(save_id)
            self.result.emit(words, undo)

        self._post(deed, done)

    def _undo(self, save_id: str) -> None:
        self._post(
            lambda: records.take_back(self._session, save_id),
            lambda _undone: self.saved.emit(),
        )

    def _post(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._thread.post(
            self, lambda _job: work(), done=done, failed=self.problem.emit
        )
