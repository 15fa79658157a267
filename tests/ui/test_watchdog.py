"""Nothing holds the window up for a tenth of a second, and we would notice."""

import random
import shutil
import threading
import time
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QObject, Qt, QTimer

from homevisit.clock import SetClock
from homevisit.ledger.change import Note
from homevisit.services import (
    groups,
    print_batches,
    records,
    school,
    students,
    vaults,
    visits,
)
from tests.ui.conftest import CHEAP, NOW, PASSWORD, settle
from tests.ui.watchdog import LIMIT, assert_no_freeze
from ui.kit.student_table import PAGE

EVERYBODY = 10_000
COLUMNS = 25
SURNAMES, GIVEN = (
    "江袁喻田陆叶何周马易方严余杨",
    "予安知行书瑶星野听澜景一帆立言子墨思齐",
)


def everybody(session, number):
    """Write so many invented children as one save, as an import does."""
    chance = random.Random(7)
    classes = [school.add_class(session, "junior", 2026, n + 1) for n in range(12)]
    edits = []
    for at in range(number):
        student_id = records.new_record_id(session)
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        values = {
            "name": name,
            "roll_status": "enrolled",
            "class_id": classes[at % len(classes)],
            "class_seat_no": str(at // len(classes)),
        }
        edits.append(records.RecordEdit("student", values, student_id, student_id))
        if at % 5 == 0:
            edits.append(
                groups.new_determination(session, student_id, "left_behind", {})
            )
    records.write(session, edits, purpose="import", note=Note(label="roster"))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A closed vault with ten thousand students."""
    where = tmp_path_factory.mktemp("large") / "zhou.homevisit"
    setup = vaults.Setup(school.Owner("周静怡"), {"name": "禾田镇中心学校"})
    clock = SetClock(NOW)
    opened = vaults.create(where, PASSWORD, setup, clock=clock, kdf=CHEAP)
    everybody(opened.session, EVERYBODY)
    opened.session.close()
    return where


@pytest.fixture
def folder(tmp_path, request):
    name = "large" if "large" in request.fixturenames else "template"
    source = request.getfixturevalue(name)
    return Path(shutil.copytree(source, tmp_path / source.name))


def test_a_planted_sleep_is_noticed_and_its_place_named(qtbot):
    def act():
        QTimer.singleShot(20, sleep_two_hundred)
        qtbot.wait(300)

    with pytest.raises(AssertionError, match="sleep_two_hundred"):
        assert_no_freeze(act)


def sleep_two_hundred():
    time.sleep(0.2)


def test_a_loop_that_comes_back_in_time_is_no_freeze(qtbot):
    watch = assert_no_freeze(lambda: qtbot.wait(150))
    assert watch.beats > 5
    assert watch.longest < LIMIT


def test_typing_a_search_among_ten_thousand(large, workspace, qtbot, thread):
    page = workspace.page("students").view
    settle(qtbot, thread)
    assert page.students.rowCount() == EVERYBODY

    def act():
        for letter in "jya":
            qtbot.keyClick(page._search, letter)
            qtbot.wait(30)
        settle(qtbot, thread)
        for _ in range(3):
            qtbot.keyClick(page._search, Qt.Key.Key_Backspace)
            qtbot.wait(30)
        settle(qtbot, thread)

    assert_no_freeze(act)


def test_scrolling_through_ten_thousand_reads_only_what_is_seen(
    large, workspace, qtbot, thread
):
    page = workspace.page("students").view
    settle(qtbot, thread)
    asked = []
    page.students.page_wanted.connect(asked.append)
    bar, table = page._table.verticalScrollBar(), page._table
    per_page = table.viewport().height() // table.rowHeight(0)

    def act():
        for place in range(0, bar.maximum() + 1, max(1, bar.maximum() // 40)):
            bar.setValue(place)
            qtbot.wait(2)
        settle(qtbot, thread)

    bar.setValue(bar.maximum() // 2)
    settle(qtbot, thread)
    assert len(asked) <= 2
    assert per_page < PAGE
    assert_no_freeze(act)
    assert sorted(asked) == list(range(1, EVERYBODY // PAGE))


def test_choosing_everybody_and_sorting(large, workspace, qtbot, thread):
    page = workspace.page("students").view
    settle(qtbot, thread)

    def act():
        page._table.setFocus()
        qtbot.keyClick(page._table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(10)
        page._table.sort_by_next()
        settle(qtbot, thread)
        qtbot.keyClick(page._table, Qt.Key.Key_Escape)
        qtbot.wait(10)

    assert_no_freeze(act)


def test_opening_and_locking_ten_thousand(large, folder, look, device, thread, qtbot):
    from ui.window import MainWindow

    device.offer_vault(str(folder))

    def act():
        closed, window = [], MainWindow(look, device, thread)
        qtbot.addWidget(window)
        window.closed.connect(closed.append)
        window.show()
        settle(qtbot, thread)
        window.page.unlock_requested.emit(PASSWORD)
        qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
        settle(qtbot, thread)
        window.workspace.rail.place_chosen.emit("students")
        settle(qtbot, thread)
        window.lock()
        qtbot.waitUntil(lambda: closed == [True], timeout=20_000)

    assert_no_freeze(act)


def test_screens_are_loaded_on_the_vaults_thread_before_anybody_enters(
    look, device, thread, qtbot, monkeypatch
):
    from ui import late
    from ui.window import MainWindow

    load, where = late.workspace, []

    def loaded():
        where.append(threading.current_thread().name)
        return load()

    monkeypatch.setattr(late, "workspace", loaded)
    window = MainWindow(look, device, thread)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: where == ["vault"], timeout=20_000)


def roster(path, number):
    chance = random.Random(number)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    heads = ["姓名", "性别", "班级", "班内学号", "出生日期", "联系电话", "住址"]
    sheet.append([*heads, *(f"备注{at}" for at in range(COLUMNS - len(heads)))])
    for at in range(number):
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        born = f"2013-{at % 12 + 1:02}-{at % 28 + 1:02}"
        cells = (name, "男女"[at % 2], f"七({at % 12 + 1})班", at // 12 + 1, born)
        rest = ["无"] * (COLUMNS - len(cells) - 2)
        sheet.append([*cells, f"139{at:08}", f"石桥村{at % 9 + 1}组", *rest])
    book.save(path)
    return path


def test_importing_two_thousand_rows(workspace, tmp_path, qtbot, thread):
    workspace.rail.place_chosen.emit("import")
    settle(qtbot, thread)
    page = workspace.page("import").view
    lists = [roster(tmp_path / f"{n}.xlsx", n) for n in (2000, 1999, 1998)]

    def act():
        page.file_chosen.emit(str(lists.pop(0)))
        qtbot.waitUntil(page._import.isEnabled, timeout=60_000)
        qtbot.keyClick(page._import, Qt.Key.Key_Space)
        settle_long(qtbot, thread)

    assert_no_freeze(act)


def settle_long(qtbot, thread):
    qtbot.waitUntil(lambda: not thread.is_busy, timeout=60_000)


def test_printing_two_hundred_visits(desk, entered, qtbot, thread):
    session, owner, made = entered.session, QObject(), []

    def visit(session, at):
        (first, *_others) = students.find_ids(session, students.StudentQuery())
        form = visits.begin_visit(session, first).filled(
            visit_date=f"2026-{at % 9 + 1:02}-{at % 28 + 1:02}",
            purposes=["know_family"],
            interviewees=[{"name": "江守田"}],
            risks_found=["none"],
        )
        return visits.finalise_visit(session, form).visit_ids[0]

    thread.post(
        owner,
        lambda _job: [visit(session, at) for at in range(200)],
        done=made.extend,
    )
    settle_long(qtbot, thread)

    def act():
        thread.post(
            owner,
            lambda _job: [
                len(r.pdf) for _, r in print_batches.print_visits(session, made)
            ],
        )
        settle_long(qtbot, thread)

    assert_no_freeze(act)
