"""Family, groups and what is to be done: added, ended, moved, settled, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from homevisit.services import records, student_files
from tests.ui.conftest import find_id, on_vault, settle, type_text

KEY = Qt.Key


@pytest.fixture
def jiang(entered, thread, qtbot):
    return on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))


@pytest.fixture
def page(desk, jiang, qtbot, thread):
    desk.ways.open_student(jiang)
    settle(qtbot, thread)
    return desk.page("file").view


@pytest.fixture
def read(entered, jiang, thread, qtbot):
    return lambda: on_vault(
        qtbot, thread, lambda: student_files.read_file(entered.session, jiang)
    )


@pytest.fixture
def write(entered, jiang, desk, thread, qtbot):
    """Write a record as somebody else in the window would."""

    def save(kind, record_id="", **values):
        known = {"student_id": jiang, **values}
        edit = records.edit(kind, known, record_id=record_id, student_id=jiang)
        save = lambda: records.save(entered.session, [edit])  # noqa: E731  one line
        written = on_vault(qtbot, thread, save)
        desk.ways.note_saved()
        settle(qtbot, thread)
        return written.record_ids[0]

    return save


def focused():
    return QApplication.focusWidget()


def titles(cards):
    return [each.card.title for each in cards.cards]


def cell(card, name):
    return next(each for each in card.form.cells if each.field.name == name)


def click(card, code, qtbot, thread):
    card.button(code).click()
    settle(qtbot, thread)


def undo(desk, qtbot, thread):
    desk.toast._undo.click()
    settle(qtbot, thread)


# The family.


def test_a_member_taken_out_comes_back_from_the_toast(page, desk, qtbot, thread):
    page.show_part("family")
    (card,) = page.family.members.cards
    click(card, "remove", qtbot, thread)
    assert titles(page.family.members) == []
    assert focused() is page.family.members.add_button
    undo(desk, qtbot, thread)
    assert titles(page.family.members) == ["江守田"]


def test_a_card_in_which_nothing_was_written_leaves_nothing(page, read, qtbot, thread):
    page.show_part("family")
    page.family.members.add_button.click()
    card = page.family.members.cards[-1]
    qtbot.keyClick(focused(), KEY.Key_Tab)
    click(card, "remove", qtbot, thread)
    assert titles(page.family.members) == ["江守田"]
    assert len(read().members) == 1


def test_an_empty_card_belongs_to_the_file_it_was_begun_in(
    page, desk, entered, qtbot, thread
):
    page.show_part("family")
    page.family.members.add_button.click()
    assert len(page.family.members.cards) == 2
    other = on_vault(qtbot, thread, lambda: find_id(entered.session, "袁知行"))
    desk.ways.open_student(other)
    settle(qtbot, thread)
    page.show_part("family")
    assert page.family.members.cards == []


def test_guardians_change_places(page, desk, write, qtbot, thread):
    write("family_member", name="李秀英", is_guardian=True)
    page.show_part("family")
    last = page.family.members.cards[-1]
    assert last.card.title == "李秀英"
    click(last, "earlier", qtbot, thread)
    assert titles(page.family.members) == ["李秀英", "江守田"]
    undo(desk, qtbot, thread)
    assert titles(page.family.members) == ["江守田", "李秀英"]


def test_one_guardian_has_nobody_to_change_places_with(page):
    page.show_part("family")
    (card,) = page.family.members.cards
    assert card.button("earlier") is None


def test_the_entrusted_carers_part_is_open_for_who_is_one(page, write, qtbot):
    page.show_part("family")
    write("family_member", name="李叔", relation="entrusted_carer")
    card = page.family.members.cards[-1]
    card.begin()
    blocks = {each.code: each for each in card.form._blocks}
    assert blocks["entrusted"].is_open
    assert "Still to be filled in" in cell(card, "entrusted_since").field.doubt


def test_a_members_phone_is_shown_from_the_closed_card(page, qtbot, thread):
    page.show_part("family")
    (card,) = page.family.members.cards
    label, masked, button = card._facts._values["phone"]
    assert masked == "139****1234"
    button.click()
    settle(qtbot, thread)
    assert label.text() == "13900001234"


def test_a_sibling_is_found_by_letters_and_joins_and_leaves(
    page, desk, read, qtbot, thread
):
    page.show_part("family")
    home = page.family.home
    home._search.setFocus()
    type_text(qtbot, focused(), "yzx")
    home._soon.timeout.emit()
    settle(qtbot, thread)
    found = home._found.itemAt(0).widget()
    found.setFocus()
    qtbot.keyClick(found, KEY.Key_Space)
    settle(qtbot, thread)
    assert [each.name for each in read().siblings] == ["袁知行"]
    home._leave.click()
    settle(qtbot, thread)
    assert read().siblings == ()
    undo(desk, qtbot, thread)
    assert [each.name for each in read().siblings] == ["袁知行"]


def test_the_home_of_an_only_child_can_be_described(page, read, qtbot, thread):
    page.show_part("family")
    form = page.family.home.form
    found = next(each for each in form.cells if each.field.name == "label")
    found.focus()
    type_text(qtbot, focused(), "jiang")
    qtbot.keyClick(focused(), KEY.Key_Tab)
    settle(qtbot, thread)
    assert read().household.label == "jiang"
    assert next(c for c in form.cells if c.field.name == "label").value == "jiang"


def test_the_emergency_contact_is_kept_beside_the_family(page, read, qtbot, thread):
    page.show_part("family")
    found = page.family.emergency.cells[0]
    found.focus()
    type_text(qtbot, focused(), "王老师")
    qtbot.keyClick(focused(), KEY.Key_Tab)
    settle(qtbot, thread)
    assert read().private.emergency_name == "王老师"


# Groups.


def test_a_group_ends_on_a_day_for_a_reason_and_stays_as_history(
    page, desk, read, entered, qtbot, thread
):
    page.show_part("groups")
    (card,) = page.groups.cards.cards
    card.button("end").click()
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert "why it ends" in focused().accessibleDescription()
    type_text(qtbot, focused(), "父亲返乡")
    qtbot.keyClick(focused(), KEY.Key_Return)
    settle(qtbot, thread)
    (found,) = read().determinations
    assert (found.valid_to, found.state) == ("2026-11-20", "ended")
    writes = on_vault(
        qtbot, thread, lambda: records.history_of(entered.session, found.id, "valid_to")
    )
    assert writes[-1].reason == "父亲返乡"
    assert card.button("end") is None
    undo(desk, qtbot, thread)
    assert read().determinations[0].valid_to == ""


def test_an_ended_group_is_history_from_the_next_day_on(page, write, read):
    write("determination", record_id=read().determinations[0].id, valid_to="2026-11-19")
    page.show_part("groups")
    (card,) = page.groups.cards.cards
    assert card.card.is_past
    assert not page.groups.cards._past_line.isHidden()


def test_a_correction_carries_its_reason(page, read, entered, qtbot, thread):
    page.show_part("groups")
    (card,) = page.groups.cards.cards
    card.begin()
    card._reason.setText("日期抄错")
    found = cell(card, "valid_from")
    found.focus()
    focused().selectAll()
    type_text(qtbot, focused(), "2026-09-01")
    qtbot.keyClick(focused(), KEY.Key_Tab)
    settle(qtbot, thread)
    record = read().determinations[0]
    assert record.valid_from == "2026-09-01"
    writes = on_vault(
        qtbot,
        thread,
        lambda: records.history_of(entered.session, record.id, "valid_from"),
    )
    assert (writes[-1].purpose, writes[-1].reason) == ("correction", "日期抄错")


def test_a_group_asks_for_its_own_facts_and_keeps_what_is_typed_meanwhile(
    page, qtbot, thread
):
    page.show_part("groups")
    (card,) = page.groups.cards.cards
    card.begin()
    assert any(c.field.name == "guardianship_kind" for c in card.form.cells)
    number = cell(card, "evidence_no")
    number.focus()
    type_text(qtbot, focused(), "123")
    group = cell(card, "group_code")
    group.binding.widget.set_value("disabled")
    group.commit()
    settle(qtbot, thread)
    names = {each.field.name for each in card.form.cells}
    assert "placement" in names
    assert "guardianship_kind" not in names
    assert cell(card, "evidence_no").value == "123"


def test_both_notions_of_left_behind_are_derived_with_their_reasons(page, write, qtbot):
    away = {"is_away": True, "away_since": "2026-10"}
    write("family_member", name="江海", relation="father", **away)
    write("family_member", name="李秀英", relation="mother", **away)
    page.show_part("groups")
    council, registry = page._file.edits.derived
    assert council.answer == "left-behind"
    assert "Father: away" in council.reasons
    assert registry.answer != "left-behind"
    assert "Mother: away for 1 month; three count" in registry.reasons


# What is to be done.


def add_item(page, qtbot, thread, text, owner=""):
    qtbot.keyClick(page, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    type_text(qtbot, focused(), text)
    if owner:
        page.follow_ups.composer._owner.set_value(owner)
    qtbot.keyClick(focused(), KEY.Key_Return)
    settle(qtbot, thread)


def test_an_item_can_be_anybodys(page, read, entered, qtbot, thread):
    add_item(page, qtbot, thread, "buy glasses", "村医何伯")
    add_item(page, qtbot, thread, "call home", "周静怡")
    items = {due.item.description: due.item for due in read().open_items}
    other, own = items["buy glasses"], items["call home"]
    assert (other.owner_id, other.owner_name) == ("", "村医何伯")
    assert (own.owner_id, own.owner_name) == (entered.session.person_id, "")
    assert own.due_date == "2026-11-27"


def test_what_was_typed_and_not_added_is_added_when_the_page_is_left(
    page, desk, read, qtbot, thread
):
    qtbot.keyClick(page, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    type_text(qtbot, focused(), "buy glasses")
    desk.ways.go_to_place("today")
    settle(qtbot, thread)
    assert "buy glasses" in {due.item.description for due in read().open_items}


def test_an_item_partly_done_stays_with_its_result(page, read, qtbot, thread):
    page.show_part("follow_ups")
    (card,) = page.follow_ups.cards.cards
    card.button("settle").click()
    qtbot.keyClick(focused(), KEY.Key_Right)
    strip = card._strip.itemAt(0).widget()
    strip._result.setFocus()
    type_text(qtbot, focused(), "once so far")
    qtbot.keyClick(focused(), KEY.Key_Return)
    settle(qtbot, thread)
    item = read().open_items[0].item
    assert (item.state, item.result) == ("tracking", "once so far")
    assert not card.card.is_past


def test_a_solved_item_is_history_with_its_day_and_can_be_reopened(
    page, read, qtbot, thread
):
    page.show_part("follow_ups")
    (card,) = page.follow_ups.cards.cards
    card.begin()
    state = cell(card, "state")
    for code, day in (("solved", "2026-11-20"), ("doing", "")):
        state.binding.widget.set_value(code)
        state.commit()
        settle(qtbot, thread)
        assert cell(card, "closed_on").value == day
        assert card.card.is_past == (code == "solved")


def test_the_visit_an_item_comes_from_is_named_and_opens(page, desk, qtbot, thread):
    page.show_part("follow_ups")
    (card,) = page.follow_ups.cards.cards
    assert "2026-10-18" in card.card.source
    page.follow_ups.cards.source_wanted.emit(card.card.source_id)
    settle(qtbot, thread)
    assert desk.stack.currentWidget() is desk.page("visit").view


def test_saves_are_taken_back_and_brought_again_by_keys(page, read, qtbot, thread):
    add_item(page, qtbot, thread, "buy glasses")
    for key, there in ((KEY.Key_Z, False), (KEY.Key_Y, True), (KEY.Key_Z, False)):
        qtbot.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, thread)
        items = {due.item.description for due in read().open_items}
        assert ("buy glasses" in items) == there


# Masked.


def test_masked_names_of_family_and_groups_are_not_to_be_read(page, desk, qtbot):
    page.show_part("family")
    (card,) = page.family.members.cards
    card.begin()
    page.show_masked(True)
    assert card._title.text() == "江**"
    assert cell(card, "name").binding.widget.displayText() != "江守田"
    page.show_part("groups")
    assert titles(page.groups.cards)
    assert page.groups.cards.cards[0]._title.text() == "●●"
    page.show_masked(False)
    assert card._title.text() == "江守田"
    assert cell(card, "name").binding.widget.displayText() == "江守田"
