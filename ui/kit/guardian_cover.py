"""Guardian mode: one page over the whole window, and nothing else can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from homevisit.text import _
from ui.kit.basics import SerifLabel, column, make_label, row
from ui.kit.hand_back import HandBack
from ui.kit.signing_card import SigningCard
from ui.kit.summary_sheet import SummarySheet
from ui.kit.tab_order import step_within
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.signing_rows import VisitShown


class GuardianCover(QWidget):
    """Lies over a window until `end`; keys, shortcuts and closing do not pass.

    Only Ctrl+L goes through, as `lock_requested`. Closing the window asks for the
    password too; `wants_to_close` tells that it was asked for.
    """

    lock_requested = Signal()

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Page for the guardian"))
        self.wants_to_close = False
        self._state = window.windowState()
        self._covered: list[QWidget] = []
        self.sheet = SummarySheet(look)
        self.card = SigningCard(look)
        self.back = HandBack(look)
        self._whose = make_label("", "body")
        self._build()
        look.follow(self._draw)

    def begin(self, shown: VisitShown) -> None:
        """Cover the window, in full screen, with this visit."""
        self._whose.setText(f"{shown.student_name}  {shown.context}")
        self.sheet.show_visit(shown)
        self._cover()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        self._window.activateWindow()
        self.card.begin(shown)

    def end(self) -> None:
        """Give the window back as it was."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for widget in self._covered:
            if isValid(widget):
                widget.setEnabled(True)
        self._covered = []
        self._window.setWindowState(self._state)
        self._window.activateWindow()
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Close:
            event.ignore()
            self.wants_to_close = True
            self.back.ask()
            return True
        if watched is self._window and kind == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        if kind == QEvent.Type.ShortcutOverride:
            # Accepted, a key is only a key: no shortcut of any page hears it.
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and _is_lock(event):
            self.lock_requested.emit()
            return True
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_within(self, forward=forward) or super().focusNextPrevChild(forward)

    def _cover(self) -> None:
        """Disable all that lies beneath, so that Tab and the mouse stay here."""
        for child in self._window.children():
            if isinstance(child, QWidget) and child is not self and child.isEnabled():
                child.setEnabled(False)
                self._covered.append(child)

    def _build(self) -> None:
        title = SerifLabel(self._look, "page", _("Please look whether it is right"))
        head = row(title, self._whose, None, gap=14)
        head.setContentsMargins(SPACE.page, 14, SPACE.page, 12)
        line = row(gap=SPACE.gap, margins=(SPACE.page, 0, SPACE.page, 12))
        line.addWidget(self.sheet, 5)
        line.addWidget(self.card, 4)
        footer = QFrame()
        footer.setProperty("footer", True)
        footer.setLayout(
            row(self.back, margins=(SPACE.page, 11, SPACE.page, 11)),
        )
        stack = column(head, line, footer)
        stack.setStretch(1, 1)
        self.setLayout(stack)

    def _draw(self) -> None:
        # Read at arm's length, often by the old: words as large as headings.
        size = self._look.sizes.section
        self.setStyleSheet(f'QLabel[role="body"] {{ font-size: {size}px; }}')


def _is_lock(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_L
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
