"""Two files of one child on screen: by keyboard alone, with a way back each time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from homevisit.services import (
    comparing,
    duplicates,
    merging,
    records,
    students,
    viewings,
)
from tests.ui.conftest import find_id, held, on_vault, settle
from ui.kit.compare_cells import MarkedText

KEY = Qt.Key


def twin_of(session, child):
    """Open a second file, as a second import would."""
    known = records.values_of(session, child)
    values = {k: known[k] for k in ("name", "birth_date", "class_id", "sex")}
    more = {"strengths": "爱画画，字写得端正", "class_seat_no": "31", "remark": "转来"}
    private = {"phone": "13800002717"}
    return students.add_student(session, {**values, **more}, private).record_ids[0]


@pytest.fixture
def twins(entered, thread, qtbot):
    """The child's two files; of the others it is known that they are apart."""

    def make():
        session = entered.session
        for pair in duplicates.find(session):
            duplicates.keep_apart(session, pair.one, pair.other)
        child = find_id(session, "江予安")
        twin = twin_of(session, child)
        for pair in duplicates.find(session):
            if pair.ids != {child, twin}:
                duplicates.keep_apart(session, pair.one, pair.other)
        return child, twin

    return on_vault(qtbot, thread, make)


@pytest.fixture
def page(twins, desk, qtbot, thread):
    desk.ways.go("duplicates")
    settle(qtbot, thread)
    return desk.page("duplicates")


def toast(desk):
    return desk.toast._text.text()


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_two_files_are_compared_and_made_one_by_keys_alone(
    page, desk, entered, qtbot, thread, twins
):
    view = page.view
    child, twin = twins
    assert page.title.context == "1 pair to look at"
    assert view.list.hasFocus()
    assert not view.confirm.isEnabled()

    press(qtbot, KEY.Key_Return)
    # Seat number: the other file's; strengths: both, as offered; phone: the kept one.
    press(qtbot, KEY.Key_2)
    press(qtbot, KEY.Key_3)
    press(qtbot, KEY.Key_Tab)
    while view.grid.left_to_decide:
        view.grid.focus_first()
        press(qtbot, KEY.Key_1)
    assert view.confirm.isEnabled()
    qtbot.keyClick(view, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)

    session = entered.session
    student = on_vault(qtbot, thread, lambda: records.read(session, twin, "student"))
    assert student.id == child
    assert student.class_seat_no == "31"
    assert student.strengths == "会修自行车\n爱画画，字写得端正"
    assert student.remark == "转来"
    assert "one file now" in toast(desk)
    (case,) = view.list.cases.rows
    assert case.kind == "merged"

    desk.toast._undo.click()
    settle(qtbot, thread)
    assert [case.kind for case in view.list.cases.rows] == ["pair"]


def test_left_and_right_go_beside_and_space_chooses(page, qtbot):
    grid = page.view.grid
    press(qtbot, KEY.Key_Return, KEY.Key_Right, KEY.Key_Space)
    first = next(iter(grid.decisions.values()))
    assert first.code == "1"

    press(qtbot, KEY.Key_Left, KEY.Key_Space)
    assert next(iter(grid.decisions.values())).code == "0"

    press(qtbot, KEY.Key_Down, KEY.Key_Return)
    assert len(grid.decisions) == 2


def test_f6_goes_round_list_versions_and_buttons(page, qtbot):
    view = page.view
    places = []
    for _ in range(3):
        qtbot.keyClick(view, KEY.Key_F6)
        at = QApplication.focusWidget()
        places.append("grid" if view.grid.isAncestorOf(at) else type(at).__name__)
    assert places[0] == "grid"
    assert view.list.hasFocus()
    assert places[1] in {"QToolButton", "QPushButton"}


def test_not_the_same_child_leaves_the_list_and_comes_back(page, desk, qtbot, thread):
    page.view.apart.click()
    settle(qtbot, thread)
    assert page.view.list.cases.rows == ()

    desk.toast._undo.click()
    settle(qtbot, thread)
    assert len(page.view.list.cases.rows) == 1


def test_the_other_file_can_be_the_kept_one(page, qtbot, thread):
    before = [head.context for head in page.view.sheet.heads]

    page.view.swap.click()
    settle(qtbot, thread)

    after = [head.context for head in page.view.sheet.heads]
    assert after != before
    assert after[0].startswith("is kept")


def test_merged_files_are_separated_here_and_say_what_stays(
    page, desk, entered, qtbot, thread, twins
):
    child, twin = twins
    session = entered.session

    def make_one():
        found = comparing.compare(session, child, twin)
        decided = {(p.kind, p.name): p.other[0] for p in found.undecided()}
        merging.merge(session, found, decided)
        seat = records.edit("student", {"class_seat_no": "40"}, record_id=child)
        records.save(session, [seat])

    on_vault(qtbot, thread, make_one)
    page.refresh()
    settle(qtbot, thread)
    assert page.view.separate.isVisible()
    assert not page.view.confirm.isVisible()

    page.view.separate.click()
    settle(qtbot, thread)
    assert "1 field" in toast(desk)
    assert page.view.list.cases.rows[0].kind == "pair"


def test_what_was_written_into_the_merged_file_since_is_offered(
    page, entered, qtbot, thread, twins
):
    child, twin = twins
    session = entered.session

    def make_one():
        found = comparing.compare(session, child, twin)
        decided = {(p.kind, p.name): p.kept[0] for p in found.undecided()}
        merging.merge(session, found, decided)
        edit = records.edit("student", {"interests": "养蚕"}, record_id=twin)
        records.save(session, [edit])

    on_vault(qtbot, thread, make_one)
    page.refresh()
    settle(qtbot, thread)
    (case,) = page.view.list.cases.rows
    assert case.kind == "changed"
    assert case.note == "1 field was written since the merge"

    assert page.view.confirm.text() == "Take over"
    page.view.confirm.click()
    settle(qtbot, thread)
    read = on_vault(qtbot, thread, lambda: records.read(session, child, "student"))
    assert read.interests == "养蚕"
    assert page.view.list.cases.rows[0].kind == "merged"


def test_masked_it_shows_no_name(page, qtbot):
    page.show_masked(is_masked=True)

    model = page.view.list.cases
    assert model.data(model.index(0)) == "江**"

    def texts():
        labels = page.view.grid.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisibleTo(page.view)]

    qtbot.waitUntil(lambda: "江**" in texts())
    assert not any("江予安" in text for text in texts())


def test_today_says_how_many_and_leads_there(twins, desk, qtbot, thread):
    card = desk.page("today").view.decide
    desk.page("today").refresh()
    settle(qtbot, thread)

    assert card.duplicates.text() == "1 pair of files may be one child's"
    assert not card.disputes.isVisibleTo(card)
    card.duplicates.click()
    settle(qtbot, thread)
    assert desk.page("duplicates").view.isVisible()


def test_the_students_say_it_at_their_foot_and_in_the_palette(
    twins, workspace, qtbot, thread
):
    note = workspace.page("students").view.decide
    assert note.duplicates.isVisible()
    words = [each.words for each in workspace.page("students").commands()]
    assert "Find duplicates" in words

    note.duplicates.click()
    settle(qtbot, thread)
    assert workspace.page("duplicates").view.isVisible()


def test_everything_in_the_grid_has_a_name(page):
    for button in page.view.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text(), button


def test_numbers_of_two_files_are_masked_and_a_look_is_noted_for_both(
    page, entered, twins, qtbot, thread
):
    view, session = page.view, entered.session

    def texts():
        return {each.text for each in view.grid.findChildren(MarkedText)}

    assert {"138****2716", "138****2717"} <= texts()
    assert not {"13800002716", "13800002717"} & texts()

    secret = view.grid._secrets["student_private.phone"]
    secret.link.click()
    settle(qtbot, thread)
    assert {"13800002716", "13800002717"} <= texts()

    def looks():
        return [viewings.of_student(session, each) for each in twins]

    (one,), (other,) = on_vault(qtbot, thread, looks)
    assert one.field == other.field == "phone"
    assert [one.record_id, other.record_id] == [*map(records.private_id, twins)]

    secret.link.click()
    assert not {"13800002716", "13800002717"} & texts()


def test_pressed_twice_two_files_are_made_one_once_and_undo_makes_two(
    page, desk, twins, entered, qtbot, thread
):
    view = page.view
    assert view.list.hasFocus()
    press(qtbot, KEY.Key_Return)
    while view.grid.left_to_decide:
        press(qtbot, KEY.Key_2)
    decisions = view.grid.decisions
    with held(thread):
        view.confirmed.emit(decisions)
        view.confirmed.emit(decisions)
    settle(qtbot, thread)

    def read():
        return merging.merged_files(entered.session)

    assert len(on_vault(qtbot, thread, read)) == 1
    desk.toast._undo.click()
    settle(qtbot, thread)
    assert on_vault(qtbot, thread, read) == ()
