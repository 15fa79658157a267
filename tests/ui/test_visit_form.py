"""Writing a visit by keyboard: kept while typing, finalised when complete, locked."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton

from homevisit.services import visits
from tests.ui.conftest import settle, type_text
from ui.autosave import DELAY_MS


@pytest.fixture
def page(workspace, qtbot, thread):
    """The visit form of 江予安, opened with Ctrl+N from the search."""
    search = workspace.page("students").view.focusWidget()
    type_text(qtbot, search, "jya")
    settle(qtbot, thread)
    qtbot.keyClick(search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    assert workspace.stack.currentWidget() is workspace.page("visit").view
    return workspace.page("visit").view


def buttons(part):
    return part.findChildren(QPushButton)


def drafts(entered, thread, qtbot):
    got = []
    owner = QObject()
    thread.post(
        owner, lambda _job: visits.read_drafts(entered.session), done=got.extend
    )
    settle(qtbot, thread)
    return got


def answer(page, name):
    return page._body._answers[name]


def write(page, qtbot, name, text):
    page._body.go_to_field(name)
    type_text(qtbot, page._body._answers[name].widget, text)


def choose(page, name, *codes):
    field = answer(page, name).widget
    for code in codes:
        field._buttons[code].click()


def complete(page):
    choose(page, "purposes", "know_family")
    choose(page, "risks_found", "none")


def test_the_form_is_prefilled_and_knows_last_time(page):
    assert page.values["visit_date"] == "2026-11-20"
    assert page.values["place"] == "石桥村三组"
    assert len(page.values["interviewees"]) == 1
    assert "约定每周三" in page._last.text
    assert not page._promises.isHidden()


def test_what_is_typed_is_in_the_vault_within_two_seconds(page, entered, thread, qtbot):
    assert drafts(entered, thread, qtbot) == []
    write(page, qtbot, "at_home", "每天喂鸡")
    qtbot.wait(DELAY_MS + 150)
    settle(qtbot, thread)
    (form, _at), *_others = drafts(entered, thread, qtbot)
    assert form.values["at_home"] == "每天喂鸡"
    assert "Saved automatically" in page.stamp._text.text()


def test_even_nonsense_is_kept_as_a_draft(page, entered, thread, qtbot):
    page._body.go_to_field("visit_date")
    field = answer(page, "visit_date").widget
    field.selectAll()
    type_text(qtbot, field, "someday")
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "automatically" in page.stamp._text.text())
    (form, _at), *_others = drafts(entered, thread, qtbot)
    assert form.values["visit_date"] == "someday"


def test_the_sections_are_walked_by_keyboard(page, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(2):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down, control)
    assert page._at == 2
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up, control)
    assert page._at == 1


def test_finalising_lists_what_is_missing_and_goes_there(page, qtbot, thread):
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, control)
    qtbot.waitUntil(page._missing.isVisible)
    settle(qtbot, thread)
    links = [
        page._missing.links.itemAt(at).widget().text()
        for at in range(page._missing.links.count())
    ]
    assert links == ["Purpose", "Were there signs of risk?"]
    focus = page.focusWidget()
    assert answer(page, "purposes").widget.isAncestorOf(focus)
    assert page._body._blocks["risks_found"]._message.text()
    complete(page)
    assert page._missing.isHidden()


def test_risk_must_be_answered_and_none_excludes_the_others(page):
    choose(page, "risks_found", "none", "safety")
    assert page.values["risks_found"] == ["safety"]
    assert not answer(page, "risk_note").widget.isHidden()
    choose(page, "risks_found", "none")
    assert page.values["risks_found"] == ["none"]


def test_what_was_carried_over_can_be_taken_back(page, workspace, qtbot):
    choose(page, "family_check", "changed")
    page.carry_requested.emit("home")
    assert page.values["living_env"] == "shared_desk"
    undo = workspace.toast._undo
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert "living_env" not in page.values
    assert page.values["family_check"] == "changed"


def test_last_time_is_carried_over_into_empty_answers_only(page):
    choose(page, "living_env", "own_desk")
    page.carry_requested.emit("home")
    assert page.values["living_env"] == "own_desk"
    choose(page, "living_env", "own_desk")
    page.carry_requested.emit("home")
    assert page.values["living_env"] == "shared_desk"


def test_a_complete_visit_is_finalised_locked_and_can_be_added_to(
    page, workspace, entered, thread, qtbot
):
    complete(page)
    write(page, qtbot, "consensus", "每周三视频")
    page._add = answer(page, "promises").widget
    page._add.set_value([{"text": "报名", "side": "school", "due_on": "2026-12-01"}])
    page.promise_judged.emit(page._form.promises[0].id, "kept")
    page._footer.finalise.click()
    settle(qtbot, thread)
    assert drafts(entered, thread, qtbot) == []
    assert page._form.is_final
    assert answer(page, "consensus").widget.isReadOnly()
    assert page.values["promises"][0]["text"] == "报名"
    page.tail.addenda._text.setPlainText("补一句")
    page.tail.addenda._reason.setText("漏写")
    page.tail.addenda._save.click()
    settle(qtbot, thread)
    assert [a.content for a in page._form.addenda] == ["补一句"]
    assert workspace.toast.isVisible()


def test_a_draft_is_offered_back_and_can_be_given_up(
    page, workspace, entered, thread, qtbot
):
    write(page, qtbot, "at_home", "喂鸡")
    workspace.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    card = workspace.page("today").view.drafts
    assert card.isVisible()
    drop = next(b for b in buttons(card) if b.text() == "Give it up")
    drop.setFocus()
    qtbot.keyClick(drop, Qt.Key.Key_Space)
    qtbot.keyClick(drop, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert drafts(entered, thread, qtbot) == []
    assert card.isHidden()


def test_what_is_written_at_the_end_of_a_growing_field_is_in_sight(page, qtbot):
    body = page._body
    area = answer(page, "living_env_note").widget
    body._area.ensureWidgetVisible(body._blocks["living_env_note"], 0, 0)
    area.setFocus()
    for _ in range(9):
        qtbot.keyClicks(area, "a line")
        qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "lazy")

    def is_seen(widget, at):
        place = widget.mapTo(body._area.viewport(), at)
        return body._area.viewport().rect().contains(place)

    def caret():
        return area.viewport().mapTo(area, area.cursorRect().center())

    qtbot.waitUntil(lambda: is_seen(area, caret()))
    row = body.hints.of("living_env_note").row
    qtbot.waitUntil(lambda: row.isVisible() and is_seen(row, row.rect().center()))
    assert is_seen(area, caret())


def test_the_palette_offers_what_can_be_done_with_a_form(page, workspace, qtbot):
    offered = {each.words: each for each in workspace.page("visit").commands()}
    assert set(offered) == {"Finalise the visit", "Save now", "Print or save as PDF"}
    offered["Finalise the visit"].run()
    qtbot.waitUntil(page._missing.isVisible)
