"""The parts of a student's file that are edited where they are shown."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import records, viewings
from tests.ui.conftest import field_of, focused, on_vault, settle, type_text
from ui.kit.edit_cell import EditCell
from ui.kit.edit_form import GroupBlock

KEY = Qt.Key


@pytest.fixture
def page(file_page):
    return file_page


@pytest.fixture
def read(read_file):
    return read_file


@pytest.fixture
def do(entered, thread, qtbot):
    """Do something on the vault's thread, as another part of the window would."""
    return lambda work: on_vault(qtbot, thread, lambda: work(entered.session))


def line(page, name):
    page.show_part("details")
    found = field_of(page.details.form, name)
    found.focus()
    return found


def leave(page, qtbot, thread):
    qtbot.keyClick(focused(), KEY.Key_Tab)
    settle(qtbot, thread)


def undo(desk, qtbot, thread):
    desk.toast._undo.click()
    settle(qtbot, thread)


def test_a_field_is_saved_when_it_is_left_and_taken_back_from_the_toast(
    page, desk, read, qtbot, thread
):
    found = line(page, "former_name")
    type_text(qtbot, focused(), "江小安")
    assert read().student.former_name == ""
    leave(page, qtbot, thread)
    assert read().student.former_name == "江小安"
    assert "Former name" in desk.toast._text.text()
    undo(desk, qtbot, thread)
    assert read().student.former_name == ""
    assert found.value == ""


def test_esc_gives_the_old_value_back_and_saves_nothing(page, read, qtbot, thread):
    found = line(page, "class_seat_no")
    focused().selectAll()
    type_text(qtbot, focused(), "99")
    qtbot.keyClick(focused(), KEY.Key_Escape)
    assert found.value == "08"
    leave(page, qtbot, thread)
    assert read().student.class_seat_no == "08"


def test_a_wrong_value_is_saved_and_says_beside_the_field_what_is_wrong(
    page, read, qtbot, thread
):
    found = line(page, "entry_ym")
    type_text(qtbot, focused(), "last autumn")
    leave(page, qtbot, thread)
    assert read().student.entry_ym == "last autumn"
    assert found.field.doubt
    assert found.binding.widget.accessibleDescription() == found.field.doubt


def test_a_month_is_understood_as_it_is_usually_typed(page, read, qtbot, thread):
    found = line(page, "entry_ym")
    type_text(qtbot, focused(), "2026.9")
    leave(page, qtbot, thread)
    assert read().student.entry_ym == "2026-09"
    assert found.value == "2026-09"


def test_a_choice_is_saved_soon_after_the_click(page, read, qtbot, thread):
    page.show_part("details")
    found = field_of(page.details.form, "needs_care")
    found.binding.widget._buttons["yes"].click()
    assert found._timer.isActive()
    found._timer.timeout.emit()
    settle(qtbot, thread)
    assert read().student.needs_care is True


def test_what_is_typed_is_saved_when_the_page_is_left(page, desk, read, qtbot, thread):
    line(page, "former_name")
    type_text(qtbot, focused(), "江小安")
    desk.ways.go_to_place("today")
    settle(qtbot, thread)
    assert read().student.former_name == "江小安"


def test_what_is_typed_stays_while_the_page_is_read_again(
    page, desk, do, jiang, qtbot, thread
):
    found = line(page, "former_name")
    type_text(qtbot, focused(), "jia")
    edit = records.edit("student", {"interests": "画画"}, record_id=jiang)
    do(lambda session: records.save(session, [edit]))
    desk.ways.note_saved()
    settle(qtbot, thread)
    assert field_of(page.details.form, "interests").value == "画画"
    assert found.value == "jia"


def test_sensitive_groups_are_folded_and_open_by_key(page, qtbot):
    page.show_part("details")
    block = next(b for b in page.details.form._blocks if b.code == "registry")
    assert not block.is_open
    block._fold.setFocus()
    qtbot.keyClick(block._fold, KEY.Key_Space)
    assert block.is_open


def test_a_phone_is_masked_until_asked_for_and_the_look_is_written_down(
    page, do, jiang, qtbot, thread
):
    found = line(page, "phone")
    assert focused().text() == "138****2716"
    assert found.value is None
    qtbot.keyClick(focused(), KEY.Key_Return)
    settle(qtbot, thread)
    assert focused().text() == "13800002716"
    (look,) = do(lambda session: viewings.of_student(session, jiang))
    assert (look.kind, look.field) == ("student_private", "phone")
    page.details.setFocus()
    found.binding.widget._on_time()
    assert found.binding.widget.line.text() == "138****2716"


def test_the_look_is_told_in_the_history_without_the_value(page, desk, qtbot, thread):
    page.header._facts._values["phone"][2].click()
    settle(qtbot, thread)
    desk.page("file").refresh()
    settle(qtbot, thread)
    page.show_part("history")
    (row,) = page._file.edits.viewings
    assert (row.who, row.what) == ("周静怡", "Contact phone")
    card = page.parts.part("history").viewings
    assert not card.isHidden()
    assert "1 time" in card._fold.text()


def test_a_masked_number_is_written_over_without_being_seen(
    page, do, jiang, read, qtbot, thread
):
    line(page, "phone")
    type_text(qtbot, focused(), "13900005555")
    leave(page, qtbot, thread)
    assert read().private.phone == "13900005555"
    assert do(lambda session: viewings.of_student(session, jiang)) == ()


def test_a_new_number_is_hidden_later_and_never_lost(page, read, qtbot, thread):
    page.show_part("family")
    found = field_of(page.family.emergency, "emergency_phone")
    found.focus()
    type_text(qtbot, focused(), "13900005555")
    found._timer.timeout.emit()
    settle(qtbot, thread)
    assert focused().text() == "13900005555"
    leave(page, qtbot, thread)
    found.binding.widget._on_time()
    assert found.binding.widget.line.text() == "139****5555"
    found.commit()
    settle(qtbot, thread)
    assert read().private.emergency_phone == "13900005555"


def test_a_value_that_changed_meanwhile_stays_and_both_are_shown(
    page, desk, do, jiang, qtbot, thread
):
    found = line(page, "phone")
    type_text(qtbot, focused(), "13900005555")
    record_id = records.private_id(jiang)
    edit = records.edit(
        "student_private", {"phone": "13700001111"}, record_id=record_id
    )
    do(lambda session: records.save(session, [edit]))
    leave(page, qtbot, thread)
    said = {each.value for each in found.field.rivals}
    assert said == {"139****5555", "137****1111"}
    found.decide_requested.emit(record_id)
    settle(qtbot, thread)
    assert desk.stack.currentWidget() is desk.page("dispute").view


def test_writing_twice_in_a_row_is_no_dispute_with_oneself(page, read, qtbot, thread):
    found = line(page, "former_name")
    for name in ("jia", "jia an"):
        focused().selectAll()
        type_text(qtbot, focused(), name)
        found.commit()
    settle(qtbot, thread)
    assert read().student.former_name == "jia an"
    assert found.field.rivals == ()


def test_what_could_not_be_written_stays_in_the_field(
    page, desk, qtbot, thread, monkeypatch
):
    from homevisit.services.records import NoSuchRecordError

    def refuse(*_given):
        raise NoSuchRecordError

    found = line(page, "former_name")
    monkeypatch.setattr(desk.page("file").presenter._desk, "write", refuse)
    type_text(qtbot, focused(), "jia")
    leave(page, qtbot, thread)
    assert found.is_changed
    assert found.value == "jia"
    assert "still here" in found.binding.widget.accessibleDescription()
    monkeypatch.undo()
    found.commit()
    settle(qtbot, thread)
    assert not found.is_changed


def test_every_part_has_a_name_for_each_field(page, qtbot, thread):
    lists = {"family": "members", "groups": "cards", "follow_ups": "cards"}
    page.show_part("details")
    for code, name in lists.items():
        page.show_part(code)
        for card in getattr(page.parts.part(code), name).cards:
            card.open_up(True)
    for block in page.findChildren(GroupBlock):
        block.open_up()
    cells = page.findChildren(EditCell)
    assert len(cells) > 110
    assert all(each.binding.widget.accessibleName() for each in cells)
