"""Feeds the care board: the queue, the case beside it, and what is done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from homevisit.services.room import RoomClosedError
from homevisit.text import _
from ui.care_rows import BY_DUE
from ui.desk import care_board, care_case, care_clue, care_forms
from ui.kit.care_panes import BOOK, CASE, CLUE
from ui.presenters.care_acts import DEEDS, CareActs
from ui.presenters.care_book import CareBook
from ui.presenters.care_forms import FormDrafts
from ui.presenters.care_room import RoomKeeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.care_rows import Board, CasePage, Clue
    from ui.desk.care_acts import Done
    from ui.desk.care_room import RoomState
    from ui.screens.care_board import CareBoardView
    from ui.serial_thread import SerialThread

_MINUTE_MS = 60_000


class CarePresenter(QObject):
    """`room` opens and closes; nothing is asked for while it is closed."""

    saved = Signal()
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(
        self, view: CareBoardView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._order = BY_DUE
        self.case_id = ""
        self._clue_id = self._looked_at = ""
        self._leads_in = False
        self.room = RoomKeeper(view, thread, session)
        self.drafts = FormDrafts(view, thread, session)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self.acts = CareActs(view, thread, session)
        self.book = CareBook(view, thread, session)
        self._connect()

    def refresh(self) -> None:
        """Read again what is shown, such as after a save."""
        if not self.room.is_open:
            return
        order, with_ended = self._order, self._view.side.ended.isChecked()
        self._post(
            lambda: care_board.read_board(self._session, order, with_ended=with_ended),
            self._on_board,
            key="care-board",
        )

    def flush(self) -> None:
        """Keep what is typed, in the room."""
        if self.room.is_open:
            self.drafts.flush()

    def show_case(self, case_id: str) -> None:
        """Open a case on the right; the look is written down."""
        self.case_id = case_id
        self._clue_id = ""
        # Read again every minute it is still the same look.
        is_look = case_id != self._looked_at
        self._looked_at = case_id
        self._post(
            lambda: care_case.read_case(self._session, case_id, notes_look=is_look),
            self._on_case,
            key="care-page",
        )

    def show_clue(self, case_id: str) -> None:
        """Open a new clue on the right."""
        self._clue_id = case_id
        self._post(
            lambda: care_clue.read_clue(self._session, case_id),
            self._on_clue,
            key="care-page",
        )

    def ask(self, act: str, subject: str = "") -> None:
        """Open the form of an act in the case that is shown."""
        clue = self._view.clue.clue
        case_id = clue.case_id if clue and self._clue_id else self.case_id
        self._post(
            lambda: care_forms.read_form(self._session, act, case_id, subject),
            self._view.show_form,
            key="care-form",
        )

    def _on_known(self, state: RoomState) -> None:
        if not state.is_staff:
            return
        if state.is_open:
            self.refresh()
        else:
            self._shut(is_new=not state.is_made)

    def _shut(self, *, is_new: bool = False) -> None:
        """Let go of every word of a case: the room was closed elsewhere, or is not."""
        self._minute.stop()
        self._looked_at = ""
        self.room.note_closed()
        self._view.show_door(is_new=is_new)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, RoomClosedError):
            self._shut()
        self.problem.emit(error)

    def _on_closing(self) -> None:
        self._minute.stop()
        self._looked_at = ""
        kept = self.drafts.flush()
        words = _("What was typed is kept in the room; go on when it is open again.")
        self._view.show_door(is_new=False, kept=words if kept else "")
        self._view.focus_first()

    def _on_minute(self) -> None:
        if self._view.isVisible():
            self.refresh()

    def _on_board(self, board: Board) -> None:
        is_first = not self._view.is_open
        self._view.show_board(board)
        if is_first:
            self.case_id = self.case_id or self._view.side.queue.first()
            self._view.focus_first()
        self._read_page(is_first=is_first)

    def _read_page(self, *, is_first: bool) -> None:
        """Read what stands on the right again, or the case one was at."""
        shown = self._view.shown
        if shown == CLUE and self._clue_id:
            self.show_clue(self._clue_id)
        elif shown == BOOK:
            self.book.show()
        elif (shown == CASE or is_first) and self.case_id:
            self.show_case(self.case_id)

    def _on_case(self, page: CasePage | None) -> None:
        if page is None:
            self.case_id = ""
            self._view.show_nothing()
            return
        self._view.show_case(page)
        if self._leads_in:
            self._leads_in = False
            self._view.focus_right()
        if page.begun and self._view.form is None:
            self.ask(*page.begun)
        if page.hint_begun and not self._view.case.hint.is_open:
            self._view.case.hint.begin(page.hint_begun)

    def _on_clue(self, clue: Clue | None) -> None:
        if clue is None:
            self._clue_id = ""
            self._view.show_nothing()
            return
        is_same = self._view.shown == CLUE
        self._view.show_clue(clue)
        if not is_same:
            self._view.focus_right()

    def _on_written(self, done: Done) -> None:
        """Go on to what was written about."""
        self.drafts.forget()
        if self._view.form is not None:
            self._view.close_drawer()
        if self._view.shown == CLUE:
            self._clue_id = ""
            self._leads_in = True
            self._view.show_nothing()
        if done.case_id and self._view.shown != BOOK:
            self.show_case(done.case_id)

    def _on_order(self, order: str) -> None:
        self._order = order
        self.refresh()

    def _on_wanted(self, act: str, subject: str) -> None:
        if act in DEEDS:
            self.acts.do(act, self.case_id)
        else:
            self.ask(act, subject)

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], *, key: str
    ) -> None:
        def show(found: Any) -> None:  # noqa: ANN401  whatever the desk made
            # What was read before the room closed must not come to the screen after.
            if self.room.is_open:
                done(found)

        self._thread.post(
            self, lambda _job: work(), done=show, failed=self._on_failed, key=key
        )

    def _connect(self) -> None:
        view, side = self._view, self._view.side
        self.room.known.connect(self._on_known)
        self.room.opened.connect(self._minute.start)
        self.room.opened.connect(self.refresh)
        self.room.closing.connect(self._on_closing)
        side.queue.chosen.connect(self.show_case)
        side.clue_wanted.connect(self.show_clue)
        side.order_chosen.connect(self._on_order)
        side.ended_wanted.connect(lambda _on: self.refresh())
        view.case.wanted.connect(self._on_wanted)
        view.clue.rejected.connect(lambda _case: self.ask("reject"))
        self.acts.written.connect(self._on_written)
        self.book.case_wanted.connect(self.show_case)
        for part in (self.room, self.drafts, self.acts, self.book):
            part.problem.connect(self._on_failed)
        for each in (self.acts, self.book):
            each.saved.connect(self.saved)
            each.result.connect(self.result)
