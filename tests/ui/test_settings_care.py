"""Levels of care, numbers and places in the settings, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import care_contacts, hotlines, level_settings
from tests.ui.conftest import on_vault, settle
from tests.ui.settings_steps import open_section, undo, write


@pytest.fixture
def page(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    return desk.page("settings")


@pytest.fixture
def levels(page, qtbot, thread):
    return open_section(page, qtbot, thread, "levels")


@pytest.fixture
def places(page, qtbot, thread):
    return open_section(page, qtbot, thread, "places")


@pytest.fixture
def ask(qtbot, thread, entered):
    return lambda read: on_vault(qtbot, thread, lambda: read(entered.session))


def press(qtbot, thread, button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)


def choose(view, qtbot, thread, words):
    line = next(each for each in view.list.lines if each.words == words)
    view.list.setFocus()
    view.list.choose(line.code)
    settle(qtbot, thread)


def used(session):
    return level_settings.in_use(session).scheme


def test_an_example_is_copied_changed_used_and_taken_back(
    desk, qtbot, thread, levels, ask
):
    detail = levels.detail
    assert detail.example.isVisible()
    assert not detail.lines["name"].isEnabled()
    assert not detail.limits.isEnabled()
    press(qtbot, thread, detail.copy)
    settle(qtbot, thread)
    assert detail.lines["name"].isEnabled()
    write(qtbot, thread, detail.lines["name"].edit, "Our four levels")
    write(qtbot, thread, detail.levels[4].label.edit, "Now")
    write(qtbot, thread, detail.limits.cells["interview", 4].edit, "45 minutes")
    press(qtbot, thread, detail.use)
    settle(qtbot, thread)
    found = ask(used)
    assert found.name == "Our four levels"
    assert found.levels[0].label == "Now"
    assert detail.in_use.isVisible()
    undo(desk, qtbot, thread)
    assert ask(used).is_example


def test_limits_are_words_levels_move_and_are_left_out(qtbot, thread, levels, ask):
    detail = levels.detail
    press(qtbot, thread, detail.copy)
    settle(qtbot, thread)
    cell = detail.limits.cells["accept", 4]
    before = cell.text
    write(qtbot, thread, cell.edit, "soon")
    assert cell.text == "soon"
    assert "length of time" in cell.edit.accessibleDescription()
    QTest.keyClick(cell.edit, Qt.Key.Key_Escape)
    assert cell.text == before
    press(qtbot, thread, detail.levels[4].down)
    assert list(detail.levels)[:2] == [3, 4]
    press(qtbot, thread, detail.levels[1].box)
    assert not detail.levels[1].label.isEnabled()
    names = {each.edit.accessibleName() for each in detail.limits.cells.values()}
    assert len(names) == len(detail.limits.cells)
    press(qtbot, thread, detail.remove)
    assert ask(used).is_example


def test_a_number_is_added_checked_moved_and_leaves_the_card(
    desk, qtbot, thread, places, ask
):
    places.new.name.setText("School line")
    places.new.number.setText("0790-5550001")
    press(qtbot, thread, places.new.add)
    settle(qtbot, thread)
    assert ask(hotlines.on_card)[-1].number == "0790-5550001"
    assert places.detail.heading.text() == "School line"
    press(qtbot, thread, places.detail.confirm)
    assert "2026-11-20" in places.detail.checked.text()
    press(qtbot, thread, places.detail.up)
    assert ask(hotlines.on_card)[-2].number == "0790-5550001"
    write(qtbot, thread, places.detail.lines["number"].edit, "x")
    assert ask(hotlines.on_card)[-2].number == "0790-5550001"
    press(qtbot, thread, places.detail.on_card.box)
    assert "0790-5550001" not in [each.number for each in ask(hotlines.on_card)]
    undo(desk, qtbot, thread)
    assert "0790-5550001" in [each.number for each in ask(hotlines.on_card)]


def test_a_place_is_filled_in_one_is_added_and_the_card_is_printed(
    desk, qtbot, thread, places, ask
):
    clinic = "Clinic for children and teenagers at the county hospital"
    choose(places, qtbot, thread, clinic)
    write(qtbot, thread, places.detail.lines["phone"].edit, "0790-5550003")
    assert [each.phone for each in ask(care_contacts.reachable)] == ["0790-5550003"]
    places.new.what.set_value("city")
    press(qtbot, thread, places.new.add)
    assert "no name" in places.new.name.accessibleDescription()
    places.new.name.setText("City hospital")
    press(qtbot, thread, places.new.add)
    settle(qtbot, thread)
    assert "City hospital" in [e.name for e in ask(care_contacts.read)]
    press(qtbot, thread, places.detail.remove)
    assert "City hospital" not in [e.name for e in ask(care_contacts.read)]
    press(qtbot, thread, places.card)
    settle(qtbot, thread, desk.drawing)
    assert desk.page_code == "care_paper"
    assert desk.page("care_paper").view.pages.page_count == 1
