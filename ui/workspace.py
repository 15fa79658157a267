"""Everything behind the password: the pages of an open vault and the ways between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, translate_count
from ui.chrome import IMPORT, STUDENTS, Chrome
from ui.presenters.drafts import DraftsPresenter
from ui.presenters.export import ExportPresenter
from ui.presenters.roster_import import RosterImportPresenter
from ui.presenters.student_file import StudentFilePresenter
from ui.presenters.students import StudentsPresenter
from ui.presenters.visit_form import VisitFormPresenter
from ui.presenters.visit_tail import VisitTailPresenter
from ui.screens.export import ExportView
from ui.screens.roster_import import RosterImportView
from ui.screens.student_file import StudentFileView
from ui.screens.students import StudentsView
from ui.screens.visit_form import VisitFormView
from ui.serial_thread import SerialThread
from ui.settling import Settling
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.desk.gate import Entered
    from ui.rows import StudentFile, VisitForm


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
        self._way: list[QWidget] = []
        self._is_masked = False
        self._file: StudentFile | None = None
        self._form: VisitForm | None = None
        self._total = 0
        self._settling = Settling(self, thread, self._session)
        self._make_pages(look)
        self._make_presenters()
        self._connect()

    def start(self) -> None:
        """Show the first page and offer back what a crash left behind."""
        self._go_home()
        for warning in self._session.vault.warnings[:1]:
            self.show_problem(warning)

    def flush(self) -> None:
        """Hand everything unsaved to the vault's thread; called before closing."""
        self._settling.stop()
        self._visit.flush()

    def stop(self) -> None:
        self.drawing.stop()

    def _make_pages(self, look: Appearance) -> None:
        self._students_view = StudentsView(look)
        self._file_view = StudentFileView(look)
        self._visit_view = VisitFormView(look)
        self._export_view = ExportView(look, self.drawing)
        self._import_view = RosterImportView(look)
        self.home = self._students_view
        for view in (
            self._students_view,
            self._file_view,
            self._visit_view,
            self._export_view,
            self._import_view,
        ):
            self.stack.addWidget(view)

    def _make_presenters(self) -> None:
        given = (self._thread, self._session)
        self._students = StudentsPresenter(self._students_view, *given)
        self._files = StudentFilePresenter(self._file_view, *given)
        self._visit = VisitFormPresenter(self._visit_view, *given)
        self._tail = VisitTailPresenter(self._visit_view.tail, *given)
        self._export = ExportPresenter(self._export_view, *given)
        self._import = RosterImportPresenter(self._import_view, *given)
        self._unfinished = DraftsPresenter(self, *given)

    def _connect(self) -> None:
        self._connect_chrome()
        self._students.total_known.connect(self._on_total)
        self._students_view.opened.connect(self._files.open)
        self._students_view.visit_requested.connect(self._visit.begin)
        self._files.shown.connect(self._on_file_shown)
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
        self._students_view.import_requested.connect(lambda: self._go_to_place(IMPORT))
        self._import.imported.connect(self._go_home)
        for presenter in (
            self._files,
            self._visit,
            self._tail,
            self._export,
            self._import,
        ):
            presenter.result.connect(self.toast.show_result)
        for source in (self._visit, self._tail, self._export, self._import):
            source.problem.connect(self.show_problem)

    def _connect_chrome(self) -> None:
        self._thread.error_raised.connect(self.show_problem)
        self.drawing.error_raised.connect(self.show_problem)
        self.header.masking_changed.connect(self._on_masked)
        self.header.lock_requested.connect(self.lock_requested)
        self.header.back_requested.connect(self._go_back)
        self.header.theme_chosen.connect(self.theme_chosen)
        self.header.text_size_chosen.connect(self.text_size_chosen)
        self.rail.place_chosen.connect(self._go_to_place)
        self.drafts.continued.connect(self._visit.open_draft)
        self.drafts.dropped.connect(self._unfinished.drop)
        self._unfinished.dropped.connect(self._students.refresh)

    def _go(self, view: QWidget) -> None:
        if view in self._way:
            self._way = self._way[: self._way.index(view)]
        self._way.append(view)
        self.show_page(view, IMPORT if view is self._import_view else STUDENTS)
        self._title()
        view.focus_first()  # type: ignore[attr-defined]

    def _go_home(self) -> None:
        self._visit.leave()
        self._refresh_home()
        self._way = []
        self._go(self._students_view)

    def _go_to_place(self, code: str) -> None:
        self._go_home()
        if code == IMPORT:
            self._go(self._import_view)

    def _go_back(self) -> None:
        if len(self._way) < 2:
            return
        if self._way.pop() is self._visit_view:
            self._visit.leave()
            self._files.refresh()
        target = self._way.pop()
        if target is self._students_view:
            self._refresh_home()
        self._go(target)

    def _refresh_home(self) -> None:
        self._students.refresh()
        self._unfinished.refresh()

    def _title(self) -> None:
        """Say in the header which page this is and what it is about."""
        view, deep = self.stack.currentWidget(), len(self._way) > 1
        if view is self._students_view:
            count = translate_count("{count} student", "{count} students", self._total)
            self.header.show_page(_("Students"), count)
        elif view is self._file_view:
            line = self._file.class_line if self._file else ""
            self.header.show_page(_("Student file"), line, can_go_back=deep)
        elif view is self._visit_view and self._form is not None:
            state = _("finalised") if self._form.is_final else _("draft")
            context = f"{self._form.context}  {state}"
            name = self._form.student_name
            name = masked_name(name) if self._is_masked else name
            title = _("Home visit")
            self.header.show_page(title, context, strong=name, can_go_back=deep)
        elif view is self._import_view:
            said = _("Checked first, then written; can be undone as a whole")
            self.header.show_page(_("Import a list"), said)
        elif view is self._export_view:
            title, what = _("Print and export"), _("Visit summary")
            self.header.show_page(title, what, can_go_back=deep)

    def _on_total(self, total: int) -> None:
        self._total = total
        self._title()

    def _on_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        for part in (self._students_view, self._file_view, self.drafts):
            part.show_masked(is_masked)
        self.show_said()
        self._title()

    def _on_file_shown(self, file: StudentFile) -> None:
        self._file = file
        if self.stack.currentWidget() is self._students_view:
            self._go(self._file_view)
        self._title()

    def _on_visit_shown(self, form: VisitForm) -> None:
        self._form = form
        self._go(self._visit_view)

    def _on_finalised(self, visit_id: str) -> None:
        self._students.refresh()
        self._files.refresh()
        self._visit.open_visit(visit_id)

    def _on_export_ready(self, visit_id: str) -> None:
        self._export.open(visit_id)
        self._go(self._export_view)
