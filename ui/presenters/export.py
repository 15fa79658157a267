"""Showing and saving the print of one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.text import _
from ui.desk import prints

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.serial_thread import SerialThread


class ExportPresenter(QObject):
    """Feeds an `ExportView`; drawing happens in the view's own thread.

    `printing_requested` carries what makes the counted copy, on the vault's thread.
    """

    result = Signal(str, object)
    printing_requested = Signal(object)
    problem = Signal(object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._visit_id = ""
        choices = prints.section_choices()
        view.show_choices(choices, prints.USUAL, prints.CONFIDENTIAL)
        view.sections_changed.connect(lambda _chosen: self._preview())
        view.save_requested.connect(self._on_save)
        view.print_requested.connect(self._on_print)

    def open(self, visit_id: str) -> None:
        self._visit_id = visit_id
        self._preview()

    def _preview(self) -> None:
        visit_id, chosen = self._visit_id, tuple(self._view.chosen)
        self._view.show_busy()
        self._thread.post(
            self,
            lambda _job: (
                prints.preview(self._session, visit_id, chosen),
                prints.file_name(self._session, visit_id),
            ),
            done=lambda made: self._view.show_document(*made),
            failed=self.problem.emit,
            key="preview-print",
        )

    def _on_save(self, path: str, password: str) -> None:
        visit_id, chosen = self._visit_id, tuple(self._view.chosen)
        self._thread.post(
            self,
            lambda _job: prints.write(self._session, visit_id, chosen, path, password),
            done=lambda _none: self.result.emit(_("The PDF was saved."), None),
            failed=self.problem.emit,
        )

    def _on_print(self) -> None:
        visit_id, chosen = self._visit_id, tuple(self._view.chosen)
        self.printing_requested.emit(
            lambda _job: prints.counted(self._session, visit_id, chosen)
        )
