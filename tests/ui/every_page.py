"""A walk over every page there is, in a vault where each has something to show."""

from __future__ import annotations

import io
from dataclasses import dataclass

from openpyxl import Workbook
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.ledger.queries import Query
from homevisit.services import follow_ups, papers, records, visit_plans, visits
from homevisit.services.files import Target
from homevisit.services.visit_plans import PlannedTrip
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
        yield from self._house()

    def _go(self, code, subject="", part=""):
        self.desk.go_to_place("students")
        self.settle()
        self.desk.ways.go(code, subject)
        self.settle()
        return self._stand(code, part)

    def _stand(self, code, part=""):
        self.settle()
        assert self.desk.page_code == code
        return Stop(code, part)

    def _ask(self, work):
        return on_vault(self._qtbot, self._thread, lambda: work(self._session))

    def _ids(self, kind):
        return self._ask(lambda session: records.find(session, Query(kind), "id"))

    def _places(self):
        for code in ("today", "students", "visits"):
            self.desk.go_to_place(code)
            yield self._stand(code)
        self.desk.page("visits").view.show_mode("month")
        yield self._stand("visits", "month")
        self.desk.page("visits").view.show_mode("list")
        self.desk.go_to_place("talks")
        yield self._stand("talks")
        child = self._ask(lambda session: find_id(session, CHILD))
        for kind in ("homeroom_teacher", "leader", "peer"):
            self.desk.page("talks").presenter.begin((child,), kind)
            yield self._stand("talks", kind)
        yield from self._report()
        self.desk.go_to_place("import")
        yield self._stand("import")
        self.desk.page("import").view.file_chosen.emit(str(self._roster()))
        yield self._stand("import", "read")

    def _report(self):
        self.desk.go_to_place("report")
        yield self._stand("report")
        for part in ("words", "kept"):
            self.desk.page("report").view.show_part(part)
            yield self._stand("report", part)
        self.desk.page("report").view.show_part("make")

    def _file(self):
        child = self._ask(lambda session: find_id(session, CHILD))
        yield self._go("file", child)
        view = self.desk.page("file").view
        for part in PARTS:
            view.show_part(part)
            yield self._stand("file", part)
        view.show_part(PARTS[0])

    def _visits(self):
        begun = self._ask(lambda session: find_id(session, BEGUN))
        yield self._go("visit", f"student:{begun}", "writing")
        child = self._ask(lambda session: find_id(session, CHILD))
        yield self._go("visit", f"student:{child}", "again")
        done = self.desk.page("file").presenter.last_visit_id
        yield self._go("visit", f"visit:{done}", "final")
        yield self._go("export", done)
        yield self._go("guardian", done)
        two = self._ask(
            lambda session: ",".join(find_id(session, x) for x in (PLANNED, LATE))
        )
        yield self._go("plan", two)

    def _papers(self):
        child = self._ask(lambda session: find_id(session, CHILD))
        planned = self._ask(lambda session: find_id(session, PLANNED))
        yield self._go("forms")
        yield self._go("forms", f"{child},{planned}", "named")
        yield self._go("route", f"{child},{planned}")
        yield self._go("prints", self.desk.page("file").presenter.last_visit_id)
        yield self._go("scans")
        yield self._go("care_paper", f"consent:{child}")
        (picture,) = self._ids("attachment")
        yield self._go("paper", picture.id)

    def _house(self):
        yield self._go("duplicates")
        yield self._go("dispute")
        yield self._go("backup")
        yield self._go("restore")
        yield self._go("campaigns")
        yield self._go("about")
        for section in SECTIONS:
            self.desk.go_to_place("settings", section.code)
            yield self._stand("settings", section.code)

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
