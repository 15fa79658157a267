"""What is to be done for a student, and what all parts of a file have in common."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import field_of, focused, settle, type_text
from tests.ui.test_accessible import nameless
from ui.kit.edit_form import GroupBlock

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
    card.head.button("settle").click()
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
    assert card.head.title.text() == "江**"
    assert cell(card, "name").binding.widget.displayText() != "江守田"
    page.show_part("groups")
    assert titles(page.groups.cards)
    assert page.groups.cards.cards[0].head.title.text() == "●●"
    page.show_masked(False)
    assert card.head.title.text() == "江守田"
    assert cell(card, "name").binding.widget.displayText() == "江守田"


# Seen, heard and small.


def open_all(page):
    """Turn to each part with everything in it open, and yield its name."""
    for code in page._shown:
        page.show_part(code)
        part = page.parts.part(code)
        cards = getattr(part, "members", None) or getattr(part, "cards", None)
        for card in cards.cards if cards else ():
            card.open_up(True)
        for block in part.findChildren(GroupBlock):
            block.open_up()
        yield code


def test_everything_in_every_part_has_a_name_and_no_window_of_its_own(page, desk):
    for code in open_all(page):
        assert (code, nameless(page)) == (code, [])
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert (code, shown) == (code, [desk])


def test_every_part_fits_the_smallest_window_in_large_text(page, desk, look):
    look.use(theme="light", text="large")
    try:
        desk.resize(1180, 640)
        for code in open_all(page):
            QApplication.processEvents()
            least = page.minimumSizeHint()
            assert (code, least.width() <= page.width()) == (code, True)
            assert (code, least.height() <= page.height()) == (code, True)
    finally:
        look.use(theme="light", text="normal")


def test_opening_a_file_makes_only_the_part_in_front(page):
    assert len(page.parts.made) == 1
    page.show_part("details")
    assert len(page.parts.made) == 2
    folded = [block for block in page.details.form._blocks if not block.is_open]
    assert {block.code for block in folded} == {"health", "registry", "rare"}
    assert all(block.cells == [] for block in folded)


# Ways in.


def test_what_was_settled_is_told_in_the_timeline_and_leads_to_its_part(
    page, qtbot, thread
):
    page.show_part("follow_ups")
    (card,) = page.follow_ups.cards.cards
    card.head.button("settle").click()
    strip = card._strip.itemAt(0).widget()
    strip._result.setFocus()
    type_text(qtbot, focused(), "every Wednesday")
    qtbot.keyClick(focused(), KEY.Key_Return)
    settle(qtbot, thread)
    page.show_part("overview")
    entry = next(e for e in page._file.timeline if e.kind == "follow_up")
    assert (entry.on, entry.text) == ("2026-11-20", "every Wednesday")
    page.parts.entry_opened.emit(entry)
    assert page.part == "follow_ups"


def test_commands_of_the_page_begin_where_their_words_say(page, desk, qtbot, thread):
    commands = {each.words: each.run for each in desk.page("file").commands()}
    commands["Add a family member"]()
    assert page.part == "family"
    assert page.family.members.cards[-1].isAncestorOf(focused())
    commands["Add a group"]()
    assert page.part == "groups"
    assert page.groups.cards.cards[-1].isAncestorOf(focused())
    commands["Add something to be done"]()
    assert page.follow_ups.composer.isAncestorOf(focused())


def test_somebody_unknown_here_is_not_shown_as_a_number(page, write, read):
    write("determination", record_id=read().determinations[0].id, checked_by="f" * 32)
    page.show_part("groups")
    (card,) = page.groups.cards.cards
    card.begin()
    box = cell(card, "checked_by").binding.widget
    assert box.currentText() == "not known in this vault"
    assert box.value == "f" * 32
