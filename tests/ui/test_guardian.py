"""The guardian reads and signs alone with one page; only the password leads back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QApplication

from homevisit.services import (
    records,
    student_files,
    visit_endings,
    visit_signatures,
    visits,
)
from tests.ui.conftest import PASSWORD, find_id, on_vault, settle, type_text
from ui.patience import Patience

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def visit_id(entered, qtbot, thread):
    """A finalised visit of today, with something at risk and a sister on the trip."""
    session = entered.session

    def write():
        who = find_id(session, "江予安")
        form = visits.begin_visit(session, who).filled(
            purposes=["know_family"],
            risks_found=["safety"],
            risk_note="屋后的池塘没有围栏。",
            parenting="neglectful",
            remark="给同事看的话",
            consensus="约定每周三视频。",
        )
        return visits.finalise_visit(session, form).visit_ids[0]

    return on_vault(qtbot, thread, write)


@pytest.fixture
def page(desk, visit_id, qtbot, thread):
    desk.ways.go("guardian", visit_id)
    settle(qtbot, thread)
    assert desk.page_code == "guardian"
    return desk.page("guardian")


@pytest.fixture
def cover(page, qtbot):
    qtbot.keyClick(page.view.hand_over, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.presenter.cover is not None)
    shown = page.presenter.cover
    qtbot.waitUntil(shown.card.pad.hasFocus)
    yield shown
    page.presenter.take_back()


def draw(qtbot, pad):
    width, height = pad.width(), pad.height()
    qtbot.mousePress(pad, LEFT, pos=QPoint(width // 4, height // 3))
    for step in range(1, 12):
        qtbot.mouseMove(pad, QPoint(width // 4 + 12 * step, height // 3 + 3 * step))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(width // 4 + 140, height // 2))


def leave(qtbot, thread, cover, password=PASSWORD):
    if cover.back.field.isHidden():
        qtbot.keyClick(cover.back.open, Qt.Key.Key_Space)
    qtbot.keyClicks(cover.back.field, password)
    qtbot.keyClick(cover.back.field, Qt.Key.Key_Return)
    settle(qtbot, thread)


def signatures(entered, visit_id, qtbot, thread):
    session = entered.session
    return on_vault(
        qtbot,
        thread,
        lambda: visit_signatures.signatures_of(
            session, records.read(session, visit_id)
        ),
    )


def test_the_summary_shows_what_was_agreed_and_nothing_of_risk(page):
    text = page.view.sheet.text
    assert "约定每周三视频" in text
    for hidden in ("池塘", "给同事看的话", "忽视", "Neglect", "isk"):
        assert hidden not in text
    assert page.view.state == "Nobody has signed yet."


def test_f9_masks_child_and_family_on_the_summary(page, desk):
    assert "江守田" in page.view.sheet.text
    desk.header.masking_changed.emit(True)
    assert "江守田" not in page.view.sheet.text
    assert "江予安" not in page.title.strong


def test_a_signature_is_drawn_confirmed_and_the_password_leads_back(
    page, cover, desk, entered, visit_id, qtbot, thread
):
    card = cover.card
    assert not card.done.isEnabled()
    draw(qtbot, card.pad)
    assert card.done.isEnabled()
    card.done.setFocus()
    qtbot.keyClick(card.done, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert card.again.isVisible()
    leave(qtbot, thread, cover)
    assert page.presenter.cover is None
    settle(qtbot, thread)
    assert "江守田" in page.view.state
    assert page.view.preview.isVisible()
    assert desk.rail.isEnabled()
    (signature,) = signatures(entered, visit_id, qtbot, thread)
    assert len(signature.strokes[0]) > 5
    assert signature.signer_relation == "paternal_grandfather"


def test_it_can_be_written_again_before_it_is_given_back(
    cover, entered, visit_id, qtbot, thread
):
    for _ in range(2):
        draw(qtbot, cover.card.pad)
        cover.card.done.click()
        settle(qtbot, thread)
        cover.card.again.click()
        assert cover.card.pad.is_empty
    assert len(signatures(entered, visit_id, qtbot, thread)) == 2


def test_a_mere_touch_is_no_signature_and_says_so(cover, qtbot, thread):
    qtbot.mouseClick(cover.card.pad, LEFT, pos=QPoint(50, 50))
    cover.card.done.click()
    settle(qtbot, thread)
    assert "no signature on the pad" in cover.card.said.text()
    qtbot.keyClick(cover.card.pad, Qt.Key.Key_Delete)
    assert cover.card.pad.is_empty
    assert cover.card.said.isHidden()


def test_not_now_needs_a_reason_and_another_one_needs_words(
    page, cover, entered, visit_id, qtbot, thread
):
    cover.card.later.setFocus()
    qtbot.keyClick(cover.card.later, Qt.Key.Key_Space)
    box = cover.card.reasons
    qtbot.keyClick(box._save, Qt.Key.Key_Space)
    assert box._why._message.text() == "Choose a reason."
    qtbot.keyClick(box._reasons._buttons["unwilling"], Qt.Key.Key_Space)
    qtbot.keyClick(box._reasons._buttons["other"], Qt.Key.Key_Space)
    assert box._reasons.value == ["other"]
    qtbot.keyClick(box._note, Qt.Key.Key_Return)
    assert box._more._message.text()
    type_text(qtbot, box._note, "手伤了")
    qtbot.keyClick(box._note, Qt.Key.Key_Return)
    settle(qtbot, thread)
    (answer,) = signatures(entered, visit_id, qtbot, thread)
    assert (answer.answer, answer.reason_note) == ("pending", "手伤了")
    leave(qtbot, thread, cover)
    settle(qtbot, thread)
    assert "手伤了" in page.view.state


def test_by_keys_alone_from_the_form_to_a_reason_and_back(desk, entered, qtbot, thread):
    session = entered.session
    who = on_vault(qtbot, thread, lambda: find_id(session, "江予安"))
    desk.ways.begin_visit(who)
    settle(qtbot, thread)
    answers = desk.page("visit").view._body._answers

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def tab_to(widget):
        for _ in range(30):
            if widget.hasFocus():
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(widget)

    for asked in ("purposes", "risks_found"):
        press(Qt.Key.Key_Return, CONTROL)
        first = next(iter(answers[asked].widget._buttons.values()))
        qtbot.waitUntil(first.hasFocus)
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: desk.page_code == "guardian", timeout=8000)
    settle(qtbot, thread)
    press(Qt.Key.Key_Return, CONTROL)
    presenter = desk.page("guardian").presenter
    qtbot.waitUntil(lambda: presenter.cover is not None)
    cover = presenter.cover
    qtbot.waitUntil(cover.card.pad.hasFocus)
    tab_to(cover.card.later)
    press(Qt.Key.Key_Space)
    reasons = cover.card.reasons
    no_time = reasons._reasons._buttons["no_time"]
    qtbot.waitUntil(no_time.isVisible)
    tab_to(no_time)
    press(Qt.Key.Key_Space)
    tab_to(reasons._save)
    press(Qt.Key.Key_Space)
    settle(qtbot, thread)
    tab_to(cover.back.open)
    press(Qt.Key.Key_Space)
    qtbot.keyClicks(QApplication.focusWidget(), PASSWORD)
    press(Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert presenter.cover is None
    assert "Has no time now" in desk.page("guardian").view.state
    assert desk.page("guardian").view.hand_over.hasFocus()


def test_the_teacher_notes_why_without_handing_over(
    page, entered, visit_id, qtbot, thread
):
    qtbot.keyClick(page.view.not_now, Qt.Key.Key_Space)
    box = page.view.reasons
    qtbot.keyClick(box._reasons._buttons["left"], Qt.Key.Key_Space)
    qtbot.keyClick(box._save, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert "Has left" in page.view.state
    (answer,) = signatures(entered, visit_id, qtbot, thread)
    assert answer.answer == "absent"


def test_no_key_leads_out(cover, page, desk, qtbot, thread):
    key, none = Qt.Key, Qt.KeyboardModifier.NoModifier
    letters = (key.Key_K, key.Key_1, key.Key_2, key.Key_E, key.Key_N, key.Key_Return)
    presses = [(each, CONTROL) for each in letters]
    presses += [(key.Key_Left, Qt.KeyboardModifier.AltModifier)]
    presses += [(each, none) for each in (key.Key_F1, key.Key_F6, key.Key_F9)]
    presses += [(key.Key_Escape, none)]
    for pressed, modifier in presses:
        qtbot.keyClick(cover.card.pad, pressed, modifier)
        settle(qtbot, thread)
        assert desk.page_code == "guardian", pressed
        assert page.presenter.cover is cover, pressed
        assert cover.card.pad.hasFocus(), pressed
    qtbot.wait(120)  # a shortcut presses its button for a moment
    assert desk.page_code == "guardian"
    assert not desk._is_masked


def test_not_even_a_shortcut_of_the_whole_program_is_heard(page, desk, qtbot):
    heard, both = [], CONTROL | Qt.KeyboardModifier.AltModifier
    context = Qt.ShortcutContext.ApplicationShortcut
    QShortcut("Ctrl+Alt+F12", desk, lambda: heard.append(1), context=context)
    qtbot.keyClick(page.view.hand_over, Qt.Key.Key_F12, both)
    assert heard == [1]
    page.presenter.hand_over()
    pad = page.presenter.cover.card.pad
    qtbot.keyClick(pad, Qt.Key.Key_F12, both)
    assert heard == [1]
    page.presenter.take_back()
    qtbot.keyClick(page.view.hand_over, Qt.Key.Key_F12, both)
    assert heard == [1, 1]


def test_tab_and_the_mouse_stay_on_the_page(cover, desk, qtbot):
    seen = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert cover.isAncestorOf(focus)
        seen.add(focus)
    assert len(seen) >= 4
    assert cover.geometry() == desk.rect()
    for corner in (QPoint(5, 5), QPoint(40, 300), QPoint(desk.width() - 20, 28)):
        under = desk.childAt(corner)
        assert under is cover or cover.isAncestorOf(under)
    assert not desk.rail.isEnabled()
    assert not desk.header.isEnabled()


def test_it_fills_the_screen_and_gives_the_window_back(cover, page, desk):
    assert desk.windowState() & Qt.WindowState.WindowFullScreen
    page.presenter.take_back()
    assert not desk.windowState() & Qt.WindowState.WindowFullScreen
    assert desk.rail.isEnabled()


def test_closing_the_window_asks_for_the_password_too(cover, desk, qtbot, thread):
    event = QCloseEvent()
    QApplication.sendEvent(desk, event)
    assert not event.isAccepted()
    assert cover.isVisible()
    assert cover.back.field.isVisible()
    leave(qtbot, thread, cover, "something wrong")
    assert cover.isVisible()
    leave(qtbot, thread, cover)
    assert not desk.isVisible()


def test_wrong_passwords_wait_longer_and_longer_and_also_the_next_time(
    cover, page, qtbot, thread, monkeypatch
):
    left = [0]
    monkeypatch.setattr(Patience, "seconds", property(lambda _self: left[0]))
    mistakes = []

    def note(_self):
        mistakes.append(1)
        left[0] = 5 if len(mistakes) > 2 else 0

    monkeypatch.setattr(Patience, "note_mistake", note)
    for _ in range(3):
        leave(qtbot, thread, cover, "wrong")
    presenter = page.presenter
    assert not cover.back.field.isEnabled()
    assert "5 seconds" in cover.back.said.text()
    cover.back.tried.emit(PASSWORD)
    settle(qtbot, thread)
    assert presenter.cover is cover
    presenter.take_back()
    presenter.hand_over()
    assert "5 seconds" in presenter.cover.back.said.text()
    left[0] = 0
    qtbot.waitUntil(presenter.cover.back.go.isEnabled)
    leave(qtbot, thread, presenter.cover)
    assert presenter.cover is None


def test_ctrl_l_locks_from_here(cover, page, desk, qtbot):
    with qtbot.waitSignal(desk.lock_requested):
        qtbot.keyClick(cover.card.pad, Qt.Key.Key_L, CONTROL)
    assert page.presenter.cover is None
    assert not desk.windowState() & Qt.WindowState.WindowFullScreen


def test_what_is_added_after_the_signature_is_said(
    cover, page, desk, entered, visit_id, qtbot, thread
):
    draw(qtbot, cover.card.pad)
    cover.card.done.click()
    settle(qtbot, thread)
    leave(qtbot, thread, cover)
    session = entered.session
    on_vault(
        qtbot,
        thread,
        lambda: visit_endings.add_addendum(session, visit_id, "后来的话", "漏写"),
    )
    desk.ways.open_visit(visit_id)
    settle(qtbot, thread)
    box = desk.page("visit").view.tail.signature
    assert "Signed on the screen" in box.text
    assert "1 addition is later" in box._warning.text()
    qtbot.keyClick(box.ask, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert desk.page_code == "guardian"


def test_a_sisters_visit_of_the_same_trip_is_signed_by_itself(
    desk, entered, qtbot, thread
):
    session = entered.session

    def write():
        who, sister = (find_id(session, name) for name in ("江予安", "喻书瑶"))
        student_files.join_household(session, (who, sister), "江家")
        form = visits.begin_visit(session, who).filled(
            purposes=["know_family"], risks_found=["none"]
        )
        form = replace(form, siblings=(sister,), sibling_risks={sister: ("none",)})
        return visits.finalise_visit(session, form).visit_ids

    own, hers = on_vault(qtbot, thread, write)
    desk.ways.go("guardian", own)
    settle(qtbot, thread)
    page = desk.page("guardian")
    link = page.view._links.itemAt(0).widget()
    assert link.text() == "喻书瑶"
    qtbot.keyClick(link, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert page.subject == hers
    assert page.title.strong == "喻书瑶"
