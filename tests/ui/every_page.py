"""A walk over every page there is, in a vault where each has something to show."""

from __future__ import annotations

import io
from dataclasses import dataclass

from openpyxl import Workbook
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.ledger.queries import Query
from homevisit.services import (
    campaigns,
    concerns,
    follow_ups,
    mandatory_reports,
    papers,
    records,
    visit_plans,
    visits,
)
from homevisit.services.concerns import ConcernEntry
from homevisit.services.files import Target
from homevisit.services.visit_plans import PlannedTrip
from tests.ui.care_stops import walk_room
from tests.ui.conftest import find_id, on_vault, settle
from tests.ui.test_dispute import beside
from tests.ui.test_duplicates import twin_of
from ui.pages.settings import SECTIONS

PARTS = (
    "overview",
    "details",
    "family",
    "groups",
    "visits",
    "follow_ups",
    "care",
    "attachments",
    "history",
)

CHILD, TWICE, PLANNED, LATE, BEGUN = "江予安", "袁知行", "袁知行", "喻书瑶", "田𬱖"
COLLEAGUE = "顾明岚"
SAID = "约定周末由姑妈陪着写作业。"
MINE = "约定周末上午由姑妈陪着写作业。"
HERS = "约定周末由姑妈陪着写作业，写四十分钟歇一会儿。"
ROWS = (
    ("姓名", "性别", "班级", "联系电话"),
    ("陆星野", "男", "七(3)班", "13800001111"),
    ("叶听澜", "女", "七(3)班", "138000"),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A page in front, or a part of one; `page` is its code in `PAGES`."""

    page: str
    part: str = ""

    def __str__(self):
        return f"{self.page}/{self.part}" if self.part else self.page


def fill_more(session):
    """Add what the small vault lacks: every kind of record that some page shows."""
    child, planned = find_id(session, CHILD), find_id(session, PLANNED)
    late, begun = find_id(session, LATE), find_id(session, BEGUN)
    trips = [
        PlannedTrip((planned,), "2026-11-24", "16:30", "石桥村"),
        PlannedTrip((late,), "2026-11-12", "17:15", "石桥村"),
    ]
    visit_plans.plan(session, trips)
    guest = {"interviewees": [{"name": "田守成"}], "purposes": ["know_family"]}
    visits.keep_draft(session, visits.begin_visit(session, begun).filled(**guest))
    todo = {"description": "带去助学申请表", "due_date": "2026-11-10"}
    follow_ups.add_item(session, child, todo)
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(picture, "JPEG")
    target = Target("student", child, child)
    papers.attach_picture(session, target, picture.getvalue())
    twin_of(session, child)
    dispute(session, child)
    said = {"signs": ["low_mood"], "harm_signs": ["wounds"], "facts": "手臂上有旧伤。"}
    concerns.raise_concern(session, ConcernEntry(child, said))
    report = mandatory_reports.begin(session, child)
    mandatory_reports.keep_draft(session, report)


def dispute(session, child):
    values = {"student_id": child, "visit_date": "2026-11-15", "consensus": SAID}
    staff, visit = (
        records.save(session, [edit]).record_ids[0]
        for edit in (
            records.edit("staff", {"name": COLLEAGUE}),
            records.edit("visit", values, student_id=child),
        )
    )
    beside(session, staff, visit, "visit", {"consensus": (MINE, HERS)})


class Tour:
    """Leads one workspace over all pages; each is settled when it is yielded."""

    def __init__(self, desk, entered, qtbot, tmp_path):
        self.desk, self._session = desk, entered.session
        self._qtbot, self._folder = qtbot, tmp_path
        self._thread = desk._around.thread

    def settle(self):
        for _twice in range(2):
            settle(self._qtbot, self._thread, self.desk.drawing)

    def walk(self):
        """Yield every stop, with its page in front."""
        yield from self._places()
        yield from self._file()
        yield from self._visits()
        yield from self._papers()
        yield from self._care()
        yield from self._house()
        yield from walk_room(self)

    def go(self, code, subject="", part=""):
        """Open a page from the students, and stop there."""
        self.desk.go_to_place("students")
        self.settle()
        self.desk.ways.go(code, subject)
        self.settle()
        return self.stand(code, part)

    def stand(self, code, part=""):
        """Return a stop once its page is in front and at rest."""
        self.settle()
        assert self.desk.page_code == code
        return Stop(code, part)

    def ask(self, work):
        """Ask something of the vault."""
        return on_vault(self._qtbot, self._thread, lambda: work(self._session))

    def _ids(self, kind):
        return self.ask(lambda session: records.find(session, Query(kind), "id"))

    def _places(self):
        for code in ("today", "students", "visits"):
            self.desk.go_to_place(code)
            yield self.stand(code)
        self.desk.page("visits").view.show_mode("month")
        yield self.stand("visits", "month")
        self.desk.page("visits").view.show_mode("list")
        self.desk.go_to_place("talks")
        yield self.stand("talks")
        child = self.ask(lambda session: find_id(session, CHILD))
        for kind in ("homeroom_teacher", "leader", "peer"):
            self.desk.page("talks").presenter.begin((child,), kind)
            yield self.stand("talks", kind)
        yield from self._report()
        self.desk.go_to_place("import")
        yield self.stand("import")
        self.desk.page("import").view.file_chosen.emit(str(self._roster()))
        yield self.stand("import", "read")

    def _report(self):
        self.desk.go_to_place("report")
        yield self.stand("report")
        for part in ("words", "kept"):
            self.desk.page("report").view.show_part(part)
            yield self.stand("report", part)
        self.desk.page("report").view.show_part("make")

    def _file(self):
        child = self.ask(lambda session: find_id(session, CHILD))
        yield self.go("file", child)
        view = self.desk.page("file").view
        for part in PARTS:
            view.show_part(part)
            yield self.stand("file", part)
        view.show_part(PARTS[0])

    def _visits(self):
        begun = self.ask(lambda session: find_id(session, BEGUN))
        yield self.go("visit", f"student:{begun}", "writing")
        child = self.ask(lambda session: find_id(session, CHILD))
        yield self.go("visit", f"student:{child}", "again")
        done = self.desk.page("file").presenter.last_visit_id
        yield self.go("visit", f"visit:{done}", "final")
        yield self.go("export", done)
        yield self.go("guardian", done)
        two = self.ask(
            lambda session: ",".join(find_id(session, x) for x in (PLANNED, LATE))
        )
        yield self.go("plan", two)

    def _care(self):
        child = self.ask(lambda session: find_id(session, CHILD))
        yield self.go("concerns")
        view = self.desk.page("concerns").view
        view.list.setCurrentIndex(view.list.items.index(view.list.items.rowCount() - 1))
        yield self.stand("concerns", "raised")
        yield self.go("raise", f"student:{child}:")
        fields = self.desk.page("raise").view.fields
        fields.signs.chip("harm", "wounds").click()
        yield self.stand("raise", "harm")
        yield self.go("mandatory")

    def _papers(self):
        child = self.ask(lambda session: find_id(session, CHILD))
        planned = self.ask(lambda session: find_id(session, PLANNED))
        yield self.go("forms")
        yield self.go("forms", f"{child},{planned}", "named")
        yield self.go("route", f"{child},{planned}")
        yield self.go("prints", self.desk.page("file").presenter.last_visit_id)
        yield self.go("scans")
        yield self.go("care_paper", f"consent:{child}")
        yield self.go("screening")
        (picture,) = self._ids("attachment")
        yield self.go("paper", picture.id)

    def _house(self):
        yield self.go("duplicates")
        yield self.go("dispute")
        yield self.go("backup")
        yield self.go("restore")
        yield self.go("campaign_report", self._campaign())
        yield self.go("campaigns")
        yield self.go("about")
        for section in SECTIONS:
            self.desk.go_to_place("settings", section.code)
            yield self.stand("settings", section.code)

    def _campaign(self):
        values = {
            "name": "Autumn",
            "first_day": "2026-11-01",
            "last_day": "2026-11-30",
            "scope": "all",
        }
        return self.ask(lambda s: campaigns.begin(s, values)).record_ids[0]

    def _roster(self):
        book = Workbook()
        for cells in ROWS:
            book.active.append(cells)
        path = self._folder / "list.xlsx"
        book.save(path)
        return path


def press_mask_key(desk, qtbot):
    """Mask the names, or show them again."""
    was = desk.header._mask.isChecked()
    QTest.keyClick(desk, Qt.Key.Key_F9)
    # A button that is pressed by its key comes up again a moment later.
    qtbot.waitUntil(lambda: desk.header._mask.isChecked() != was, timeout=2000)
