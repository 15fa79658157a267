"""The page of all visits: planned, done, not met, to follow up, written, reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui import visits_rows as codes
from ui.page import Command, Page, Title
from ui.presenters.visits import VisitsPresenter
from ui.screens.visits import VisitsView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.around import Around
    from ui.visits_rows import VisitRow


class VisitsPage(Page):
    """Its subject is a state to list, such as `review`, or empty."""

    view: VisitsView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        today = around.device.clock.today()
        self.view = VisitsView(around.look, today)
        self.presenter = VisitsPresenter(self.view, around.thread, around.session)
        self._connect()

    @property
    def title(self) -> Title:
        return Title(_("Home visits"))

    def enter(self, subject: str) -> None:
        if subject:
            self.view.show_mode("list")
            self.view.filters.choose(state=subject)
        self.refresh()

    def refresh(self) -> None:
        self.presenter.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(
                _("Plan visits"),
                self.view.planning_requested.emit,
                "Ctrl+Shift+N",
                "calendar-days",
            ),
            Command(
                _("Campaigns of visits"),
                lambda: self.around.ways.go("campaigns"),
                icon="flag",
            ),
        )

    def _connect(self) -> None:
        ways, view = self.around.ways, self.view
        self.presenter.shown.connect(self.ready)
        self.presenter.saved.connect(ways.note_saved)
        self.presenter.problem.connect(ways.explain)
        self.presenter.result.connect(ways.say)
        view.opened.connect(self._open)
        view.asked.connect(self._on_asked)
        view.planning_requested.connect(lambda: ways.go("plan"))
        view.paper_requested.connect(ways.go)

    def _open(self, row: VisitRow) -> None:
        """Open what a line is about; a plan leads to the child's file."""
        ways = self.around.ways
        if row.kind == codes.PLAN:
            ways.open_student(row.student_id)
        elif row.draft_id:
            ways.open_draft(row.draft_id)
        else:
            ways.open_visit(row.record_id)

    def _on_asked(self, code: str, rows: Sequence[VisitRow]) -> None:
        ways, first = self.around.ways, rows[0]
        if code == codes.ARRANGED:
            self.presenter.mark_arranged(rows)
        elif code == codes.ACCEPT:
            self.presenter.accept(rows)
        elif code in {codes.PRINT, codes.ROUTE}:
            self._go_to_paper(code, [each.record_id for each in rows])
        elif code == codes.AGAIN:
            ways.go("plan", ",".join(dict.fromkeys(x.student_id for x in rows)))
        elif code == codes.WRITE and first.kind == codes.PLAN:
            ways.begin_visit(first.student_id)
        else:
            self._open(first)

    def _go_to_paper(self, code: str, ids: Sequence[str]) -> None:
        if code == codes.PRINT and len(ids) == 1:
            self.around.ways.print_visit(ids[0])
        else:
            page = "route" if code == codes.ROUTE else "prints"
            self.around.ways.go(page, ",".join(ids))
