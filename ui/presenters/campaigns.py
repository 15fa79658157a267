"""Campaigns: read anew whenever shown; every change is one save with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.services import campaigns
from homevisit.text import _
from ui.desk import campaigns as desk
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from ui.around import Around
    from ui.campaign_rows import CampaignChoices, CampaignLine, CampaignSheet
    from ui.screens.campaigns import CampaignsView


class CampaignsPresenter(SettingSection):
    """Feeds a `CampaignsView`; `shown` says that what was asked for is there."""

    shown = Signal()
    view: CampaignsView

    def __init__(self, view: CampaignsView, around: Around) -> None:
        super().__init__(around)
        self.view = view
        self._wanted = ""
        self._sheet: CampaignSheet | None = None
        view.chosen.connect(self.show)
        view.new_requested.connect(self.begin)
        pane = view.pane
        pane.changed.connect(self._on_changed)
        pane.assigned.connect(self._on_assigned)
        pane.share_requested.connect(self._on_shared)
        pane.plan_requested.connect(self._on_plan)
        pane.close_requested.connect(self._on_close)

    def refresh(self) -> None:
        session = self.around.session
        self.read(
            lambda: (desk.read_lines(session), desk.read_choices(session)),
            self._on_lines,
        )

    def show(self, campaign_id: str) -> None:
        """Bring a campaign to the front."""
        self._wanted = campaign_id
        session = self.around.session
        self.read(lambda: desk.read_sheet(session, campaign_id), self._on_sheet)

    def begin(self) -> None:
        """Begin a campaign, to be named and changed in its fields."""
        session = self.around.session
        self.write(
            lambda: desk.begin(session), _("Campaign begun"), done=self._on_begun
        )

    def _on_begun(self, written: Written) -> None:
        self._wanted = written.record_ids[0]
        self.refresh()

    def _on_lines(
        self, found: tuple[tuple[CampaignLine, ...], CampaignChoices]
    ) -> None:
        lines, choices = found
        self.view.pane.show_choices(choices)
        ids = [each.id for each in lines]
        if self._wanted not in ids:
            self._wanted = ids[0] if ids else ""
        self.view.show_lines(lines)
        if self._wanted:
            self.view.list.choose(self._wanted)
            self.show(self._wanted)
        else:
            self.shown.emit()

    def _on_sheet(self, sheet: CampaignSheet) -> None:
        self._sheet = sheet
        self.view.pane.show_sheet(sheet)
        self.shown.emit()

    def _on_changed(self, name: str, value: object) -> None:
        def refused(reason: str) -> None:
            self.view.pane.refuse(name, reason)

        wanted = self._wanted
        self.write(
            lambda: desk.change(self.around.session, wanted, name, value),
            _("Saved"),
            refused=refused,
        )

    def _on_assigned(self, village: str, staff_id: str) -> None:
        who = {village: staff_id}
        self._do(lambda s, c: campaigns.assign_villages(s, c, who), _("Saved"))

    def _on_shared(self) -> None:
        self._do(desk.share_out, _("The villages are shared out"))

    def _on_close(self, summary: str) -> None:
        self._do(lambda s, c: campaigns.close(s, c, summary), _("Campaign closed"))

    def _on_plan(self) -> None:
        if self._sheet is not None:
            self.around.ways.go("plan", ",".join(self._sheet.not_yet))

    def _do(self, work: Callable[[Session, str], Written], words: str) -> None:
        wanted = self._wanted
        self.write(lambda: work(self.around.session, wanted), words)
