"""Papers and the school's review of the visit that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import records
from homevisit.text import _, sentences, translate_count
from ui.desk import papers, reviews, visit_forms

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from homevisit.services.visits import VisitForm
    from ui.desk.visit_forms import Writing
    from ui.rows import Paper
    from ui.serial_thread import SerialThread


class VisitTailPresenter(QObject):
    """Feeds a `VisitTail`; `reviewed` names the visit to show anew."""

    reviewed = Signal(str)
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(self, tail: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(tail)
        self._tail, self._thread, self._session = tail, thread, session
        self._form: VisitForm | None = None
        self._waiting: list[tuple[VisitForm, str]] = []
        self._total = 0
        self._refused: list[str] = []
        self._saves: list[str] = []
        tail.papers.offered.connect(self.attach)
        tail.review.given.connect(self._on_review)

    def show(self, writing: Writing) -> None:
        """Work on this visit from now on."""
        self._form = writing.form

    def refresh(self) -> None:
        """Read the signature again: it may have been given on another page."""
        form = self._form
        if form is not None:
            self._thread.post(
                self,
                lambda _job: visit_forms.read_signature(self._session, form),
                done=self._tail.signature.show_signature,
            )

    def attach(self, paths: list[str]) -> None:
        """Bring in files one after the other, so that typing is saved in between."""
        if self._form is None:
            return
        deeds = [(self._form, path) for path in paths]
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
        form, path = self._waiting[0]
        self._tail.papers.show_adding(self._total - len(self._waiting) + 1, self._total)
        self._thread.post(
            self,
            lambda _job: papers.attach(self._session, form, path),
            done=self._on_attached,
            failed=self._on_refused,
        )

    def _on_attached(self, save_id: str | None) -> None:
        if save_id is not None:
            self._saves.append(save_id)
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
        if self._form is not None:
            self._refresh(self._form)
        saves = tuple(self._saves)
        if saves:
            count = len(saves)
            said = translate_count("{count} file added.", "{count} files added.", count)
            self.result.emit(said, lambda: self._take_back(saves))

    def _refresh(self, form: VisitForm) -> None:
        refused = tuple(self._refused)

        def show(found: tuple[Paper, ...]) -> None:
            if form is self._form:
                self._tail.papers.show_papers(found)
                self._tail.papers.show_refused(refused)

        self._thread.post(
            self, lambda _job: papers.read_papers(self._session, form), done=show
        )

    def _take_back(self, saves: tuple[str, ...]) -> None:
        def undo() -> None:
            for save_id in saves:
                records.take_back(self._session, save_id)

        self._refused = []
        self._thread.post(
            self, lambda _job: undo(), done=lambda _none: self._on_taken_back()
        )

    def _on_taken_back(self) -> None:
        if self._form is not None:
            self._refresh(self._form)

    def _on_review(self, accepted: bool, remark: str) -> None:
        form = self._form
        if form is None:
            return
        self._thread.post(
            self,
            lambda _job: reviews.give(
                self._session, form.visit_id, accepted=accepted, remark=remark
            ),
            done=lambda save_id: self._on_reviewed(form.visit_id, save_id),
            failed=self.problem.emit,
        )

    def _on_reviewed(self, visit_id: str, save_id: str | None) -> None:
        self._show_anew(visit_id)
        undo = None if save_id is None else lambda: self._undo_review(visit_id, save_id)
        self.result.emit(_("The review is saved."), undo)

    def _undo_review(self, visit_id: str, save_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: records.take_back(self._session, save_id),
            done=lambda _undone: self._show_anew(visit_id),
        )

    def _show_anew(self, visit_id: str) -> None:
        if self._form is not None and self._form.visit_id == visit_id:
            self.reviewed.emit(visit_id)
