"""Help for every page in both languages; it names only keys and buttons there are."""

import re

import pytest
from PySide6.QtCore import Qt

from homevisit.paths import resource_path
from homevisit.text import use_language
from tests.ui.conftest import settle
from tools import catalogue
from ui.help_texts import help_text
from ui.keys import KEYS
from ui.places import PAGES

LANGUAGES = ("zh_CN", "en")
# Keys that belong to lists and fields everywhere, and to the system.
COMMON = {"Esc", "Enter", "Space", "Ctrl", "PgUp", "PgDown"}
KEY = re.compile(r"\b(?:(?:Ctrl|Shift|Alt)(?:\+\w+)*|F\d+|Esc|Enter|Space|Pg\w+)\b")
PAGES_OF_BOTH = [(code, language) for code in PAGES for language in LANGUAGES]


def known_keys():
    ways = {way for each in KEYS for way in each.keys.split(", ")}
    return COMMON | ways


@pytest.mark.parametrize(("code", "language"), PAGES_OF_BOTH)
def test_every_page_has_its_help(code, language):
    use_language(language)
    found = help_text(code)
    assert found.title
    assert 2 <= found.text.count("\n**") + found.text.startswith("**") <= 6
    assert len(found.text) < 1600
    assert resource_path("help", language, f"{code}.md").is_file()


@pytest.mark.parametrize(("code", "language"), PAGES_OF_BOTH)
def test_help_names_only_keys_there_are(code, language):
    use_language(language)
    named = set(KEY.findall(help_text(code).text))
    assert named <= known_keys()


def quoted(language):
    marks = "「([^」]+)」" if language == "zh_CN" else "“([^”]+)”"
    for code in PAGES:
        use_language(language)
        for words in re.findall(marks, help_text(code).text):
            yield code, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_named_as_they_are_called(language):
    texts = catalogue.read_parts().texts
    said = set(texts.values() if language == "zh_CN" else texts)
    unknown = [(code, words) for code, words in quoted(language) if words not in said]
    assert unknown == []


def test_f1_opens_it_over_the_page_and_esc_gives_the_focus_back(
    workspace, qtbot, thread
):
    field = workspace.page("students").view._search
    qtbot.keyClick(field, Qt.Key.Key_F1)
    assert workspace.help.isVisible()
    assert "Find" in workspace.help._text.toPlainText()
    assert workspace.help._text.hasFocus()
    qtbot.keyClick(workspace.help._text, Qt.Key.Key_Escape)
    assert not workspace.help.isVisible()
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_F1)
    qtbot.keyClick(workspace.help._text, Qt.Key.Key_F1)
    assert not workspace.help.isVisible()


def test_it_leads_to_all_keys_and_to_what_the_program_is(workspace, qtbot, thread):
    workspace.toggle_help()
    workspace.help._all_keys.click()
    settle(qtbot, thread)
    assert workspace.page_code == "settings"
    workspace.toggle_help()
    workspace.help._about.click()
    settle(qtbot, thread)
    assert workspace.page_code == "about"
    assert not workspace.help.isVisible()


def test_going_elsewhere_puts_it_away(workspace, qtbot, thread):
    workspace.toggle_help()
    workspace.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    assert not workspace.help.isVisible()
