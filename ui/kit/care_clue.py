"""What a colleague noticed, to be read before it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, labelled, listed
from ui.care_rows import Clue
from ui.kit.basics import (
    ElidedLabel,
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.beside import BesideOrBelow
from ui.kit.care_drawer import CareDrawer
from ui.kit.care_head import DueCard, fit_head
from ui.kit.care_levels import LevelTile
from ui.kit.care_notices import Sentences
from ui.kit.facts import TagRow
from ui.kit.rail import Avatar
from ui.kit.scrolling import scrolled
from ui.words import masked_name

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.care_rows import CareForm


class CluePane(QWidget):
    """`accepted` and `rejected` carry the clue; `opened` the child's own file.

    `report_wanted` asks for the mandatory report about the child.
    """

    accepted = Signal(object)
    rejected = Signal(object)
    opened = Signal(str)
    report_wanted = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._clue: Clue | None = None
        self._is_masked = False
        self._avatar = Avatar(look, 52, hue="plum")
        self._name = SerifLabel(look, "person")
        self._about = ElidedLabel(role="secondary")
        self._source = make_label("", "secondary", wrap=True)
        self._tags = TagRow(look)
        self._due = DueCard(look)
        self._said = column(gap=12)
        self.notices = Sentences(look)
        self.accept = make_button(_("Take it on"), "plum", size="footer")
        self.reject = make_button(_("Not a case…"), size="footer")
        self._file = make_icon_button(look, "folder-open", _("Open the file"))
        self.refusal = make_label("", "error", wrap=True)
        self.drawer = CareDrawer(look, today)
        self._build()
        self.accept.clicked.connect(self._on_accept)
        self.reject.clicked.connect(lambda: self._tell(self.rejected))
        self._file.clicked.connect(self._on_open)
        self.drawer.closed.connect(self.close_drawer)

    def show_clue(self, clue: Clue) -> None:
        """Show the words of who raised it; nobody accepts what was not shown."""
        self._clue = clue
        self._about.setText(clue.about)
        self._source.setText(clue.source)
        self._tags.show_tags(clue.tags)
        self._due.show_due(clue.due)
        self.notices.show_words(clue.notices)
        self._show_words(clue)
        self.refusal.setText(clue.refusal)
        self.refusal.setVisible(bool(clue.refusal))
        self.accept.setEnabled(not clue.refusal)
        known = _("Add to the case") if clue.is_known else _("Take it on")
        self.accept.setText(known)
        self.accept.setToolTip(f"{known}  Ctrl+Enter")
        self.reject.setVisible(not clue.is_known)
        self.show_masked(self._is_masked)

    def forget(self) -> None:
        """Let go of the words that were shown."""
        self.show_clue(Clue("", "", "", "", ""))
        self._clue = None

    def show_form(self, form: CareForm) -> None:
        """Open a panel beside the words."""
        self.drawer.show_form(form)

    def close_drawer(self) -> None:
        self.drawer.forget()
        self.focus_first()

    @property
    def clue(self) -> Clue | None:
        """What is shown."""
        return self._clue

    def focus_first(self) -> None:
        (self.accept if self.accept.isEnabled() else self.reject).setFocus()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._tags.show_masked(is_masked)
        if self._clue is not None:
            name = self._clue.name
            self._name.setText(masked_name(name) if is_masked else name)
            self._avatar.set_name(name)
            self._first.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_head(self, self._avatar, self._due, self._look)

    def _on_accept(self) -> None:
        if self.accept.isEnabled():
            self._tell(self.accepted)

    def _on_open(self) -> None:
        if self._clue is not None:
            self.opened.emit(self._clue.student_id)

    def _tell(self, signal: object) -> None:
        if self._clue is not None:
            signal.emit(self._clue)  # type: ignore[attr-defined]

    def _show_words(self, clue: Clue) -> None:
        empty(self._said)
        if clue.harm:
            words = _("Signs of harm were ticked: {signs}")
            told = make_label(
                words.format(signs=listed(clue.harm)), "strong", wrap=True
            )
            more = _("Who must be told, and when, stands in the mandatory report.")
            report = make_button(_("Open the mandatory reports"), "soft", size="small")
            student_id = clue.student_id
            report.clicked.connect(lambda _on: self.report_wanted.emit(student_id))
            last = row(make_label(more, "secondary", wrap=True), report, gap=8)
            last.setStretch(0, 1)
            lines = column(told, last, gap=3, margins=(12, 9, 12, 9))
            self._said.addWidget(Sheet(lines, kind="error"))
        if clue.suggested is not None:
            tile = LevelTile(self._look, clue.suggested)
            by_whom = make_label(_("suggested by who raised it"), "secondary")
            self._said.addWidget(hold(row(tile, by_whom, None, gap=8)))
        for title, text in (
            (_("What was seen"), listed(clue.signs)),
            (_("In own words"), clue.facts),
            (_("Done already"), clue.done_already),
        ):
            if text:
                self._said.addWidget(_part(title, text))
        if clue.child_words:
            quoted = _part(_("In the child's words"), clue.child_words)
            self._said.addWidget(
                Sheet(column(quoted, margins=(12, 9, 12, 9)), kind="tip")
            )

    def _build(self) -> None:
        self._tags.setMinimumWidth(120)
        facts = row(self._about, self._tags, None, self._file, gap=10)
        self._first = BesideOrBelow(self._name, hold(facts))
        middle = column(self._first, self._source, None, gap=6)
        top = Qt.AlignmentFlag.AlignTop
        head = row(gap=14, margins=(16, 12, 16, 10))
        head.addWidget(self._avatar, 0, top)
        head.addWidget(hold(middle), 1)
        head.addWidget(self._due, 0, top)
        body = column(self.notices, self._said, None, gap=12, margins=(16, 14, 16, 14))
        area = scrolled(hold(body))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("What was noticed"))
        icon = make_icon(self._look, "eye", "t3", 15)
        sees = _("Who raised it sees that it was accepted, and by whom.")
        said = column(make_label(sees, "muted", wrap=True), self.refusal)
        foot = row(self.accept, self.reject, icon, gap=8, margins=(16, 11, 16, 11))
        foot.addLayout(said, 1)
        line = row()
        line.addWidget(area, 1)
        line.addWidget(self.drawer, 1)
        self.drawer.hide()
        stack = column(head, make_rule())
        stack.addLayout(line, 1)
        stack.addWidget(make_rule())
        stack.addLayout(foot)
        self.setLayout(stack)


def _part(title: str, text: str) -> QWidget:
    words = make_label(text, "body", wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setAccessibleName(labelled(title, text))
    return hold(column(make_label(title, "muted"), words, gap=3))
