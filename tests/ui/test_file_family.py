"""The family and the groups of a file: added, ended, moved, corrected, taken back."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import records
from tests.ui.conftest import field_of, find_id, focused, on_vault, settle, type_text

KEY = Qt.Key


@pytest.fixture
def page(file_page):
    return file_page


@pytest.fixture
def read(read_file):
    return read_file


@pytest.fixture
def write(write_record):
    return write_record


def titles(cards):
    return [each.card.title for each in cards.cards]


def cell(card, name):
    return field_of(card.form, name)


def click(card, code, qtbot, thread):
    card.head.button(code).click()
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
    first, last = page.family.members.cards
    before = titles(page.family.members)
    assert (first.head.button("earlier"), last.head.button("later")) == (None, None)
    click(last, "earlier", qtbot, thread)
    assert titles(page.family.members) == before[::-1]
    undo(desk, qtbot, thread)
    assert titles(page.family.members) == before


def test_one_guardian_has_nobody_to_change_places_with(page):
    page.show_part("family")
    (card,) = page.family.members.cards
    assert card.head.button("earlier") is None


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
    card.head.button("end").click()
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
    assert card.head.button("end") is None
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
