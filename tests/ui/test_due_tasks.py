"""Who is due: said in the list and beside it, planned or written down by one click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from homevisit.services import groups, talks, targets
from homevisit.services.talks import TalkEntry
from tests.ui.conftest import find_id, on_vault, settle
from ui.due_rows import LOG, PLAN, VISIT
from ui.kit.student_model import Column

KEY = Qt.Key


@pytest.fixture
def yuan(entered, qtbot, thread):
    """Everybody is asked for a leader's talk and a visit; one child had the talk."""
    session = entered.session
    for values in (
        {"name": "校领导谈", "what": "talk", "talk_kind": "leader", "whom": "all"},
        {"name": "每生一访", "what": "visit", "whom": "all", "minimum": 9},
    ):
        on_vault(qtbot, thread, lambda v=values: targets.add(session, v))
    seen = on_vault(qtbot, thread, lambda: find_id(session, "江予安"))
    entry = TalkEntry("leader", (seen,), {"topics": ["study"]})
    on_vault(qtbot, thread, lambda: talks.log(session, entry))
    return on_vault(qtbot, thread, lambda: find_id(session, "袁知行"))


@pytest.fixture
def students(desk, yuan, qtbot, thread):
    desk.rail.place_chosen.emit("students")
    settle(qtbot, thread)
    view = desk.page("students").view
    view.select(view.students.ids.index(yuan))
    settle(qtbot, thread)
    return view


def deeds(view):
    """Return the buttons of what is due, by what they are for."""
    names = {
        f"{deed}:{what}": f"{words}：{task.words}"
        for task in view.students.due[view.preview.student_id].tasks
        for what in (task.what,)
        for deed, words in (
            (LOG, "Write a visit" if what == VISIT else "Write down a talk"),
            (PLAN, "Plan visits" if what == VISIT else "Plan a talk"),
        )
    }
    buttons = view.preview.due.findChildren(type(view.filters.add))
    found = {each.accessibleName(): each for each in buttons}
    return {code: found[name] for code, name in names.items()}


def test_the_list_says_who_is_due_and_for_what(students, yuan, entered):
    assert students.students.due[yuan].words == "visit due, talk due"
    at = students.students.ids.index(yuan)
    spoken = students.students.index(at, Column.ITEMS).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert "visit due, talk due" in spoken
    seen = next(each for each in students.students.ids if each != yuan)
    others = {each.words for each in students.students.due.values()}
    assert seen in students.students.due
    assert others == {"visit due, talk due", "visit due"}


def test_one_click_beside_the_list_writes_the_talk_down(
    students, yuan, desk, qtbot, thread
):
    deeds(students)[f"{LOG}:leader"].click()
    settle(qtbot, thread)
    assert desk.page_code == "talks"
    form = desk.page("talks").view.drawer.form
    assert (form.kind, form.student_ids) == ("leader", (yuan,))


def test_one_click_plans_the_talk_or_the_visit(students, yuan, desk, qtbot, thread):
    deeds(students)[f"{PLAN}:leader"].click()
    settle(qtbot, thread)
    strip = desk.page("talks").view.strip
    assert strip.isVisible()
    assert (strip.kind.value, strip.whom["leader"]) == ("leader", (yuan,))
    desk.go_back()
    settle(qtbot, thread)
    deeds(students)[f"{PLAN}:{VISIT}"].click()
    settle(qtbot, thread)
    assert desk.page_code == "plan"


def test_one_key_on_today_does_it_for_who_waits(desk, entered, yuan, qtbot, thread):
    since = {"valid_from": "2026-09-05"}
    session = entered.session
    on_vault(
        qtbot, thread, lambda: groups.determine(session, yuan, "left_behind", since)
    )
    desk.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    today = desk.page("today").view
    child = today.waiting.current_id()
    assert child == yuan
    for icon, page in (("calendar-days", "plan"), ("message-square-text", "talks")):
        today.deeds[icon].click()
        settle(qtbot, thread)
        assert desk.page_code == page
        desk.rail.place_chosen.emit("today")
        settle(qtbot, thread)
    qtbot.keyClick(today.waiting, KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    assert desk.page_code == "talks"
    assert desk.page("talks").view.drawer.form.student_ids == (child,)
