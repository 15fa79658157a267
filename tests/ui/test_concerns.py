"""What looks wrong is marked where it stands, and never in the way."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import records
from tests.ui.conftest import find_id, on_vault, settle, type_text
from ui.kit.facts import FactGrid
from ui.presenters.draft_keeper import LOOK_MS


@pytest.fixture
def doubtful(workspace, entered, thread, qtbot):
    """江予安 has a phone number that is one digit short."""
    session = entered.session

    def spoil():
        who = find_id(session, "江予安")
        values = {"student_id": who, "phone": "1380000271"}
        own = records.private_id(who)
        edit = records.edit("student_private", values, record_id=own, student_id=who)
        records.save(session, [edit])

    on_vault(qtbot, thread, spoil)
    workspace.page("students").presenter.refresh()
    settle(qtbot, thread)
    return workspace


def search(workspace, qtbot, thread, typed):
    field = workspace.page("students").view._search
    field.setFocus()
    type_text(qtbot, field, typed)
    settle(qtbot, thread)
    return field


def test_the_list_marks_whom_to_check_also_for_those_who_listen(
    doubtful, qtbot, thread
):
    search(doubtful, qtbot, thread, "jya")
    model = doubtful.page("students").view.students
    assert model.row_at(0).to_check
    assert "to check" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_others_are_not_marked(doubtful, qtbot, thread):
    search(doubtful, qtbot, thread, "yuanzh")
    assert not doubtful.page("students").view.students.row_at(0).to_check


def test_the_file_lists_what_to_check_and_marks_the_field(doubtful, qtbot, thread):
    field = search(doubtful, qtbot, thread, "jya")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    page = doubtful.page("file").view
    assert not page.overview._concerns.isHidden()
    assert {each.field for each in page._file.concerns} == {"phone"}
    marked = [
        fact.label
        for fact in page._file.facts
        if fact.doubt and page.findChildren(FactGrid)
    ]
    assert marked == ["Phone"]
    label, _masked, _show = page.header._facts._values["phone"]
    assert "to check" in label.accessibleName()
    assert label.accessibleDescription() == page._file.concerns[0].text


def test_the_form_says_beside_the_field_what_looks_odd_and_goes_on(
    doubtful, qtbot, thread
):
    field = search(doubtful, qtbot, thread, "yuanzh")
    qtbot.keyClick(field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    body = doubtful.page("visit").view._body
    body.go_to_field("visit_date")
    day = body._answers["visit_date"].widget
    day.selectAll()
    type_text(qtbot, day, "someday")
    qtbot.wait(LOOK_MS + 50)
    block = body._blocks["visit_date"]
    assert block._message.isVisible()
    assert block._message.property("role") == "warning"
    assert day.accessibleDescription() == block._message.text()
    day.selectAll()
    type_text(qtbot, day, "2026-11-18")
    qtbot.wait(LOOK_MS + 50)
    assert not block._message.isVisible()
