"""The chapters of a term summary: begun from the numbers, written on by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, make_label
from ui.kit.fields import FieldBlock, TextArea
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ui.report_rows import ChapterText

_LEAST_LINES, _MOST_LINES = 2, 9


class ChapterField(QWidget):
    """One chapter; `written` carries its code whenever its words are another's."""

    written = Signal(str)

    def __init__(self, code: str, title: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._code = code
        self._begun = ""
        self.is_own = False
        self.area = TextArea(least=_LEAST_LINES, most=_MOST_LINES)
        self.area.setInputMethodHints(PRIVATE_HINTS)
        self.block = FieldBlock(title, self.area)
        self.back = make_button(_("Back to what the numbers say"), "link")
        self.back.setAccessibleDescription(title)
        self.back.hide()
        self.back.clicked.connect(self._on_back)
        self.area.textChanged.connect(self._on_typed)
        self.setLayout(column(self.block, self.back, gap=2))

    @property
    def text(self) -> str:
        return self.area.toPlainText()

    def show_begun(self, text: str) -> None:
        """Show what the numbers propose, unless somebody has written here."""
        self._begun = text
        if not self.is_own:
            self._put(text)

    def show_own(self, text: str | None) -> None:
        """Show what somebody wrote before, or what the numbers propose."""
        self.is_own = text is not None
        self._put(self._begun if text is None else text)

    def _put(self, text: str) -> None:
        if text != self.text:
            self.area.blockSignals(True)
            self.area.setPlainText(text)
            self.area.blockSignals(False)
        self.back.setVisible(self.is_own)

    def _on_typed(self) -> None:
        self.is_own = True
        self.back.setVisible(True)
        self.written.emit(self._code)

    def _on_back(self) -> None:
        self.show_own(None)
        self.area.setFocus()
        self.written.emit(self._code)


class ReportTexts(QWidget):
    """All chapters, one below the other; `changed` after every letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.fields: dict[str, ChapterField] = {}
        self._own: dict[str, str] = {}
        words = _("Begun from the numbers. An empty chapter is left off the paper.")
        self._stack = column(make_label(words, "secondary", wrap=True), gap=12)
        self.setLayout(column(self._stack, None))

    @property
    def own(self) -> dict[str, str]:
        """What a person wrote, by code of the chapter."""
        found = {c: each.text for c, each in self.fields.items() if each.is_own}
        return {**self._own, **found} if not self.fields else found

    def show_own(self, texts: Mapping[str, str]) -> None:
        """Show what was written of another subject, or before."""
        self._own = dict(texts)
        for code, field in self.fields.items():
            field.show_own(texts.get(code))

    def show_begun(self, chapters: Iterable[ChapterText]) -> None:
        """Show what the numbers propose where nobody has written."""
        for each in chapters:
            field = self.fields.get(each.code) or self._add(each)
            field.show_begun(each.text)

    def _add(self, chapter: ChapterText) -> ChapterField:
        field = ChapterField(chapter.code, chapter.title)
        self.fields[chapter.code] = field
        field.show_own(self._own.get(chapter.code))
        field.written.connect(lambda _code: self.changed.emit())
        self._stack.addWidget(field)
        return field
