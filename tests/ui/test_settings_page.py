"""Every section of the settings by keyboard: saved at once, said, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from homevisit.services import calendars, school, terms
from homevisit.settings import RecentVault
from homevisit.text import current_language
from tests.ui.conftest import on_vault, settle, type_text
from tests.ui.settings_steps import choose, open_section, undo, write
from ui.pages.settings import SECTIONS


@pytest.fixture
def settings(desk, qtbot, thread, look, device):
    """The page of settings, and afterwards the usual look again."""
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    yield desk.page("settings")
    look.keep_still(False)
    look.use(theme="light", text="normal", zoom=100)


def test_the_rail_leads_here_and_arrows_walk_through_all_sections(
    desk, qtbot, thread, settings
):
    shown = [settings.subject]
    view = settings.view
    assert view.sections.hasFocus()
    for _more in SECTIONS[1:]:
        QTest.keyClick(view.sections, Qt.Key.Key_Down)
        settle(qtbot, thread)
        shown.append(settings.subject)
        assert settings.section(settings.subject).view.isVisible()
    assert shown == [each.code for each in SECTIONS]
    assert desk.header.findChildren(QLineEdit) == []


def test_a_section_is_found_again_by_its_name(desk, qtbot, thread):
    desk.ways.go("settings", "privacy")
    settle(qtbot, thread)
    page = desk.page("settings")
    assert page.view.sections.code == "privacy"
    names = [each.words for each in page.commands()]
    assert "Settings: Privacy" in names
    page.commands()[names.index("Settings: Appearance")].run()
    assert page.subject == "appearance"


def test_the_schools_name_saves_when_it_is_left_and_can_be_taken_back(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "school")
    field = view.typed["name"].edit
    write(qtbot, thread, field, "石桥中心学校")
    name = on_vault(qtbot, thread, lambda: school.read_school(entered.session).name)
    assert name == "石桥中心学校"
    undo(desk, qtbot, thread)
    assert field.text() == "禾田镇中心学校"


def test_what_is_being_typed_is_kept_when_the_vault_is_locked(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "school")
    field = view.typed["communication_tips"].area
    field.setFocus()
    type_text(qtbot, field, "先听再说。")
    settings.flush()
    found = on_vault(qtbot, thread, lambda: school.read_school(entered.session))
    assert found.communication_tips == "先听再说。"


def test_an_empty_school_name_is_said_beside_the_field_and_not_used(
    qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "school")
    block = view.typed["name"]
    write(qtbot, thread, block.edit, "")
    assert "fill this in" in block.edit.accessibleDescription()
    name = on_vault(qtbot, thread, lambda: school.read_school(entered.session).name)
    assert name == "禾田镇中心学校"
    block.edit.setFocus()
    QTest.keyClick(block.edit, Qt.Key.Key_Escape)
    assert block.edit.text() == "禾田镇中心学校"
    assert block.edit.accessibleDescription() == ""


def test_an_odd_phone_is_saved_and_doubted(qtbot, thread, settings, entered):
    view = open_section(settings, qtbot, thread, "school")
    write(qtbot, thread, view.typed["phone"].edit, "12")
    phone = on_vault(qtbot, thread, lambda: school.read_school(entered.session).phone)
    assert phone == "12"
    assert view.typed["phone"].edit.accessibleDescription()


def test_how_classes_are_written_shows_an_example(qtbot, thread, settings, entered):
    view = open_section(settings, qtbot, thread, "school")
    choose(view.chosen["class_style"], 2)
    settle(qtbot, thread)
    assert "七年级2班" in view._example.text()
    tips = view.typed["communication_tips"]
    write(qtbot, thread, tips.area, "先说孩子的长处。")
    found = on_vault(qtbot, thread, lambda: school.read_school(entered.session))
    assert (found.class_style, found.communication_tips) == (
        "plain",
        "先说孩子的长处。",
    )


def test_a_stage_is_switched_by_space_and_keeps_the_focus(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "school")
    chip = view.stages.chips.findChildren(QToolButton)[1]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert chip.hasFocus()
    found = on_vault(qtbot, thread, lambda: school.read_school(entered.session))
    assert found.stages == ("primary", "junior")
    undo(desk, qtbot, thread)
    assert not chip.isChecked()


def test_a_moved_term_is_saved_and_a_reversed_one_is_kept_as_a_draft(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "calendar")

    def first():
        dated = terms.read_dated(entered.session)
        return next(each for each in dated if each.term_kind == "first")

    before = on_vault(qtbot, thread, first)
    line = view.lines[before.id]
    write(qtbot, thread, line.end.edit, "2027-01-22")
    assert on_vault(qtbot, thread, first).stored.end_date == "2027-01-22"
    undo(desk, qtbot, thread)
    assert line.end.edit.text() == before.span.end_date

    write(qtbot, thread, line.end.edit, "2026-08-01")
    assert line.end.edit.text() == "2026-08-01"
    assert "before the first day" in line.end.edit.accessibleDescription()
    assert before.stored.end_date in line._in_use.text()
    assert on_vault(qtbot, thread, first).stored.end_date == before.stored.end_date


def test_a_school_year_is_added_and_holidays_are_counted(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "calendar")
    QTest.keyClick(view.more, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert len(view.lines) == 6
    undo(desk, qtbot, thread)
    assert "2027" in view.more.text()
    choose(view.rules["winter"], 1)
    settle(qtbot, thread)
    rule = on_vault(
        qtbot, thread, lambda: calendars.read_calendar(entered.session).rule
    )
    assert rule.winter_counts_to == "second"


def test_privacy_is_kept_for_this_computer_and_can_be_taken_back(
    desk, qtbot, thread, settings, device
):
    view = open_section(settings, qtbot, thread, "privacy")
    write(qtbot, thread, view.idle.edit, "5")
    assert device.settings.idle_minutes == 5
    undo(desk, qtbot, thread)
    assert device.settings.idle_minutes == 10
    write(qtbot, thread, view.reveal.edit, "sehr lang")
    assert view.reveal.edit.text() == "sehr lang"
    assert "from 5 to 120" in view.reveal.edit.accessibleDescription()
    assert device.settings.reveal_seconds == 20
    QTest.keyClick(view.masked.box, Qt.Key.Key_Space)
    assert device.settings.mask_at_start


def test_the_list_of_vaults_is_cleared_and_comes_back(
    desk, qtbot, thread, settings, device
):
    device.change(recent=(RecentVault("/somewhere", "工作库"),))
    view = open_section(settings, qtbot, thread, "privacy")
    QTest.keyClick(view.forget, Qt.Key.Key_Space)
    assert device.settings.recent == ()
    assert not view.forget.isEnabled()
    undo(desk, qtbot, thread)
    assert len(device.settings.recent) == 1


def test_names_are_masked_from_the_start_when_asked(
    look, thread, entered, device, qtbot
):
    from ui.workspace import Workspace

    device.change(mask_at_start=True)
    shown = Workspace(look, thread, entered, device)
    qtbot.addWidget(shown)
    shown.start()
    settle(qtbot, thread)
    assert shown.header._mask.isChecked()
    assert shown.page("today") is not None
    shown.flush()
    shown.stop()


def test_appearance_is_written_down_and_shown_when_changed_elsewhere(
    desk, qtbot, thread, settings, device
):
    view = open_section(settings, qtbot, thread, "appearance")
    choose(view.theme, 2)
    assert device.settings.theme == "dark"
    undo(desk, qtbot, thread)
    assert device.settings.theme == "system"
    device.change(zoom=130)
    assert view.zoom.choice.value == "130"
    QTest.keyClick(view.motion.box, Qt.Key.Key_Space)
    assert device.settings.less_motion


def test_the_keys_are_listed_and_go_on_paper(qtbot, thread, settings, tmp_path):
    import io

    from pypdf import PdfReader

    view = open_section(settings, qtbot, thread, "keyboard")
    assert view.print.text() == "Save the list as PDF…"
    settings.section("keyboard").save(str(tmp_path / "keys.pdf"))
    settle(qtbot, thread)
    pages = PdfReader(io.BytesIO((tmp_path / "keys.pdf").read_bytes())).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    assert "Ctrl+L" in text
    assert "Finalise the visit" in text


def test_another_language_is_spoken_at_once_at_the_same_place(
    qtbot, look, device, thread, folder
):
    from tests.ui.conftest import PASSWORD
    from ui.window import MainWindow

    device.change(language="en")
    device.offer_vault(str(folder))
    window = MainWindow(look, device, thread)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.page.unlock_requested.emit(PASSWORD)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=8000)
    settle(qtbot, thread)
    device.change(idle_minutes=5)
    assert window.idle.timer.interval() == 300_000
    before = window.workspace
    before.go_to_place("settings", "appearance")
    settle(qtbot, thread)
    view = before.page("settings").section("appearance").view
    choose(view.language, 0)
    qtbot.waitUntil(lambda: window.workspace is not before, timeout=4000)
    settle(qtbot, thread)
    assert current_language() == "zh_CN"
    assert window.workspace.page("settings").subject == "appearance"
    assert window.workspace.page("settings").title.title == "设置"
    window.lock()
    settle(qtbot, thread)
