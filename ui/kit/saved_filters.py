"""Filters with a name: a button with their list, and a line that asks for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from homevisit.text import _
from ui.kit.basics import make_button, make_label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance


class SavedFiltersButton(QToolButton):
    """Lists the saved filters by name; nothing is kept here but their names."""

    chosen = Signal(str)
    dropped = Signal(str)
    save_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._can_save = False
        self._names: tuple[str, ...] = ()
        self.setProperty("kind", "box")
        self.setAccessibleName(_("Saved filters"))
        self.setToolTip(_("Saved filters"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.set_icon(self, "star", "t2", 18)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    @property
    def names(self) -> tuple[str, ...]:
        return self._names

    def show_names(self, names: Sequence[str]) -> None:
        self._names = tuple(names)

    def allow_saving(self, can_save: bool) -> None:
        """Only a list that is narrowed by something can be saved."""
        self._can_save = can_save

    def _fill(self) -> None:
        self._menu.clear()
        for name in self._names:
            action = self._menu.addAction(name)
            action.triggered.connect(lambda _on, n=name: self.chosen.emit(n))
        if self._names:
            self._menu.addSeparator()
        save = self._menu.addAction(_("Save this filter…"))
        save.setEnabled(self._can_save)
        save.triggered.connect(lambda _on: self.save_requested.emit())
        if self._names:
            drop = self._menu.addMenu(_("Remove a saved filter"))
            for name in self._names:
                action = drop.addAction(name)
                action.triggered.connect(lambda _on, n=name: self.dropped.emit(n))


class NameRow(QWidget):
    """One line that asks for a name and goes away with it; Esc gives up."""

    named = Signal(str)
    given_up = Signal()

    def __init__(self, label: str, verb: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._name = QLineEdit()
        self._name.setMaxLength(40)
        self._name.setMaximumWidth(280)
        self._name.setAccessibleName(label)
        self._done = make_button(verb, "primary")
        self._done.setEnabled(False)
        cancel = make_button(_("Cancel"), "quiet")
        words = make_label(label, "secondary")
        words.setBuddy(self._name)
        self.setLayout(row(words, self._name, self._done, cancel, None, gap=8))
        self._name.textChanged.connect(
            lambda text: self._done.setEnabled(bool(text.strip()))
        )
        self._name.returnPressed.connect(self._on_done)
        self._done.clicked.connect(self._on_done)
        cancel.clicked.connect(self._give_up)
        self.hide()

    def ask(self) -> None:
        """Show the line, empty, with the keyboard in it."""
        self._name.clear()
        self.show()
        self._name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
            return
        super().keyPressEvent(event)

    def _on_done(self) -> None:
        name = self._name.text().strip()
        if name:
            self.hide()
            self.named.emit(name)

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()
