"""Feeds the appointment book, and the page on which a leader's request is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.desk import care_acts, care_book, care_forms, care_releases
from ui.kit.care_book import MOVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.care_rows import Release
    from ui.desk.care_acts import Done
    from ui.screens.care_board import CareBoardView
    from ui.serial_thread import SerialThread


class CareBook(QObject):
    """`case_wanted` leads back to a case."""

    case_wanted = Signal(str)
    saved = Signal()
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(
        self, view: CareBoardView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        view.side.book_wanted.connect(self._open)
        view.side.ask_wanted.connect(self._show_release)
        book, release = view.book, view.release
        book.asked.connect(self._on_asked)
        book.wanted.connect(self._on_wanted)
        book.opened.connect(self.case_wanted)
        book.closed.connect(self._leave)
        release.released.connect(self._on_released)
        release.closed.connect(self._leave)

    def show(self) -> None:
        """Read the book again."""
        self._post(
            lambda: care_book.read_days(self._session),
            self._view.show_book,
            key="care-page",
        )

    def _open(self) -> None:
        self._post(lambda: care_book.read_days(self._session), self._on_days)

    def _on_days(self, days: Any) -> None:  # noqa: ANN401  days of the book
        self._view.show_book(days)
        self._view.focus_right()

    def _leave(self) -> None:
        page = self._view.case.page
        if page is not None:
            self.case_wanted.emit(page.case_id)
        else:
            self._view.show_nothing()
        self._view.side.focus_first()

    def _on_asked(self, code: str, appointment_id: str) -> None:
        if code == MOVE:
            self._on_wanted(appointment_id)
            return
        self._post(
            lambda: care_book.end(self._session, appointment_id, code), self._on_done
        )

    def _on_wanted(self, appointment_id: str) -> None:
        page = self._view.case.page
        case_id = page.case_id if page else ""
        self._post(
            lambda: care_forms.read_form(
                self._session, "appointment", case_id, appointment_id
            ),
            self._view.show_form,
        )

    def _show_release(self, request_id: str) -> None:
        self._post(
            lambda: care_releases.read_release(self._session, request_id),
            self._on_release,
        )

    def _on_release(self, release: Release) -> None:
        self._view.show_release(release)
        self._view.focus_right()

    def _on_released(self, request_id: str, chosen: tuple[str, ...]) -> None:
        self._post(
            lambda: care_releases.release(self._session, request_id, chosen),
            self._on_let_go,
        )

    def _on_let_go(self, done: Done) -> None:
        self._leave()
        self._on_done(done)

    def _on_done(self, done: Done) -> None:
        self.saved.emit()
        undo = (lambda: self._take_back(done)) if done.save_id else None
        self.result.emit(done.words, undo)

    def _take_back(self, done: Done) -> None:
        self._post(
            lambda: care_acts.take_back(self._session, done),
            lambda _none: self.saved.emit(),
        )

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], *, key: str = ""
    ) -> None:
        def show(found: Any) -> None:  # noqa: ANN401  whatever the desk made
            # What was read before the room closed must not come to the screen after.
            if self._view.is_open:
                done(found)

        self._thread.post(
            self, lambda _job: work(), done=show, failed=self.problem.emit, key=key
        )
