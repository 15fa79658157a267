"""The home that siblings share: who is in it, who joins, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.edit_form import EditForm
from ui.kit.fields import make_search
from ui.words import masked_name

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.edit_rows import Home

_SOON_MS = 150


class HomeCard(Sheet):
    """`mates_wanted` asks who matches what was typed; `joined` carries a student."""

    mates_wanted = Signal(str)
    joined = Signal(str)
    left_home = Signal()
    student_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._home: Home | None = None
        self._today: date | None = None
        self._is_masked = False
        self.form = EditForm(look)
        self._siblings = column(gap=2)
        self._search = make_search(look, _("Who lives in the same home?"))
        self._found = column(gap=2)
        self._leave = make_button(_("Lives there no longer"), "link", size="small")
        self._leave.clicked.connect(self.left_home)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._search.textEdited.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(lambda: self.mates_wanted.emit(self._search.text()))
        head = head_row(look, "house", _("Siblings in the same home"), None)
        body = column(
            self._siblings,
            row(self._leave, None),
            self._search,
            self._found,
            make_rule(),
            self.form,
            gap=10,
            margins=14,
        )
        self.setLayout(column(head, make_rule(), body, margins=1))

    def show_home(self, home: Home, today: date) -> None:
        """Show who lives together, and what is written down of the home."""
        self._home, self._today = home, today
        empty(self._siblings)
        for student_id, name, class_name in home.siblings:
            shown = masked_name(name) if self._is_masked else name
            self._siblings.addWidget(self._sibling(student_id, shown, class_name))
        if not home.siblings:
            nobody = make_label(
                _("No sibling at this school is known."), "muted", wrap=True
            )
            self._siblings.addWidget(nobody)
        self._leave.setVisible(bool(home.siblings))
        self.form.show_groups(home.groups, today)

    def show_masked(self, is_masked: bool) -> None:
        """Mask the siblings' names, or show them again."""
        self._is_masked = is_masked
        if self._home is not None and self._today is not None:
            self.show_home(self._home, self._today)

    def show_mates(self, mates: tuple[tuple[str, str, str], ...]) -> None:
        """Show whom the typed letters may mean."""
        empty(self._found)
        for student_id, name, class_name in mates:
            pick = make_button(f"{name}  {class_name}", "soft", size="small")
            pick.setAccessibleName(f"{_('Lives here, too')}：{name} {class_name}")
            pick.clicked.connect(lambda _on, s=student_id: self._on_picked(s))
            self._found.addWidget(pick)
        if not mates and self._search.text().strip():
            nobody = make_label(_("No student of this name."), "muted")
            self._found.addWidget(nobody)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._forget_search()
            return
        super().keyPressEvent(event)

    def _on_picked(self, student_id: str) -> None:
        self._search.setFocus()
        self._forget_search()
        self.joined.emit(student_id)

    def _forget_search(self) -> None:
        self._search.clear()
        self.show_mates(())

    def _sibling(self, student_id: str, name: str, class_name: str) -> QWidget:
        link = make_button(name, "link", size="small")
        link.setAccessibleName(f"{_('Open')} {name}")
        link.clicked.connect(lambda: self.student_wanted.emit(student_id))
        return hold(row(link, make_label(class_name, "muted"), None, gap=8))
