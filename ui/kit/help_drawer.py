"""Help for the page in front: what it is for, how to, and which keys work there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QTextBrowser, QWidget

from homevisit.text import _, translate
from ui.keys import keys_of, spoken
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    make_button,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.notices import announce
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.help_texts import HelpText

_WIDTH, _WIDTH_LARGE = 400, 520
_STYLE = "p { margin: 2px 0 0 0; line-height: 125%; } h4 { margin: 14px 0 0 0; }"


class HelpDrawer(Sheet):
    """Lies over the right of the window; Esc closes it and gives the focus back."""

    keys_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__()
        self.setParent(window)
        self._look, self._window = look, window
        self._came_from: QWidget | None = None
        self._title = SerifLabel(look, "page")
        self._text = _HelpText()
        self._keys = QGridLayout()
        self._close = make_icon_button(look, "x", _("Close help"))
        self._all_keys = make_button(_("All keys"), "link")
        self._about = make_button(_("About HomeVisit"), "link")
        self._build()
        self._close.clicked.connect(self.close_back)
        for leads_away in (self._all_keys, self._about):
            leads_away.clicked.connect(self.close_back)
        self._all_keys.clicked.connect(self.keys_wanted)
        self._about.clicked.connect(self.about_wanted)
        window.installEventFilter(self)
        look.follow(self._draw)
        self.hide()

    def show_help(self, page: str, found: HelpText) -> None:
        """Show the help of a page, and the keys that work on it."""
        if not self.isVisible():
            self._came_from = self._window.window().focusWidget()
        self._title.setText(found.title)
        self._text.setHtml(_as_html(found))
        self._show_keys(page)
        self._place()
        self.show()
        self.raise_()
        self._text.setFocus()
        announce(self, self._text.toPlainText())

    def close_back(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_back()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        head = row(self._title, None, self._close, gap=8, margins=(18, 10, 8, 6))
        self._keys.setContentsMargins(18, 8, 18, 8)
        self._keys.setVerticalSpacing(6)
        self._keys.setHorizontalSpacing(12)
        self._keys.setColumnStretch(1, 1)
        foot = row(self._all_keys, None, self._about, gap=8, margins=(14, 6, 14, 10))
        self._key_head = make_label(_("Keys on this page"), "caption")
        self._key_head.setContentsMargins(18, 8, 18, 0)
        stack = column(
            head,
            make_rule(),
            self._text,
            make_rule(),
            self._key_head,
            self._keys,
            make_rule(),
            foot,
            margins=1,
        )
        stack.setStretch(2, 1)
        self.setLayout(stack)

    def _show_keys(self, page: str) -> None:
        empty(self._keys)
        found = keys_of(page)
        for at, each in enumerate(found):
            key = make_label(spoken(each.keys), "key")
            place = Qt.AlignmentFlag.AlignLeft
            self._keys.addWidget(key, at, 0, place)
            self._keys.addWidget(make_label(translate(each.words), "secondary"), at, 1)
        self._key_head.setVisible(bool(found))

    def _place(self) -> None:
        width = _WIDTH_LARGE if self._look.is_large else _WIDTH
        top, gap = self._look.sizes.header, SPACE.gap
        area = self._window.rect()
        self.setGeometry(
            area.width() - width - gap, top, width, area.height() - top - gap
        )

    def _draw(self) -> None:
        look = self._look
        self._text.document().setDefaultFont(look.font("body"))
        self._text.setContentsMargins(0, 0, 0, 0)
        if self.isVisible():
            self._place()


def _as_html(found: HelpText) -> str:
    parts = (
        (f"<h4>{escape(head)}</h4>" if head else "") + f"<p>{escape(words)}</p>"
        for head, words in found.parts()
    )
    return "".join(parts)


class _HelpText(QTextBrowser):
    """Reads like paper: no frame, no links to anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("help", True)
        self.document().setDocumentMargin(18)
        self.document().setDefaultStyleSheet(_STYLE)
        self.setAccessibleName(_("Help"))
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
