"""Shows a paper of care, and lets counted copies of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import room
from ui.desk import care_paper
from ui.room_watch import RoomWatch, mark_confidential

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.care_papers import Wish
    from homevisit.services.session import Session
    from ui.care_paper_rows import CarePaperSheet
    from ui.serial_thread import Job, SerialThread


class CarePaperPresenter(QObject):
    """`printing` and `saving` carry what makes the counted copy.

    `emptied` says that the page in front shows nothing any more.
    """

    shown = Signal()
    emptied = Signal()
    problem = Signal(object)
    printing = Signal(object)
    saving = Signal(str, object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self.subject = ""
        # Pages of the room stay in sight no longer than the room is open.
        self._watch = RoomWatch(view)
        self._watch.idle.connect(self._on_idle)
        view.named.connect(lambda _on: self.refresh())
        view.print_requested.connect(lambda: self.printing.emit(self._make()))
        view.file_requested.connect(lambda path: self.saving.emit(path, self._make()))

    def open(self, subject: str) -> None:
        """Show the paper of a subject, `paper:id`."""
        if subject != self.subject:
            self._view.reason.clear()
            self._view.with_name.setChecked(False)
        self.subject = subject
        self._read(care_paper.open_sheet)

    def refresh(self) -> None:
        """Make the preview anew."""
        if self.subject:
            self._read(care_paper.read_sheet)

    def _read(self, read: Callable[[Session, Wish], CarePaperSheet]) -> None:
        wish = self._wish()
        self._thread.post(
            self,
            lambda _job: (
                read(self._session, wish),
                room.idle_minutes(self._session),
            ),
            done=lambda found: self._on_read(*found),
            failed=self._on_failed,
            key="care paper",
        )

    def let_go(self) -> None:
        """Hold nothing of the paper: the page is left."""
        self._watch.stop()
        self._view.let_go()

    def _wish(self) -> Wish:
        view = self._view
        with_name = view.with_name.isChecked()
        return care_paper.wish_of(self.subject, view.given_reason, with_name=with_name)

    def _make(self) -> Callable[[Job], bytes]:
        wish = self._wish()
        return lambda _job: care_paper.counted(self._session, wish)

    def _on_read(self, sheet: CarePaperSheet, minutes: int) -> None:
        self._view.show_sheet(sheet)
        mark_confidential(self._view, is_confidential=sheet.is_secret)
        if sheet.is_secret:
            self._watch.begin(minutes)
        else:
            self._watch.stop()
        self.shown.emit()

    def _on_failed(self, error: BaseException) -> None:
        self.let_go()
        self.problem.emit(error)

    def _on_idle(self) -> None:
        was_in_front = self._view.isVisible()
        self.let_go()
        if was_in_front:
            self.emptied.emit()
