"""Unfinished forms that the vault still holds: go on, look, or give them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_label,
    make_rule,
    restyle,
    row,
)
from ui.kit.choices import FlowLayout
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from ui.appearance import Appearance
    from ui.rows import DraftRow

_SHOWN = 3


class DraftCard(Sheet):
    """A draft is given up only when it is asked for twice, in place."""

    continued = Signal(str)
    dropped = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._drafts: tuple[DraftRow, ...] = ()
        self._is_masked = False
        self._is_open = False
        self._count = make_label("", "muted")
        self._lines = column()
        head = head_row(look, "file-pen-line", _("Unfinished drafts"), self._count)
        head.addStretch(1)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))
        self.hide()

    def show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        self._drafts = drafts
        self._count.setText(str(len(drafts)))
        empty(self._lines)
        shown = drafts if self._is_open else drafts[:_SHOWN]
        for at, draft in enumerate(shown):
            if at:
                self._lines.addWidget(make_rule())
            self._lines.addWidget(self._line(draft))
        if len(shown) < len(drafts):
            self._lines.addWidget(self._rest(len(drafts) - len(shown)))
        self.setVisible(bool(drafts))

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.show_drafts(self._drafts)

    def _line(self, draft: DraftRow) -> QWidget:
        name = draft.student_name
        name = masked_name(name) if self._is_masked else name
        said = _("{name}: {title}, last saved {time}").format(
            name=name, title=draft.title, time=draft.saved_at
        )
        resume = make_button(_("Continue writing"), "primary", size="small")
        look = make_button(_("Open the file"), "quiet", size="small")
        drop = self._make_drop(draft)
        for button in (resume, look, drop):
            button.setAccessibleName(f"{button.text()}：{said}")
        resume.clicked.connect(lambda: self.continued.emit(draft.draft_id))
        look.clicked.connect(lambda: self.opened.emit(draft.student_id))
        when = make_label(f"{draft.title}  {draft.saved_at}", "muted")
        head = row(make_label(name, "strong"), when, None, gap=8)
        foot = FlowLayout(gap=4)
        for button in (resume, look, drop):
            foot.addWidget(button)
        return hold(column(head, foot, gap=6, margins=(14, 9, 14, 10)))

    def _make_drop(self, draft: DraftRow) -> QPushButton:
        drop = make_button(_("Give it up"), "quiet", size="small")

        def on_drop() -> None:
            if drop.property("kind") == "danger":
                self.dropped.emit(draft.draft_id)
                kept = (d for d in self._drafts if d.draft_id != draft.draft_id)
                self.show_drafts(tuple(kept))
                return
            restyle(drop, "kind", "danger")
            drop.setText(_("Really delete this draft"))

        drop.clicked.connect(on_drop)
        return drop

    def _rest(self, count: int) -> QWidget:
        words = translate_count("{count} more draft", "{count} more drafts", count)
        more = make_button(words, "link")
        more.clicked.connect(self._on_more)
        return hold(row(14, more, None))

    def _on_more(self) -> None:
        self._is_open = True
        self.show_drafts(self._drafts)
