"""The term summary: counted whenever something is chosen, printed, saved, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.text import _
from ui.desk import report_pages as desk
from ui.presenters.paper_out import PaperOut
from ui.presenters.report_counting import ReportCounting, make_timer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.report_rows import KeptLine, ReportChoices
    from ui.screens.report import ReportView
    from ui.serial_thread import Job

_WRITING_MS = 1200


class ReportPresenter(QObject):
    """Feeds a `ReportView`; `shown` comes when it can be looked at."""

    shown = Signal()

    def __init__(self, view: ReportView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self.counting = ReportCounting(view, around)
        self._has_gone_out = False
        self._out = PaperOut(around, view)
        self._written = make_timer(self, _WRITING_MS, self._on_written)
        view.place_changed.connect(self._on_place)
        view.texts_changed.connect(self._written.start)
        view.kept_chosen.connect(self._on_kept)
        view.compare_wanted.connect(self._on_compare)
        view.print_requested.connect(self._on_print)
        view.file_requested.connect(self._on_file)
        view.tables_requested.connect(self._on_tables)
        around.work.ended.connect(self._on_work_ended)

    def refresh(self) -> None:
        """Read what can be chosen and what was printed, and count again."""
        session = self._around.session
        self._read(
            lambda: (desk.read_choices(session), desk.read_kept(session)),
            self._on_choices,
        )

    def flush(self) -> None:
        """Keep the chapters that are being written."""
        if self._written.isActive():
            self._written.stop()
            self._keep_texts()

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
            self.counting.count()
            then()

        self._read(lambda: desk.read_texts(session, wish), done)

    def _on_written(self) -> None:
        self._keep_texts()
        self.counting.count()

    def _keep_texts(self) -> None:
        session, wish = self._around.session, self._view.wish
        self._around.thread.post(
            self,
            lambda _job: desk.keep_texts(session, wish),
            failed=self._around.ways.explain,
        )

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
