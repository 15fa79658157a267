"""One photo or paper at a time: read, turned over, named, copied, taken out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import papers, records
from homevisit.text import _
from ui.desk import attachment_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.attachment_rows import PaperCard, PaperPages
    from ui.serial_thread import SerialThread


class PaperPresenter(QObject):
    """Feeds a `PaperView`; `emptied` says that the file has no paper any more."""

    shown = Signal()
    emptied = Signal()
    saved = Signal()
    result = Signal(str, object)
    problem = Signal(object)
    visit_opened = Signal(str)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._cards: tuple[PaperCard, ...] = ()
        self._at = 0
        view.moved.connect(self._on_moved)
        view.pages_wanted.connect(self._read)
        view.named.connect(self._on_named)
        view.copy_requested.connect(self._on_copy)
        view.remove_requested.connect(self._on_remove)
        view.visit_requested.connect(lambda: self.visit_opened.emit(self.card.visit_id))

    @property
    def card(self) -> PaperCard:
        return self._cards[self._at]

    def open(self, attachment_id: str) -> None:
        """Show one paper, with all others of its file before and after it."""
        self._post(
            lambda: attachment_rows.cards_beside(self._session, attachment_id),
            self._on_cards,
        )

    def refresh(self) -> None:
        """Read again what stands beside; the paper in front stays."""
        if self._cards:
            self.open(self.card.id)

    def _on_cards(self, found: tuple[tuple[PaperCard, ...], int]) -> None:
        self._cards, self._at = found
        if not self._cards:
            self.emptied.emit()
            return
        self._show()
        self.shown.emit()

    def _on_moved(self, by: int) -> None:
        if 0 <= self._at + by < len(self._cards):
            self._at += by
            self._show()

    def _show(self) -> None:
        self._view.show_card(self.card, self._at, len(self._cards))
        self._read(0)

    def _read(self, first: int) -> None:
        paper_id = self.card.id
        self._thread.post(
            self,
            lambda _job: attachment_rows.read_pages(self._session, paper_id, first),
            done=self._on_pages,
            failed=lambda error: self._on_unreadable(paper_id, error),
            key="paper-pages",
        )

    def _on_pages(self, found: PaperPages) -> None:
        if self._cards and found.id == self.card.id:
            self._view.show_pages(found)

    def _on_unreadable(self, paper_id: str, error: BaseException) -> None:
        if not isinstance(error, Problem):
            self.problem.emit(error)
        elif self._cards and paper_id == self.card.id:
            self._view.show_problem(str(error.explain()))

    def _on_named(self, caption: str) -> None:
        paper_id = self.card.id
        self._deed(
            lambda: papers.name(self._session, paper_id, caption).save_id,
            _("Saved."),
        )

    def _on_copy(self, path: str) -> None:
        paper_id = self.card.id
        self._post(
            lambda: papers.save_copy(self._session, paper_id, Path(path)),
            lambda _none: self.result.emit(_("The copy is saved."), None),
        )

    def _on_remove(self) -> None:
        paper_id = self.card.id
        self._deed(
            lambda: papers.remove(self._session, paper_id).save_id,
            _("Removed; the history of the file can bring it back."),
        )

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
