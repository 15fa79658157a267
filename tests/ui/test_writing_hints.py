"""Judging words are underlined and asked about; nothing is ever blocked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from homevisit.domain.vocabulary import vocabulary
from homevisit.domain.wording import Wording
from homevisit.services import visit_wording, visits
from tests.ui.conftest import find_id, on_vault, settle, type_text
from ui.kit.fields import TextArea
from ui.kit.form_hints import WritingHints, units

NO_WAVE = QTextCharFormat.UnderlineStyle.NoUnderline
ASIDE = Qt.KeyboardModifier.AltModifier
BACK = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def area(look, qtbot):
    field = TextArea()
    qtbot.addWidget(field)
    field.hints = WritingHints(look, field, Wording(vocabulary("judging_words")))
    qtbot.addWidget(field.hints.row)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    return field


def waves(field):
    """Return what is underlined, by Qt's own account."""
    found = []
    block = field.document().begin()
    while block.isValid():
        for piece in block.layout().formats():
            if piece.format.underlineStyle() != NO_WAVE:
                text = block.text().encode("utf-16-le")
                piece_text = text[2 * piece.start : 2 * (piece.start + piece.length)]
                found.append(piece_text.decode("utf-16-le"))
        block = block.next()
    return found


def write(qtbot, field, text):
    type_text(qtbot, field, text)
    qtbot.waitUntil(lambda: not field.hints._pause.isActive())


def test_a_judging_word_is_underlined_and_asked_about(area, qtbot):
    write(qtbot, area, "祖父说他周末不听话，田𬱖脾气大。")
    assert waves(area) == ["不听话", "脾气大"]
    row = area.hints.row
    assert not row.isHidden()
    assert "脾气大" in row.text
    assert row.accessibleName() == row.text


def test_rare_characters_before_the_word_move_nothing(area, qtbot):
    write(qtbot, area, "𬱖𬱖懒惰")
    assert waves(area) == ["懒惰"]
    qtbot.keyClick(area, Qt.Key.Key_Return, ASIDE)
    assert area.toPlainText() == "𬱖𬱖这周有＿＿次没有＿＿"
    assert units("𬱖a", 1) == 2


def test_a_word_is_replaced_by_keyboard_and_ctrl_z_brings_it_back(area, qtbot):
    write(qtbot, area, "周末不听话")
    qtbot.keyClick(area, Qt.Key.Key_Return, ASIDE)
    assert area.toPlainText() == "周末叫了＿＿次才＿＿"
    assert area.textCursor().selectedText() == "＿＿"
    write(qtbot, area, "三")
    assert area.toPlainText() == "周末叫了三次才＿＿"
    assert "gap" in area.hints.row.text
    assert area.hints.row.replace.isHidden()
    qtbot.keyClick(area, Qt.Key.Key_Z, BACK)
    qtbot.keyClick(area, Qt.Key.Key_Z, BACK)
    qtbot.waitUntil(lambda: waves(area) == ["不听话"])
    assert area.toPlainText() == "周末不听话"


def test_what_is_kept_is_not_asked_about_again_in_this_field(area, qtbot):
    write(qtbot, area, "不听话")
    area.hints.row.keep.setFocus()
    with qtbot.waitSignal(area.hints.kept_changed):
        qtbot.keyClick(area.hints.row.keep, Qt.Key.Key_Space)
    write(qtbot, area, "，还是不听话，很懒")
    assert waves(area) == ["很懒"]
    assert area.hints.kept == ("不听话",)


def test_nothing_is_asked_where_nothing_can_be_written(area, qtbot):
    write(qtbot, area, "不听话")
    area.hints.lock(True)
    assert waves(area) == []
    assert area.hints.row.isHidden()


def test_a_key_in_a_long_text_looks_at_one_paragraph_only(area, qtbot, monkeypatch):
    write(qtbot, area, "晚饭后在堂屋写作业。\n" * 200)
    seen = []
    asked = area.hints._waves._find
    monkeypatch.setattr(
        area.hints._waves, "_find", lambda text: seen.append(text) or asked(text)
    )
    qtbot.keyClicks(area, "ab")
    assert seen == ["a", "ab"]


def test_showing_and_underlining_is_no_edit(form, qtbot):
    body, edits = form._body, []
    form.edited.connect(lambda: edits.append(1))
    body.show_values({**form.values, "at_home": "不听话"})
    body.hints.show_kept({})
    area = body._answers["at_home"].widget
    qtbot.waitUntil(lambda: waves(area) == ["不听话"])
    assert edits == []
    type_text(qtbot, area, "a")
    assert edits == [1]


@pytest.fixture
def form(desk, entered, qtbot, thread):
    who = on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))
    desk.ways.begin_visit(who)
    settle(qtbot, thread)
    return desk.page("visit").view


def test_the_form_asks_in_notes_and_not_in_the_words_of_others(form):
    hinted = set(form._body.hints._by_question)
    assert {"at_home", "living_env_note", "consensus", "risk_note"} <= hinted
    assert not {"child_words", "parent_opinion"} & hinted
    areas = list(form._body._answers.values())
    assert sum(isinstance(a.widget, QPlainTextEdit) for a in areas) > len(hinted)


def test_kept_words_come_back_with_the_draft(form, desk, entered, qtbot, thread):
    body = form._body
    body.go_to_field("at_home")
    area = body._answers["at_home"].widget
    type_text(qtbot, area, "不听话")
    hints = body.hints.of("at_home")
    qtbot.waitUntil(lambda: not hints.row.isHidden())
    qtbot.keyClick(hints.row.keep, Qt.Key.Key_Space)
    desk.page("visit").presenter.flush()
    settle(qtbot, thread)
    ((draft, _at),) = on_vault(
        qtbot, thread, lambda: visits.read_drafts(entered.session)
    )
    desk.ways.open_draft(draft.draft_id)
    settle(qtbot, thread)
    assert form._body.hints.of("at_home").kept == ("不听话",)
    assert form._body.hints.of("at_home").row.isHidden()


def test_the_school_adds_a_word_and_switches_one_off(entered, qtbot, thread):
    session = entered.session

    def change():
        visit_wording.add_word(session, "刺头")
        visit_wording.switch_off(session, "懒惰")
        return visit_wording.read_wording(session).find("懒惰的刺头，刺头")

    found = on_vault(qtbot, thread, change)
    assert [each.judgement.word for each in found] == ["刺头", "刺头"]
    again = on_vault(
        qtbot,
        thread,
        lambda: (
            visit_wording.add_word(session, "懒惰"),
            visit_wording.read_wording(session).find("懒惰"),
        )[1],
    )
    assert len(again) == 1
