"""How much waits for a decision; counted after the page is shown, never before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from homevisit.services import disputes, duplicates

if TYPE_CHECKING:
    from ui.around import Around
    from ui.kit.decide_card import DecideCard, DecideNote


class DecidePresenter(QObject):
    """Feeds a card or a note and leads from it to where things are decided."""

    def __init__(self, card: DecideCard | DecideNote, around: Around) -> None:
        super().__init__(card)
        self._card, self._around = card, around
        ways = around.ways
        card.duplicates_requested.connect(lambda: ways.go("duplicates"))
        card.disputes_requested.connect(lambda: ways.go("dispute"))

    def refresh(self) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: (duplicates.count(session), disputes.count(session)),
            done=lambda counts: self._card.show_counts(*counts),
            key="to decide",
        )
