"""Writes what is done in a case, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services.room import RoomClosedError
from homevisit.text import sentences
from ui.desk import care_acts
from ui.desk.care_board import CLOCK_IS_RIGHT
from ui.kit.notices import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.care_rows import CareForm, Clue
    from ui.desk.care_acts import Done
    from ui.screens.care_board import CareBoardView
    from ui.serial_thread import SerialThread

DEEDS = frozenset({care_acts.ASK_PLAN, care_acts.ASK_CLOSURE, CLOCK_IS_RIGHT})


class CareActs(QObject):
    """`written` carries what was done; a refusal is said in the form, and kept open."""

    written = Signal(object)
    saved = Signal()
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(
        self, view: CareBoardView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        for drawer in view.drawers:
            drawer.given.connect(self._on_given)
            drawer.dropped.connect(self._on_dropped)
        view.clue.accepted.connect(self._on_accepted)
        view.case.hint_given.connect(self._on_hint)
        view.side.notices.settled.connect(lambda act: self.do(act, ""))

    def _on_given(self, form: CareForm, answers: dict[str, Any]) -> None:
        self._post(lambda: care_acts.write(self._session, form, answers))

    def do(self, act: str, case_id: str) -> None:
        """Do what needs no form."""
        if act == CLOCK_IS_RIGHT:
            self._post(lambda: care_acts.say_clock_is_right(self._session))
        else:
            self._post(lambda: care_acts.ask_leader(self._session, act, case_id))

    def _on_accepted(self, clue: Clue) -> None:
        concern_id = clue.id if clue.is_known else ""
        self._post(lambda: care_acts.accept(self._session, clue.case_id, concern_id))

    def _on_hint(self, words: str) -> None:
        page = self._view.case.page
        if page is not None:
            case_id = page.case_id
            self._post(lambda: care_acts.share_hint(self._session, case_id, words))

    def _on_dropped(self, form: CareForm) -> None:
        """Let go of the draft of a form that was closed on purpose."""
        self._thread.post(
            self,
            lambda _job: care_acts.drop_draft(self._session, form),
            failed=self.problem.emit,
        )

    def _on_done(self, done: Done) -> None:
        self.written.emit(done)
        self.saved.emit()
        undo = (lambda: self._take_back(done)) if done.save_id else None
        self.result.emit(done.words, undo)

    def _on_refused(self, error: BaseException) -> None:
        form, drawer = self._view.form, self._view.open_drawer
        if (
            form is None
            or drawer is None
            or not isinstance(error, Problem)
            or isinstance(error, RoomClosedError)
        ):
            self.problem.emit(error)
            return
        said = error.explain()
        drawer.show_refusal(sentences(said.what, said.todo))
        announce(drawer, said.what)

    def _take_back(self, done: Done) -> None:
        self._post(lambda: care_acts.take_back(self._session, done))

    def _post(self, work: Callable[[], Any]) -> None:
        self._thread.post(
            self, lambda _job: work(), done=self._on_done, failed=self._on_refused
        )
