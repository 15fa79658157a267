"""The school's words: lists by where they are used, and the words of one list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
from ui.kit.basics import SerifLabel, column, empty, hold, make_button, make_label, row
from ui.kit.checks import CheckBox
from ui.kit.fields import make_search
from ui.kit.setting_fields import LineSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import SettingPane, split

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.settings_rows import WordList, WordRow, WordSheet


class WordLine(QWidget):
    """One word, renamed in place; `offered` carries whether forms show it."""

    renamed = Signal(str, str)
    offered = Signal(str, bool)

    def __init__(self, look: Appearance, each: WordRow) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.code = each.code
        self.word = LineSetting("")
        self.word.hide_label()
        self.word.edit.setAccessibleName(_("Word: {word}").format(word=each.word))
        self._was = make_label("", "caption")
        self.box = CheckBox(look, _("Offered"))
        line = row(gap=12)
        line.addWidget(self.word, 3)
        line.addWidget(self._was, 1)
        line.addWidget(self.box)
        self.setLayout(line)
        self.word.committed.connect(lambda text: self.renamed.emit(self.code, text))
        self.box.clicked.connect(lambda on: self.offered.emit(self.code, on))
        self.show_word(each)

    def show_word(self, each: WordRow) -> None:
        """Show the word as it is called now, and what it was called before."""
        self.word.show_value(each.word)
        was = _("was: {word}").format(word=each.shipped)
        self._was.setText(was)
        self._was.setVisible(bool(each.shipped))
        self.box.setChecked(each.is_offered)
        self.box.setEnabled(each.can_hide)
        named = _("Offered: {word}").format(word=each.word)
        self.box.setAccessibleName(named)
        fixed = "" if each.can_hide else _("The program needs this word.")
        self.box.setToolTip(fixed)
        self.box.setAccessibleDescription(fixed)


class WordsDetail(QWidget):
    """The words of one list; `added` carries a new one."""

    renamed = Signal(str, str)
    offered = Signal(str, bool)
    added = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._name = ""
        self._title = SerifLabel(look, "section")
        self.lines: dict[str, WordLine] = {}
        self._stack = column(gap=6, margins=(0, 0, 12, 0))
        self._stack.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(hold(self._stack))
        self.new_word = LineSetting(_("A word of your own"))
        self.add = make_button(_("Add word"))
        look.set_icon(self.add, "plus", "t1")
        line = row(gap=12)
        line.addWidget(self.new_word, 1)
        line.addLayout(column(None, self.add))
        self._adding = hold(line)
        about = _(
            "Old records keep their entries: a word switched off stays readable there, "
            "a renamed one reads by its new name."
        )
        said = make_label(about, "muted", wrap=True)
        stack = column(self._title, said, self._area, self._adding, gap=10)
        stack.setStretch(2, 1)
        self.setLayout(stack)
        self.new_word.edit.editingFinished.disconnect(self.new_word.commit)
        self.new_word.edit.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)

    def show_sheet(self, sheet: WordSheet) -> None:
        """Show the words; lines that stay keep the focus."""
        self._title.setText(sheet.label)
        self._adding.setVisible(sheet.can_add)
        codes = [each.code for each in sheet.rows]
        if sheet.name != self._name or codes != list(self.lines):
            self._make_lines(sheet)
        for each in sheet.rows:
            self.lines[each.code].show_word(each)

    def refuse(self, code: str, reason: str) -> None:
        """Say why a word cannot be called so; "" is the new word."""
        if code:
            self.lines[code].word.refuse(reason)
        else:
            self.new_word.show_message(reason)

    def clear_new(self) -> None:
        self.new_word.put("")
        self.new_word.show_message("")

    def _make_lines(self, sheet: WordSheet) -> None:
        self._name = sheet.name
        empty(self._stack)
        self.lines = {each.code: WordLine(self._look, each) for each in sheet.rows}
        for line in self.lines.values():
            line.renamed.connect(self.renamed)
            line.offered.connect(self.offered)
            self._stack.addWidget(line)
        self._stack.addStretch(1)

    def _on_add(self) -> None:
        word = self.new_word.text
        if word:
            self.added.emit(word)
        else:
            self.new_word.show_message(_("Write the word first."))


class WordsPane(SettingPane):
    """`chosen` carries the name of a list."""

    chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        about = _("What forms offer. Rename, add, or switch off; nothing is deleted.")
        super().__init__(look, _("Words"), about)
        self._all: tuple[WordList, ...] = ()
        self.search = make_search(look, _("Search the lists"))
        self.list = LineList(look, _("Lists of words"))
        self.detail = WordsDetail(look)
        left = column(self.search, self.list, gap=10)
        left.setStretch(1, 1)
        self.fill(self.add_sheet(split(hold(left), self.detail)))
        self.search.textChanged.connect(self._show_lists)
        self.search.returnPressed.connect(self._on_enter)
        self.list.chosen.connect(self.chosen)

    def show_lists(self, lists: tuple[WordList, ...], chosen: str) -> None:
        """Show the lists by where they are used."""
        self._all = lists
        self._show_lists()
        self.list.choose(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    def _show_lists(self) -> None:
        typed = self.search.text().strip().casefold()
        found = [e for e in self._all if typed in f"{e.label}{e.group}".casefold()]
        lines: list[Line] = []
        for group, members in groupby(found, key=lambda each: each.group):
            lines.append(Line("", group))
            lines += [Line(each.name, each.label, each.note) for each in members]
        self.list.show_lines(tuple(lines))

    def _on_enter(self) -> None:
        first = next((line.code for line in self.list.lines if line.code), "")
        self.list.choose(first)
        self.list.setFocus()
