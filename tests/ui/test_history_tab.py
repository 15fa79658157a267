"""The history of a file: newest first, put back, taken back, brought back by keys."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import follow_ups, records
from tests.ui.conftest import find_id, on_vault, settle
from ui.kit.history_list import HIDDEN
from ui.kit.history_tab import HistoryTab
from ui.presenters.history import HistoryPresenter


@pytest.fixture
def student_id(qtbot, thread, entered):
    session = entered.session

    def fill():
        found = find_id(session, "江予安")
        for text in ("会修自行车，爱下棋", "爱下棋"):
            edit = records.edit_of(session, found, {"strengths": text})
            records.save(session, [edit])
        private = records.private_id(found)
        edit = records.edit_of(session, private, {"phone": "13800009999"})
        records.save(session, [edit])
        item = follow_ups.add_item(session, found, {"description": "写错的事"})
        records.archive(session, item.record_ids[0], "写错了人")
        return found

    return on_vault(qtbot, thread, fill)


@pytest.fixture
def tab(look, thread, entered, student_id, qtbot):
    made = HistoryTab(look)
    made.results = []
    presenter = HistoryPresenter(made, thread, entered.session)
    presenter.saved.connect(lambda: presenter.show(student_id))
    presenter.result.connect(lambda words, undo: made.results.append((words, undo)))
    qtbot.addWidget(made)
    made.resize(1180, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    presenter.show(student_id)
    settle(qtbot, thread)
    return made


def lines(tab):
    model = tab.list.history
    return [model.line(at) for at in range(model.rowCount())]


def go_to(tab, found):
    at = lines(tab).index(found)
    tab.list.setCurrentIndex(tab.list.history.index(at, 0))


def changes(tab, title):
    return [line for line in lines(tab) if line.title.endswith(title)]


def test_every_save_has_its_line_and_its_values_below(tab):
    kinds = [line.kind for line in lines(tab)]
    assert kinds[0] == "save"
    assert lines(tab)[0].reason == "写错了人"
    newest, before, first = changes(tab, "Strengths")
    assert (newest.old, newest.new) == ("会修自行车，爱下棋", "爱下棋")
    assert (before.old, before.new) == ("会修自行车", "会修自行车，爱下棋")
    assert (first.old, first.new) == ("", "会修自行车")


def test_an_old_value_is_put_back_by_keys_and_taken_back(
    tab, qtbot, thread, entered, student_id
):
    def strengths():
        read = records.read
        return on_vault(
            qtbot, thread, lambda: read(entered.session, student_id).strengths
        )

    tab.focus_first()
    go_to(tab, changes(tab, "Strengths")[1])
    qtbot.keyClick(tab.list, Qt.Key.Key_Tab)
    focused = tab.focusWidget()
    while focused is not tab._put_back:
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = tab.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert strengths() == "会修自行车"
    ((_words, undo),) = tab.results
    undo()
    settle(qtbot, thread)
    assert strengths() == "爱下棋"


def test_a_whole_save_is_taken_back(tab, qtbot, thread, entered, student_id):
    save = next(
        line
        for at, line in enumerate(lines(tab))
        if line.kind == "save" and lines(tab)[at + 1].title.endswith("Contact phone")
    )
    go_to(tab, save)
    tab._take_back.click()
    settle(qtbot, thread)
    private = on_vault(
        qtbot,
        thread,
        lambda: records.read(entered.session, records.private_id(student_id)),
    )
    assert private.phone == "13800002716"


def test_a_number_is_hidden_until_asked_for(tab):
    number = changes(tab, "Contact phone")[0]
    go_to(tab, number)
    assert tab._new.text() == HIDDEN
    assert "13800009999" not in tab.list.history.index(0, 0).data()
    tab._reveal.click()
    assert (tab._old.text(), tab._new.text()) == ("13800002716", "13800009999")
    assert tab._hiding.interval() == 20_000
    tab._hide_secret()
    assert tab._new.text() == HIDDEN


def test_names_hide_with_all_names(tab):
    go_to(tab, changes(tab, "Student's name")[-1])
    assert tab._new.text() == "江予安"
    tab.show_masked(is_masked=True)
    assert tab._new.text() == HIDDEN


def test_what_was_set_aside_is_listed_and_brought_back(
    tab, qtbot, thread, entered, student_id
):
    tab._part.set_value("aside")
    tab._on_filter()
    settle(qtbot, thread)
    (line,) = lines(tab)
    assert (line.kind, line.reason) == ("aside", "写错了人")
    tab._bring_back.click()
    settle(qtbot, thread)
    items = on_vault(
        qtbot, thread, lambda: follow_ups.open_items(entered.session, student_id)
    )
    assert "写错的事" in [each.item.description for each in items]


def test_the_list_is_narrowed_to_a_kind_of_paper(tab, qtbot, thread):
    tab._part.set_value("visits")
    tab._on_filter()
    settle(qtbot, thread)
    titles = {line.title.split(" · ")[0] for line in lines(tab) if line.kind != "save"}
    assert titles == {"Home visit"}


def test_long_histories_come_page_by_page(
    tab, qtbot, thread, entered, student_id, monkeypatch
):
    from ui.desk import revision_rows

    whole = lines(tab)
    monkeypatch.setattr(revision_rows, "PAGE", 2)
    tab.filter_changed.emit(revision_rows.HistoryFilter())
    settle(qtbot, thread)
    model = tab.list.history
    assert model.rowCount() < len(whole)
    while model.canFetchMore(model.index(-1, 0)):
        model.fetchMore(model.index(-1, 0))
        settle(qtbot, thread)
    assert lines(tab) == whole
