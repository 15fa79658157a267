"""The page on which the closing report of a campaign is looked at, saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import campaign_reports
from homevisit.text import _
from ui.desk import campaigns as desk
from ui.page import Command, Page, Title
from ui.presenters.paper_out import PaperOut
from ui.screens.campaign_report import CampaignReportView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.campaign_rows import CampaignPaper
    from ui.serial_thread import Job


class CampaignReportPage(Page):
    """Its subject is the id of a campaign."""

    view: CampaignReportView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = CampaignReportView(around.look, around.drawing)
        self._wanted = ""
        self._out = PaperOut(around, self.view)
        self.view.print_requested.connect(
            lambda: self._out.to_printer(self.view.pages.page_count, self._make)
        )
        self.view.file_requested.connect(
            lambda path: self._out.to_file(path, self._make)
        )

    @property
    def subject(self) -> str:
        return self._wanted

    @property
    def title(self) -> Title:
        return Title(_("Print and export"), _("Campaign report"))

    def enter(self, subject: str) -> None:
        self._wanted = subject
        self.refresh()

    def refresh(self) -> None:
        session, wanted = self.around.session, self._wanted
        if not wanted:
            return
        self.around.thread.post(
            self,
            lambda _job: desk.read_paper(session, wanted),
            done=self._on_read,
            failed=self.around.ways.explain,
            key="campaign report",
        )

    def leave(self) -> None:
        self.view.let_go()

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        wanted = self.view.out.print.click
        return (Command(_("Print this paper"), wanted, "Ctrl+P", "printer"),)

    def _on_read(self, paper: CampaignPaper) -> None:
        self.view.show_paper(paper)
        self.ready.emit()

    def _make(self, _job: Job) -> bytes:
        session, wanted = self.around.session, self._wanted
        return campaign_reports.print_report(session, wanted).pdf
