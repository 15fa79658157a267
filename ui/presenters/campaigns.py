"""Campaigns: read anew whenever shown; every change is one save with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.services import campaign_reports, campaigns
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
        self.wanted = ""
        self._sheet: CampaignSheet | None = None
        view.chosen.connect(self.show)
        view.new_requested.connect(self.begin)
        pane = view.pane
        pane.changed.connect(self._on_changed)
        pane.assigned.connect(self._on_assigned)
        pane.share_requested.connect(self._on_shared)
        pane.plan_requested.connect(self._on_plan)
        self._follow_people()
        self._follow_closing()

    def refresh(self) -> None:
        session = self.around.session
        self.read(
            lambda: (desk.read_lines(session), desk.read_choices(session)),
            self._on_lines,
        )

    def show(self, campaign_id: str) -> None:
        """Bring a campaign to the front."""
        self.wanted = campaign_id
        session = self.around.session
        self.read(lambda: desk.read_sheet(session, campaign_id), self._on_sheet)

    def begin(self) -> None:
        """Begin a campaign, to be named and changed in its fields."""
        session = self.around.session
        self.write(
            lambda: desk.begin(session), _("Campaign begun"), done=self._on_begun
        )

    def _on_begun(self, written: Written) -> None:
        self.wanted = written.record_ids[0]
        self.refresh()

    def _on_lines(
        self, found: tuple[tuple[CampaignLine, ...], CampaignChoices]
    ) -> None:
        lines, choices = found
        self.view.pane.show_choices(choices)
        ids = [each.id for each in lines]
        if self.wanted not in ids:
            self.wanted = ids[0] if ids else ""
        self.view.show_lines(lines)
        if self.wanted:
            self.view.list.choose(self.wanted)
            self.show(self.wanted)
        else:
            self.shown.emit()

    def _on_sheet(self, sheet: CampaignSheet) -> None:
        self._sheet = sheet
        self.view.pane.show_sheet(sheet)
        self.shown.emit()

    def _on_changed(self, name: str, value: object) -> None:
        def refused(reason: str) -> None:
            self.view.pane.refuse(name, reason)

        wanted = self.wanted
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

    def _follow_people(self) -> None:
        people = self.view.pane.students
        people.assigned.connect(self._on_given)
        people.left_out.connect(lambda ids: self._set_listed(ids, is_listed=False))
        people.planned.connect(self._plan)
        people.picker.wanted.connect(self._on_typed)
        people.picker.picked.connect(
            lambda student_id, _name: self._set_listed((student_id,), is_listed=True)
        )

    def _on_given(self, staff_id: str, ids: tuple[str, ...]) -> None:
        self._do(
            lambda s, c: campaigns.assign_students(s, c, ids, staff_id), _("Saved")
        )

    def _set_listed(self, ids: tuple[str, ...], *, is_listed: bool) -> None:
        said = _("Put on the list") if is_listed else _("Taken off the list")
        self._do(
            lambda s, c: campaigns.set_listed(s, c, ids, is_listed=is_listed), said
        )

    def _on_typed(self, typed: str) -> None:
        session = self.around.session
        self.read(
            lambda: desk.find_people(session, typed),
            self.view.pane.students.picker.show_people,
        )

    def _follow_closing(self) -> None:
        closing = self.view.pane.closing
        closing.closed.connect(
            lambda words: self._do(
                lambda s, c: campaign_reports.close(s, c, words), _("Campaign closed")
            )
        )
        closing.cancelled.connect(
            lambda reason: self._do(
                lambda s, c: campaigns.cancel(s, c, reason), _("Campaign cancelled")
            )
        )
        closing.report_wanted.connect(
            lambda: self.around.ways.go("campaign_report", self.wanted)
        )
        closing.reopened.connect(
            lambda: self._do(campaigns.reopen, _("The campaign is open again"))
        )

    def _on_plan(self) -> None:
        if self._sheet is not None:
            self._plan(self._sheet.not_yet)

    def _plan(self, ids: tuple[str, ...]) -> None:
        self.around.ways.go("plan", f"campaign:{self.wanted}:{','.join(ids)}")

    def _do(self, work: Callable[[Session, str], Written], words: str) -> None:
        wanted = self.wanted
        self.write(lambda: work(self.around.session, wanted), words)
