"""Planning: every wish is proposed anew, and written as one save that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.text import translate_count
from ui.desk import planning_rows, today
from ui.planning_rows import (
    CandidateRow,
    PlanningChoices,
    Proposal,
    TripRow,
    Wishes,
)

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.screens.planning import PlanningView
    from ui.serial_thread import SerialThread


class PlanningPresenter(QObject):
    """Feeds a `PlanningView`; `begun` says that it can be shown."""

    begun = Signal()
    saved = Signal()
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(
        self, view: PlanningView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._proposal = Proposal()
        self._known: dict[str, CandidateRow] = {}
        self._is_saving = False
        self.campaign = ""
        view.wished.connect(self._on_wished)
        view.planned.connect(self._on_planned)
        view.days.taken_out.connect(self._on_taken_out)

    def begin(self, student_ids: tuple[str, ...], campaign_id: str = "") -> None:
        """Start a planning for these students, perhaps within a campaign."""
        self._is_saving = False
        self._thread.post(
            self,
            lambda _job: planning_rows.read_choices(self._session, campaign_id),
            done=lambda choices: self._on_choices(choices, student_ids),
            failed=self.problem.emit,
        )

    def _on_choices(
        self, choices: PlanningChoices, student_ids: tuple[str, ...]
    ) -> None:
        self._known = {each.student_id: each for each in choices.candidates}
        self.campaign = choices.campaign.name if choices.campaign else ""
        self._view.begin(choices, student_ids)
        self.begun.emit()

    def _on_wished(self, wishes: Wishes) -> None:
        known = self._known
        self._thread.post(
            self,
            lambda _job: planning_rows.propose(self._session, wishes, known),
            done=self._on_proposal,
            failed=self.problem.emit,
            key="planning",
        )

    def _on_proposal(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._view.show_proposal(proposal)

    def _on_taken_out(self, key: str) -> None:
        for line in self._proposal.lines:
            if isinstance(line, TripRow) and line.key == key:
                self._view.take_out(line.student_ids)

    def _on_planned(self) -> None:
        if self._is_saving or not self._proposal.trips:
            return
        self._is_saving = True
        wishes, trips = self._view.wishes, self._proposal.trips
        self._thread.post(
            self,
            lambda _job: planning_rows.plan(self._session, wishes),
            done=lambda save_id: self._on_saved(save_id, trips),
            failed=self._on_failed,
        )

    def _on_failed(self, error: BaseException) -> None:
        self._is_saving = False
        self.problem.emit(error)

    def _on_saved(self, save_id: str | None, trips: int) -> None:
        self._is_saving = False
        self.saved.emit()
        told = translate_count("{count} trip planned.", "{count} trips planned.", trips)
        undo = None if save_id is None else lambda: self._take_back(save_id)
        self.result.emit(told, undo)

    def _take_back(self, save_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: today.take_back(self._session, save_id),
            done=lambda _none: self.saved.emit(),
            failed=self.problem.emit,
        )
