"""What the window does not ask about passes through the visit form unchanged."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import records, school, student_files, visits
from homevisit.services.visits import VisitForm
from tests.ui.conftest import find_id, on_vault, settle, type_text
from ui.desk.visit_answers import answers_of, with_answers

FORM = VisitForm(
    "d",
    "v",
    "s",
    {
        "visit_date": "2026-11-20",
        "book_count": 12,
        "companions": [{"staff_id": "t1", "role": "homeroom"}, {"name": "村主任"}],
        "interviewees": [
            {"member_id": "m1", "relation": "mother"},
            {"name": "江守田", "relation": "neighbour"},
            {"name": "何伯"},
        ],
        "student_present": False,
    },
    promises=({"promise_id": "p1", "description": "报名", "category": "school"},),
    kept={"p0": "kept"},
    siblings=("s2",),
    sibling_risks={"s2": ("none",)},
    opened={"visit_date": "2026-11-19"},
    seen={"visit_date": ("c1",)},
    known_promises=("p1",),
    term_by_hand=True,
)


def test_a_form_comes_back_as_it_was_shown():
    back = with_answers(FORM, answers_of(FORM), {"p0": "kept"})
    (promise,) = back.promises
    assert {k: v for k, v in promise.items() if v} == FORM.promises[0]
    for name in ("values", "kept", "siblings", "sibling_risks", "opened", "seen"):
        assert getattr(back, name) == getattr(FORM, name)
    assert back.known_promises == FORM.known_promises
    assert back.term_by_hand


def test_a_cleared_answer_is_gone():
    answers = answers_of(FORM) | {"visit_date": "", "siblings": []}
    back = with_answers(FORM, answers, {})
    assert "visit_date" not in back.values
    assert (back.siblings, back.sibling_risks) == ((), {})


@pytest.fixture
def household(entered, thread, qtbot):
    session = entered.session

    def join():
        ids = tuple(find_id(session, name) for name in ("江予安", "喻书瑶"))
        student_files.join_household(session, ids, "江家")
        return ids

    return on_vault(qtbot, thread, join)


@pytest.fixture
def form(household, workspace, qtbot, thread):
    search = workspace.page("students").view._search
    search.setFocus()
    type_text(qtbot, search, "jya")
    settle(qtbot, thread)
    qtbot.keyClick(search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    return workspace.page("visit").view


def press(form, qtbot, name, code):
    chip = form._body._answers[name].widget._buttons[code]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)


def test_a_sister_visited_on_the_same_trip_gets_her_own_locked_visit(
    form, household, entered, workspace, qtbot, thread
):
    _own, sister = household
    risk = f"risk_of_{sister}"
    assert form._body._blocks[risk].isHidden()
    press(form, qtbot, "siblings", sister)
    assert not form._body._blocks[risk].isHidden()
    press(form, qtbot, risk, "none")
    press(form, qtbot, "purposes", "know_family")
    press(form, qtbot, "risks_found", "none")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return, control)
    # A shortcut presses its button for a moment.
    qtbot.waitUntil(lambda: form._form.is_final)
    (visit,) = on_vault(
        qtbot, thread, lambda: visits.visits_of(entered.session, sister)
    )
    assert (visit.state, visit.risks_found) == ("finalised", ("none",))


def test_words_typed_into_a_visit_that_was_finalised_elsewhere_are_offered(
    form, entered, workspace, qtbot, thread
):
    session = entered.session
    body = form._body
    body.go_to_field("at_home")
    type_text(qtbot, body._answers["at_home"].widget, "喂鸡")
    workspace.page("visit").presenter.leave()
    settle(qtbot, thread)

    def finish_elsewhere():
        ((draft, _at),) = visits.read_drafts(session)
        whole = draft.filled(
            at_home="",
            interviewees=[{"name": "江守田"}],
            purposes=["know_family"],
            risks_found=["none"],
        )
        visits.finalise_visit(session, whole)
        visits.keep_draft(session, draft)
        return draft

    draft = on_vault(qtbot, thread, finish_elsewhere)
    workspace.ways.open_draft(draft.draft_id)
    settle(qtbot, thread)
    assert form._form.is_final
    assert form.tail.addenda._text.toPlainText() == "The student at home: 喂鸡"
    reason = form.tail.addenda._reason
    reason.setFocus()
    type_text(qtbot, reason, "both typed")
    form.tail.addenda._save.setFocus()
    qtbot.keyClick(form.tail.addenda._save, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert [each.content for each in form._form.addenda] == [
        "The student at home: 喂鸡"
    ]
    assert on_vault(qtbot, thread, lambda: visits.read_drafts(session)) == ()
    assert on_vault(qtbot, thread, lambda: records.is_locked(session, draft.visit_id))


def test_what_a_visit_promises_itself_is_not_asked_about_as_an_earlier_promise(
    desk, entered, qtbot, thread
):
    session = entered.session

    def save():
        who = find_id(session, "江予安")
        form = visits.begin_visit(session, who)
        promise = {"description": "报名", "promised_by": "school"}
        form = VisitForm(
            form.draft_id, form.visit_id, who, form.values, promises=(promise,)
        )
        return visits.save_visit(session, form).record_ids[0]

    visit_id = on_vault(qtbot, thread, save)
    desk.ways.open_visit(visit_id)
    settle(qtbot, thread)
    shown = desk.page("visit").view
    assert [each.text for each in shown._form.promises] == ["与父亲约定视频时间"]
    assert [each["text"] for each in shown.values["promises"]] == ["报名"]


def test_tips_are_the_files_and_the_schools_own(desk, entered, qtbot, thread):
    session = entered.session

    def tell():
        who = find_id(session, "江予安")
        private = records.private_id(who)
        values = {"student_id": who, "tip": "祖父听力不太好，说话慢一点。"}
        rules = {"communication_tips": "进门先说孩子的进步。"}
        school_id = school.read_school(session).id
        return who, [
            records.edit("student_private", values, record_id=private, student_id=who),
            records.edit("school", rules, record_id=school_id),
        ]

    who, edits = on_vault(qtbot, thread, tell)
    desk.ways.begin_visit(who)
    settle(qtbot, thread)
    tips = desk.page("visit").view._tips
    assert "Settings" in tips._empty.text()
    assert tips._empty.isVisible()
    on_vault(qtbot, thread, lambda: records.save(session, edits))
    desk.ways.begin_visit(who)
    settle(qtbot, thread)
    assert tips._own.text().startswith("祖父听力")
    assert tips._school.text() == "进门先说孩子的进步。"
    assert tips._empty.isHidden()
