"""Classes, colleagues, words and passwords in the settings, by keyboard."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from homevisit.services import passwords, school
from homevisit.services.words import read_words
from tests.ui.conftest import PASSWORD, on_vault, settle, type_text
from tests.ui.settings_steps import choose, open_section, undo, write
from tests.ui.test_accessible import nameless
from ui.pages.settings import SECTIONS
from ui.tokens import SPACE

NEW = "san li lu si jian wu"


@pytest.fixture
def settings(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    return desk.page("settings")


def line_codes(view):
    return [line.code for line in view.list.lines if line.code]


def test_a_class_is_added_named_and_refused_twice(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "classes")
    view.new.number.edit.setFocus()
    type_text(qtbot, view.new.number.edit, "3")
    QTest.keyClick(view.new.add, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert [line.words for line in view.list.lines] == ["七(2)班", "七(3)班"]
    assert view.detail._name.text() == "七(3)班"
    assert view.detail.alias.edit.placeholderText() == "七(3)班"
    write(qtbot, thread, view.detail.alias.edit, "宏志班")
    assert view.detail._name.text() == "宏志班"
    undo(desk, qtbot, thread)
    assert view.detail._name.text() == "七(3)班"

    write(qtbot, thread, view.detail.number.edit, "2")
    assert "there already" in view.detail.number.edit.accessibleDescription()
    assert view.detail.number.edit.text() == "2"
    type_text(qtbot, view.new.number.edit, "2")
    QTest.keyClick(view.new.add, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert "there already" in view.new.number.edit.accessibleDescription()
    assert len(view.list.lines) == 2


def test_a_class_with_students_says_why_it_stays_open(qtbot, thread, settings):
    view = open_section(settings, qtbot, thread, "classes")
    QTest.keyClick(view.detail.close_class, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert "still students" in view.detail._message.text()


def test_the_homeroom_teacher_is_chosen_from_the_staff(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "classes")
    box = view.detail.teacher.choice
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, thread)
    assert view.list.lines[0].note == "周静怡"
    undo(desk, qtbot, thread)
    assert view.list.lines[0].note == "5 students"


def test_september_is_listed_done_and_undone(desk, qtbot, thread, settings):
    view = open_section(settings, qtbot, thread, "classes")
    shown = [
        view._steps.itemAt(at).widget().text() for at in range(view._steps.count())
    ]
    assert shown == ["七(2)班", "→", "八(2)班", "5 students"]
    QTest.keyClick(view.promote, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert view.list.lines[0].words == "八(2)班"
    undo(desk, qtbot, thread)
    assert view.list.lines[0].words == "七(2)班"


def test_a_colleague_is_added_given_a_post_and_leaves(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "staff")
    assert view.list.lines[0].words == "周静怡"
    assert not view.detail.leave.isVisible()
    view.new_name.setFocus()
    QTest.keyClick(view.new_name, Qt.Key.Key_Return)
    assert "name first" in view.new_name.accessibleDescription()
    type_text(qtbot, view.new_name, "顾明岚")
    QTest.keyClick(view.new_name, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert view.detail._heading.text() == "顾明岚"

    post = view.detail.new_post
    QTest.keyClick(post.add, Qt.Key.Key_Space)
    assert "post first" in post.role.accessibleDescription()
    QTest.keyClick(post.role, Qt.Key.Key_Down)
    type_text(qtbot, post.subject, "语文")
    QTest.keyClick(post.add, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert "语文" in view.list.lines[1].note

    QTest.keyClick(view.detail.leave, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert view.list.lines[1].note == "has left"
    undo(desk, qtbot, thread)
    assert "语文" in view.list.lines[1].note


def test_words_are_found_renamed_added_and_switched_off(
    desk, qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "words")
    assert line_codes(view)[0] == "groups"
    assert len(line_codes(view)) >= 16
    view.search.setFocus()
    type_text(qtbot, view.search, "to school")
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert line_codes(view) == ["commute_modes"]
    detail = view.detail
    write(qtbot, thread, detail.lines["walk"].word.edit, "Walking")
    assert "On foot" in detail.lines["walk"]._was.text()
    undo(desk, qtbot, thread)
    assert detail.lines["walk"].word.edit.text() == "On foot"

    write(qtbot, thread, detail.lines["walk"].word.edit, "Public bus")
    refused = detail.lines["walk"].word.edit
    assert refused.text() == "Public bus"
    assert "in the list already" in refused.accessibleDescription()
    QTest.keyClick(detail.lines["bus"].box, Qt.Key.Key_Space)
    write(qtbot, thread, detail.new_word.edit, "Boat")
    words = on_vault(qtbot, thread, lambda: read_words(entered.session))
    offered = dict(words.offered("commute_modes"))
    assert "bus" not in offered
    assert "Boat" in offered.values()
    assert detail.new_word.edit.text() == ""


def test_words_that_the_program_needs_cannot_be_switched_off(qtbot, thread, settings):
    view = open_section(settings, qtbot, thread, "words")
    view.list.choose("outcomes")
    settle(qtbot, thread)
    box = view.detail.lines["completed"].box
    assert not box.isEnabled()
    assert "needs this word" in box.accessibleDescription()
    assert not view.detail._adding.isVisible()


def test_the_password_is_changed_and_a_wrong_one_is_said(
    qtbot, thread, settings, entered
):
    view = open_section(settings, qtbot, thread, "password")
    new = view.new
    choose(new.step._kind, 1)
    first, again = new.step.fields
    type_text(qtbot, new.old, "not the one")
    type_text(qtbot, first, NEW)
    type_text(qtbot, again, NEW)
    QTest.keyClick(new.button, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert "does not open" in new.old.accessibleDescription()
    assert first.text() == NEW
    write(qtbot, thread, new.old, PASSWORD)
    QTest.keyClick(again, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert on_vault(qtbot, thread, lambda: passwords.is_mine(entered.session, NEW))
    assert new.old.text() == ""


def codes_that_open(entered):
    header = json.loads((entered.session.vault.folder / "vault.hdr").read_bytes())
    return [slot["role"] for slot in header["header"]["slots"]].count("recovery")


@pytest.mark.parametrize("part", ["sheet", "keys"])
def test_a_new_sheet_goes_on_paper_before_one_goes_on(
    desk, qtbot, thread, settings, entered, tmp_path, part
):
    view = open_section(settings, qtbot, thread, "password")
    asked = getattr(view, part)
    write(qtbot, thread, asked.field, "wrong one")
    assert "does not open" in asked.field.accessibleDescription()
    write(qtbot, thread, asked.field, PASSWORD)
    assert view.is_on_paper_step
    path = tmp_path / "sheet.pdf"
    view.recovery.save_requested.emit(str(path))
    settle(qtbot, thread)
    assert path.read_bytes().startswith(b"%PDF")
    groups = view.recovery._groups
    for at, field in view.recovery._fields:
        type_text(qtbot, field, groups[at])
    before = codes_that_open(entered)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert not view.is_on_paper_step
    # Until it was typed back, the old sheet opened too; new keys end it at once.
    assert before == (2 if part == "sheet" else 1)
    assert codes_that_open(entered) == 1
    # The vault goes on under its new keys: what is written now stays.
    school_view = open_section(settings, qtbot, thread, "school")
    write(qtbot, thread, school_view.typed["code"].edit, "2136000001")
    code = on_vault(qtbot, thread, lambda: school.read_school(entered.session).code)
    assert code == "2136000001"


def test_new_keys_offer_no_cancel_and_a_backup_does(desk, qtbot, settings, thread):
    view = open_section(settings, qtbot, thread, "password")
    offered = []
    strip = desk.task
    strip.shown.connect(lambda: offered.append(not strip._cancel.isHidden()))
    write(qtbot, thread, view.keys.field, PASSWORD)
    assert offered[0] is False
    strip.begin("Making a copy")
    assert offered[-1] is True
    strip.end()


def test_every_field_of_every_section_has_a_name(qtbot, thread, settings):
    nameless_parts = {}
    for place in SECTIONS:
        view = open_section(settings, qtbot, thread, place.code)
        if found := nameless(view):
            nameless_parts[place.code] = found
    assert nameless_parts == {}


def test_tab_goes_through_every_section_the_way_the_eye_goes(
    desk, qtbot, thread, settings
):
    for place in SECTIONS:
        view = open_section(settings, qtbot, thread, place.code)
        settings.view.sections.setFocus()
        walked = []
        while len(walked) < 160:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            walked.append(QApplication.focusWidget())
            if walked[-1] is settings.view.sections:
                break
        assert walked[-1] is settings.view.sections, place.code
        inside = [each for each in walked if view.isAncestorOf(each)]
        assert inside, place.code
        if place.code in {"school", "privacy", "appearance"}:
            heights = [each.mapTo(view, QPoint(0, 0)).y() for each in inside]
            assert heights == sorted(heights), place.code


def test_nothing_sticks_out_in_the_smallest_window_with_large_text(
    desk, qtbot, thread, settings, look
):
    look.use(text="large")
    desk.resize(SPACE.minimum_width, SPACE.minimum_height)
    wide = {}
    # The list of backups has a panel beside it and is scrolled sideways there.
    for place in (each for each in SECTIONS if each.code != "backup"):
        view = open_section(settings, qtbot, thread, place.code)
        QApplication.sendPostedEvents()
        if view.width() > view.parentWidget().width():
            wide[place.code] = view.width()
    look.use(text="normal")
    assert wide == {}
