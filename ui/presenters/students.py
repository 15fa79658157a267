"""The list of students: every keystroke asks anew, the newest question wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import saved_filters
from homevisit.text import _
from ui.desk import due_tasks, file_rows, student_rows
from ui.rows import ListFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homevisit.services.saved_filters import SavedFilter
    from homevisit.services.session import Session
    from ui.desk.student_rows import Found, Surroundings
    from ui.due_rows import StudentDue
    from ui.rows import StudentPreview, StudentRow
    from ui.serial_thread import SerialThread


class StudentsPresenter(QObject):
    """Feeds a `StudentsView`; `total_known` carries how many students there are.

    `result` carries words and a way back, `problem` what kept a filter from being kept.
    """

    total_known = Signal(int)
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._around: Surroundings | None = None
        self._filter = ListFilter()
        self._order = "class"
        self._ids: tuple[str, ...] = ()
        self._due: Mapping[str, StudentDue] = {}
        self._shown_for = ListFilter()
        view.filter_changed.connect(self._on_filter)
        view.order_chosen.connect(self._on_order)
        view.selected.connect(self._on_selected)
        view.reveal_requested.connect(self._on_reveal)
        view.students.page_wanted.connect(self._on_page_wanted)
        view.filters.naming.named.connect(self._on_named)
        view.filters.saved.chosen.connect(self.use_saved)
        view.filters.saved.dropped.connect(self._on_dropped)

    def refresh(self) -> None:
        """Read everything again, such as after a save."""
        self._thread.post(
            self,
            lambda _job: student_rows.read_surroundings(self._session),
            done=self._on_surroundings,
            key="surroundings",
        )

    @property
    def saved_names(self) -> tuple[str, ...]:
        """The names of the saved filters."""
        return tuple(name for name, _ in self._around.saved) if self._around else ()

    def use_saved(self, name: str) -> None:
        """Narrow the list as it was saved under a name."""
        for each, wanted in self._around.saved if self._around else ():
            if each == name:
                self._view.filters.use(wanted)

    def _on_named(self, name: str) -> None:
        wanted = self._filter
        self._change_saved(
            lambda: student_rows.keep_filter(self._session, name, wanted),
            _("The filter was saved."),
        )

    def _on_dropped(self, name: str) -> None:
        self._change_saved(
            lambda: saved_filters.drop(self._session, name),
            _("The saved filter was removed."),
        )

    def _change_saved(
        self, change: Callable[[], tuple[SavedFilter, ...]], said: str
    ) -> None:
        self._thread.post(
            self,
            lambda _job: change(),
            done=lambda before: self._on_saved_changed(before, said),
            failed=self.problem.emit,
        )

    def _on_saved_changed(self, before: tuple[SavedFilter, ...], said: str) -> None:
        self.refresh()
        self.result.emit(said, lambda: self._put_back(before))

    def _put_back(self, before: tuple[SavedFilter, ...]) -> None:
        self._thread.post(
            self,
            lambda _job: saved_filters.put_back(self._session, before),
            done=lambda _none: self.refresh(),
        )

    def _on_surroundings(self, around: Surroundings) -> None:
        self._around = around
        self._view.filters.show_choices(around.classes, around.groups)
        self._view.filters.saved.show_names(self.saved_names)
        classes = tuple((each.id, each.name) for each in around.classes)
        self._view.bar.show_choices(classes, around.all_groups)
        self.total_known.emit(around.total)
        self._find()
        # It counts the whole school, so it comes after the list.
        self._thread.post(
            self,
            lambda _job: due_tasks.read_due(self._session),
            done=self._on_due,
            key="due",
        )

    def _on_due(self, due: Mapping[str, StudentDue]) -> None:
        self._due = due
        self._view.students.show_due(due)
        self._view.preview.show_due(due.get(self._view.preview.student_id))

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
        # Whoever types looks for somebody new: the best match comes into focus.
        is_new = self._filter.typed != self._shown_for.typed
        self._shown_for = self._filter
        self._view.show_students(found.ids, found.first, keep_current=not is_new)
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
        self._view.preview.show_due(self._due.get(preview.id))

    def _on_reveal(self, student_id: str, name: str) -> None:
        preview = self._view.preview

        def show(value: str) -> None:
            if preview.student_id == student_id:
                preview.reveal(name, value)

        self._thread.post(
            self,
            lambda _job: file_rows.read_secret(self._session, student_id, name),
            done=show,
        )
