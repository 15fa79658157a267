"""Writing hints below a text field: a soft wave under judging words, and one row.

They never block: a word can be replaced by a pattern, kept, or simply left. What is
replaced is undone like anything typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from homevisit.services.visit_wording import GAPS
from homevisit.text import _
from ui.keys import spoken
from ui.kit.basics import Sheet, column, make_button, make_icon, make_label, row
from ui.kit.fields import TextArea
from ui.kit.notices import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from homevisit.services.visit_wording import Found, Wording
    from ui.appearance import Appearance
    from ui.kit.fields import FieldBlock
    from ui.rows import FormField

PAUSE_MS = 250
_REPLACE_KEY = "Alt+Return"


class HintRow(Sheet):
    """One suggestion: why the word is no observation, and what to do about it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="warning")
        self._words = make_label("", "secondary", wrap=True)
        self.replace = make_button(_("Replace"), "link")
        self.replace.setToolTip(f"{_('Replace')}  {spoken(_REPLACE_KEY)}")
        self.keep = make_button(_("Keep my words"), "link")
        line = row(make_icon(look, "lightbulb", "yellow_text"), gap=8)
        line.setContentsMargins(10, 5, 10, 5)
        line.addWidget(self._words, 1)
        line.addWidget(self.replace)
        line.addWidget(self.keep)
        self.setLayout(column(line))
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def show_found(self, found: Found) -> None:
        judgement = found.judgement
        said = judgement.question
        if not GAPS.fullmatch(judgement.word):
            said = _("“{word}” is a judgement. {question}").format(
                word=judgement.word, question=said
            )
        if judgement.instead:
            pattern = GAPS.sub("…", judgement.instead)
            said += _(" For example: “{pattern}”.").format(pattern=pattern)
        self._words.setText(said)
        self.setAccessibleName(said)
        self.replace.setVisible(bool(judgement.instead))
        self.show()


class _Waves(QSyntaxHighlighter):
    """Draws the waves; only the paragraph that was typed in is looked at again."""

    def __init__(
        self, area: TextArea, look: Appearance, find: Callable[[str], Iterable[Found]]
    ) -> None:
        super().__init__(area.document())
        self._look, self._find = look, find
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(self._look.colour("yellow_text"))
        for found in self._find(text):
            start, end = units(text, found.start), units(text, found.end)
            self.setFormat(start, end - start, wave)


class WritingHints(QObject):
    """Joins one text field with its row of hints; `row` belongs below the field."""

    kept_changed = Signal()
    offered = Signal(QWidget)

    def __init__(self, look: Appearance, area: TextArea, wording: Wording) -> None:
        super().__init__(area)
        self._area, self._wording = area, wording
        self._kept: set[str] = set()
        self._is_locked = False
        self._found: Found | None = None
        self._waves = _Waves(area, look, self._asked)
        self.row = HintRow(look)
        self.row.replace.clicked.connect(self._on_replace)
        self.row.keep.clicked.connect(self._on_keep)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._offer)
        area.textChanged.connect(self._pause.start)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._on_replace()
                return True
        return super().eventFilter(watched, event)

    @property
    def kept(self) -> tuple[str, ...]:
        """The words that are not asked about in this field any more."""
        return tuple(sorted(self._kept))

    def set_kept(self, words: Iterable[str]) -> None:
        self._kept = set(words)
        self._look_again()

    def lock(self, is_locked: bool) -> None:
        """Ask nothing where nothing can be written."""
        self._is_locked = is_locked
        self._look_again()

    def _asked(self, text: str) -> tuple[Found, ...]:
        if self._is_locked:
            return ()
        found = self._wording.find(text)
        return tuple(each for each in found if each.judgement.word not in self._kept)

    def _look_again(self) -> None:
        self._waves.rehighlight()
        self._offer()

    def _offer(self) -> None:
        """Ask about the last word before the cursor, or else the first."""
        text = self._area.toPlainText()
        found = self._asked(text)
        at = self._area.textCursor().position()
        before = [each for each in found if units(text, each.start) < at]
        self._found = (*before[-1:], *found, None)[0]
        if self._found is None:
            self.row.hide()
            return
        is_new = self.row.isHidden()
        self.row.show_found(self._found)
        if is_new and self._area.hasFocus():
            self.offered.emit(self.row)
            announce(self._area, self.row.text)

    def _on_replace(self) -> None:
        found, text = self._found, self._area.toPlainText()
        is_here = found is not None and found in self._asked(text)
        if found is None or not is_here or not found.judgement.instead:
            return
        cursor = self._area.textCursor()
        start = units(text, found.start)
        cursor.setPosition(start)
        cursor.setPosition(units(text, found.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(found.judgement.instead)
        gap = GAPS.search(found.judgement.instead)
        if gap is not None:
            cursor.setPosition(start + gap.start())
            cursor.setPosition(start + gap.end(), QTextCursor.MoveMode.KeepAnchor)
        self._area.setTextCursor(cursor)
        self._area.setFocus()
        self._offer()

    def _on_keep(self) -> None:
        if self._found is not None:
            self._kept.add(self._found.judgement.word)
            self._area.setFocus()
            self._look_again()
            self.kept_changed.emit()


class FormHints(QObject):
    """The hints of all text fields of a form, by question."""

    kept_changed = Signal()
    offered = Signal(QWidget)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._wording: Wording | None = None
        self._by_question: dict[str, WritingHints] = {}

    @property
    def kept(self) -> dict[str, tuple[str, ...]]:
        """The words that are not asked about any more."""
        kept = {name: hints.kept for name, hints in self._by_question.items()}
        return {name: words for name, words in kept.items() if words}

    def begin(self, wording: Wording | None) -> None:
        """Forget the fields of another form; None looks for nothing."""
        self._wording, self._by_question = wording, {}

    def add(self, question: FormField, frame: FieldBlock) -> None:
        """Look at what is written in a field, unless it is in others' own words."""
        area = frame.field
        if self._wording is None or question.quoted or not isinstance(area, TextArea):
            return
        hints = WritingHints(self._look, area, self._wording)
        hints.kept_changed.connect(self.kept_changed)
        hints.offered.connect(self.offered)
        frame.add_below(hints.row)
        self._by_question[question.name] = hints

    def of(self, name: str) -> WritingHints | None:
        return self._by_question.get(name)

    def show_kept(self, kept: Mapping[str, tuple[str, ...]]) -> None:
        for name, hints in self._by_question.items():
            hints.set_kept(kept.get(name, ()))

    def lock(self, is_locked: bool) -> None:
        for hints in self._by_question.values():
            hints.lock(is_locked)


def units(text: str, at: int) -> int:
    """Return a place in a text as Qt counts it: a rare character counts twice."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
