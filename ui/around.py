"""What is around a page: the open vault, the look, and the ways to other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.appearance import Appearance
    from ui.device import Device
    from ui.long_work import LongWork
    from ui.serial_thread import SerialThread


class Ways(QObject):
    """The ways from a page to the rest; what a page asks the window for.

    A page never holds another page: it says where to go and what happened.
    """

    page_wanted = Signal(str, str)
    place_wanted = Signal(str, str)
    back_wanted = Signal()
    lock_wanted = Signal()
    said = Signal(str, object)
    problem = Signal(object)
    saved = Signal()

    def go(self, page: str, subject: str = "") -> None:
        """Open a page above the present one, about `subject` (an id)."""
        self.page_wanted.emit(page, subject)

    def go_to_place(self, place: str, subject: str = "") -> None:
        """Go to a place of the rail, leaving all pages; `subject` as for `go`."""
        self.place_wanted.emit(place, subject)

    def go_back(self) -> None:
        self.back_wanted.emit()

    def open_student(self, student_id: str) -> None:
        self.go("file", student_id)

    def begin_visit(self, student_id: str) -> None:
        """Continue or begin the visit of a student."""
        self.go("visit", f"student:{student_id}")

    def open_draft(self, draft_id: str) -> None:
        self.go("visit", f"draft:{draft_id}")

    def open_visit(self, visit_id: str) -> None:
        self.go("visit", f"visit:{visit_id}")

    def open_paper(self, attachment_id: str) -> None:
        """Look at a photo or paper, large."""
        self.go("paper", attachment_id)

    def print_visit(self, visit_id: str) -> None:
        self.go("export", visit_id)

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show a result for a moment; with `undo` a button takes the deed back."""
        self.said.emit(words, undo)

    def explain(self, error: BaseException) -> None:
        """Show a problem in its sentences; of a defect only that there was one."""
        self.problem.emit(error)

    def note_saved(self) -> None:
        """Say that a record was written, so that every page reads again."""
        self.saved.emit()


@dataclass(frozen=True, slots=True)
class Around:
    """Handed to every page. `thread` owns the vault, `drawing` draws pages of PDFs."""

    look: Appearance
    thread: SerialThread
    session: Session
    drawing: SerialThread
    device: Device
    ways: Ways
    work: LongWork
