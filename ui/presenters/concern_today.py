"""Feeds the card of care on today's page, after the page itself is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from homevisit.services import care_shells, records
from homevisit.text import _
from ui.desk import concern_today

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from ui.around import Around
    from ui.concern_rows import Duty
    from ui.kit.care_today_card import CareTodayCard


class CareTodayPresenter(QObject):
    """Reads what waits, and ticks a duty with a way back."""

    def __init__(self, card: CareTodayCard, around: Around) -> None:
        super().__init__(card)
        self._card, self._around = card, around
        ways = around.ways
        card.done.connect(self._on_done)
        card.opened.connect(lambda case: ways.go("concerns", f"case:{case}"))
        card.all_wanted.connect(lambda: ways.go("concerns"))
        card.reports_wanted.connect(lambda: ways.go("mandatory"))

    def refresh(self) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: concern_today.read(session),
            done=self._card.show_care,
            key="care today",
        )

    def _on_done(self, duty: Duty) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: care_shells.tick(session, duty.case_id, duty.key),
            done=self._on_ticked,
            failed=self._around.ways.explain,
        )

    def _on_ticked(self, written: Written) -> None:
        ways, save_id = self._around.ways, written.save_id
        ways.note_saved()
        undo = (lambda: self._take_back(save_id)) if save_id else None
        ways.say(_("Marked as done."), undo)

    def _take_back(self, save_id: str) -> None:
        session, ways = self._around.session, self._around.ways
        self._around.thread.post(
            self,
            lambda _job: records.take_back(session, save_id),
            done=lambda _undone: ways.note_saved(),
            failed=ways.explain,
        )
