"""What every test of the window needs: no display, the fonts, a look, a small vault."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from homevisit.clock import SetClock
from homevisit.services import (
    groups,
    records,
    school,
    student_files,
    students,
    vaults,
    visits,
)
from homevisit.settings import SettingsFile
from homevisit.text import use_language
from homevisit.vault import KdfParameters
from ui.serial_thread import SerialThread

PASSWORD = "yi zhan deng liang ge ren"
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)
NOW = datetime(2026, 11, 20, 9, 28, 6, tzinfo=UTC)
NAMES = ("江予安", "袁知行", "喻书瑶", "田𬱖", "阿依古丽·买买提")


@pytest.fixture(scope="session", autouse=True)
def _garbage(qapp):
    """Let go of widgets in the window's thread alone, as the program does."""
    from ui.garbage import WindowGarbage

    garbage = WindowGarbage(qapp)
    garbage.settle()
    return garbage


@pytest.fixture(scope="session")
def look(qapp):
    from ui.appearance import Appearance
    from ui.fonts import load_fonts

    load_fonts()
    qapp.setStyle("Fusion")
    appearance = Appearance(qapp)
    appearance.use(theme="light", text="normal")
    return appearance


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("zh_CN")


@pytest.fixture
def clock():
    return SetClock(NOW)


@pytest.fixture
def thread():
    made = SerialThread("vault")
    yield made
    made.stop()


@pytest.fixture
def device(tmp_path, clock):
    from ui.device import Device

    return Device(SettingsFile(tmp_path / "settings"), clock)


def settle(qtbot, *threads):
    """Wait until everything that was asked for is answered."""
    qtbot.waitUntil(lambda: not any(t.is_busy for t in threads), timeout=8000)


@contextmanager
def held(thread):
    """Keep the vault's thread at work meanwhile, as a backup of the day does."""
    from PySide6.QtCore import QObject

    go_on, owner = threading.Event(), QObject()
    thread.post(owner, lambda _job: go_on.wait(20))
    try:
        yield
    finally:
        go_on.set()


def on_vault(qtbot, thread, work):
    """Do something on the vault's thread and return what it answers."""
    from PySide6.QtCore import QObject

    owner, got = QObject(), []
    thread.post(owner, lambda _job: work(), done=got.append)
    settle(qtbot, thread)
    return got[0]


def find_id(session, typed):
    return students.find_ids(session, students.StudentQuery(typed=typed))[0]


def type_text(qtbot, field, text):
    """Type letters as keys and anything else as an input method would."""
    if text.isascii():
        qtbot.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(field, event)


def _fill(session):
    class_id = school.add_class(session, "junior", 2026, 2)
    for number, name in enumerate(NAMES):
        values = {
            "name": name,
            "sex": "1",
            "birth_date": "2013-07-18",
            "class_id": class_id,
            "class_seat_no": f"{number + 8:02d}",
            "boarding": "day",
            "strengths": "会修自行车",
        }
        private = {"home_address": "石桥村三组", "phone": "13800002716"}
        students.add_student(session, values, private)
    first = students.find_ids(session, students.StudentQuery(typed="江予安"))[0]
    groups.determine(session, first, "left_behind", {"valid_from": "2026-09-05"})
    member = {
        "student_id": first,
        "name": "江守田",
        "relation": "paternal_grandfather",
        "is_guardian": True,
        "phone": "13900001234",
    }
    records.save(session, [records.edit("family_member", member, student_id=first)])
    _visit(session, first)


def _visit(session, student_id):
    form = visits.begin_visit(session, student_id).filled(
        visit_date="2026-10-18",
        purposes=["know_family"],
        interviewees=[{"name": "江守田"}],
        risks_found=["none"],
        living_env="shared_desk",
        consensus="约定每周三与父亲视频。",
    )
    promise = {
        "description": "与父亲约定视频时间",
        "promised_by": "family",
        "due_date": "2026-11-19",
    }
    visits.finalise_visit(session, replace(form, promises=(promise,)))


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A closed vault with five students, one of them visited in October."""
    where = tmp_path_factory.mktemp("template") / "zhou.homevisit"
    clock = SetClock(NOW)
    setup = vaults.Setup(
        school.Owner("周静怡", (("homeroom_teacher", ""),)),
        {"name": "禾田镇中心学校", "system": "six_three", "stages": ["junior"]},
    )
    opened = vaults.create(where, PASSWORD, setup, clock=clock, kdf=CHEAP)
    _fill(opened.session)
    opened.session.close()
    return where


@pytest.fixture(scope="session")
def full_template(tmp_path_factory, template):
    """The same, with something for every page: plans, a draft, papers, doubles."""
    from tests.ui.every_page import fill_more

    where = tmp_path_factory.mktemp("full") / template.name
    shutil.copytree(template, where)
    session = vaults.unlock(where, PASSWORD, clock=SetClock(NOW))
    fill_more(session)
    session.close()
    return where


@pytest.fixture
def folder(tmp_path, template):
    """A copy of the vault for one test."""
    return Path(shutil.copytree(template, tmp_path / template.name))


@pytest.fixture
def entered(folder, clock, thread, qtbot):
    """The same vault, open on the vault's thread."""
    from PySide6.QtCore import QObject

    from ui.desk import gate

    owner, got = QObject(), []
    thread.post(
        owner,
        lambda _job: gate.enter(str(folder), PASSWORD, clock),
        done=got.append,
    )
    settle(qtbot, thread)
    yield got[0]
    thread.post(owner, lambda _job: got[0].session.close())
    settle(qtbot, thread)


@pytest.fixture
def workspace(desk, qtbot, thread):
    """The students page; most journeys begin there."""
    desk.rail.place_chosen.emit("students")
    settle(qtbot, thread)
    return desk


@pytest.fixture
def desk(look, thread, entered, device, qtbot):
    """An open vault as it is after unlocking."""
    from ui.workspace import Workspace

    shown = Workspace(look, thread, entered, device)
    qtbot.addWidget(shown)
    shown.resize(1366, 698)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.start()
    settle(qtbot, thread)
    yield shown
    shown.flush()
    settle(qtbot, thread, shown.drawing)
    shown.stop()


@pytest.fixture
def tour(desk, entered, qtbot, tmp_path):
    """Leads over every page; ask for `full_folder` too, so that each has content."""
    from tests.ui.every_page import Tour

    return Tour(desk, entered, qtbot, tmp_path)


@pytest.fixture
def jiang(entered, thread, qtbot):
    """The id of 江予安, who has a family, a group, a visit and a promise."""
    return on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))


@pytest.fixture
def file_page(desk, jiang, qtbot, thread):
    """The file of 江予安 in front."""
    desk.ways.open_student(jiang)
    settle(qtbot, thread)
    return desk.page("file").view


@pytest.fixture
def read_file(entered, jiang, thread, qtbot):
    """Read the file of 江予安 as it is on the disk."""
    read = partial(student_files.read_file, entered.session, jiang)
    return lambda: on_vault(qtbot, thread, read)


@pytest.fixture
def write_record(entered, jiang, desk, thread, qtbot):
    """Write a record as something else in the window would, and say so."""

    def save(kind, record_id="", **values):
        known = {"student_id": jiang, **values}
        edit = records.edit(kind, known, record_id=record_id, student_id=jiang)
        work = partial(records.save, entered.session, [edit])
        written = on_vault(qtbot, thread, work)
        desk.ways.note_saved()
        settle(qtbot, thread)
        return written.record_ids[0]

    return save


def focused():
    """Return what has the keyboard."""
    return QApplication.focusWidget()


def field_of(form, name):
    """Return a field of a form by its name."""
    return next(each for each in form.cells if each.field.name == name)
