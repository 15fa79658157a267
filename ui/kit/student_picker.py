"""A field in which a student is found by a few letters and taken by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, empty, make_button, make_label
from ui.kit.fields import make_search

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.paper_rows import PersonFound

_SOON_MS = 120


class StudentPicker(QWidget):
    """`wanted` asks whom letters may mean; `picked` carries a student's id and name."""

    wanted = Signal(str)
    picked = Signal(str, str)

    def __init__(self, look: Appearance, hint: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._people: tuple[PersonFound, ...] = ()
        self.search = make_search(look, hint)
        self._found = column(gap=2)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(lambda: self.wanted.emit(self.search.text()))
        self.search.textEdited.connect(lambda _text: self._soon.start())
        self.search.installEventFilter(self)
        self.setLayout(column(self.search, self._found, gap=4))

    def show_people(self, people: tuple[PersonFound, ...]) -> None:
        """Show whom the typed letters may mean; the first is taken by Enter."""
        if not self.search.text().strip():
            people = ()
        self._people = people
        empty(self._found)
        for each in people:
            pick = make_button(f"{each.name}  {each.class_name}", "soft", size="small")
            pick.clicked.connect(lambda _on, who=each: self._take(who))
            self._found.addWidget(pick)
        if not people and self.search.text().strip():
            self._found.addWidget(make_label(_("No student of this name."), "muted"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.search and is_key and self._on_key(cast("QKeyEvent", event)):
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._people and not self._soon.isActive():
                self._take(self._people[0])
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self._forget()
            return True
        return False

    def _take(self, who: PersonFound) -> None:
        self._forget()
        self.search.setFocus()
        self.picked.emit(who.student_id, who.name)

    def _forget(self) -> None:
        self._soon.stop()
        self.search.clear()
        self.show_people(())
