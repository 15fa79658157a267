"""A leader asks to know more: choose what leaves the room, see it, and let it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, labelled, translate_count
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.checks import CheckBox
from ui.kit.scrolling import scrolled

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_rows import Entry, Release


class ReleasePane(QWidget):
    """`released` carries the request and the chosen entries; two steps, no way back."""

    released = Signal(str, tuple)
    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.release: Release | None = None
        self.boxes: dict[str, CheckBox] = {}
        self._title = SerifLabel(look, "page")
        self._why = make_label("", "body", wrap=True)
        self._entries = column(gap=2)
        self._leaving = column(gap=8)
        self.see = make_button(_("See what would leave"), "plum", size="footer")
        self.confirm = make_button(_("Release it"), "danger", size="footer")
        self._not_yet = make_button(_("Not now"), size="footer")
        self._build()
        self.see.clicked.connect(self.preview)
        self.confirm.clicked.connect(self._on_confirmed)
        self._not_yet.clicked.connect(self._step_back)

    def show_release(self, release: Release) -> None:
        """Show who asks and why; nothing is chosen yet."""
        self.release = release
        self._title.setText(
            _("{who} asks to know more of case {number}").format(
                who=release.who, number=release.case_no
            )
        )
        self._why.setText(labelled(_("Reason given"), release.reason))
        empty(self._entries)
        self.boxes = {}
        for entry in release.entries:
            box = CheckBox(self._look, f"{entry.day}  {entry.title}")
            box.setAccessibleDescription(entry.text)
            box.toggled.connect(lambda _on: self._choose())
            self.boxes[entry.id] = box
            self._entries.addWidget(box)
            words = make_label(entry.text, "muted", wrap=True)
            words.setContentsMargins(30, 0, 0, 6)
            self._entries.addWidget(words)
        self._choose()

    def forget(self) -> None:
        """Let go of the entries that were shown."""
        self.release = None
        self._title.clear()
        self._why.clear()
        self.boxes = {}
        empty(self._entries)
        empty(self._leaving)

    @property
    def chosen(self) -> tuple[Entry, ...]:
        """The entries that are ticked, in the order in which they are listed."""
        entries = self.release.entries if self.release else ()
        return tuple(each for each in entries if self.boxes[each.id].isChecked())

    def preview(self) -> None:
        """Show exactly what would leave, word by word."""
        if self.release is None or not self.chosen:
            return
        empty(self._leaving)
        words = _("Exactly this leaves the room, to {who} and to nobody else:")
        told = make_label(words.format(who=self.release.who), "strong", wrap=True)
        self._leaving.addWidget(told)
        for each in self.chosen:
            head = make_label(f"{each.day}  {each.title}", "secondary", wrap=True)
            text = make_label(each.text, "body", wrap=True)
            lines = column(head, text, gap=3, margins=(12, 9, 12, 9))
            self._leaving.addWidget(Sheet(lines, kind="confidential"))
        words = _(
            "It cannot be taken back. Both of you see in the log that it was done."
        )
        self._leaving.addWidget(make_label(words, "warning", wrap=True))
        words = translate_count(
            "Release {count} entry", "Release {count} entries", len(self.chosen)
        )
        self.confirm.setText(words)
        self._turn(is_sure=True)
        self.confirm.setFocus()

    def focus_first(self) -> None:
        first = next(iter(self.boxes.values()), None)
        (first or self._not_yet).setFocus()

    def _choose(self) -> None:
        self.see.setEnabled(bool(self.chosen))
        self._turn(is_sure=False)

    def _turn(self, *, is_sure: bool) -> None:
        self._choosing.setVisible(not is_sure)
        self._sure.setVisible(is_sure)
        self.see.setVisible(not is_sure)
        self.confirm.setVisible(is_sure)

    def _step_back(self) -> None:
        if self._sure.isVisibleTo(self):
            self._turn(is_sure=False)
            self.focus_first()
        else:
            self.closed.emit()

    def _on_confirmed(self) -> None:
        if self.release is not None:
            chosen = tuple(each.id for each in self.chosen)
            self.released.emit(self.release.request_id, chosen)

    def _build(self) -> None:
        self._why.setContentsMargins(0, 0, 0, 4)
        head = column(self._title, self._why, gap=6, margins=(16, 12, 16, 8))
        self._choosing = hold(column(self._entries, None))
        self._sure = hold(column(self._leaving, None))
        both = column(self._choosing, self._sure, None, margins=(16, 12, 16, 12))
        area = scrolled(hold(both))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("Entries of the case"))
        foot = row(None, self._not_yet, self.see, self.confirm, gap=8)
        foot.setContentsMargins(16, 11, 16, 11)
        stack = column(head, make_rule(), area, make_rule(), foot)
        stack.setStretch(2, 1)
        self.setLayout(stack)
