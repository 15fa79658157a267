"""Unfinished forms that the vault holds: offered, and given up when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.desk import visit_forms

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread


class DraftsPresenter(QObject):
    """Feeds whatever can `show_drafts`; `dropped` follows a draft that is gone."""

    dropped = Signal()

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session

    def refresh(self) -> None:
        self._thread.post(
            self,
            lambda _job: visit_forms.drafts(self._session),
            done=self._view.show_drafts,
            key="drafts",
        )

    def drop(self, draft_id: str) -> None:
        """Erase a draft for good."""
        self._thread.post(
            self,
            lambda _job: visit_forms.drop(self._session, draft_id),
            done=lambda _none: self.dropped.emit(),
        )
