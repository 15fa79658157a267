"""Everything behind the password: rail, header, pages, and the ways between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.errors import Problem
from homevisit.text import _, translate_count
from ui.defects import defect_explanation
from ui.desk import visit_forms
from ui.kit.basics import column, hold, row
from ui.kit.drafts import DraftCard
from ui.kit.header import HeaderBar
from ui.kit.notices import NoticeBar, Toast
from ui.kit.rail import Rail
from ui.presenters.export import ExportPresenter
from ui.presenters.student_file import StudentFilePresenter
from ui.presenters.students import StudentsPresenter
from ui.presenters.visit_form import VisitFormPresenter
from ui.screens.export import ExportView
from ui.screens.student_file import StudentFileView
from ui.screens.students import StudentsView
from ui.screens.visit_form import VisitFormView
from ui.serial_thread import SerialThread
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.desk.gate import Entered
    from ui.rows import DraftRow, StudentFile, VisitForm


class Workspace(QWidget):
    """One open vault on screen; `lock_requested` asks to close it."""

    lock_requested = Signal()
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(
        self, look: Appearance, thread: SerialThread, entered: Entered
    ) -> None:
        super().__init__()
        self._look, self._thread = look, thread
        self._session = entered.session
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.drawing = SerialThread("pages")
        self._way: list[QWidget] = []
        self._is_masked = False
        self._name = ""
        self._file: StudentFile | None = None
        self._form: VisitForm | None = None
        self._total = 0
        self._build(entered.owner)
        self._make_presenters()
        self._connect()

    def start(self) -> None:
        """Show the first page and offer back what a crash left behind."""
        self._students.refresh()
        self._go(self._students_view)
        self._read_drafts()

    def flush(self) -> None:
        """Hand everything unsaved to the vault's thread; called before closing."""
        self._visit.flush()

    def stop(self) -> None:
        self.drawing.stop()

    def show_problem(self, error: BaseException) -> None:
        """Explain a problem; of a defect say only that there was one."""
        if isinstance(error, Problem):
            self.notice.show_problem(error.explain())
        else:
            self.notice.show_problem(defect_explanation())
        self._show_said()

    def _build(self, owner: str) -> None:
        look = self._look
        self._rail = Rail(look, (("students", "users-round", _("Students")),))
        self._rail.show_owner(owner)
        self.header = HeaderBar(look)
        self.notice = NoticeBar(look)
        self._drafts = DraftCard(look)
        self._students_view = StudentsView(look)
        self._file_view = StudentFileView(look)
        self._visit_view = VisitFormView(look)
        self._export_view = ExportView(look, self.drawing)
        self._stack = QStackedWidget()
        # Pages fold their side panels when it gets narrow; said here, because their
        # present needs would keep the window from getting narrow at all.
        self._stack.setMinimumSize(1, 1)
        for view in self._views():
            self._stack.addWidget(view)
        sides = (SPACE.page, 0, SPACE.page, 10)
        said = hold(column(self.notice, self._drafts, gap=10, margins=sides))
        self._said = said
        right = column(self.header, said, self._stack)
        right.setStretch(2, 1)
        line = row(self._rail)
        line.addLayout(right, 1)
        self.setLayout(line)
        self.toast = Toast(look, self)
        self._show_said()

    def _views(self) -> tuple[QWidget, ...]:
        return (
            self._students_view,
            self._file_view,
            self._visit_view,
            self._export_view,
        )

    def _make_presenters(self) -> None:
        given = (self._thread, self._session)
        self._students = StudentsPresenter(self._students_view, *given)
        self._files = StudentFilePresenter(self._file_view, *given)
        self._visit = VisitFormPresenter(self._visit_view, *given)
        self._export = ExportPresenter(self._export_view, *given)

    def _connect(self) -> None:
        self._connect_chrome()
        self._students.total_known.connect(self._on_total)
        self._students_view.opened.connect(self._open_file)
        self._students_view.visit_requested.connect(self._visit.begin)
        self._files.shown.connect(self._on_file_shown)
        self._files.visit_requested.connect(self._visit.begin)
        self._files.draft_opened.connect(self._visit.open_draft)
        self._files.visit_opened.connect(self._visit.open_visit)
        self._files.print_requested.connect(self._on_export_ready)
        self._visit.shown.connect(self._on_visit_shown)
        self._visit.visit_requested.connect(self._visit.open_visit)
        self._visit.finalised.connect(self._on_finalised)
        self._visit.export_ready.connect(self._on_export_ready)
        for presenter in (self._files, self._visit, self._export):
            presenter.result.connect(self.toast.show_result)
        for source in (self._visit, self._export):
            source.problem.connect(self.show_problem)

    def _connect_chrome(self) -> None:
        self._thread.error_raised.connect(self.show_problem)
        self.drawing.error_raised.connect(self.show_problem)
        self.header.masking_changed.connect(self._on_masked)
        self.header.lock_requested.connect(self.lock_requested)
        self.header.back_requested.connect(self._go_back)
        self.header.theme_chosen.connect(self.theme_chosen)
        self.header.text_size_chosen.connect(self.text_size_chosen)
        self._rail.place_chosen.connect(lambda _code: self._go_home())
        self.notice.closed.connect(self._show_said)
        self._drafts.continued.connect(self._visit.open_draft)
        self._drafts.dropped.connect(self._on_draft_dropped)
        self._drafts.closed.connect(self._show_said)

    def _show_said(self) -> None:
        is_home = self._stack.currentWidget() is self._students_view
        self._drafts.setVisible(is_home and self._drafts.has_any)
        has_any = not (self.notice.isHidden() and self._drafts.isHidden())
        self._said.setVisible(has_any)

    def _go(self, view: QWidget) -> None:
        if view in self._way:
            self._way = self._way[: self._way.index(view)]
        self._way.append(view)
        self._stack.setCurrentWidget(view)
        self._rail.show_place("students")
        self._show_said()
        self._title()
        view.focus_first()  # type: ignore[attr-defined]

    def _go_home(self) -> None:
        self._visit.leave()
        self._students.refresh()
        self._read_drafts()
        self._way = []
        self._go(self._students_view)

    def _go_back(self) -> None:
        if len(self._way) < 2:
            return
        self._visit.flush()
        if self._way.pop() is self._visit_view:
            self._visit.leave()
            self._files.refresh()
        target = self._way.pop()
        if target is self._students_view:
            self._students.refresh()
            self._read_drafts()
        self._go(target)

    def _title(self) -> None:
        view = self._stack.currentWidget()
        deep = len(self._way) > 1
        if view is self._students_view:
            count = translate_count("{count} student", "{count} students", self._total)
            self.header.show_page(_("Students"), count)
        elif view is self._file_view:
            file = self._file
            line = file.class_line if file else ""
            self.header.show_page(_("Student file"), line, can_go_back=deep)
        elif view is self._visit_view and self._form is not None:
            state = _("finalised") if self._form.is_final else _("draft")
            context = f"{self._form.context}  {state}"
            name = self._shown_name(self._form.student_name)
            title = _("Home visit")
            self.header.show_page(title, context, strong=name, can_go_back=deep)
        elif view is self._export_view:
            title = _("Print and export")
            self.header.show_page(title, _("Visit summary"), can_go_back=deep)

    def _shown_name(self, name: str) -> str:
        return masked_name(name) if self._is_masked else name

    def _on_total(self, total: int) -> None:
        self._total = total
        self._title()

    def _on_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._students_view.show_masked(is_masked)
        self._file_view.show_masked(is_masked)
        self._drafts.show_masked(is_masked)
        self._title()

    def _open_file(self, student_id: str) -> None:
        if student_id:
            self._files.open(student_id)

    def _on_file_shown(self, file: StudentFile) -> None:
        is_new = self._stack.currentWidget() is self._students_view
        self._file = file
        if is_new:
            self._go(self._file_view)
        self._title()

    def _on_visit_shown(self, form: VisitForm) -> None:
        self._form = form
        if self._stack.currentWidget() is not self._visit_view:
            self._go(self._visit_view)
        else:
            self._visit_view.focus_first()
        self._title()

    def _on_finalised(self, visit_id: str) -> None:
        self._students.refresh()
        self._files.refresh()
        self._visit.open_visit(visit_id)

    def _on_export_ready(self, visit_id: str) -> None:
        self._export.open(visit_id)
        self._go(self._export_view)

    def _read_drafts(self) -> None:
        self._thread.post(
            self,
            lambda _job: visit_forms.drafts(self._session),
            done=self._on_drafts,
            key="drafts",
        )

    def _on_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        self._drafts.show_drafts(drafts)
        self._show_said()

    def _on_draft_dropped(self, draft_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: visit_forms.drop(self._session, draft_id),
            done=lambda _none: self._students.refresh(),
        )
