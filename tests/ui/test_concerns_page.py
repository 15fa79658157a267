"""Raising a concern by keyboard, and what a teacher and a leader see of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import (
    care_approvals,
    care_shells,
    concerns,
    guardian_notices,
    mandatory_reports,
    records,
    room_requests,
    staffing,
)
from tests.ui.conftest import find_id, on_vault, settle, type_text
from tests.ui.test_accessible import nameless
from ui.concern_rows import ReleasedEntry
from ui.desk import concern_released


class Hand:
    """Presses keys on whatever has the focus, and counts them."""

    def __init__(self, desk, qtbot, thread):
        self.desk, self.qtbot, self.thread, self.count = desk, qtbot, thread, 0

    def press(self, key, *, ctrl=False):
        self.count += 1
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier(0)
        target = self.desk.focusWidget() or self.desk
        QTest.keyClick(target, key, held)
        settle(self.qtbot, self.thread)

    def write(self, text):
        type_text(self.qtbot, self.desk.focusWidget(), text)


@pytest.fixture
def hand(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    return Hand(desk, qtbot, thread)


@pytest.fixture
def ask(entered, qtbot, thread):
    """Ask something of the vault."""
    return lambda work: on_vault(qtbot, thread, lambda: work(entered.session))


def raised(ask):
    return ask(care_shells.raised_by_me)


def test_a_concern_is_raised_in_few_keys_and_only_added_to(file_page, hand, ask, jiang):
    hand.press(Qt.Key.Key_G, ctrl=True)
    view = hand.desk.page("raise").view
    assert view.fields.form.student_id == jiang
    hand.press(Qt.Key.Key_Space)
    hand.press(Qt.Key.Key_Right)
    hand.press(Qt.Key.Key_Space)
    hand.press(Qt.Key.Key_Tab)
    hand.write("近两周午饭只吃几口。")
    hand.press(Qt.Key.Key_Tab)
    hand.write("我不想回家。")
    hand.press(Qt.Key.Key_Return, ctrl=True)
    assert hand.count <= 10
    (line,) = raised(ask)
    told = line.concern
    assert told.signs == ("low_mood", "mood_swings")
    assert (told.facts, told.child_words) == ("近两周午饭只吃几口。", "我不想回家。")
    assert told.suggested_severity is None
    assert view.is_done
    assert nameless(view) == []
    view.after.addition.text.setFocus()
    hand.write("今天没来上学。")
    hand.press(Qt.Key.Key_Tab)
    hand.press(Qt.Key.Key_Space)
    added = ask(lambda session: concerns.addenda_of(session, told.id))
    assert [each.facts for each in added] == ["今天没来上学。"]
    assert raised(ask)[0].concern == told


def test_a_concern_from_a_visit_says_so(file_page, hand, ask, jiang):
    visit = hand.desk.page("file").presenter.last_visit_id
    hand.desk.ways.open_visit(visit)
    settle(hand.qtbot, hand.thread)
    hand.press(Qt.Key.Key_G, ctrl=True)
    hand.press(Qt.Key.Key_Space)
    hand.press(Qt.Key.Key_Return, ctrl=True)
    (line,) = raised(ask)
    said = line.concern
    assert (said.student_id, said.source, said.source_id) == (jiang, "visit", visit)


def test_without_a_student_and_without_facts_nothing_is_raised(hand, ask, entered):
    hand.press(Qt.Key.Key_G, ctrl=True)
    fields = hand.desk.page("raise").view.fields
    hand.press(Qt.Key.Key_Return, ctrl=True)
    assert hand.desk.focusWidget() is fields.picker.search
    who = ask(lambda session: find_id(session, "江予安"))
    fields.picker.picked.emit(who, "江予安")
    settle(hand.qtbot, hand.thread)
    hand.press(Qt.Key.Key_Return, ctrl=True)
    assert hand.desk.focusWidget() is fields.facts
    assert raised(ask) == ()


def test_signs_of_harm_open_the_way_of_the_report(file_page, hand, ask):
    hand.press(Qt.Key.Key_G, ctrl=True)
    view = hand.desk.page("raise").view
    assert not view.fields.harm.isVisible()
    view.fields.signs.chip("harm", "wounds").click()
    assert view.fields.harm.isVisible()
    assert view.fields.harm.situations.value == ["injury"]
    view.fields.harm.told.buttons["police"].click()
    view.ask_to_raise()
    settle(hand.qtbot, hand.thread)
    (line,) = raised(ask)
    assert line.concern.harm_signs == ("wounds",)
    (form,) = ask(mandatory_reports.read_drafts)
    assert form.values["situations"] == ["injury"]
    assert [each["body"] for each in form.told] == ["police"]
    assert not view.after.report.isHidden()


def test_what_was_entered_outlives_leaving(file_page, hand, jiang):
    hand.press(Qt.Key.Key_G, ctrl=True)
    view = hand.desk.page("raise").view
    hand.press(Qt.Key.Key_Space)
    view.fields.signs.chip("harm", "wounds").click()
    view.fields.harm.told.buttons["police"].click()
    view.fields.facts.setFocus()
    hand.write("上课走神。")
    hand.desk.ways.go_to_place("today")
    settle(hand.qtbot, hand.thread)
    hand.desk.ways.go("raise", f"student:{jiang}:")
    settle(hand.qtbot, hand.thread)
    assert view.fields.facts.toPlainText() == "上课走神。"
    ticked = (("emotion", "low_mood"), ("harm", "wounds"))
    assert view.fields.signs.ticked == ticked
    assert [each.whom for each in view.fields.harm.who_was_told] == ["police"]


@pytest.fixture
def report(desk, jiang, qtbot, thread):
    """A report about 江予安, begun and in front."""
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.ways.go("mandatory", f"student:{jiang}")
    settle(qtbot, thread)
    return desk.page("mandatory")


def test_a_report_is_written_signed_once_added_to_and_printed(report, hand, ask):
    pane = report.view.pane
    assert not pane.sign.isEnabled()
    pane.protection.setFocus()
    hand.write("已送医务室。")
    hand.desk.ways.go_to_place("today")
    settle(hand.qtbot, hand.thread)
    (form,) = ask(mandatory_reports.read_drafts)
    assert form.values["protection"] == "已送医务室。"
    hand.desk.ways.go("mandatory")
    settle(hand.qtbot, hand.thread)
    assert pane.print.isHidden()
    pane.harm.situations.buttons[3].click()
    pane.facts.setFocus()
    hand.write("手臂上有几处旧伤。")
    pane.harm.told.buttons["police"].click()
    settle(hand.qtbot, hand.thread)
    assert pane.sign.isEnabled()
    pane.sign.click()
    assert ask(mandatory_reports.lines) == ()
    pane.not_yet.click()
    pane.sign.click()
    pane.sure.click()
    settle(hand.qtbot, hand.thread)
    (line,) = ask(mandatory_reports.lines)
    assert line.report.facts == "手臂上有几处旧伤。"
    assert [each.body for each in line.notes] == ["police"]
    assert not pane.facts.isVisible()
    assert pane.harm.day.isReadOnly()
    pane.note.setFocus()
    hand.write("派出所已受理。")
    pane.add_note.click()
    pane.harm.told.buttons["education"].click()
    settle(hand.qtbot, hand.thread)
    (line,) = ask(mandatory_reports.lines)
    assert [each.remark for each in line.notes if each.remark] == ["派出所已受理。"]
    assert [each.body for each in line.notes if each.body] == ["police", "education"]
    assert nameless(report.view) == []
    pane.print.click()
    settle(hand.qtbot, hand.thread, hand.desk.drawing)
    assert hand.desk.page("care_paper").subject == f"mandatory_report:{line.report.id}"


def shell_of(child, **values):
    """Write the shell of a case as the psychologist's vault would hand it on."""

    def work(session):
        known = {
            "student_id": child,
            "case_no": "XL-2026-7K3QF",
            "state": "intervening",
            "severity": 3,
            "hint": "多给一点陪伴。",
            "duties": [
                {
                    "key": "call",
                    "text": "给姑妈打电话",
                    "owner_id": session.person_id,
                    "due_date": "2026-11-20",
                },
                {"key": "peers", "text": "安排同伴", "owner_id": "somebody"},
            ],
            "next_due_at": "2026-11-20T03:00:00Z",
            "next_due_kind": "follow_up",
            "opened_at": "2026-11-12T09:00:00Z",
            **values,
        }
        edit = records.edit("care_case", known, student_id=child)
        return records.save(session, [edit]).record_ids[0]

    return work


@pytest.fixture
def concerns_page(desk, qtbot, thread):
    def go(subject=""):
        with qtbot.waitActive(desk):
            desk.activateWindow()
        desk.ways.go("concerns", subject)
        settle(qtbot, thread)
        return desk.page("concerns").view

    return go


def test_a_teacher_sees_level_note_and_duties_and_ticks_hers(
    concerns_page, hand, ask, jiang
):
    case = ask(shell_of(jiang))
    notice = {"observed": "午饭只吃几口。", "form": "meeting", "signature": "signed"}
    ask(lambda session: guardian_notices.write(session, case, notice))
    hand.desk.rail.place_chosen.emit("care")
    settle(hand.qtbot, hand.thread)
    assert hand.desk.page_code == "concerns"
    view = concerns_page()
    shown = view.shell.shell
    assert (shown.level.severity, shown.hint) == (3, "多给一点陪伴。")
    assert shown.due.state == "late"
    assert [each.words for each in shown.told] == ["11-20 · Meeting · 周静怡 · Signed"]
    assert [each.is_mine for each in shown.duties] == [True, False]
    assert not view.shell.more.isVisible()
    assert nameless(view) == []
    assert hand.desk.focusWidget() is view.list
    hand.press(Qt.Key.Key_D)
    assert ask(care_shells.duties) == ()
    assert view.shell.shell.duties[0].is_done
    hand.desk.toast._undo.click()
    settle(hand.qtbot, hand.thread)
    assert [each.case_id for each in ask(care_shells.duties)] == [case]
    view.show_masked(True)
    assert view.list.currentIndex().data() == "江**"
    view.show_masked(False)


def test_a_leader_decides_and_asks_to_know_more(concerns_page, hand, ask, jiang):
    case = ask(shell_of(jiang))

    def waiting(session):
        staffing.add_post(session, session.person_id, "principal")
        values = {
            "student_id": jiang,
            "case_id": case,
            "what": "closure",
            "severity": 3,
            "asked_by": "somebody else",
            "asked_at": "2026-11-18T08:00:00Z",
        }
        edit = records.edit("care_approval", values, student_id=jiang)
        return records.save(session, [edit]).record_ids[0]

    approval = ask(waiting)
    view = concerns_page(f"approval:{approval}")
    view.approval.no.click()
    assert len(ask(care_approvals.waiting)) == 1
    view.approval.remark.setFocus()
    hand.write("再观察一个月。")
    view.approval.no.click()
    settle(hand.qtbot, hand.thread)
    (word,) = ask(lambda session: care_approvals.of_case(session, case))
    assert (word.decision, word.remark) == ("no", "再观察一个月。")
    more = view.shell.more
    more.reason.setFocus()
    hand.write("要开家长会")
    assert not more.ask.isEnabled()
    hand.write("，要安排座位。")
    more.ask.click()
    settle(hand.qtbot, hand.thread)
    (line,) = ask(room_requests.lines)
    assert line.request.reason == "要开家长会，要安排座位。"
    assert more.reason.toPlainText() == ""


def test_what_was_released_is_read_on_demand_and_leaves_the_screen(
    concerns_page, hand, ask, jiang, desk, monkeypatch
):
    case = ask(shell_of(jiang))
    ask(lambda session: staffing.add_post(session, session.person_id, "principal"))
    entry = ReleasedEntry("2026-11-12", "Panel", "睡眠仍浅。")
    monkeypatch.setattr(concern_released, "count", lambda _session, _case: 1)
    monkeypatch.setattr(concern_released, "read", lambda _session, _case: (entry,))
    view = concerns_page(f"case:{case}")
    assert view.shell.shell.released == ()
    view.shell.more.read.click()
    settle(hand.qtbot, hand.thread)
    assert view.shell.shell.released == (entry,)
    desk.page("concerns").presenter.released._watch.idle.emit()
    settle(hand.qtbot, hand.thread)
    assert view.shell.shell.released == ()
    assert not view.shell.more.read.isHidden()


def test_todays_page_shows_own_duties_and_what_is_late(
    desk, hand, ask, jiang, qtbot, thread
):
    card = desk.page("today").view.care
    desk.ways.go_to_place("today")
    settle(qtbot, thread)
    assert card.isHidden()
    ask(shell_of(jiang))
    ask(
        shell_of(
            jiang, state="raised", duties=[], severity=None, next_due_at="", hint=""
        )
    )
    desk.ways.note_saved()
    settle(qtbot, thread)
    (row,) = card._shown.duties
    assert (row.name, row.duty.text) == ("江予安", "给姑妈打电话")
    assert len(card._shown.waiting) == 1
    card.done.emit(row.duty)
    settle(qtbot, thread)
    assert ask(care_shells.duties) == ()
    assert card._shown.duties == ()


def test_the_file_shows_the_shell_and_leads_to_raising(file_page, hand, ask, jiang):
    assert "care" not in file_page._shown
    ask(shell_of(jiang))
    hand.desk.ways.note_saved()
    settle(hand.qtbot, hand.thread)
    file_page.show_part("care")
    tab = file_page.parts.part("care")
    assert tab.pane.shell.hint == "多给一点陪伴。"
    tab.focus_first()
    hand.press(Qt.Key.Key_D)
    assert ask(care_shells.duties) == ()
    assert nameless(tab) == []
    tab.pane.raise_it.click()
    settle(hand.qtbot, hand.thread)
    assert hand.desk.page("raise").view.fields.form.student_id == jiang
