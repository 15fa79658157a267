"""Photos of a visit, and the school's review that its teacher reads."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QToolButton

from homevisit.services import records, visits
from tests.ui.conftest import find_id, on_vault, settle, type_text
from ui.rows import TimelineEntry


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "a.jpg"
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#88aa99").save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def open_visit(workspace, entered, qtbot, thread):
    """Open the visit of October from the file by keyboard."""
    search = workspace.page("students").view._search
    search.setFocus()
    type_text(qtbot, search, "jya")
    settle(qtbot, thread)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    settle(qtbot, thread)
    line = workspace.page("file").view.overview._timeline_view
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert workspace.stack.currentWidget() is workspace.page("visit").view
    return workspace.page("visit").view.tail


@pytest.fixture
def tail(workspace, entered, qtbot, thread):
    return open_visit(workspace, entered, qtbot, thread)


def drop(box, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    box.dropEvent(QDropEvent(QPointF(QPoint(4, 4)), action, data, left, none))


def added(tail):
    return tail.papers._flow.count()


def test_photos_are_dropped_onto_a_finalised_visit_and_taken_back(
    tail, workspace, photo, qtbot, thread
):
    drop(tail.papers, [photo, photo])
    qtbot.waitUntil(lambda: added(tail) == 2, timeout=8000)
    pictures = tail.papers._shown.findChildren(QToolButton)
    assert [button.icon().isNull() for button in pictures] == [False, False]
    assert tail.papers.add.isEnabled()
    undo = workspace.toast._undo
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: added(tail) == 0)


def test_what_is_no_photo_is_said_and_the_others_are_kept(
    tail, photo, tmp_path, qtbot, thread
):
    film = tmp_path / "film.jpg"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    nothing = tmp_path / "nothing.pdf"
    nothing.write_bytes(b"")
    tail.papers.offered.emit([str(film), str(nothing), str(tmp_path / "gone.png")])
    qtbot.waitUntil(lambda: "cannot be read" in tail.papers._said.text(), timeout=8000)
    said = tail.papers._said.text()
    assert "not a JPEG or PNG photo" in said
    assert "This file is empty" in said
    assert added(tail) == 0
    tail.papers.offered.emit([str(photo)])
    qtbot.waitUntil(lambda: added(tail) == 1, timeout=8000)
    assert tail.papers._said.isHidden()


def test_a_photo_belongs_to_a_visit_that_is_still_written(
    workspace, entered, photo, qtbot, thread
):
    search = workspace.page("students").view._search
    search.setFocus()
    type_text(qtbot, search, "jya")
    settle(qtbot, thread)
    qtbot.keyClick(search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    tail = workspace.page("visit").view.tail
    assert tail._after.isHidden()
    tail.papers.offered.emit([str(photo)])
    qtbot.waitUntil(lambda: added(tail) == 1, timeout=8000)


def test_a_homeroom_teacher_reads_reviews_and_writes_none(tail):
    assert tail.review.isHidden()


@pytest.fixture
def principal(workspace, entered, thread, qtbot):
    session = entered.session

    def appoint():
        values = {"roles": [{"role": "principal"}]}
        edit = records.edit("staff", values, record_id=session.person_id)
        records.save(session, [edit])

    on_vault(qtbot, thread, appoint)
    return open_visit(workspace, entered, qtbot, thread)


def test_a_principal_returns_a_visit_with_a_remark_and_the_teacher_sees_it(
    principal, workspace, entered, qtbot, thread
):
    box = principal.review
    returned = box.decision._buttons["returned"]
    returned.setFocus()
    qtbot.keyClick(returned, Qt.Key.Key_Space)
    box.save.setFocus()
    qtbot.keyClick(box.save, Qt.Key.Key_Space)
    assert "what is to be changed" in box._remark._message.text()
    box.remark.setFocus()
    type_text(qtbot, box.remark, "请补充谈话对象")
    # Meanwhile the visit is read again, as after an addition.
    page = workspace.page("visit")
    page.presenter.open_visit(page.view._form.visit_id)
    settle(qtbot, thread)
    box.save.setFocus()
    qtbot.keyClick(box.save, Qt.Key.Key_Space)
    settle(qtbot, thread)
    (review,) = workspace.page("visit").view._form.reviews
    assert (review.decision, review.remark) == ("Returned", "请补充谈话对象")
    assert (box.decision.value, box.remark.toPlainText()) == ("", "")
    workspace.go_back()
    settle(qtbot, thread)
    model = workspace.page("file").view.overview.timeline
    items = [model.item(at) for at in range(model.rowCount())]
    kinds = [item.kind for item in items if isinstance(item, TimelineEntry)]
    assert "visit_review" in kinds


def test_a_review_can_be_taken_back(principal, workspace, entered, qtbot, thread):
    box = principal.review
    accepted = box.decision._buttons["accepted"]
    accepted.setFocus()
    qtbot.keyClick(accepted, Qt.Key.Key_Space)
    box.save.setFocus()
    qtbot.keyClick(box.save, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert [r.decision for r in workspace.page("visit").view._form.reviews] == [
        "Accepted"
    ]
    workspace.toast._undo.click()
    settle(qtbot, thread)
    assert workspace.page("visit").view._form.reviews == ()
    session = entered.session
    who = on_vault(qtbot, thread, lambda: find_id(session, "江予安"))
    (visit,) = on_vault(qtbot, thread, lambda: visits.visits_of(session, who))
    assert visit.state == "finalised"
