"""The page of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.concern_today import CareTodayPresenter
from ui.presenters.decide import DecidePresenter
from ui.presenters.drafts import DraftsPresenter
from ui.presenters.reminders import RemindersPresenter
from ui.presenters.today import TodayPresenter
from ui.screens.today import TodayView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.today_rows import TodayPage as Shown


class TodayPage(Page):
    """The week, who waits for a visit, what is due, what was begun."""

    view: TodayView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = TodayView(around.look)
        self.presenter = TodayPresenter(self.view, around.thread, around.session)
        self._drafts = DraftsPresenter(self.view, around.thread, around.session)
        self._decide = DecidePresenter(self.view.decide, around)
        self._reminders = RemindersPresenter(self.view.reminders, around)
        self._care = CareTodayPresenter(self.view.care, around)
        self._shown: Shown | None = None
        self._connect()

    @property
    def title(self) -> Title:
        if self._shown is None:
            return Title(_("Today"), has_search=True)
        return Title(self._shown.greeting, self._shown.day, has_search=True)

    def refresh(self) -> None:
        self.presenter.refresh()
        self._drafts.refresh()
        self._decide.refresh()
        self._care.refresh()
        self._reminders.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def _connect(self) -> None:
        ways, view = self.around.ways, self.view
        self.presenter.shown.connect(self._on_shown)
        self.presenter.changed.connect(ways.note_saved)
        self.presenter.problem.connect(ways.explain)
        self.presenter.result.connect(ways.say)
        self._drafts.dropped.connect(ways.note_saved)
        view.drafts.continued.connect(ways.open_draft)
        view.drafts.dropped.connect(self._drafts.drop)
        view.students_requested.connect(lambda: ways.go_to_place("students"))
        view.due_requested.connect(lambda: ways.go_to_place("students", "due"))
        view.visits_requested.connect(lambda: ways.go_to_place("visits"))
        view.visit_opened.connect(ways.open_visit)
        view.opened.connect(ways.open_student)
        view.copy.backups_requested.connect(lambda: ways.go("backup"))
        view.visit_requested.connect(ways.begin_visit)
        view.plan_requested.connect(lambda child: ways.go("plan", child))
        view.talk_requested.connect(lambda child: ways.go("talks", child))
        view.paper_requested.connect(lambda: ways.go("forms"))
        view.import_requested.connect(lambda: ways.go_to_place("import"))

    def _on_shown(self, shown: Shown) -> None:
        self._shown = shown
        self.title_changed.emit()
