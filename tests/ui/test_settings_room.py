"""After how long the counselling room closes: a setting of who has a room."""

from __future__ import annotations

import pytest

from homevisit.services import room, staffing
from tests.ui.conftest import PASSWORD, on_vault, settle
from tests.ui.settings_steps import open_section, undo, write


@pytest.fixture
def settings(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    return desk.page("settings")


def make_room(session):
    staffing.add_post(session, session.person_id, "psychologist")
    room.make_room(session, PASSWORD)


def test_who_has_a_room_says_when_it_closes(desk, qtbot, thread, settings, entered):
    view = open_section(settings, qtbot, thread, "privacy")
    assert not view.room.isVisible()

    on_vault(qtbot, thread, lambda: make_room(entered.session))
    settings.section("privacy").refresh()
    settle(qtbot, thread)
    assert view.room.isVisible()
    assert view.room.edit.text() == "2"

    write(qtbot, thread, view.room.edit, "5")

    def minutes():
        return on_vault(qtbot, thread, lambda: room.idle_minutes(entered.session))

    assert minutes() == 5
    undo(desk, qtbot, thread)
    assert minutes() == 2
    assert view.room.edit.text() == "2"
    write(qtbot, thread, view.room.edit, "90")
    assert minutes() == 2
    assert "from 1 to 30" in view.room.edit.accessibleDescription()
