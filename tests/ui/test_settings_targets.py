"""The section of targets by keyboard: switched, changed, added, handed on, taken in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import campaigns, targets
from tests.ui.conftest import on_vault, settle
from tests.ui.settings_steps import open_section, undo, write


@pytest.fixture
def section(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    page = desk.page("settings")
    open_section(page, qtbot, thread, "targets")
    return page.section("targets")


@pytest.fixture
def stored(qtbot, thread, entered):
    return lambda: on_vault(qtbot, thread, lambda: targets.read(entered.session))


def press(qtbot, thread, button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)


def test_examples_are_marked_switched_and_taken_back(
    desk, qtbot, thread, section, stored
):
    view, detail = section.view, section.view.detail
    assert next(line.words for line in view.list.lines if not line.code) == "国家要求"
    assert detail.example.isVisible()
    assert detail.lines["source"].text == "教基〔2022〕7号"
    assert "students reached" in detail.progress.text()
    press(qtbot, thread, detail.in_use.box)
    assert not stored()[0].is_active
    assert detail.progress.isHidden()
    undo(desk, qtbot, thread)
    assert stored()[0].is_active


def test_a_changed_example_is_ones_own(qtbot, thread, section, stored):
    detail = section.view.detail
    write(qtbot, thread, detail.numbers["minimum"].edit, "2")
    write(qtbot, thread, detail.numbers["class_size_from"].edit, "50")
    write(qtbot, thread, detail.numbers["class_size_to"].edit, "30")
    found = stored()[0]
    assert (found.times, found.class_size_from, found.is_example) == (2, 50, False)
    assert not detail.example.isVisible()
    assert "Nobody is in the scope" in detail.doubt.text()
    write(qtbot, thread, detail.numbers["class_size_to"].edit, "")
    assert stored()[0].class_size_to is None
    assert detail.doubt.isHidden()


def test_a_new_target_is_named_at_once_and_removed_again(
    desk, qtbot, thread, section, stored
):
    view = section.view
    before = len(stored())
    press(qtbot, thread, view.add_target)
    settle(qtbot, thread)
    assert view.detail.lines["name"].edit.hasFocus()
    write(qtbot, thread, view.detail.lines["name"].edit, "每月联系一次")
    assert not stored()[-1].is_active
    assert stored()[-1].name == "每月联系一次"
    press(qtbot, thread, view.detail.remove)
    assert len(stored()) == before
    undo(desk, qtbot, thread)
    assert stored()[-1].name == "每月联系一次"


def test_only_what_fits_is_asked_for(qtbot, thread, section):
    view = section.view
    press(qtbot, thread, view.add_target)
    settle(qtbot, thread)
    detail = view.detail
    assert not detail.choices["talk_kind"].isVisible()
    detail.choices["what"].committed.emit("talk")
    settle(qtbot, thread)
    assert detail.choices["talk_kind"].isVisible()
    assert not detail.chips["visit_forms"].isVisible()
    assert "No kind of talk" in detail.doubt.text()


def test_out_and_in_again(qtbot, thread, section, stored, tmp_path):
    path = tmp_path / "目标.toml"
    section.hand_out(str(path))
    settle(qtbot, thread)
    before = {(each.profile, each.name) for each in stored()}
    section.take_in(str(path))
    settle(qtbot, thread)
    assert {(each.profile, each.name) for each in stored()} == before


def test_a_bad_file_is_told_and_changes_nothing(
    desk, qtbot, thread, section, stored, tmp_path, monkeypatch
):
    path = tmp_path / "bad.toml"
    path.write_text("不是目标文件", encoding="utf-8")
    told = []
    monkeypatch.setattr(section.around.ways, "explain", told.append)
    before = stored()
    section.take_in(str(path))
    settle(qtbot, thread)
    assert [each.code for each in told] == ["target_file"]
    assert stored() == before


def test_grades_are_those_of_the_school_and_a_campaign_can_be_named(
    qtbot, thread, section, stored, entered
):
    window = {"first_day": "2026-11-01", "last_day": "2026-11-30", "scope": "all"}
    known = {"name": "万师访万家", **window}
    on_vault(qtbot, thread, lambda: campaigns.begin(entered.session, known))
    detail = section.view.detail
    chips = detail.chips["grades"].chips
    assert {each.text() for each in chips.buttons} == {"七年级"}
    press(qtbot, thread, chips.buttons[0])
    assert stored()[0].grades == ("junior_1",)
    choice = detail.choices["campaign_id"]
    assert choice.isHidden()
    detail.changed.emit("period", "campaign")
    settle(qtbot, thread)
    assert choice.isVisible()
    assert "No campaign is chosen" in detail.doubt.text()
    (campaign,) = on_vault(
        qtbot, thread, lambda: list(targets.campaign_names(entered.session))
    )
    detail.changed.emit("campaign_id", campaign)
    settle(qtbot, thread)
    assert stored()[0].campaign_id == campaign
    assert detail.doubt.isHidden()
