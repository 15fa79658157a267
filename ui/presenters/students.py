"""The list of students: every keystroke asks anew, the newest question wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.desk import file_rows, student_rows
from ui.rows import ListFilter

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.desk.student_rows import Found, Surroundings
    from ui.rows import StudentPreview, StudentRow
    from ui.serial_thread import SerialThread


class StudentsPresenter(QObject):
    """Feeds a `StudentsView`; `total_known` carries how many students there are."""

    total_known = Signal(int)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._around: Surroundings | None = None
        self._filter = ListFilter()
        self._order = "class"
        self._ids: tuple[str, ...] = ()
        view.filter_changed.connect(self._on_filter)
        view.order_chosen.connect(self._on_order)
        view.selected.connect(self._on_selected)
        view.reveal_requested.connect(self._on_reveal)
        view.students.page_wanted.connect(self._on_page_wanted)

    def refresh(self) -> None:
        """Read everything again, such as after a save."""
        self._thread.post(
            self,
            lambda _job: student_rows.read_surroundings(self._session),
            done=self._on_surroundings,
            key="surroundings",
        )

    def _on_surroundings(self, around: Surroundings) -> None:
        self._around = around
        self._view.filters.show_choices(around.classes, around.groups)
        self.total_known.emit(around.total)
        self._find()

    def _on_filter(self, wanted: ListFilter) -> None:
        self._filter = wanted
        self._find()

    def _on_order(self, order: str) -> None:
        self._order = order
        self._find()

    def _find(self) -> None:
        around, wanted, order = self._around, self._filter, self._order
        if around is None:
            return
        self._thread.post(
            self,
            lambda _job: student_rows.find(self._session, wanted, around, order),
            done=self._on_found,
            key="find",
        )

    def _on_found(self, found: Found) -> None:
        self._ids = found.ids
        self._view.students.show(len(found.ids), found.first)
        total = self._around.total if self._around else 0
        self._view.show_count(len(found.ids), total)

    def _on_page_wanted(self, page: int) -> None:
        around, typed = self._around, self._filter.typed
        size = student_rows.PAGE
        ids = self._ids[page * size : (page + 1) * size]
        asked = self._ids

        def show(rows: tuple[StudentRow, ...]) -> None:
            # The list may have changed while its page was read.
            if self._ids is asked:
                self._view.students.put_page(page, rows)

        if around is not None:
            self._thread.post(
                self,
                lambda _job: student_rows.page(self._session, ids, typed, around),
                done=show,
            )

    def _on_selected(self, student_id: str) -> None:
        if not student_id:
            return
        self._thread.post(
            self,
            lambda _job: file_rows.read_preview(self._session, student_id),
            done=self._on_preview,
            key="preview",
        )

    def _on_preview(self, preview: StudentPreview) -> None:
        self._view.preview.show_student(preview)

    def _on_reveal(self, student_id: str, name: str) -> None:
        self._thread.post(
            self,
            lambda _job: file_rows.read_secret(self._session, student_id, name),
            done=lambda value: self._view.preview.reveal(name, value),
        )
