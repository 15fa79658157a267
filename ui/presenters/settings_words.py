"""The section about the school's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import vocabularies
from homevisit.text import _
from ui.desk import settings_words
from ui.kit.setting_words import WordsPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from ui.around import Around
    from ui.settings_rows import WordList


class WordsSection(SettingSection):
    """Renaming, adding, and no longer offering the words of a list."""

    view: WordsPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = WordsPane(around.look)
        self._name = ""
        view, detail = self.view, self.view.detail
        view.chosen.connect(self._on_chosen)
        detail.renamed.connect(self._on_renamed)
        detail.offered.connect(self._on_offered)
        detail.added.connect(self._on_added)

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_words.read_lists(session), self._on_lists)

    def _on_lists(self, lists: tuple[WordList, ...]) -> None:
        self._name = self._name or lists[0].name
        self.view.show_lists(lists, self._name)
        self._read_words()

    def _on_chosen(self, name: str) -> None:
        if name and name != self._name:
            self._name = name
            self.view.detail.clear_new()
            self._read_words()

    def _read_words(self) -> None:
        session, name = self.around.session, self._name
        self.read(
            lambda: settings_words.read_entries(session, name),
            self.view.detail.show_sheet,
        )

    def _on_renamed(self, code: str, word: str) -> None:
        session, name = self.around.session, self._name
        self.write(
            lambda: vocabularies.rename(session, name, code, word),
            _("Word renamed"),
            refused=lambda reason: self.view.detail.refuse(code, reason),
        )

    def _on_offered(self, code: str, is_offered: bool) -> None:
        session, name = self.around.session, self._name
        words = _("Offered again") if is_offered else _("No longer offered")
        self.write(
            lambda: vocabularies.offer(session, name, code, is_offered=is_offered),
            words,
        )

    def _on_added(self, word: str) -> None:
        session, name = self.around.session, self._name
        self.write(
            lambda: vocabularies.add(session, name, word),
            _("Word added"),
            refused=lambda reason: self.view.detail.refuse("", reason),
            done=lambda _written: self.view.detail.clear_new(),
        )
