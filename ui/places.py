"""All pages of an open vault, and which of them have a place in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import N_
from ui.pages.about import AboutPage
from ui.pages.backup import BackupPage
from ui.pages.campaign_report import CampaignReportPage
from ui.pages.campaigns import CampaignsPage
from ui.pages.care import CarePage
from ui.pages.care_paper import CarePaperPage
from ui.pages.concerns import ConcernsPage
from ui.pages.dispute import DisputePage
from ui.pages.duplicates import DuplicatesPage
from ui.pages.export import ExportPage
from ui.pages.guardian import GuardianPage
from ui.pages.mandatory import MandatoryPage
from ui.pages.paper import FormsPage, RoutePage, VisitPrintsPage
from ui.pages.paper_view import PaperPage
from ui.pages.planning import PlanningPage
from ui.pages.raising import RaisePage
from ui.pages.report import ReportPage
from ui.pages.restore import RestorePage
from ui.pages.roster_import import RosterImportPage
from ui.pages.scans import ScansPage
from ui.pages.screening import ScreeningPage
from ui.pages.settings import SettingsPage
from ui.pages.student_file import StudentFilePage
from ui.pages.students import StudentsPage
from ui.pages.talks import TalksPage
from ui.pages.today import TodayPage
from ui.pages.visit import VisitPage
from ui.pages.visits import VisitsPage

if TYPE_CHECKING:
    from ui.page import Page

FIRST = "today"

# Code of the page, icon, and the two signs or the word under it.
PLACES: tuple[tuple[str, str, str], ...] = (
    ("today", "sun-medium", N_("Today")),
    ("students", "users-round", N_("Students")),
    ("visits", "house", N_("Visits")),
    ("talks", "messages-square", N_("Talks")),
    ("care", "heart-handshake", N_("Care")),
    ("report", "file-chart-column", N_("Reports")),
    ("import", "file-input", N_("Import")),
    ("settings", "settings-2", N_("Settings")),
)

# Further pages that can be opened by their name alone: code, icon, name.
BY_NAME: tuple[tuple[str, str, str], ...] = (
    ("campaigns", "flag", N_("Campaigns of visits")),
    ("forms", "file-text", N_("Visit forms on paper")),
    ("scans", "file-input", N_("Signed sheets")),
    ("backup", "database-backup", N_("Backups")),
    ("restore", "rotate-ccw", N_("Look into a backup")),
    ("about", "info", N_("About HomeVisit")),
)

# Pages that are reached through a place of the rail which is not their own.
STANDS_FOR: dict[str, str] = {"concerns": "care"}

PAGES: dict[str, type[Page]] = {
    "today": TodayPage,
    "students": StudentsPage,
    "visits": VisitsPage,
    "talks": TalksPage,
    "care": CarePage,
    "campaigns": CampaignsPage,
    "campaign_report": CampaignReportPage,
    "plan": PlanningPage,
    "report": ReportPage,
    "concerns": ConcernsPage,
    "raise": RaisePage,
    "mandatory": MandatoryPage,
    "import": RosterImportPage,
    "file": StudentFilePage,
    "visit": VisitPage,
    "guardian": GuardianPage,
    "export": ExportPage,
    "duplicates": DuplicatesPage,
    "dispute": DisputePage,
    "paper": PaperPage,
    "care_paper": CarePaperPage,
    "screening": ScreeningPage,
    "forms": FormsPage,
    "route": RoutePage,
    "prints": VisitPrintsPage,
    "scans": ScansPage,
    "backup": BackupPage,
    "restore": RestorePage,
    "settings": SettingsPage,
    "about": AboutPage,
}
