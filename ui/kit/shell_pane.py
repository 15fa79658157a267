"""What others than the psychologist see of a case: level, note, duties, clues."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from homevisit.text import _, labelled
from ui.kit.ask_more import AskMoreCard
from ui.kit.basics import (
    ElidedLabel,
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.clue_card import clue_lines
from ui.kit.duty_lines import DutyLines
from ui.kit.scrolling import scrolled
from ui.kit.shell_head import ShellHead
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.concern_rows import Shell

_TOP = Qt.AlignmentFlag.AlignTop


class ShellPane(Sheet):
    """`duty_done` carries a duty; the rest ask to go somewhere or to know more.

    In a child's file one goes from here to the page of care, where more is asked for.
    """

    duty_done = Signal(object)
    asked = Signal(str)
    read_wanted = Signal()
    file_wanted = Signal(str)
    care_wanted = Signal(str)
    raise_wanted = Signal(str)
    notice_wanted = Signal(str)

    def __init__(self, look: Appearance, *, in_file: bool = False) -> None:
        super().__init__()
        self._in_file = in_file
        self._look = look
        self.shell: Shell | None = None
        self.head = ShellHead(look)
        self.duties = DutyLines(look)
        self.more = AskMoreCard(look)
        self.file = make_button(_("Go to Care") if in_file else _("Open the file"))
        self.raise_it = make_button(_("Raise a concern"))
        look.set_icon(self.raise_it, "heart-handshake", "t1")
        self._notices = column(gap=6)
        self._hint = make_label("", wrap=True)
        self._told = column(gap=8)
        self._clues = column(gap=14)
        self._clue_count = make_label("", "muted")
        self._duty_count = make_label("", "muted")
        self._build()
        self._connect()

    def show_shell(self, shell: Shell) -> None:
        """Show a case as it is told to those outside the room."""
        self.shell = shell
        self.head.show_shell(shell)
        self._show_notices(shell)
        self._hint.setText(shell.hint or _("The psychologist has not written one yet."))
        self.duties.show_duties(shell.duties)
        open_ones = [each for each in shell.duties if not each.is_done]
        self._duty_count.setText(str(len(open_ones) or ""))
        empty(self._clues)
        for each in shell.clues:
            self._clues.addWidget(clue_lines(self._look, each))
        self._show_told(shell)
        self._clue_count.setText(str(len(shell.clues)))
        self._clue_card.setVisible(bool(shell.clues))
        self.more.show_shell(shell)
        if self._in_file:
            self.more.hide()

    def show_masked(self, is_masked: bool) -> None:
        self.head.show_masked(is_masked)

    def focus_first(self) -> None:
        ticks = (each for each in self.duties.ticks.values() if each.isEnabled())
        next(ticks, self.raise_it).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_D and not event.modifiers():
            self.duties.do_next()
            return
        super().keyPressEvent(event)

    def _show_told(self, shell: Shell) -> None:
        empty(self._told)
        for each in shell.told:
            line = row(gap=8)
            line.addWidget(make_label(each.words, "secondary", wrap=True), 1)
            if not self._in_file:
                paper = make_button(_("Print"), "link", size="small")
                paper.setAccessibleName(labelled(_("Print"), each.words))
                wanted = partial(self.notice_wanted.emit, each.id)
                paper.clicked.connect(lambda _on, go=wanted: go())
                line.addWidget(paper, 0, _TOP)
            self._told.addWidget(hold(line))
        self._told_card.setVisible(bool(shell.told))

    def _show_notices(self, shell: Shell) -> None:
        empty(self._notices)
        for words in shell.notices:
            line = row(make_icon(self._look, "info", "yellow_text", 16), gap=8)
            line.addWidget(make_label(words, wrap=True), 1)
            line.setContentsMargins(12, 8, 12, 8)
            self._notices.addWidget(Sheet(line, kind="warning"))

    def _build(self) -> None:
        self._sides = row(gap=SPACE.gap)
        parts = (self._build_hint(), self._build_duties(), self._build_told())
        left = column(*parts, None, gap=12)
        right = column(self._build_clues(), self.more, None, gap=12)
        self._sides.addLayout(left, 1)
        self._sides.addLayout(right, 1)
        body = column(self._notices, self._sides, None, gap=12)
        body.setContentsMargins(16, 12, 16, 14)
        foot = self._build_foot()
        stack = column(
            self.head,
            make_rule(),
            scrolled(hold(body)),
            make_rule(),
            foot,
            margins=1,
        )
        stack.setStretch(2, 1)
        self.setLayout(stack)
        self._look.follow(self._fit)

    def _fit(self) -> None:
        """Put the two columns under each other where words are large."""
        way = QBoxLayout.Direction
        is_large = self._look.is_large
        self._sides.setDirection(way.TopToBottom if is_large else way.LeftToRight)

    def _build_hint(self) -> Sheet:
        title = ElidedLabel(_("What to mind with this child"), "strong")
        seen = ElidedLabel(_("the homeroom teacher sees this"), "done")
        eye = make_icon(self._look, "eye", "pine_t", 14)
        head = row(title, None, eye, seen, gap=6)
        inner = column(head, self._hint, gap=6, margins=(14, 10, 14, 12))
        return Sheet(inner, kind="tip")

    def _build_clues(self) -> Sheet:
        title = _("As it was raised")
        head = head_row(self._look, "message-square", title, self._clue_count, None)
        self._clue_card = _card(head, self._clues)
        return self._clue_card

    def _build_duties(self) -> Sheet:
        title = _("What teachers do")
        head = head_row(self._look, "list-checks", title, self._duty_count, None)
        head.addWidget(make_label("D", "key"))
        head.addWidget(make_label(_("tick the next one"), "caption"))
        return _card(head, column(self.duties))

    def _build_told(self) -> Sheet:
        head = head_row(self._look, "users", _("Guardian told"), None)
        self._told_card = _card(head, self._told)
        return self._told_card

    def _build_foot(self) -> QHBoxLayout:
        words = _("Reasons, talks and tests stay with the psychologist.")
        lock = make_icon(self._look, "lock", "t3", 14)
        foot = row(self.raise_it, self.file, gap=8, margins=(16, 10, 16, 10))
        foot.addStretch(1)
        foot.addWidget(lock)
        foot.addWidget(ElidedLabel(words, "muted"))
        return foot

    def _connect(self) -> None:
        self.duties.done.connect(self.duty_done)
        self.more.asked.connect(self.asked)
        self.more.read_wanted.connect(self.read_wanted)
        self.file.clicked.connect(self._on_file)
        self.raise_it.clicked.connect(self._on_raise)

    def _on_file(self) -> None:
        if self.shell is None:
            return
        if self._in_file:
            self.care_wanted.emit(self.shell.case_id)
        else:
            self.file_wanted.emit(self.shell.student_id)

    def _on_raise(self) -> None:
        if self.shell is not None:
            self.raise_wanted.emit(self.shell.student_id)


def _card(head: QHBoxLayout, body: QVBoxLayout) -> Sheet:
    body.setContentsMargins(14, 10, 14, 14)
    return Sheet(column(head, make_rule(), body, margins=1))
