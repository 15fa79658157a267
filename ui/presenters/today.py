"""The page of today: read anew whenever shown, items ticked off with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import due, follow_ups
from homevisit.text import _
from ui.desk import today

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread
    from ui.today_rows import TodayPage


class TodayPresenter(QObject):
    """Feeds a `TodayView`; `shown` carries the page, `changed` follows a save."""

    shown = Signal(object)
    changed = Signal()
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        view.item_settled.connect(self._on_settled)
        view.copy_requested.connect(self._on_copy)

    def refresh(self) -> None:
        self._thread.post(
            self,
            lambda _job: today.read(self._session),
            done=self._on_read,
            key="today",
        )
        # Counted after the page is there, for it goes through the whole school.
        self._thread.post(
            self,
            lambda _job: len(due.students(self._session)),
            done=self._view.show_due,
            key="today due",
        )

    def _on_read(self, page: TodayPage) -> None:
        self._view.show_today(page)
        self.shown.emit(page)

    def _on_settled(self, item_id: str, outcome: str) -> None:
        self._thread.post(
            self,
            lambda _job: follow_ups.settle(self._session, item_id, outcome).save_id,
            done=self._on_saved,
            failed=self.problem.emit,
        )

    def _on_saved(self, save_id: str | None) -> None:
        self.changed.emit()
        undo = None if save_id is None else lambda: self._take_back(save_id)
        self.result.emit(_("Marked as done."), undo)

    def _take_back(self, save_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: today.take_back(self._session, save_id),
            done=lambda _none: self.changed.emit(),
            failed=self.problem.emit,
        )

    def _on_copy(self, folder: str) -> None:
        self._view.show_copying(True)
        self._thread.post(
            self,
            lambda _job: today.copy_to(self._session, folder),
            done=self._on_copied,
            failed=self._on_not_copied,
        )

    def _on_copied(self, is_elsewhere: bool) -> None:
        self._view.show_copying(False)
        self.refresh()
        if is_elsewhere:
            self.result.emit(_("The copy is made and was checked."), None)
        else:
            said = _("The copy is made, but on the same disk as the vault.")
            self.result.emit(said, None)

    def _on_not_copied(self, error: BaseException) -> None:
        self._view.show_copying(False)
        self.problem.emit(error)
