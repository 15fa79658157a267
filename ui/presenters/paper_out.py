"""Paper leaves the vault: made and counted there, then saved or sent to a printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from homevisit.paths import write_atomically
from homevisit.text import _, translate_count
from reports.visit_book import PrintCancelledError
from ui import paper_printing
from ui.long_work import Answers, WorkCancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from ui.around import Around
    from ui.serial_thread import Job

    Make = Callable[[Job], bytes]
    Draw = Callable[[Job, Any, QPrinter], int]


class PaperOut(QObject):
    """One way out for all prints. What is made is counted before it goes anywhere."""

    def __init__(self, around: Around, view: QWidget) -> None:
        super().__init__(view)
        self._around, self._view = around, view

    def to_printer(self, pages: int, make: Make) -> None:
        """Ask for a printer, make the counted copy, and print it."""
        self._ask(pages, make, paper_printing.print_pages)

    def pictures_to_printer(self, pages: int, make: Callable[[Job], Any]) -> None:
        """Do the same with JPEGs instead of a PDF."""
        self._ask(pages, make, paper_printing.print_pictures)

    def _ask(self, pages: int, make: Callable[[Job], Any], draw: Draw) -> None:
        if not paper_printing.printer_names():
            self._around.ways.explain(paper_printing.NoPrinterError())
            return
        paper_printing.ask_for_printer(
            self._view, pages, lambda printer: self._make_for(printer, make, draw)
        )

    def to_file(self, path: str, make: Make, said: str = "") -> None:
        """Make the counted copy and write it to `path`; `said` if it is no PDF."""

        def work(job: Job) -> None:
            write_atomically(Path(path), make(job))

        words = said or _("The PDF was saved.")
        self.run(work, lambda _none: self._say(words))

    def run(self, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        """Do long work with the vault; a cancel is said, not explained."""
        answers = Answers(done, self._around.ways.explain, self._on_cancelled)
        words = _("Making the pages…")
        self._around.work.run(self._around.thread, words, _stoppable(work), answers)

    def _make_for(
        self, printer: QPrinter, make: Callable[[Job], Any], draw: Draw
    ) -> None:
        self.run(make, lambda made: self._print(lambda job: draw(job, made, printer)))

    def _print(self, work: Callable[[Job], int]) -> None:
        def done(count: int) -> None:
            words = translate_count(
                "{count} page was sent to the printer.",
                "{count} pages were sent to the printer.",
                count,
            )
            self._say(words)

        self._around.work.run(
            self._around.drawing,
            _("Printing…"),
            work,
            Answers(done, self._around.ways.explain, self._on_cancelled),
        )

    def _on_cancelled(self) -> None:
        self._say(_("Stopped. Nothing more is printed."))

    def _say(self, words: str) -> None:
        self._around.ways.say(words)


def _stoppable(work: Callable[[Job], Any]) -> Callable[[Job], Any]:
    """Return the work so that a stopped print counts as cancelled work."""

    def run(job: Job) -> Any:  # noqa: ANN401  whatever the work answers
        try:
            return work(job)
        except PrintCancelledError:
            raise WorkCancelled from None

    return run
