"""Counting a term summary for its page: anew a moment after the last change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reports.visit_book import PrintCancelledError
from ui import report_rows as codes
from ui.desk import report_pages as desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.report_rows import ReportPreview, ReportWish
    from ui.screens.report import ReportView
    from ui.serial_thread import Job

_SETTLE_MS = 250


class ReportCounting(QObject):
    """Shows the pages of what is chosen; what is counted for an older choice stops."""

    def __init__(self, view: ReportView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self._job: Job | None = None
        self._turn = 0
        self._is_masked = False
        self.soon = make_timer(self, _SETTLE_MS, self.count)
        view.wish_changed.connect(self.soon.start)
        view.state.cancel_requested.connect(self._on_cancel)

    @property
    def wish(self) -> ReportWish:
        """What is shown: as chosen, but without full names while names are masked."""
        wish = self._view.wish
        bare = self._is_masked and wish.names == codes.FULL
        return replace(wish, names=codes.MASKED) if bare else wish

    def show_masked(self, is_masked: bool) -> None:
        """Draw the pages without full names, or as they are wanted."""
        was, self._is_masked = self._is_masked, is_masked
        if was != is_masked and self._view.wish.names == codes.FULL:
            self.count()

    def count(self) -> None:
        """Draw the pages of what is chosen now."""
        self.soon.stop()
        session, wish = self._around.session, self.wish
        if not wish.term_id:
            return
        if self._job is not None:
            self._job.cancel()
        self._view.state.begin()
        self._turn += 1
        turn = self._turn
        self._job = self._around.thread.post(
            self,
            lambda job: desk.preview(session, wish, job),
            done=lambda preview: self._on_counted(turn, preview),
            failed=lambda error: self._on_failed(turn, error),
            key="report-preview",
        )
        self._job.progressed = self._view.state.show_progress

    def _on_counted(self, turn: int, preview: ReportPreview) -> None:
        if turn == self._turn:
            self._job = None
            self._view.show_preview(preview)

    def _on_failed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return  # stopped for a newer choice
        self._job = None
        self._view.state.show_stale()
        if not isinstance(error, PrintCancelledError):
            self._around.ways.explain(error)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def make_timer(owner: QObject, wait: int, then: Callable[[], None]) -> QTimer:
    """Return a timer that calls `then` once, `wait` milliseconds after a start."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(then)
    return timer
