"""The page on which visits are planned for several students at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.planning import PlanningPresenter
from ui.screens.planning import PlanningView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class PlanningPage(Page):
    """Its subject are the ids of students, joined by commas, or empty.

    Before them may stand `campaign:`, the id of a campaign and a colon.
    """

    view: PlanningView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = PlanningView(around.look, around.device.clock.today())
        self.presenter = PlanningPresenter(self.view, around.thread, around.session)
        self._connect()

    @property
    def title(self) -> Title:
        usual = _("By village, brothers and sisters together")
        return Title(_("Plan visits"), self.presenter.campaign or usual)

    def enter(self, subject: str) -> None:
        campaign_id = ""
        if subject.startswith("campaign:"):
            _kind, campaign_id, subject = subject.split(":", 2)
        ids = tuple(each for each in subject.split(",") if each)
        self.presenter.begin(ids, campaign_id)

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def _connect(self) -> None:
        ways = self.around.ways
        self.presenter.begun.connect(self.ready)
        self.presenter.saved.connect(self._on_saved)
        self.presenter.problem.connect(ways.explain)
        self.presenter.result.connect(ways.say)
        self.view.left.connect(self._on_left)

    def unsent_fields(self) -> dict[str, Field]:
        return {"note": self.view.remark}

    def _on_left(self) -> None:
        self.view.remark.clear()
        self.around.ways.go_back()

    def _on_saved(self) -> None:
        self.view.remark.clear()
        self.around.ways.note_saved()
        self.around.ways.go_to_place("visits")
