"""The six talks: the matrix says who is lacking, the drawer writes it in few keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from homevisit.services import talks
from homevisit.services.talks import TalkEntry
from homevisit.text import use_language
from tests.ui.conftest import find_id, on_vault, settle, type_text
from tests.ui.test_visit_in_few_keys import CONTROL, Hands
from ui.kit.talk_model import FIRST_KIND, TalkModel
from ui.talk_rows import TalkCell, TalkHead, TalkLine

MOST = 8
KEY = Qt.Key


@pytest.fixture
def hands(desk, qtbot):
    counting = Hands(qtbot)
    yield counting
    QApplication.instance().removeEventFilter(counting)


@pytest.fixture
def ids(entered, qtbot, thread):
    names = ("江予安", "袁知行", "喻书瑶")
    session = entered.session

    def read():
        return tuple(find_id(session, each) for each in names)

    return on_vault(qtbot, thread, read)


@pytest.fixture
def write(entered, qtbot, thread):
    def do(verb, kind, *whom, **values):
        entry = TalkEntry(kind, whom, values)
        return on_vault(qtbot, thread, lambda: verb(entered.session, entry))

    return do


@pytest.fixture
def page(desk, ids, write, qtbot, thread):
    """The matrix with a talk held, one planned and one too late."""
    first, second, third = ids
    write(talks.log, "homeroom_teacher", first, on_date="2026-11-09", topics=["study"])
    write(talks.plan, "parent", second, on_date="2026-11-27")
    write(talks.plan, "homeroom_teacher", third, on_date="2026-11-08")
    desk.rail.place_chosen.emit("talks")
    settle(qtbot, thread)
    return desk.page("talks").view


@pytest.fixture
def held(entered, qtbot, thread):
    def read(student_id):
        session = entered.session
        return on_vault(qtbot, thread, lambda: talks.of_student(session, student_id))

    return read


def states(page, at):
    return [cell.state for cell in page.talks.lines[at].cells]


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def go_to(page, student_id, kind):
    page.table.select(student_id, kind)
    page.table.setFocus()


def test_who_is_late_comes_first_and_the_heads_count(page, ids):
    order = [line.student_id for line in page.talks.lines]
    assert order[0] == ids[2]
    homeroom = page.talks.heads[1]
    assert (homeroom.code, homeroom.held, homeroom.whole) == ("homeroom_teacher", 1, 5)
    assert states(page, 0)[1] == "overdue"
    assert page.talks.lines[0].cells[1].words == "12 d late"
    at = order.index(ids[1])
    assert states(page, at)[4] == "planned"
    spoken = page.talks.index(at, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "袁知行，Parents：11-27 planned"
    assert page.head.count.text() == "1"
    assert page.head.whole.text() == "of 30 talks"


def test_the_list_narrows_to_the_late_and_says_when_there_is_none(
    page, qtbot, thread, ids, write, desk
):
    page.filters.shown._buttons["late"].click()
    settle(qtbot, thread)
    assert [line.student_id for line in page.talks.lines] == [ids[2]]
    write(talks.log, "homeroom_teacher", ids[2], topics=["study"])
    desk.ways.note_saved()
    settle(qtbot, thread)
    assert page._nothing.isVisible()


def test_enter_opens_the_drawer_and_a_talk_is_written(page, ids, qtbot, thread, held):
    go_to(page, ids[1], "homeroom_teacher")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    content = page.drawer.answers["content"].widget
    qtbot.waitUntil(content.hasFocus)
    type_text(qtbot, content, "reads every evening")
    press(qtbot, KEY.Key_Return, CONTROL)
    topics = page.drawer.answers["topics"].widget
    assert topics.buttons[0].hasFocus()
    assert held(ids[1])[0].state == "planned"
    press(qtbot, KEY.Key_Space)
    press(qtbot, KEY.Key_Return, CONTROL)
    settle(qtbot, thread)
    (talk,) = (each for each in held(ids[1]) if each.state == "done")
    assert (talk.content, talk.topics, talk.on_date) == (
        "reads every evening",
        ("study",),
        "2026-11-20",
    )
    # The next one below without such a talk is asked for at once.
    assert page.drawer.isVisible()
    assert page.drawer.form.student_ids != (ids[1],)


def test_fields_change_with_the_kind_and_what_was_typed_stays(page, ids, qtbot, thread):
    go_to(page, ids[0], "homeroom_teacher")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    drawer = page.drawer
    type_text(qtbot, drawer.answers["content"].widget, "kept")
    for kind, has, lacks in (
        ("leader", {"why_chosen", "promise"}, {"aspects"}),
        ("peer", {"theme", "peer_count", "needs_look"}, {"content", "talker_id"}),
        ("psychologist", {"on_date"}, {"content", "mood", "topics"}),
        ("homeroom_teacher", {"content", "aspects"}, {"theme"}),
    ):
        drawer.kind.set_value(kind)
        drawer.kind.chosen.emit(kind)
        settle(qtbot, thread)
        assert has <= set(drawer.answers)
        assert not lacks & set(drawer.answers)
        assert bool(drawer._note.text()) == (kind in {"peer", "psychologist", "leader"})


def test_several_students_are_one_group_talk_and_undo_takes_all(
    page, ids, qtbot, thread, held
):
    go_to(page, ids[0], "peer")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    drawer = page.drawer
    drawer.picker.picked.emit(ids[1], "袁知行")
    settle(qtbot, thread)
    assert drawer.form.student_ids == ids[:2]
    type_text(qtbot, drawer.answers["theme"].widget, "weekend")
    drawer.save.click()
    settle(qtbot, thread)
    parts = [
        next(talk for talk in held(each) if talk.talk_kind == "peer")
        for each in ids[:2]
    ]
    assert parts[0].session_id == parts[1].session_id != ""
    assert not drawer.isVisible()
    press(qtbot, KEY.Key_Z, CONTROL)
    settle(qtbot, thread)
    assert all(each.talk_kind != "peer" for each in held(ids[0]))


def test_many_are_planned_at_once_and_taken_back(page, ids, qtbot, thread, held):
    go_to(page, ids[0], "leader")
    page.head.bulk.click()
    assert page.strip.count.text() == "for 5 students without one"
    page.strip.day.setText("2026-12-04")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    assert not page.strip.isVisible()
    found = [each for each in held(ids[1]) if each.talk_kind == "leader"]
    assert [each.on_date for each in found] == ["2026-12-04"]
    assert page.talks.heads[5].held == 0
    press(qtbot, KEY.Key_Z, CONTROL)
    settle(qtbot, thread)
    assert states(page, 0)[5] == "none"


def test_p_plans_for_one(page, ids, qtbot, thread, held):
    go_to(page, ids[0], "subject_teacher")
    press(qtbot, KEY.Key_P)
    assert page.strip.count.text() == "for 1 student without one"
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    assert held(ids[0])[0].on_date == "2026-11-27"


def test_esc_closes_the_drawer_and_names_can_be_masked(page, ids, qtbot, thread, desk):
    go_to(page, ids[0], "leader")
    press(qtbot, KEY.Key_Return)
    settle(qtbot, thread)
    qtbot.waitUntil(page.drawer.answers["content"].widget.hasFocus)
    desk.page("talks").show_masked(True)
    assert page.talks.data(page.talks.index(0, 0)) == "喻**"
    press(qtbot, KEY.Key_Escape)
    assert not page.drawer.isVisible()
    assert page.table.hasFocus()


def test_an_ordinary_talk_from_the_list_of_students_in_few_keys(
    desk,
    hands,
    ids,
    qtbot,
    thread,
    held,
):
    desk.rail.place_chosen.emit("students")
    settle(qtbot, thread)
    hands.type("jya")
    settle(qtbot, thread)
    hands.press(KEY.Key_T, CONTROL)
    settle(qtbot, thread)
    drawer = desk.page("talks").view.drawer
    qtbot.waitUntil(drawer.answers["content"].widget.hasFocus)
    hands.type("feeds the hens")
    hands.press(KEY.Key_Return, CONTROL)
    hands.press(KEY.Key_Space)
    hands.press(KEY.Key_Return, CONTROL)
    settle(qtbot, thread)

    (talk,) = held(ids[0])
    assert (talk.state, talk.content, talk.topics) == (
        "done",
        "feeds the hens",
        ("study",),
    )
    assert talk.talk_kind == "homeroom_teacher"
    assert hands.presses == 7 <= MOST


def test_ctrl_t_in_a_file_leads_to_its_child(desk, file_page, jiang, qtbot, thread):
    press(qtbot, KEY.Key_T, CONTROL)
    settle(qtbot, thread)
    assert desk.page_code == "talks"
    assert desk.page("talks").view.drawer.form.student_ids == (jiang,)


def test_the_names_stay_in_sight_where_the_kinds_scroll(page, ids, look, qtbot):
    page.table.setFixedWidth(500)
    page.table.select(ids[0], "leader")
    QApplication.processEvents()
    assert page.table.horizontalScrollBar().value() > 0
    names = page.table._names
    assert names.isVisible()
    assert names.x() <= 1
    assert names.columnViewportPosition(0) == 0
    page.table.select(ids[0], "peer")
    left = page.table.columnViewportPosition(FIRST_KIND)
    assert left >= names.columnWidth(0) - 1


def test_a_model_of_thousands_makes_no_row_of_its_own():
    cells = tuple(TalkCell("none") for _kind in range(6))
    lines = tuple(TalkLine(f"s{n}", "某", "七(1)", cells, 0) for n in range(3000))
    model = TalkModel()
    model.show(lines, tuple(TalkHead(f"k{n}", "K", "users") for n in range(6)))
    assert model.rowCount() == 3000
    assert model.line_at(2999) is lines[2999]
    assert model.row_of("s2999") == 2999


def test_the_page_speaks_chinese(page, desk, qtbot, thread):
    use_language("zh_CN")
    desk.ways.note_saved()
    settle(qtbot, thread)
    assert page.talks.lines[0].cells[1].words == "逾期12天"


def test_the_talks_of_a_child_have_a_part_of_the_file(desk, ids, page, qtbot, thread):
    desk.ways.open_student(ids[0])
    settle(qtbot, thread)
    view = desk.page("file").view
    view.show_part("talks")
    assert view.part == "talks"
    (entry,) = (
        item
        for item in view.parts.part("talks")._visits._items
        if not isinstance(item, str)
    )
    assert entry.title == "Talk: Homeroom teacher, all round"
    assert "周静怡" in entry.facts


def test_who_was_never_talked_with_has_no_such_part(desk, ids, qtbot, thread):
    desk.ways.open_student(ids[0])
    settle(qtbot, thread)
    desk.page("file").view.show_part("talks")
    assert desk.page("file").view.part == "overview"
