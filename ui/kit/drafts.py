"""Unfinished forms that the vault still holds, offered when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    row,
)
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.rows import DraftRow

_SHOWN = 1


class DraftCard(Sheet):
    """One line per draft: go on writing, or give it up (asked twice, in place)."""

    continued = Signal(str)
    dropped = Signal(str)
    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="soft")
        self._look = look
        self._drafts: tuple[DraftRow, ...] = ()
        self._is_masked = False
        self._is_open = False
        self._lines = column(gap=4)
        close = make_icon_button(look, "x", _("Close"))
        close.clicked.connect(self._on_close)
        line = row(margins=(14, 6, 6, 6))
        line.addLayout(self._lines, 1)
        line.addWidget(close)
        self.setLayout(line)
        self.hide()

    def show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        self._drafts = drafts
        empty(self._lines)
        shown = drafts if self._is_open else drafts[:_SHOWN]
        for draft in shown:
            self._lines.addWidget(self._line(draft))
        if len(shown) < len(drafts):
            self._lines.addWidget(self._rest(len(drafts) - len(shown)))

    @property
    def has_any(self) -> bool:
        return bool(self._drafts)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.show_drafts(self._drafts)

    def _line(self, draft: DraftRow) -> QWidget:
        name = (
            masked_name(draft.student_name) if self._is_masked else draft.student_name
        )
        said = _("{name}: {title}, last saved {time}").format(
            name=name, title=draft.title, time=draft.saved_at
        )
        resume = make_button(_("Continue writing"), "primary", size="small")
        drop = make_button(_("Give it up"), "quiet", size="small")
        resume.setAccessibleName(f"{_('Continue writing')}：{said}")
        drop.setAccessibleName(f"{_('Give it up')}：{said}")
        resume.clicked.connect(lambda: self.continued.emit(draft.draft_id))

        def on_drop() -> None:
            if drop.property("kind") == "danger":
                self.dropped.emit(draft.draft_id)
                kept = tuple(d for d in self._drafts if d.draft_id != draft.draft_id)
                self.show_drafts(kept)
                self.closed.emit()
                return
            drop.setProperty("kind", "danger")
            drop.setText(_("Really delete this draft"))
            drop.style().unpolish(drop)
            drop.style().polish(drop)

        drop.clicked.connect(on_drop)
        icon = make_icon(self._look, "file-pen-line", "pine_t")
        parts = (icon, make_label(said), None, drop, resume)
        return hold(row(*parts, gap=10))

    def _rest(self, count: int) -> QWidget:
        words = translate_count("{count} more draft", "{count} more drafts", count)
        more = make_button(words, "link")
        more.clicked.connect(self._on_more)
        return hold(row(26, more, None))

    def _on_more(self) -> None:
        self._is_open = True
        self.show_drafts(self._drafts)

    def _on_close(self) -> None:
        self._drafts = ()
        self.closed.emit()
