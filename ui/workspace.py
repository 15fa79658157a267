"""Everything behind the password: the pages of an open vault and the ways between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ui.chrome import IMPORT, STUDENTS, TODAY, Chrome
from ui.page_titles import PageTitles
from ui.presenters.drafts import DraftsPresenter
from ui.presenters.export import ExportPresenter
from ui.presenters.roster_import import RosterImportPresenter
from ui.presenters.student_file import StudentFilePresenter
from ui.presenters.students import StudentsPresenter
from ui.presenters.today import TodayPresenter
from ui.presenters.visit_form import VisitFormPresenter
from ui.presenters.visit_tail import VisitTailPresenter
from ui.screens.export import ExportView
from ui.screens.roster_import import RosterImportView
from ui.screens.student_file import StudentFileView
from ui.screens.students import StudentsView
from ui.screens.today import TodayView
from ui.screens.visit_form import VisitFormView
from ui.serial_thread import SerialThread
from ui.settling import Settling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.desk.gate import Entered
    from ui.rows import VisitForm


class Workspace(Chrome):
    """One open vault on screen; `lock_requested` asks to close it."""

    lock_requested = Signal()
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(
        self, look: Appearance, thread: SerialThread, entered: Entered
    ) -> None:
        super().__init__(look, entered.owner)
        self._thread, self._session = thread, entered.session
        self.drawing = SerialThread("pages")
        self._way: list[str] = []
        self._titles = PageTitles(self.header)
        self._settling = Settling(self, thread, self._session)
        self._make_pages(look)
        self._make_presenters()
        self._connect()

    def start(self) -> None:
        """Show the day, with what a crash left behind."""
        self._go_to_place(TODAY)
        for warning in self._session.vault.warnings[:1]:
            self.show_problem(warning)

    def flush(self) -> None:
        """Hand everything unsaved to the vault's thread; called before closing."""
        self._settling.stop()
        self._visit.flush()

    def stop(self) -> None:
        self.drawing.stop()

    def _make_pages(self, look: Appearance) -> None:
        self._today_view = TodayView(look)
        self._students_view = StudentsView(look)
        self._file_view = StudentFileView(look)
        self._visit_view = VisitFormView(look)
        self._export_view = ExportView(look, self.drawing)
        self._import_view = RosterImportView(look)
        self._pages: dict[str, QWidget] = {
            TODAY: self._today_view,
            STUDENTS: self._students_view,
            IMPORT: self._import_view,
            "file": self._file_view,
            "visit": self._visit_view,
            "export": self._export_view,
        }
        for view in self._pages.values():
            self.stack.addWidget(view)

    def _make_presenters(self) -> None:
        given = (self._thread, self._session)
        self._today = TodayPresenter(self._today_view, *given)
        self._students = StudentsPresenter(self._students_view, *given)
        self._files = StudentFilePresenter(self._file_view, *given)
        self._visit = VisitFormPresenter(self._visit_view, *given)
        self._tail = VisitTailPresenter(self._visit_view.tail, *given)
        self._export = ExportPresenter(self._export_view, *given)
        self._import = RosterImportPresenter(self._import_view, *given)
        self._unfinished = DraftsPresenter(self._today_view, *given)

    def _connect(self) -> None:
        self._connect_chrome()
        self._connect_lists()
        self._files.opened.connect(lambda: self._go("file"))
        self._files.shown.connect(lambda file: self._know(file=file))
        self._files.visit_requested.connect(self._visit.begin)
        self._files.draft_opened.connect(self._visit.open_draft)
        self._files.visit_opened.connect(self._visit.open_visit)
        self._files.print_requested.connect(self._on_export_ready)
        self._visit.opened.connect(self._tail.show)
        self._tail.reviewed.connect(self._visit.open_visit)
        self._visit.shown.connect(self._on_visit_shown)
        self._visit.visit_requested.connect(self._visit.open_visit)
        self._visit.finalised.connect(self._on_finalised)
        self._visit.export_ready.connect(self._on_export_ready)
        self._import.imported.connect(lambda: self._go_to_place(STUDENTS))
        for source in (self._today, self._visit, self._tail, self._export):
            source.problem.connect(self.show_problem)
            source.result.connect(self.toast.show_result)
        self._files.result.connect(self.toast.show_result)
        self._import.result.connect(self.toast.show_result)
        self._import.problem.connect(self.show_problem)

    def _connect_lists(self) -> None:
        self._today.shown.connect(lambda page: self._know(today=page))
        self._today.changed.connect(self._refresh_lists)
        self._students.total_known.connect(lambda total: self._know(total=total))
        self._unfinished.dropped.connect(self._refresh_lists)
        self._today_view.drafts.continued.connect(self._visit.open_draft)
        self._today_view.drafts.dropped.connect(self._unfinished.drop)
        self._today_view.students_requested.connect(lambda: self._go_to_place(STUDENTS))
        for view in (self._today_view, self._students_view):
            view.opened.connect(self._files.open)
            view.visit_requested.connect(self._visit.begin)
            view.import_requested.connect(lambda: self._go_to_place(IMPORT))

    def _connect_chrome(self) -> None:
        self._thread.error_raised.connect(self.show_problem)
        self.drawing.error_raised.connect(self.show_problem)
        self.header.masking_changed.connect(self._on_masked)
        self.header.lock_requested.connect(self.lock_requested)
        self.header.back_requested.connect(self._go_back)
        self.header.theme_chosen.connect(self.theme_chosen)
        self.header.text_size_chosen.connect(self.text_size_chosen)
        self.rail.place_chosen.connect(self._go_to_place)

    def _go(self, page: str) -> None:
        if page in self._way:
            self._way = self._way[: self._way.index(page)]
        self._way.append(page)
        self.show_page(self._pages[page], self._way[0])
        self._title()
        self._pages[page].focus_first()  # type: ignore[attr-defined]

    def _go_to_place(self, place: str) -> None:
        self._visit.leave()
        self._refresh_lists()
        self._way = []
        self._go(place)

    def _go_back(self) -> None:
        if len(self._way) < 2:
            return
        if self._way.pop() == "visit":
            self._visit.leave()
            self._files.refresh()
        target = self._way.pop()
        if not self._way:
            self._refresh_lists()
        self._go(target)

    def _refresh_lists(self) -> None:
        self._today.refresh()
        self._students.refresh()
        self._unfinished.refresh()

    def _title(self) -> None:
        self._titles.show(self._way[-1], can_go_back=len(self._way) > 1)

    def _know(self, **facts: Any) -> None:  # noqa: ANN401  fields of `PageTitles`
        for name, value in facts.items():
            setattr(self._titles, name, value)
        self._title()

    def _on_masked(self, is_masked: bool) -> None:
        for part in (self._today_view, self._students_view, self._file_view):
            part.show_masked(is_masked)
        self._know(is_masked=is_masked)

    def _on_visit_shown(self, form: VisitForm) -> None:
        self._titles.form = form
        self._go("visit")

    def _on_finalised(self, visit_id: str) -> None:
        self._refresh_lists()
        self._files.refresh()
        self._visit.open_visit(visit_id)

    def _on_export_ready(self, visit_id: str) -> None:
        self._export.open(visit_id)
        self._go("export")
