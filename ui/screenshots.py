"""Draws every page in every look and language, of the invented school.

A tool for documents and for the eye of a reviewer; the window itself never loads it.
`dev.py screenshots [FOLDER]` runs it without a display.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from homevisit.clock import SetClock
from homevisit.demo.building import Plan, build_school
from homevisit.demo.names import FORMS, PASSWORD, PRINTS, ROSTER, VAULT
from homevisit.settings import SettingsFile
from homevisit.text import use_language
from ui.appearance import Appearance
from ui.device import Device
from ui.fonts import load_fonts
from ui.garbage import WindowGarbage
from ui.pages.settings import SECTIONS
from ui.serial_thread import SerialThread
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # The name of the picture to take afterwards, or none, and what to do first.
    Steps = Iterator[tuple[str, Callable[[], object]]]

SIZE = (1366, 698)
NOW = datetime(2026, 11, 20, 9, 28, 6, tzinfo=UTC)
THEMES, TEXTS, LANGUAGES = ("light", "dark"), ("normal", "large"), ("zh_CN", "en")
_POLL_MS = 40
_QUIET_POLLS = 6
_SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which all pages are drawn."""

    theme: str
    text: str
    language: str

    def file(self, page: str) -> str:
        return f"{page}-{self.theme}-{self.text}-{self.language}.png"


LOOKS = tuple(Look(*each) for each in product(THEMES, TEXTS, LANGUAGES))


def take_all(out_dir: Path, looks: tuple[Look, ...] = LOOKS) -> tuple[Path, ...]:
    """Draw all pages into `out_dir`; the school is built there once and kept."""
    out_dir.mkdir(parents=True, exist_ok=True)
    school = out_dir / _SCHOOL
    if not (school / VAULT).exists():
        clock = SetClock(NOW)
        build_school(Plan(school), clock=clock, report=lambda *_step: None)
    app = QApplication.instance() or QApplication([])
    app.setStyle("Fusion")  # type: ignore[attr-defined]
    load_fonts()
    garbage = WindowGarbage(app)
    garbage.settle()
    tour = Tour(app, out_dir, looks)  # type: ignore[arg-type]
    QTimer.singleShot(0, tour.begin)
    app.exec()
    return tuple(tour.taken)


class Tour(QObject):
    """Walks through the pages; each step waits until nothing is being worked on."""

    def __init__(
        self, app: QApplication, out_dir: Path, looks: tuple[Look, ...]
    ) -> None:
        super().__init__()
        self._app, self._out, self._looks = app, out_dir, list(looks)
        self._appearance = Appearance(app)
        self.taken: list[Path] = []
        self._window: Any = None
        self._thread: SerialThread | None = None
        self._steps: Steps = iter(())
        self._page = ""
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    def begin(self) -> None:
        """Start with the next look, or end."""
        if not self._looks:
            self._app.quit()
            return
        self._look = self._looks.pop(0)
        use_language(self._look.language)
        self._appearance.use(theme=self._look.theme, text=self._look.text)  # type: ignore[arg-type]
        device = Device(SettingsFile(self._out / _SCHOOL), SetClock(NOW))
        device.offer_vault(str(self._out / _SCHOOL / VAULT))
        self._thread = SerialThread("vault")
        self._window = MainWindow(self._appearance, device, self._thread)
        self._window.resize(*SIZE)
        self._window.closed.connect(self._on_closed)
        self._window.show()
        self._window.activateWindow()
        self._steps = self._walk()
        self._page = "01-unlock"
        self._timer.start()

    def _poll(self) -> None:
        threads = [self._thread]
        if self._window.workspace is not None:
            threads.append(self._window.workspace.drawing)
        is_busy = any(each is not None and each.is_busy for each in threads)
        self._quiet = 0 if is_busy else self._quiet + 1
        if self._quiet < _QUIET_POLLS:
            return
        self._quiet = 0
        if self._page:
            path = self._out / self._look.file(self._page)
            self._window.grab().save(str(path))
            self.taken.append(path)
        self._page, step = next(self._steps, ("", self._window.lock))
        step()

    def _on_closed(self, _again: bool) -> None:
        self._timer.stop()
        if self._thread is not None:
            self._thread.stop()
        self._window.deleteLater()
        QTimer.singleShot(0, self.begin)

    def _walk_door(self) -> Steps:
        """Look at the ways in, and come back to the first page each time."""
        window = self._window
        yield "00-create", window.page.create_requested.emit
        yield "", window.page.given_up.emit
        yield "00-recover", window.page.recovery_requested.emit
        yield "", window.page.given_up.emit
        yield "00-restore", window.page.restore_requested.emit
        yield "", window.page.given_up.emit

    def _walk(self) -> Steps:
        yield from self._walk_door()
        page = self._window.page
        yield "", lambda: page.unlock_requested.emit(PASSWORD)
        work = self._window.workspace
        yield from self._walk_files(work)
        yield from self._walk_visit(work)
        yield from self._walk_visits(work)
        yield from self._walk_care(work)
        yield from self._walk_room(work)
        yield from self._walk_house(work)

    def _walk_files(self, work: Any) -> Steps:  # noqa: ANN401  the workspace
        students, file = work.page("students").view, work.page("file").view
        yield "03-students", lambda: work.rail.place_chosen.emit("students")
        yield "03-students-search", lambda: students.filters.search.setText("y")
        yield "", lambda: students.filters.search.setText("")
        yield "", students.filters.clear
        yield "", lambda: students.select(_interesting(students.students))
        yield "04-file", lambda: students.opened.emit(students.current_id())
        yield "04-basics", lambda: file.show_part("details")
        yield "04-family", lambda: file.show_part("family")
        yield "04-groups", lambda: file.show_part("groups")
        yield "04-follow-ups", lambda: file.show_part("follow_ups")
        yield "04-talks", lambda: file.show_part("talks")
        yield "04-attachments", lambda: file.show_part("attachments")
        yield "04-history", lambda: file.show_part("history")
        yield "", lambda: file.show_part("overview")

    def _walk_visit(self, work: Any) -> Steps:  # noqa: ANN401  the workspace
        file, visit = work.page("file").view, work.page("visit").view
        yield "05-visit", file.visit_requested.emit
        yield "05-visit-home", lambda: visit.go_to_section(2)
        yield "05-visit-missing", visit.finalise_requested.emit
        yield "02-today", lambda: work.rail.place_chosen.emit("today")
        yield "", lambda: work.page("today").view.drafts.dropped.emit(visit.form_id)
        yield "10-duplicates", lambda: work.ways.go("duplicates")
        yield "10-dispute", lambda: work.ways.go("dispute")
        yield "", lambda: work.rail.place_chosen.emit("today")
        yield "05-visit-final", lambda: work.ways.open_visit(_last_visit(work))
        guardian = work.page("guardian").presenter
        yield "05-summary", lambda: work.ways.go("guardian", _last_visit(work))
        yield "05-guardian", lambda: self._hand_over(guardian)
        yield "", guardian.take_back
        yield "", work.header.back_requested.emit
        yield "", work.header.back_requested.emit
        yield "06-print", file.print_requested.emit

    def _walk_visits(self, work: Any) -> Steps:  # noqa: ANN401  the workspace
        visits = work.page("visits").view
        yield "07-visits", lambda: work.rail.place_chosen.emit("visits")
        yield "07-visits-review", lambda: visits.filters.choose(state="review")
        yield "07-visits-month", lambda: visits.show_mode("month")
        yield "", lambda: work.ways.go("plan")
        people = work.page("plan").view.people.people
        yield "07-visits-plan", lambda: people.tick(_first(people, 7))
        yield from self._walk_paper(work, partial(_first, people, 6))

    def _walk_care(self, work: Any) -> Steps:  # noqa: ANN401  the workspace
        """Look at a case from outside the room, and raise a concern of harm."""
        file = work.page("file").view
        page = work.page("raise").view
        chip = partial(page.fields.signs.chip, "harm", "wounds")
        concerns = work.page("concerns").view
        yield "", lambda: work.ways.go_to_place("concerns")
        yield "20-concerns", lambda: _choose_case(concerns.list)
        yield "", lambda: work.ways.open_student(concerns.shell.shell.student_id)
        yield "04-care", lambda: file.show_part("care")
        yield "20-raise", work.raise_concern
        yield "20-raise-harm", lambda: chip().click()
        yield "20-raised", page.ask_to_raise
        yield "20-mandatory", page.after.report_wanted.emit

    def _walk_room(self, work: Any) -> Steps:  # noqa: ANN401  the workspace
        """Open the counselling room, and look at the board in it."""
        view = work.page("care").view
        yield "21-room", lambda: work.ways.go_to_place("care")
        yield "21-care", lambda: view.door.opened.emit(PASSWORD)
        yield "21-review", view.case.acts.first.click
        yield "", view.case.close_drawer
        yield "21-clue", view.side.accept_first
        yield "21-book", view.side.book_wanted.emit
        yield "", view.lock_wanted.emit

    def _walk_house(self, work: Any) -> Steps:  # noqa: ANN401  the workspace
        yield "", lambda: work.rail.place_chosen.emit("import")
        roster = str(self._out / _SCHOOL / ROSTER)
        yield "13-backup", lambda: work.ways.go("backup")
        yield "14-restore", lambda: work.ways.go("restore")
        yield "", lambda: work.rail.place_chosen.emit("import")
        yield "09-import", lambda: work.page("import").view.file_chosen.emit(roster)
        yield "12-talks", lambda: work.rail.place_chosen.emit("talks")
        yield "19-report", lambda: work.rail.place_chosen.emit("report")
        yield "18-campaigns", lambda: work.ways.go("campaigns")
        closing = work.page("campaigns").view.pane.closing
        yield "18-campaign-report", closing.report_wanted.emit
        yield "20-hotline-card", lambda: work.ways.go("care_paper", "hotlines:")
        yield "17-about", lambda: work.ways.go("about")
        yield "", lambda: work.rail.place_chosen.emit("students")
        yield "15-help", work.toggle_help
        yield "", work.toggle_help
        yield "", work.header.search_requested.emit
        yield "16-palette", lambda: work.palette_view.field.setText("s")
        yield "", work.palette_view.close_back
        for each in SECTIONS:
            go = partial(work.ways.go_to_place, "settings", each.code)
            yield f"11-settings-{each.code}", go

    def _walk_paper(
        self,
        work: Any,  # noqa: ANN401  the workspace
        few: Callable[[], tuple[str, ...]],
    ) -> Steps:
        """Go to the paper of a few students, and bring the demo's forms back."""
        yield "08-forms", lambda: work.ways.go("forms", ",".join(few()))
        yield "08-route", lambda: work.ways.go("route", ",".join(few()))
        yield "", lambda: work.ways.go("scans")
        scan = str(self._out / _SCHOOL / PRINTS / FORMS)
        yield "08-scans", lambda: work.page("scans").view.files_chosen.emit([scan])

    def _hand_over(self, guardian: Any) -> None:  # noqa: ANN401  its presenter
        guardian.hand_over()
        # The screen that is not there has another size than a laptop's.
        self._window.setWindowState(Qt.WindowState.WindowNoState)
        self._window.resize(*SIZE)


def _choose_case(items: Any) -> None:  # noqa: ANN401  the list of concerns
    """Go to the first case; what waits for a leader may stand above it."""
    rows = items.items.rows
    at = next(at for at, row in enumerate(rows) if getattr(row, "kind", "") == "case")
    items.setCurrentIndex(items.items.index(at))


def _last_visit(work: Any) -> str:  # noqa: ANN401  the workspace
    return str(work.page("file").presenter.last_visit_id)


def _first(people: Any, count: int) -> tuple[str, ...]:  # noqa: ANN401  the candidates
    return tuple(row.student_id for row in people.rows[:count])


def _interesting(model: Any) -> int:  # noqa: ANN401  the list of students
    """Return a row with groups and something still to be done."""
    for at in range(model.rowCount()):
        row = model.row_at(at)
        if row is not None and row.groups and row.late_items and not row.has_draft:
            return at
    return 0


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    sys.exit(0 if take_all(folder.resolve()) else 1)
