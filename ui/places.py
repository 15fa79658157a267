"""All pages of an open vault, and which of them have a place in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import N_
from ui.pages.export import ExportPage
from ui.pages.roster_import import RosterImportPage
from ui.pages.student_file import StudentFilePage
from ui.pages.students import StudentsPage
from ui.pages.today import TodayPage
from ui.pages.visit import VisitPage

if TYPE_CHECKING:
    from ui.page import Page

FIRST = "today"

# Code of the page, icon, and the two signs or the word under it.
PLACES: tuple[tuple[str, str, str], ...] = (
    ("today", "sun-medium", N_("Today")),
    ("students", "users-round", N_("Students")),
    ("import", "file-input", N_("Import")),
)

PAGES: dict[str, type[Page]] = {
    "today": TodayPage,
    "students": StudentsPage,
    "import": RosterImportPage,
    "file": StudentFilePage,
    "visit": VisitPage,
    "export": ExportPage,
}
