"""The line above every page: where one is, search, mask, text size, theme, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import ElidedLabel, SerifLabel, make_icon_button, make_label, row
from ui.kit.find_box import FindBox
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.page import Title


class HeaderBar(QWidget):
    """Title and context on the left, what concerns the whole window on the right."""

    masking_changed = Signal(bool)
    search_requested = Signal()
    lock_requested = Signal()
    back_requested = Signal()
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._back = make_icon_button(
            look, "arrow-left", _("Back"), shortcut="Alt+Left"
        )
        self._title = SerifLabel(look, "page")
        self._strong = make_label("", "strong")
        self._context = ElidedLabel(role="muted")
        self._find = FindBox(look)
        self._search = make_icon_button(
            look, "search", _("Find a student or a command")
        )
        self._search.setToolTip(self._find.toolTip())
        self._mask = make_icon_button(look, "eye", _("Mask names"), shortcut="F9")
        self._large = make_icon_button(look, "a-large-small", _("Large text"))
        self._theme = make_icon_button(look, "moon", _("Dark theme"))
        self._lock = make_icon_button(look, "lock", _("Lock"), shortcut="Ctrl+L")
        for button in (self._mask, self._large, self._theme):
            button.setCheckable(True)
        right = (self._mask, self._large, self._theme, self._lock)
        for each in (*right, self._back, self._find, self._search):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        left = (self._back, self._title, self._strong, self._context, None)
        sides = (SPACE.page, 0, SPACE.page, 0)
        search = (self._find, self._search)
        self.setLayout(row(*left, *search, *right, gap=10, margins=sides))
        self._connect()
        look.follow(self._draw)

    def show_page(self, title: Title, *, can_go_back: bool) -> None:
        """Name the page, and what it is about."""
        self._title.setText(title.title)
        self._strong.setText(title.strong)
        self._strong.setVisible(bool(title.strong))
        self._context.setText(title.context)
        self._back.setVisible(can_go_back)
        self._find.setVisible(title.has_search)
        self._search.setVisible(not title.has_search)

    def set_masked(self, *, is_masked: bool) -> None:
        """Mask or show names, as the button does."""
        self._mask.setChecked(is_masked)

    def toggle_mask(self) -> None:
        self._mask.toggle()

    def toggle_large(self) -> None:
        self._large.click()

    def toggle_theme(self) -> None:
        self._theme.click()

    def _connect(self) -> None:
        self._find.clicked.connect(self.search_requested)
        self._search.clicked.connect(self.search_requested)
        self._mask.toggled.connect(self._on_masked)
        self._lock.clicked.connect(self.lock_requested)
        self._back.clicked.connect(self.back_requested)
        self._large.clicked.connect(
            lambda on: self.text_size_chosen.emit("large" if on else "normal")
        )
        self._theme.clicked.connect(
            lambda on: self.theme_chosen.emit("dark" if on else "light")
        )

    def _on_masked(self, is_masked: bool) -> None:
        name = "eye-off" if is_masked else "eye"
        self._look.set_icon(self._mask, name, "pine_t" if is_masked else "t2", 18)
        self.masking_changed.emit(is_masked)

    def _draw(self) -> None:
        self.setFixedHeight(self._look.sizes.header)
        self._large.setChecked(self._look.text_size == "large")
        is_dark = self._look.theme == "dark"
        self._theme.setChecked(is_dark)
        self._look.set_icon(self._theme, "sun" if is_dark else "moon", "t2", 18)
