"""The page of all students."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut

from homevisit.services.student_filters import DUE
from homevisit.text import _, translate_count
from ui.due_rows import PLAN, VISIT
from ui.page import Command, Page, Title
from ui.presenters.chosen_students import ChosenStudentsPresenter
from ui.presenters.decide import DecidePresenter
from ui.presenters.students import StudentsPresenter
from ui.rows import ListFilter
from ui.screens.students import StudentsView

if TYPE_CHECKING:
    from ui.around import Around

# Where a deed for the chosen is done that needs a page of its own.
_PAGES = {"plan": "plan", "paper": "forms"}


class StudentsPage(Page):
    """The list, and beside it the chosen student."""

    view: StudentsView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = StudentsView(around.look, around.session.clock.today())
        given = (self.view, around.thread, around.session)
        self.presenter = StudentsPresenter(*given)
        self.chosen = ChosenStudentsPresenter(*given)
        self._decide = DecidePresenter(self.view.decide, around)
        self._total = 0
        self._connect()

    @property
    def title(self) -> Title:
        count = translate_count("{count} student", "{count} students", self._total)
        return Title(_("Students"), count)

    @property
    def about_child(self) -> str:
        student_id = self.view.current_id()
        return f"student:{student_id}:" if student_id else ""

    def enter(self, subject: str) -> None:
        """Show the list as it was left, or with `due` whom the targets ask for."""
        if subject == DUE:
            self.view.filters.use(ListFilter(visited=DUE))
        super().enter(subject)

    def refresh(self) -> None:
        self.presenter.refresh()
        self._decide.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        saved = tuple(
            Command(
                _("Filter: {name}").format(name=name),
                partial(self.presenter.use_saved, name),
                icon="star",
            )
            for name in self.presenter.saved_names
        )
        add = Command(_("Add a student"), self.view.filters.adding.ask, "Ins", "plus")
        clear = Command(_("Clear filters"), self.view.filters.clear, icon="x")
        ways = self.around.ways
        find = Command(
            _("Find duplicates"), lambda: ways.go("duplicates"), icon="users"
        )
        return (add, *saved, clear, find)

    def _connect(self) -> None:
        ways = self.around.ways
        self.presenter.total_known.connect(self._on_total)
        for source in (self.presenter, self.chosen):
            source.result.connect(ways.say)
            source.problem.connect(ways.explain)
        self.chosen.saved.connect(ways.note_saved)
        self.chosen.added.connect(ways.open_student)
        self.view.deed_wanted.connect(self._on_deed)
        self.view.opened.connect(ways.open_student)
        self.view.visit_requested.connect(ways.begin_visit)
        self.view.preview.due_wanted.connect(self._on_due)
        QShortcut("Ctrl+T", self.view, self._on_talk)
        self.view.import_requested.connect(lambda: ways.go_to_place("import"))

    def _on_deed(self, deed: str) -> None:
        self.around.ways.go(_PAGES[deed], ",".join(self.view.students.chosen))

    def _on_due(self, what: str, deed: str) -> None:
        ways, whom = self.around.ways, self.view.preview.student_id
        if what != VISIT:
            begun = f"plan/{what}" if deed == PLAN else what
            ways.go("talks", f"{begun}:{whom}")
        elif deed == PLAN:
            ways.go("plan", whom)
        else:
            ways.begin_visit(whom)

    def _on_talk(self) -> None:
        """Write a talk down for the chosen, or for the one in focus."""
        whom = self.view.students.chosen or (self.view.current_id(),)
        if whom[0]:
            self.around.ways.go("talks", ",".join(whom))

    def _on_total(self, total: int) -> None:
        self._total = total
        self.title_changed.emit()
