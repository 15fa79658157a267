"""The photos and papers of the file that is shown: listed, brought in, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import papers
from homevisit.text import _, sentences, translate_count
from ui.desk import attachment_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread


class AttachmentsPresenter(QObject):
    """Feeds an `AttachmentsTab`; `saved` follows each deed."""

    saved = Signal()
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(self, tab: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(tab)
        self._tab, self._thread, self._session = tab, thread, session
        self._student_id = ""
        self._is_stale = False
        self._waiting: list[Callable[[], Written]] = []
        self._total = 0
        self._refused: list[str] = []
        self._saves: list[str] = []
        tab.opened.connect(self._begin)
        tab.offered.connect(self._on_offered)
        tab.pasted.connect(self._on_pasted)
        tab.removed.connect(self._on_removed)

    def show(self, student_id: str) -> None:
        """Show the papers of a file, once the tab is seen."""
        if student_id != self._student_id:
            self._refused = []
        self._student_id, self._is_stale = student_id, True
        if self._tab.isVisible():
            self._begin()

    def _begin(self) -> None:
        if not self._is_stale:
            return
        self._is_stale, student_id = False, self._student_id
        self._thread.post(
            self,
            lambda _job: attachment_rows.read_cards(self._session, student_id),
            done=self._tab.show_cards,
            failed=self.problem.emit,
            key="papers",
        )
        if not self._waiting:
            self._tab.show_refused(tuple(self._refused))

    def _on_offered(self, paths: list[str]) -> None:
        target = attachment_rows.target_of(self._student_id)

        def bring(path: str) -> Callable[[], Written]:
            return lambda: papers.attach_file(self._session, target, path)

        self._bring_in([bring(path) for path in paths])

    def _on_pasted(self, picture: bytes) -> None:
        target = attachment_rows.target_of(self._student_id)
        self._bring_in([lambda: papers.attach_picture(self._session, target, picture)])

    def _bring_in(self, deeds: list[Callable[[], Written]]) -> None:
        """Bring in one after the other, so that typing is saved in between."""
        if self._waiting:
            self._waiting += deeds
            self._total += len(deeds)
            return
        self._waiting, self._total = deeds, len(deeds)
        self._refused, self._saves = [], []
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        deed = self._waiting[0]
        self._tab.show_adding(self._total - len(self._waiting) + 1, self._total)
        self._thread.post(
            self, lambda _job: deed(), done=self._on_added, failed=self._on_refused
        )

    def _on_added(self, written: Written) -> None:
        if written.save_id is not None:
            self._saves.append(written.save_id)
        self._waiting.pop(0)
        self._next()

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, Problem):
            said = error.explain()
            self._refused.append(sentences(said.what, said.todo))
        else:
            self.problem.emit(error)
        self._waiting.pop(0)
        self._next()

    def _end(self) -> None:
        self._tab.show_refused(tuple(self._refused))
        saves = tuple(self._saves)
        if saves:
            self.saved.emit()
            count = len(saves)
            said = translate_count("{count} file added.", "{count} files added.", count)
            self.result.emit(said, lambda: self._take_back(saves))

    def _on_removed(self, attachment_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: papers.remove(self._session, attachment_id).save_id,
            done=self._on_gone,
            failed=self.problem.emit,
        )

    def _on_gone(self, save_id: str | None) -> None:
        self.saved.emit()
        saves = () if save_id is None else (save_id,)
        said = _("Removed; the history of the file can bring it back.")
        self.result.emit(said, lambda: self._take_back(saves))

    def _take_back(self, saves: tuple[str, ...]) -> None:
        self._refused = []
        self._thread.post(
            self,
            lambda _job: attachment_rows.bring_back(self._session, saves),
            done=lambda _none: self.saved.emit(),
            failed=self.problem.emit,
        )
