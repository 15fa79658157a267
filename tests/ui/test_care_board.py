"""The care board: a room behind the password, a case from the clue to its end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.ledger import drafts
from homevisit.services import (
    care_cases,
    care_drafts,
    care_shells,
    concerns,
    guardian_notices,
    records,
    room,
    staffing,
    viewings,
)
from homevisit.services.care_cases import CaseEntry
from tests.ui.care_hands import CONTROL, KEY, answer, button, names, press, press_in
from tests.ui.conftest import PASSWORD, focused, on_vault, settle, type_text
from tests.ui.test_accessible import nameless
from ui.kit.care_panes import BOOK, CASE, CLUE, RELEASE

SEEN = "连续两周趴在桌上。"


@pytest.fixture
def ask(entered, qtbot, thread):
    """Ask something of the vault."""
    return lambda work: on_vault(qtbot, thread, lambda: work(entered.session))


@pytest.fixture
def in_room(ask):
    """Ask something of the open room."""
    return lambda work: ask(lambda session: work(room.room_of(session)))


@pytest.fixture
def case_id(ask, jiang):
    """A case that was raised for 江予安; the owner is the psychologist, too."""

    def prepare(session):
        staffing.add_post(session, session.person_id, "psychologist")
        values = {
            "signs": ["low_mood"],
            "facts": SEEN,
            "child_words": "想爸爸。",
            "suggested_severity": 2,
            "source": "homeroom",
        }
        return concerns.raise_concern(
            session, concerns.ConcernEntry(jiang, values)
        ).case_id

    return ask(prepare)


@pytest.fixture
def page(desk, case_id, qtbot, thread):
    """The door of the room."""
    desk.go_to_place("care")
    settle(qtbot, thread)
    return desk.page("care")


@pytest.fixture
def board(page, desk, qtbot, thread):
    """The board, open."""
    press_in(qtbot, page.view.door.password, PASSWORD)
    settle(qtbot, thread)
    return page.view


@pytest.fixture
def case(board, ask, case_id, desk, qtbot, thread):
    """The same case, taken on and interviewed: level 3."""

    def accept(session):
        opened = room.room_of(session)
        care_cases.accept(opened, case_id)
        entry = CaseEntry(case_id, "interview", "睡得浅，愿意说话。", severity=3)
        care_cases.write(opened, entry)

    ask(accept)
    desk.ways.note_saved()
    settle(qtbot, thread)
    board.side.queue.setCurrentIndex(board.side.queue.cases.index(1))
    settle(qtbot, thread)
    return board.case


def test_the_room_is_set_up_and_opens_with_the_password_only(
    page, ask, desk, qtbot, thread
):
    view = page.view
    assert not view.is_open
    assert focused() is view.door.password
    assert "Set up" in view.door.open.text()
    press_in(qtbot, view.door.password, "wrong words")
    settle(qtbot, thread)
    assert not ask(room.has_room)
    assert view.door.password.property("state") == "error"
    press_in(qtbot, view.door.password, PASSWORD)
    settle(qtbot, thread)
    assert view.is_open
    assert view.door.password.text() == ""
    assert focused() is view.side.accept
    assert nameless(view) == []
    QTest.keyClick(desk, KEY.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, thread)
    assert not view.is_open
    assert not ask(room.is_open)
    assert "Open" in view.door.open.text()


def test_a_clue_is_read_and_then_taken_on_by_keys(
    board, case_id, ask, in_room, desk, qtbot, thread
):
    assert "1 new clue" in board.side.accept.accessibleName()
    desk.ways.note_saved()
    settle(qtbot, thread)
    assert [each.count for each in desk.rail._buttons if each.code == "care"] == [1]
    QTest.keyClick(desk, KEY.Key_J, CONTROL)
    settle(qtbot, thread)
    assert board.shown == CLUE
    clue = board.clue.clue
    assert (clue.facts, clue.child_words, clue.suggested.severity) == (
        SEEN,
        "想爸爸。",
        2,
    )
    assert focused() is board.clue.accept
    press(board, KEY.Key_Return, CONTROL)
    settle(qtbot, thread)
    assert board.shown == CASE
    (shell,) = ask(care_shells.shells)
    assert shell.state == "accepted"
    assert board.side.queue.case_id == case_id
    looks = in_room(lambda opened: viewings.of_student(opened, shell.student_id))
    assert {each.kind for each in looks} == {"concern", "care_file"}
    assert [each.title for each in board.case.page.reviews] == [
        "Accepted",
        "Concern raised",
        "Who looked",
    ]


def test_what_is_typed_outlives_the_closing_room_and_is_only_in_it(
    case, board, ask, in_room, desk, qtbot, thread, entered
):
    case.acts.want("panel")
    settle(qtbot, thread)
    decision = case.drawer.answers["decision"].widget
    decision.setFocus()
    type_text(qtbot, decision, "两周后再看")
    page = desk.page("care")
    page.flush()
    settle(qtbot, thread)
    assert [each.act for each in in_room(care_drafts.read)] == ["panel"]
    page.presenter.room.watch.timer.timeout.emit()
    settle(qtbot, thread)
    assert not board.is_open
    assert decision not in (focused(), *board.findChildren(type(decision)))
    assert "kept in the room" in board.door._left.text()
    assert ask(lambda session: drafts.read_drafts(session.ledger.db)) == ()
    press_in(qtbot, board.door.password, PASSWORD)
    settle(qtbot, thread)
    assert board.form.act == "panel"
    assert board.form.is_draft
    assert case.drawer.answers["decision"].read() == "两周后再看"
    answer(board, qtbot, thread, members=[entered.session.person_id], severity="3")
    assert board.form is None
    assert in_room(care_drafts.read) == ()


def test_what_does_not_fit_now_is_refused_in_a_sentence(
    case, board, clock, desk, qtbot, thread
):
    case.acts.want("propose_closure")
    settle(qtbot, thread)
    answer(board, qtbot, thread, closure="stable")
    case.acts.want("confirm_closure")
    assert case.acts.refusal.isVisible()
    assert case.acts.refusal.text()
    case.acts.want("level_change")
    settle(qtbot, thread)
    answer(board, qtbot, thread, severity="3", reason="再看一次")
    assert "already" in case.drawer.refusal.text()
    assert board.form.act == "level_change"
    press(case, KEY.Key_Escape)
    assert board.form is None
    # A clock that is years off is said, and can be confirmed.
    clock.advance(days=3 * 365)
    desk.ways.note_saved()
    settle(qtbot, thread)
    said = board.side.notices
    assert said.isVisible()
    button(said, "The clock is right").click()
    settle(qtbot, thread)
    assert not said.isVisible()


def test_the_note_for_the_teacher_is_shared_and_taken_back(
    case, ask, desk, qtbot, thread
):
    case.hint._edit.click()
    type_text(qtbot, case.hint.field, "多给一点陪伴")
    press(case, KEY.Key_Return, CONTROL)
    settle(qtbot, thread)
    (shell,) = ask(care_shells.shells)
    assert shell.hint == "多给一点陪伴"
    desk.toast._undo.click()
    settle(qtbot, thread)
    (shell,) = ask(care_shells.shells)
    assert shell.hint == ""
    assert case.page.hint == ""


def test_plan_duties_and_notes_are_written_in_panels(
    case, board, ask, in_room, entered, qtbot, thread
):
    case._add.click()
    settle(qtbot, thread)
    answer(board, qtbot, thread, kind="counselling", frequency="每周一次")
    assert [each.title for each in case.page.plan] == ["Counselling"]
    case.plan.setFocus()
    press(case.plan, KEY.Key_Return)
    settle(qtbot, thread)
    answer(board, qtbot, thread, state="doing", next_on="2026-11-24")
    assert case.page.plan[0].stands == "next 11-24"
    case.acts.want("duties")
    settle(qtbot, thread)
    mine = entered.session.person_id
    duty = {"text": "每天和他说一句话", "side": mine, "due_on": "2026-11-27"}
    answer(board, qtbot, thread, duties=[duty])
    assert [each.text for each in ask(care_shells.duties)] == ["每天和他说一句话"]
    case.show_part("notes")
    case._new_note.click()
    settle(qtbot, thread)
    answer(board, qtbot, thread, process="一起画了一张画")
    (note,) = case.page.notes
    assert "一起画了一张画" in note.text
    found = in_room(lambda opened: records.read(opened, note.id))
    assert (found.case_no, found.session_no) == (case.page.case_no, 1)


def test_the_book_says_who_comes_and_what_became_of_it(
    case, board, desk, qtbot, thread
):
    QTest.keyClick(desk, KEY.Key_M, CONTROL)
    settle(qtbot, thread)
    assert board.shown == BOOK
    board.book.add.click()
    settle(qtbot, thread)
    answer(board, qtbot, thread, day="2026-11-20", time="18:30", place="辅导室")
    (day,) = board.book._days
    assert [(each.time, each.name) for each in day.rows] == [("18:30", "江予安")]
    board.book.add.click()
    settle(qtbot, thread)
    desk.header.toggle_mask()
    assert board.open_drawer.answers["case_id"].widget.currentText() == "江**"
    press(board, KEY.Key_Escape)
    qtbot.waitUntil(lambda: "江**" in names(board.book))
    assert "江予安" not in names(board.book)
    button(board.book, "Took place").click()
    settle(qtbot, thread)
    assert board.book._days[0].rows[0].state == "done"
    press(board, KEY.Key_F6)
    assert focused() is board.side.queue


def test_a_notice_to_the_guardian_is_written_completed_and_taken_back(
    case, board, ask, desk, qtbot, thread
):
    def told():
        return ask(lambda session: guardian_notices.of_case(session, case.page.case_id))

    case.acts.want("guardian_notice")
    settle(qtbot, thread)
    assert board.open_drawer.answers["guardian_name"].read() == "江守田"
    answer(board, qtbot, thread, observed=SEEN, advice="请到县医院评估")
    (notice,) = told()
    assert (notice.observed, notice.guardian_name) == (SEEN, "江守田")
    assert "print_notice" in {each.code for each in case.page.acts}
    case.acts.want("guardian_notice")
    settle(qtbot, thread)
    answer(board, qtbot, thread, signature="refused", witnesses="甲，乙")
    assert told()[0].witnesses == ("甲", "乙")
    assert [each.title for each in case.page.reviews].count("Guardian told") == 1
    desk.toast._undo.click()
    settle(qtbot, thread)
    assert told()[0].signature == ""


def test_who_is_not_of_the_staff_is_led_to_what_teachers_see(desk, qtbot, thread):
    desk.rail.place_chosen.emit("care")
    settle(qtbot, thread)
    assert desk.page_code == "concerns"
    assert [each.code for each in desk.rail._buttons if each.isChecked()] == ["care"]


def test_a_leader_is_given_what_was_chosen_and_seen(
    case, board, ask, case_id, desk, qtbot, thread
):
    def wish(session):
        leader = records.save(
            session,
            [records.edit("staff", {"name": "林知远", "roles": [{"role": "leader"}]})],
        ).record_ids[0]
        values = {
            "case_id": case_id,
            "reason": "需要了解住校安排是否合适",
            "asked_by": leader,
            "asked_at": "2026-11-20T08:00:00Z",
        }
        return records.save(session, [records.edit("room_request", values)])

    ask(wish)
    desk.ways.note_saved()
    settle(qtbot, thread)
    button(board.side._held, "Look at it").click()
    settle(qtbot, thread)
    assert board.shown == RELEASE
    pane = board.release
    assert not pane.see.isEnabled()
    told = next(x for x in pane.release.entries if "睡得浅" in x.text)
    pane.boxes[told.id].setFocus()
    press(pane, KEY.Key_Space)
    with qtbot.waitSignal(pane.released) as released:
        pane.see.click()
        pane.confirm.click()
    assert released.args == [pane.release.request_id, (told.id,)]
    settle(qtbot, thread)
    # Her keys were never compared, so nothing left, and it is said.
    assert desk.notice.isVisible()
    assert board.shown == RELEASE


def test_two_levels_are_both_shown_until_one_is_set_anew(
    case, board, case_id, jiang, in_room, desk, qtbot, thread
):
    def apart(opened):
        steps = care_cases.read_steps(opened, case_id)
        accepted = next(each for each in steps if each.step == "accept")
        values = {
            "after": [accepted.id],
            "student_id": jiang,
            "case_id": case_id,
            "step": "level_change",
            "at": "2026-11-20T11:00:00Z",
            "by_id": "0" * 32,
            "severity": 4,
            "details": {"reason": "另一位老师这样看"},
        }
        return records.save(opened, [records.edit("care_step", values)])

    in_room(apart)
    desk.ways.note_saved()
    settle(qtbot, thread)
    (fork,) = case.page.forks
    assert fork.act == "level_change"
    assert {each.rpartition(", ")[2] for each in (fork.first, fork.second)} == {
        "Orange",
        "Red",
    }
    button(case.notices, "Settle it").click()
    settle(qtbot, thread)
    answer(board, qtbot, thread, severity="4", reason="一起看过，按重的来")
    assert case.page.forks == ()
    assert case.page.track[-2].level.severity == 4
