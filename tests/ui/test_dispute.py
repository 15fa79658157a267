"""Two versions of a field on screen: what was common, whose they are, and a choice."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from homevisit.ledger.ledger import Author, Edit
from homevisit.services import disputes, records, viewings
from tests.ui.conftest import find_id, held, on_vault, settle, type_text
from ui.kit.compare_cells import MarkedText, Radio

KEY = Qt.Key
SAID = "约定周末由姑妈陪着写作业。"
MINE = "约定周末上午由姑妈陪着写作业。"
HERS = "约定周末由姑妈陪着写作业，写四十分钟歇一会儿。"


def beside(session, colleague, record_id, kind, pairs):
    """Write two versions of fields, one's own and a colleague's."""
    ledger, seen = session.ledger, session.ledger.standing(record_id)
    own = ledger.author
    mine = {name: values[0] for name, values in pairs.items()}
    hers = {name: values[1] for name, values in pairs.items()}
    ledger.save([Edit(record_id, kind, None, mine, seen)])
    ledger.author = Author(colleague, own.writer_id, own.sign)
    session.clock.advance(minutes=20)
    ledger.save([Edit(record_id, kind, None, hers, seen)])
    ledger.author = own


@pytest.fixture
def disputed(entered, thread, qtbot):
    """A visit with two disputed fields and a child with a disputed phone."""

    def make():
        session = entered.session
        child, other = find_id(session, "江予安"), find_id(session, "袁知行")
        values = {"student_id": child, "visit_date": "2026-11-15", "consensus": SAID}
        made = [
            records.save(session, [edit]).record_ids[0]
            for edit in (
                records.edit("staff", {"name": "顾明岚"}),
                records.edit("visit", values, student_id=child),
            )
        ]
        visit = {"consensus": (MINE, HERS), "satisfaction": ("satisfied", "average")}
        beside(session, made[0], made[1], "visit", visit)
        phone = {"phone": ("13700000001", "13700000002")}
        private = records.private_id(other)
        beside(session, made[0], private, "student_private", phone)
        return made[1], private

    return on_vault(qtbot, thread, make)


@pytest.fixture
def page(disputed, desk, qtbot, thread):
    desk.ways.go("dispute", disputed[0])
    settle(qtbot, thread)
    return desk.page("dispute")


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def confirm(qtbot, view):
    qtbot.keyClick(view, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_each_version_says_whose_it_is_and_what_was_common(page, disputed):
    sheet = page.view.sheet
    consensus = next(row for row in sheet.rows if row.key == "consensus")

    assert page.subject == disputed[0]
    assert [head.title for head in sheet.heads] == ["周静怡", "顾明岚"]
    assert consensus.before == SAID
    assert [cell.text for cell in consensus.cells] == [MINE, HERS]
    assert [part.text for part in consensus.cells[0].parts if part.is_new] == ["上午"]
    assert consensus.cells[1].caption.startswith("顾明岚 · 2026-11-20")
    assert len(page.view.list.cases.rows) == 2


def test_versions_are_settled_by_keys_and_come_back_with_undo(
    page, desk, entered, disputed, qtbot, thread
):
    view, session = page.view, entered.session
    press(qtbot, KEY.Key_Return, KEY.Key_3)
    field = QApplication.focusWidget()
    field.selectAll()
    type_text(qtbot, field, "约定周末上午陪写，写四十分钟歇一会儿。")
    view.grid.focus_first()
    press(qtbot, KEY.Key_2)
    confirm(qtbot, view)
    settle(qtbot, thread)

    values = on_vault(qtbot, thread, lambda: records.values_of(session, disputed[0]))
    assert values["consensus"] == "约定周末上午陪写，写四十分钟歇一会儿。"
    assert values["satisfaction"] == "average"
    # The next case is shown, with nothing chosen.
    assert view.list.current_key() == disputed[1]
    assert view.grid.decisions == {}

    desk.toast._undo.click()
    settle(qtbot, thread)
    assert on_vault(qtbot, thread, lambda: disputes.count(session)) == 3


def test_one_field_may_be_settled_and_another_left_for_later(
    page, entered, qtbot, thread, disputed
):
    view = page.view
    assert not view.confirm.isEnabled()
    press(qtbot, KEY.Key_Return, KEY.Key_1)
    assert view.confirm.isEnabled()

    confirm(qtbot, view)
    settle(qtbot, thread)

    assert view.list.current_key() == disputed[0]
    assert [row.key for row in view.sheet.rows] == ["satisfaction"]


def test_two_numbers_can_not_be_written_together(page, qtbot, thread):
    qtbot.keyClick(page.view.list, KEY.Key_Down)
    settle(qtbot, thread)

    (phone,) = page.view.sheet.rows
    assert phone.joined is None
    assert phone.before == "13800002716"


def test_the_last_one_settled_says_that_nothing_is_left(page, qtbot, thread):
    for _ in range(2):
        while page.view.grid.left_to_decide:
            page.view.grid.focus_first()
            press(qtbot, KEY.Key_1)
        confirm(qtbot, page.view)
        settle(qtbot, thread)

    assert page.view.list.cases.rows == ()
    assert page.title.context == "0 records with several versions"


def test_the_file_of_the_child_is_one_button_away(page, desk, qtbot, thread):
    page.view.open.click()
    settle(qtbot, thread)
    assert desk.page("file").view.isVisible()


def test_today_counts_the_fields(page, desk, qtbot, thread):
    desk.ways.go_to_place("today")
    settle(qtbot, thread)

    card = desk.page("today").view.decide
    assert card.disputes.text() == "3 fields have two versions"
    card.disputes.click()
    settle(qtbot, thread)
    assert desk.page("dispute").view.isVisible()


def test_a_finalised_visit_says_that_no_new_text_is_taken(
    page, desk, entered, disputed, qtbot, thread
):
    visit, session = disputed[0], entered.session
    locked = Edit(visit, "visit", None, {"finalised_at": "2026-11-20T09:00:00Z"})
    on_vault(qtbot, thread, lambda: session.ledger.save([locked]))
    page.refresh()
    settle(qtbot, thread)

    assert "finalised" in page.view.sheet.note
    assert all(row.joined is None for row in page.view.sheet.rows)
    while page.view.grid.left_to_decide:
        page.view.grid.focus_first()
        press(qtbot, KEY.Key_2)
    confirm(qtbot, page.view)
    settle(qtbot, thread)
    values = on_vault(qtbot, thread, lambda: records.values_of(session, visit))
    assert values["consensus"] == HERS


def texts_of(view):
    marked = [each.text for each in view.grid.findChildren(MarkedText)]
    labels = view.grid.findChildren(QLabel)
    radios = [each.accessibleName() for each in view.grid.findChildren(Radio)]
    return " ".join([*marked, *(each.text() for each in labels), *radios])


def test_numbers_are_masked_until_asked_for_and_the_look_is_noted(
    page, entered, disputed, look, qtbot, thread, monkeypatch
):
    view, session = page.view, entered.session
    qtbot.keyClick(view.list, KEY.Key_Down)
    settle(qtbot, thread)
    numbers = ("13700000001", "13700000002", "13800002716")
    assert "137****0001" in texts_of(view)
    assert not any(number in texts_of(view) for number in numbers)

    monkeypatch.setattr(look, "reveal_seconds", 1)
    (secret,) = view.grid._secrets.values()
    assert secret.link.accessibleName().startswith("Show ")
    secret.link.setFocus()
    qtbot.keyClick(secret.link, KEY.Key_Space)
    settle(qtbot, thread)
    assert all(number in texts_of(view) for number in numbers)

    def looks():
        return viewings.of_student(session, find_id(session, "袁知行"))

    (seen,) = on_vault(qtbot, thread, looks)
    assert (seen.record_id, seen.field) == (disputed[1], "phone")

    qtbot.waitUntil(lambda: not secret.is_shown, timeout=2000)
    assert not any(number in texts_of(view) for number in numbers)
    # A choice can be made without looking, and looking chooses nothing.
    assert view.grid.decisions == {}


def test_pressed_twice_it_is_settled_once_and_undo_brings_both_versions_back(
    page, desk, entered, qtbot, thread
):
    press(qtbot, KEY.Key_Return, KEY.Key_2, KEY.Key_2)
    decisions = page.view.grid.decisions
    assert len(decisions) == 2
    with held(thread):
        page.view.confirmed.emit(decisions)
        page.view.confirmed.emit(decisions)
    settle(qtbot, thread)
    count = partial(disputes.count, entered.session)
    assert on_vault(qtbot, thread, count) == 1
    desk.toast._undo.click()
    settle(qtbot, thread)
    assert on_vault(qtbot, thread, count) == 3
