"""Mandatory reports: kept as they are typed, signed once, added to afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from homevisit.services.care_papers import Paper
from homevisit.text import _
from ui.desk import concern_reports as desk
from ui.desk.concern_looks import Looks
from ui.desk.concern_raising import DRAFT

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.records import Written
    from ui.around import Around
    from ui.concern_rows import ReportChoices, ReportLine, ReportSheet
    from ui.screens.concern_reports import ReportsView

    Lines = tuple[tuple[ReportLine, ...], tuple[str, ...]]

_SOON_MS = 1500
_STUDENT = "student:"


class ReportsPresenter(QObject):
    """Feeds a `ReportsView`; `shown` says that what was asked for is there."""

    shown = Signal()

    def __init__(self, view: ReportsView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self._wanted = ""
        self._looks = Looks(around.session)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.flush)
        view.chosen.connect(self.show)
        pane = view.pane
        pane.changed.connect(self._soon.start)
        pane.signed.connect(self._on_signed)
        pane.told.connect(self._on_told)
        pane.noted.connect(self._on_noted)
        pane.file_wanted.connect(around.ways.open_student)
        pane.print_wanted.connect(
            lambda report: around.ways.go("care_paper", f"{Paper.REPORT}:{report}")
        )

    @property
    def key(self) -> str:
        """The report in front."""
        return self._wanted

    def open(self, subject: str) -> None:
        """Show a report, or begin one about `student:` and an id."""
        self.flush()
        if subject.startswith(_STUDENT):
            session = self._around.session
            student_id = subject.removeprefix(_STUDENT)
            self._post(lambda: desk.begin(session, student_id), self._on_begun)
            return
        self._wanted = subject or self._wanted
        self.refresh()

    def refresh(self) -> None:
        session = self._around.session
        self._post(
            lambda: (desk.read_choices(session), desk.read_lines(session)),
            self._on_lines,
            key="reports",
        )

    def show(self, key: str) -> None:
        """Bring a report to the front; what was typed into the one before is kept."""
        self.flush()
        self._wanted = key
        self._post(lambda: self._looks.report(key), self._on_sheet, key="report sheet")

    def flush(self) -> None:
        """Keep what is written in the draft in front."""
        self._soon.stop()
        sheet = self._view.pane.sheet
        if sheet is None or sheet.is_signed or sheet.id != self._wanted:
            return
        session, written = self._around.session, self._view.pane.read()
        self._post(
            lambda: desk.keep(session, sheet.id, written), self._on_kept, key="keep"
        )

    def _on_begun(self, key: str) -> None:
        self._wanted = key
        self.refresh()

    def _on_lines(self, found: tuple[ReportChoices, Lines]) -> None:
        choices, (lines, notices) = found
        self._view.pane.offer(choices)
        self._view.show_lines(lines, notices)
        ids = [each.id for each in lines]
        if self._wanted not in ids:
            self._wanted = ids[0] if ids else ""
        if self._wanted:
            key = self._wanted
            self._post(
                lambda: self._looks.report(key),
                self._on_sheet,
                key="report sheet",
            )
        else:
            self.shown.emit()

    def _on_sheet(self, sheet: ReportSheet) -> None:
        if sheet.id == self._wanted:
            self._view.show_sheet(sheet)
        self.shown.emit()

    def _on_kept(self, sheet: ReportSheet) -> None:
        if sheet.id == self._wanted:
            self._view.pane.show_sheet(sheet)

    def _on_signed(self) -> None:
        self._soon.stop()
        session, key = self._around.session, self._wanted
        written = self._view.pane.read()
        self._post(lambda: desk.sign(session, key, written), self._on_signature)

    def _on_signature(self, written: Written) -> None:
        self._wanted = written.record_ids[0]
        self._done(_("Signed. Tell those whom it concerns if that is not done yet."))

    def _on_told(self, body: str) -> None:
        session, key = self._around.session, self._wanted
        if key.startswith(DRAFT):
            self.flush()
            return
        self._post(
            lambda: desk.tell(session, key, body),
            lambda _written: self._done(_("Noted with the present minute.")),
        )

    def _on_noted(self, remark: str) -> None:
        session, key = self._around.session, self._wanted
        self._post(
            lambda: desk.note(session, key, remark),
            lambda _written: self._on_note_kept(),
        )

    def _on_note_kept(self) -> None:
        self._view.pane.note.clear()
        self._done(_("Added; what was signed stays as it is."))

    def _done(self, words: str) -> None:
        self._around.ways.note_saved()
        self._around.ways.say(words)

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], *, key: str = ""
    ) -> None:
        self._around.thread.post(
            self,
            lambda _job: work(),
            done=done,
            failed=self._around.ways.explain,
            key=key,
        )
