"""The matrix of talks narrowed, ordered, saved; talks not needed; words not sent."""

from __future__ import annotations

from PySide6.QtCore import Qt

from homevisit.ledger.queries import Query
from homevisit.services import records
from tests.ui.conftest import on_vault, settle, type_text
from tests.ui.test_talks import CONTROL, KEY, go_to, ids, page, press, write
from ui.kit.talk_model import FIRST_KIND

__all__ = ["ids", "page", "write"]


def choose(box, code):
    box.set_value(code)
    box.chosen.emit(code)


def test_grade_group_kind_and_order_narrow_the_matrix(page, ids, qtbot, thread):
    order = [line.student_id for line in page.talks.lines]
    assert order[0] == ids[2]
    assert page.filters.orders.currentText() == "Late first"
    page.table.horizontalHeader().sectionClicked.emit(0)
    settle(qtbot, thread)
    by_class = [line.student_id for line in page.talks.lines]
    assert by_class != order
    assert page.talks.headerData(0, Qt.Orientation.Horizontal) == "Student ↓"
    page.table.horizontalHeader().sectionClicked.emit(FIRST_KIND + 1)
    settle(qtbot, thread)
    assert page.talks.lines[0].student_id == ids[2]
    assert page.talks.lines[-1].student_id == ids[0]
    assert page.talks.headerData(2, Qt.Orientation.Horizontal) == "Homeroom ↓ 1/5"
    choose(page.filters.kinds, "homeroom_teacher")
    page.filters.shown._buttons["lacking"].click()
    settle(qtbot, thread)
    assert ids[0] not in [line.student_id for line in page.talks.lines]
    assert page.talks.rowCount() == 4
    page.filters.shown._buttons["all"].click()
    grade = page.filters.classes.itemData(1)
    choose(page.filters.classes, grade)
    settle(qtbot, thread)
    assert page.filters.grade
    assert page.talks.rowCount() == 5
    choose(page.filters.groups, page.filters.groups.itemData(1))
    settle(qtbot, thread)
    assert 0 < page.talks.rowCount() < 5


def test_x_marks_a_talk_as_not_needed_and_x_again_needs_it(page, ids, qtbot, thread):
    go_to(page, ids[1], "leader")
    press(qtbot, KEY.Key_X)
    assert page.exempt_strip.about.text().startswith("Leader")
    assert not page.exempt_strip.go.isEnabled()
    qtbot.waitUntil(page.exempt_strip.reason.hasFocus)
    type_text(qtbot, page.exempt_strip.reason, "in hospital")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    assert not page.exempt_strip.isVisible()
    cell = page.talks.cell_of(ids[1], "leader")
    assert (cell.state, cell.reason, cell.words) == (
        "exempt",
        "in hospital",
        "not needed",
    )
    assert page.talks.heads[5].whole == 4
    at = page.talks.index(page.talks.row_of(ids[1]), FIRST_KIND + 5)
    assert at.data(Qt.ItemDataRole.ToolTipRole) == "in hospital"
    assert page.talks.lines[page.talks.row_of(ids[1])].wanted == 5
    go_to(page, ids[1], "leader")
    press(qtbot, KEY.Key_X)
    settle(qtbot, thread)
    assert page.talks.cell_of(ids[1], "leader").state == "none"
    press(qtbot, KEY.Key_Z, CONTROL)
    settle(qtbot, thread)
    assert page.talks.cell_of(ids[1], "leader").state == "exempt"


def test_what_is_shown_is_saved_as_a_file_and_logged(
    page, entered, qtbot, thread, tmp_path
):
    page.filters.shown._buttons["late"].click()
    settle(qtbot, thread)
    for form, begins in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        path = tmp_path / f"talks.{form}"
        page.file_chosen.emit(str(path))
        settle(qtbot, thread)
        qtbot.waitUntil(path.exists)
        assert path.read_bytes().startswith(begins)

    def logged():
        found = records.find(entered.session, Query("export"))
        return [each.document for each in found]

    assert on_vault(qtbot, thread, logged) == ["talk_matrix"] * 2


def test_words_outlive_another_form_and_a_lock(page, desk, ids, qtbot, thread):
    go_to(page, ids[0], "leader")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    drawer = page.drawer
    type_text(qtbot, drawer.answers["content"].widget, "not yet sent")
    type_text(qtbot, drawer.answers["why_chosen"].widget, "far from home")
    drawer.closed.emit()
    go_to(page, ids[1], "leader")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    assert drawer.read()["content"] == ""
    go_to(page, ids[0], "leader")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    assert drawer.read()["content"] == "not yet sent"
    here, subject = desk.place
    assert (here, subject) == ("talks", f"leader:{ids[0]}")
    desk.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    drawer.hide()
    desk.page("talks").presenter._aside.clear()
    desk.go_to_place(here, subject)
    settle(qtbot, thread)
    found = drawer.read()
    assert (found["content"], found["why_chosen"]) == ("not yet sent", "far from home")
    assert desk.page("talks").subject == subject
    # What was written in the end is not brought again.
    drawer.answers["topics"].show(["study"])
    drawer.save.click()
    settle(qtbot, thread)
    desk.rail.place_chosen.emit("today")
    desk.go_to_place(here, subject)
    settle(qtbot, thread)
    assert drawer.read()["content"] == ""


def test_a_concern_is_raised_from_the_drawer_and_its_words_stay(
    page, desk, ids, qtbot, thread
):
    talks_page = desk.page("talks")
    go_to(page, ids[1], "psychologist")
    assert talks_page.about_child == f"talk:{ids[1]}:"
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    assert page.drawer.raise_concern.isHidden()
    go_to(page, ids[1], "peer")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    type_text(qtbot, page.drawer.answers["theme"].widget, "weekend")
    page.drawer.raise_concern.click()
    settle(qtbot, thread)
    assert desk.page_code == "raise"
    assert desk.page("raise").subject == f"talk:{ids[1]}:"
    desk.go_back()
    settle(qtbot, thread)
    assert page.drawer.read()["theme"] == "weekend"
