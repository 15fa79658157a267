"""Disputed records: listed, shown side by side, and settled with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.services import records
from homevisit.text import _
from ui.desk import disputes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.records import Written
    from ui.around import Around
    from ui.compare_rows import CaseRow, Decision
    from ui.desk.disputes import DisputeShown
    from ui.screens.dispute import DisputeView


class DisputePresenter(QObject):
    """Feeds a `DisputeView`; `listed` carries how many records there are."""

    listed = Signal(int)

    def __init__(self, view: DisputeView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self._shown: DisputeShown | None = None
        self._is_deciding = False
        self._wanted = ""
        view.case_chosen.connect(self._on_case)
        view.confirmed.connect(self._on_confirmed)
        view.opened.connect(self._on_opened)
        view.revealed.connect(self._on_revealed)

    @property
    def record_id(self) -> str:
        """The record whose versions are shown."""
        return self._shown.dispute.record.id if self._shown else ""

    def open(self, record_id: str) -> None:
        """Show all disputed records, this one first."""
        self._wanted = record_id
        self.refresh()

    def refresh(self) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: disputes.read_cases(session),
            done=self._on_cases,
            failed=self._around.ways.explain,
            key="disputes",
        )

    def _on_cases(self, cases: tuple[CaseRow, ...]) -> None:
        before = self._view.list.current_key()
        self._view.show_cases(cases, self._wanted)
        self._wanted = ""
        self.listed.emit(len(cases))
        if cases and self._view.list.current_key() == before:
            self._on_case(before)

    def _on_case(self, record_id: str) -> None:
        if not record_id:
            return
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: disputes.read_dispute(session, record_id),
            done=self._on_read,
            failed=self._around.ways.explain,
            key="dispute",
        )

    def _on_read(self, shown: DisputeShown) -> None:
        self._shown, self._is_deciding = shown, False
        self._view.show_sheet(shown.sheet)

    def _on_revealed(self, field: str) -> None:
        shown, session = self._shown, self._around.session
        if shown is None:
            return
        self._around.thread.post(
            self,
            lambda _job: disputes.note_looked(session, shown.dispute, field),
            failed=self._around.ways.explain,
        )

    def _on_confirmed(self, decisions: Mapping[str, Decision]) -> None:
        shown, session = self._shown, self._around.session
        if shown is None or self._is_deciding:
            return
        # Pressed twice it would be settled twice, and undo take back the second alone.
        self._is_deciding = True
        self._around.thread.post(
            self,
            lambda _job: disputes.settle(session, shown.dispute, decisions),
            done=self._on_settled,
            failed=self._on_refused,
        )

    def _on_refused(self, error: BaseException) -> None:
        self._is_deciding = False
        self._around.ways.explain(error)

    def _on_settled(self, written: Written) -> None:
        save_id = written.save_id
        undo = None if save_id is None else lambda: self._take_back(save_id)
        self._around.ways.say(
            _("Settled. The other versions are in the history."), undo
        )
        self._around.ways.note_saved()

    def _take_back(self, save_id: str) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: records.take_back(session, save_id),
            done=lambda _undone: self._around.ways.note_saved(),
            failed=self._around.ways.explain,
        )

    def _on_opened(self) -> None:
        if self._shown is not None and self._shown.dispute.student_id:
            self._around.ways.open_student(self._shown.dispute.student_id)
