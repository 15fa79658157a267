"""A student's file: strengths first, secrets masked, items ticked off and back."""

import pytest

from tests.ui.conftest import settle
from ui.rows import TimelineEntry


@pytest.fixture
def page(workspace, qtbot, thread):
    model = workspace.page("students").view.students
    ids = {model.row_at(at).name: model.row_at(at).id for at in range(model.rowCount())}
    workspace.ways.open_student(ids["江予安"])
    settle(qtbot, thread)
    return workspace.page("file").view


def entries(page):
    model = page.overview.timeline
    found = [model.item(at) for at in range(model.rowCount())]
    return [item for item in found if isinstance(item, TimelineEntry)]


def test_only_parts_that_have_records_are_shown(page):
    parts = ("overview", "details", "family", "groups", "visits", "follow_ups")
    assert page._shown == (*parts, "attachments", "history")


def test_the_timeline_tells_visits_and_determinations_newest_first(page):
    assert [entry.kind for entry in entries(page)] == ["visit", "determination"]
    assert "约定每周三" in entries(page)[0].text
    assert page.overview.timeline.index(0).data() == "October"


def test_a_phone_number_is_masked_until_asked_for_and_for_twenty_seconds(
    page, qtbot, thread
):
    grid = page.header._facts
    label, masked, button = grid._values["phone"]
    assert label.text() == masked == "138****2716"
    button.click()
    settle(qtbot, thread)
    assert label.text() == "13800002716"
    assert grid._timer.interval() == 20_000
    grid.hide_secrets()
    assert label.text() == masked


def test_an_item_is_ticked_off_and_taken_back(page, workspace, qtbot, thread):
    (item,) = page._file.open_items
    assert item.late_days == 1
    page.overview.items.settled.emit(item.id, "kept")
    settle(qtbot, thread)
    assert page._file.open_items == ()
    workspace.toast._undo.click()
    settle(qtbot, thread)
    assert [each.id for each in page._file.open_items] == [item.id]


def test_a_visit_opens_from_the_timeline(page, workspace, qtbot, thread):
    page.parts.entry_opened.emit(entries(page)[0])
    settle(qtbot, thread)
    assert workspace.stack.currentWidget() is workspace.page("visit").view
    assert workspace.page("visit").view._form.is_final
    workspace.go_back()
    settle(qtbot, thread)
    assert workspace.stack.currentWidget() is page


def test_history_tells_who_wrote_what_and_shows_no_full_number(page, qtbot, thread):
    page.show_part("history")
    settle(qtbot, thread)
    model = page.history.list.history
    said = [model.index(at).data() for at in range(model.rowCount())]
    assert any("周静怡" in line for line in said)
    assert any("Contact phone" in line for line in said)
    assert not any("13800002716" in line for line in said)
