"""The term summary: counted whenever something is chosen, printed, saved, compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from homevisit.text import _
from reports.visit_book import PrintCancelledError
from ui import report_rows as codes
from ui.desk import report_pages as desk
from ui.presenters.paper_out import PaperOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.report_rows import KeptLine, ReportChoices, ReportPreview, ReportWish
    from ui.screens.report import ReportView
    from ui.serial_thread import Job

_SETTLE_MS = 250
_WRITING_MS = 1200


class ReportPresenter(QObject):
    """Feeds a `ReportView`; `shown` comes when it can be looked at.

    Its pages are counted again a moment after the last change, and what is being
    counted for an older choice is stopped.
    """

    shown = Signal()

    def __init__(self, view: ReportView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self._job: Job | None = None
        self._turn = 0
        self._has_gone_out = False
        self._is_masked = False
        self._out = PaperOut(around, view)
        self._soon = self._timer(_SETTLE_MS, self._count)
        self._written = self._timer(_WRITING_MS, self._on_written)
        view.wish_changed.connect(self._soon.start)
        view.place_changed.connect(self._on_place)
        view.texts_changed.connect(self._written.start)
        view.kept_chosen.connect(self._on_kept)
        view.compare_wanted.connect(self._on_compare)
        view.print_requested.connect(self._on_print)
        view.file_requested.connect(self._on_file)
        view.tables_requested.connect(self._on_tables)
        view.state.cancel_requested.connect(self._on_cancel)
        around.work.ended.connect(self._on_work_ended)

    def refresh(self) -> None:
        """Read what can be chosen and what was printed, and count again."""
        session = self._around.session
        self._read(
            lambda: (desk.read_choices(session), desk.read_kept(session)),
            self._on_choices,
        )

    def show_masked(self, is_masked: bool) -> None:
        """Draw the pages without full names, or as they are wanted."""
        was, self._is_masked = self._is_masked, is_masked
        if was != is_masked and self._view.wish.names == codes.FULL:
            self._count()

    def flush(self) -> None:
        """Keep the chapters that are being written."""
        if self._written.isActive():
            self._written.stop()
            self._keep_texts()

    def _timer(self, wait: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(then)
        return timer

    def _on_choices(self, found: tuple[ReportChoices, tuple[KeptLine, ...]]) -> None:
        choices, kept = found
        self._view.show_choices(choices)
        self._view.show_kept(kept)
        if choices.terms:
            self._read_texts(self.shown.emit)
        else:
            self.shown.emit()

    def _on_place(self) -> None:
        self.flush()
        self._read_texts()

    def _read_texts(self, then: Callable[[], None] = lambda: None) -> None:
        session, wish = self._around.session, self._view.wish

        def done(texts: dict[str, str]) -> None:
            # Somebody may have begun to write while this was read.
            if not self._written.isActive():
                self._view.texts.show_own(texts)
            self._count()
            then()

        self._read(lambda: desk.read_texts(session, wish), done)

    def _on_written(self) -> None:
        self._keep_texts()
        self._count()

    def _keep_texts(self) -> None:
        session, wish = self._around.session, self._view.wish
        self._around.thread.post(
            self,
            lambda _job: desk.keep_texts(session, wish),
            failed=self._around.ways.explain,
        )

    def _count(self) -> None:
        """Draw the pages of what is chosen now."""
        self._soon.stop()
        session, wish = self._around.session, self._shown_wish()
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

    def _shown_wish(self) -> ReportWish:
        wish = self._view.wish
        bare = self._is_masked and wish.names == codes.FULL
        return replace(wish, names=codes.MASKED) if bare else wish

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

    def _on_kept(self, snapshot_id: str) -> None:
        session = self._around.session
        self._read(
            lambda: desk.kept_pages(session, snapshot_id),
            self._view.show_pages,
            failed=self._around.ways.explain,
        )

    def _on_compare(self, snapshot_id: str, other: str) -> None:
        session = self._around.session
        self._read(
            lambda: desk.changes(session, snapshot_id, other),
            self._view.show_changes,
            failed=self._around.ways.explain,
        )

    def _on_print(self) -> None:
        self._out.to_printer(self._view.pages.page_count, self._made())

    def _on_file(self, path: str) -> None:
        self._out.to_file(path, self._made())

    def _made(self) -> Callable[[Job], bytes]:
        """Return what makes the counted copy of what is in front."""
        session, wish = self._around.session, self._view.wish
        snapshot_id = self._view.kept_id if self._view.shows_kept else ""
        self._has_gone_out = True

        def make(_job: Job) -> bytes:
            if snapshot_id:
                return desk.make_again(session, snapshot_id)
            return desk.make(session, wish)

        return make

    def _on_tables(self, path: str) -> None:
        session, wish = self._around.session, self._view.wish
        self._has_gone_out = True

        def work(_job: Job) -> None:
            desk.write_tables(session, wish, path)

        def done(_none: None) -> None:
            self._around.ways.say(_("The Excel file was saved."))

        self._out.run(work, done)

    def _on_work_ended(self) -> None:
        # What left is among those that were printed now, and the next has a new number.
        if self._has_gone_out:
            self._has_gone_out = False
            self.refresh()

    def _read(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._around.thread.post(self, lambda _job: work(), done=done, failed=failed)
