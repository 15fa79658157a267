"""A case by keyboard, at three desks: raised, taken on, planned, seen, closed by two.

Each colleague has a vault of her own; between them go files of changes, as they would
on a stick.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from homevisit.clock import SetClock
from homevisit.exchange.cards import write_card
from homevisit.exchange.contacts import own_card
from homevisit.services import (
    care_shells,
    changes,
    records,
    room,
    school,
    students,
    vaults,
)
from homevisit.services.records import RecordEdit
from homevisit.settings import SettingsFile
from tests.ui.conftest import CHEAP, NOW, PASSWORD, on_vault, settle, type_text
from ui.desk import gate
from ui.device import Device
from ui.serial_thread import SerialThread
from ui.workspace import Workspace

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALONE = Qt.KeyboardModifier.NoModifier
PEOPLE = {"teacher": "周静怡", "psychologist": "顾明岚", "second": "何文博"}
POSTS = {
    "teacher": "homeroom_teacher",
    "psychologist": "psychologist",
    "second": "psychologist",
}
CHILD = "江予安"
HINT = "不安排他在全班面前谈家里的事。"


@dataclass
class Desk:
    """Somebody at her own computer, with the keyboard alone."""

    qtbot: Any
    thread: SerialThread
    entered: Any
    work: Workspace

    def ask(self, verb):
        return on_vault(self.qtbot, self.thread, lambda: verb(self.entered.session))

    def rest(self):
        settle(self.qtbot, self.thread)

    def sit_down(self):
        with self.qtbot.waitActive(self.work):
            self.work.show()
            self.work.activateWindow()
        self.rest()

    def press(self, key, held=ALONE):
        QTest.keyClick(self.work.focusWidget() or self.work, key, held)
        self.rest()

    def write(self, text):
        type_text(self.qtbot, self.work.focusWidget(), text)

    def command(self, words):
        """Choose something by its name, as one does who never lifts the hands."""
        self.press(KEY.Key_K, CONTROL)
        self.write(words)
        self.rest()
        self.press(KEY.Key_Return)

    def go_on_to(self, name):
        """Press Tab until the field of that name has the focus."""
        drawer = self.work.page("care").view.open_drawer
        wanted = drawer.answers[name].widget
        for _step in range(40):
            here = self.work.focusWidget()
            if here is wanted or wanted.isAncestorOf(here):
                return
            self.press(KEY.Key_Tab)
        pytest.fail(f"Tab does not lead to {name}")

    def fill(self, **texts):
        """Write into the fields of the open panel, and send it."""
        for name, text in texts.items():
            self.go_on_to(name)
            if callable(text):
                text()
            else:
                self.write(text)
        self.press(KEY.Key_Return, CONTROL)

    def choose(self, times):
        """Move in a choice by arrows; a first step takes the first one."""
        for _step in range(times):
            self.press(KEY.Key_Down)

    def hand_to(self, other, *, of_room=False):
        verb = changes.export_room if of_room else changes.export_changes
        handed = self.ask(lambda mine: verb(mine, other.me, confirm_posts=True))
        other.ask(lambda hers: changes.import_changes(hers, handed.content))
        other.work.ways.note_saved()
        other.rest()

    @property
    def me(self):
        return self.entered.session.person_id

    def go_to_care(self, page):
        self.press(KEY.Key_5, CONTROL)
        # A button that is pressed by its key is clicked a moment later.
        self.qtbot.waitUntil(lambda: self.work.page_code == page)
        self.rest()

    def open_room(self):
        self.go_to_care("care")
        self.write(PASSWORD)
        self.press(KEY.Key_Return)
        board = self.work.page("care").view
        assert board.is_open
        return board


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three vaults of one school, whose owners know each other."""
    folder, opened = tmp_path_factory.mktemp("three"), {}
    for who, name in PEOPLE.items():
        facts = {"name": "禾田镇中心学校"} if who == "teacher" else None
        setup = vaults.Setup(school.Owner(name), facts)
        where = folder / f"{who}.homevisit"
        new = vaults.create(where, PASSWORD, setup, clock=SetClock(NOW), kdf=CHEAP)
        opened[who] = new.session
    found_school(opened)
    for each in opened.values():
        each.close()
    return folder


def found_school(opened):
    teacher, *others = opened.values()
    cards = {
        who: write_card(own_card(each), each.vault.sign) for who, each in opened.items()
    }
    for who, each in opened.items():
        for other, card in cards.items():
            if other != who:
                changes.trust_card(each, card)
    class_id = school.add_class(teacher, "junior", 2026, 2)
    students.add_student(teacher, {"name": CHILD, "class_id": class_id})
    enter_posts(teacher, opened, class_id)
    for each in others:
        hand(teacher, each)
        hand(each, teacher)
    # Each has said of herself that she holds no post; the directory decides.
    enter_posts(teacher, opened, class_id)
    for each in others:
        hand(teacher, each)


def enter_posts(teacher, opened, class_id):
    edits = [
        RecordEdit(
            "staff",
            {
                "name": PEOPLE[who],
                "roles": [{"role": role, "class_id": class_id if at == 0 else ""}],
            },
            opened[who].person_id,
        )
        for at, (who, role) in enumerate(POSTS.items())
    ]
    records.save(teacher, edits)


def hand(giver, taker):
    handed = changes.export_changes(giver, taker.person_id, confirm_posts=True)
    changes.import_changes(taker, handed.content)


@pytest.fixture
def desks(look, made, clock, qtbot, tmp_path):
    """All three desks, each with its own thread; they share the day."""
    found, owner = {}, QObject()
    for who in PEOPLE:
        thread, got = SerialThread(who), []
        path = str(made / f"{who}.homevisit")
        work = partial(gate.enter, path, PASSWORD, clock)
        thread.post(owner, lambda _job, enter=work: enter(), done=got.append)
        settle(qtbot, thread)
        device = Device(SettingsFile(tmp_path / who), clock)
        shown = Workspace(look, thread, got[0], device)
        qtbot.addWidget(shown)
        shown.resize(1366, 698)
        shown.start()
        found[who] = Desk(qtbot, thread, got[0], shown)
    yield SimpleNamespace(**found)
    for each in found.values():
        each.work.flush()
    for each in found.values():
        each.thread.post(owner, lambda _job, one=each: one.entered.session.close())
    settle(qtbot, *(each.thread for each in found.values()))
    for each in found.values():
        each.work.stop()
        each.thread.stop()


def raise_it(teacher):
    """Raise the concern from the child's file."""
    teacher.sit_down()
    teacher.command(CHILD)
    assert teacher.work.page_code == "file"
    teacher.press(KEY.Key_G, CONTROL)
    teacher.press(KEY.Key_Space)
    teacher.press(KEY.Key_Tab)
    teacher.write("连续两周趴在桌上。")
    teacher.press(KEY.Key_Return, CONTROL)


def take_it_on(psychologist):
    """Open the room, take the clue on, write the interview and the plan, share."""
    psychologist.sit_down()
    board = psychologist.open_room()
    psychologist.press(KEY.Key_J, CONTROL)
    assert board.clue.clue.facts == "连续两周趴在桌上。"
    psychologist.press(KEY.Key_Return, CONTROL)
    # What comes next has the focus: the interview.
    psychologist.press(KEY.Key_Space)
    psychologist.fill(
        text="睡得浅，愿意说话。", severity=lambda: choose_level(psychologist, 1)
    )
    assert board.case.page.track[0].level.severity == 2
    psychologist.command("Plan")
    psychologist.fill(goals="每周谈一次，睡眠好转。")
    hint = board.case.hint
    for _step in range(40):
        if psychologist.work.focusWidget() is hint._edit:
            break
        psychologist.press(KEY.Key_Tab)
    psychologist.press(KEY.Key_Space)
    psychologist.write(HINT)
    psychologist.press(KEY.Key_Return, CONTROL)
    assert board.case.page.hint == HINT
    return board


def choose_level(desk, times):
    for _step in range(times):
        desk.press(KEY.Key_Right)


def test_a_case_from_the_first_word_to_the_end(desks, clock):
    teacher, psychologist, second = desks.teacher, desks.psychologist, desks.second
    raise_it(teacher)
    teacher.hand_to(psychologist)
    clock.advance(minutes=20)
    board = take_it_on(psychologist)
    psychologist.hand_to(teacher)

    teacher.sit_down()
    teacher.go_to_care("concerns")
    shell = teacher.work.page("concerns").view.shell.shell
    assert (shell.hint, shell.level.severity) == (HINT, 2)
    assert not teacher.ask(room.has_room)

    clock.advance(days=70)
    psychologist.sit_down()
    psychologist.command("Close…")
    psychologist.fill(closure=lambda: psychologist.choose(1))
    assert board.case.page.state == "Being followed"
    clock.advance(days=70)

    second.sit_down()
    hers = second.open_room()
    psychologist.hand_to(second)
    psychologist.hand_to(second, of_room=True)
    second.rest()
    second.press(KEY.Key_F6)
    second.press(KEY.Key_F6)
    assert second.work.focusWidget().text() == "Confirm the closing…"
    second.press(KEY.Key_Space)
    second.fill()
    assert hers.case.page.state == "Closed"
    second.hand_to(psychologist, of_room=True)
    psychologist.hand_to(teacher)
    (line,) = teacher.ask(lambda hers: care_shells.shells(hers, open_only=False))
    assert (line.state, line.hint) == ("closed", HINT)
    assert all(each.work.isVisible() for each in (teacher, psychologist, second))
