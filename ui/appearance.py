"""What the window looks like now: theme, text size, and what is drawn with them.

One `Appearance` is made at start and handed to everything that paints. It owns the
style sheet and palette of the application, and tells when they have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton
from shiboken6 import isValid

from ui.fonts import make_font
from ui.icons import IconPainter
from ui.stylesheet import make_palette, make_style_sheet
from ui.tokens import LARGE, PALETTES, Palette, Sizes, TextSize, ThemeName, sizes_at

if TYPE_CHECKING:
    from collections.abc import Callable

FontRole = Literal[
    "caption", "secondary", "body", "strong", "section", "page", "person", "initial"
]
ThemeChoice = Literal["system", "light", "dark"]

_SERIF_ROLES = ("section", "page", "person", "initial")
_ICON_GAP = 4
_FADE_MS = 120
_MOVING = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Appearance(QObject):
    """Theme and text size of one application; `changed` follows every change.

    `reveal_seconds` is how long something masked stays readable once it was asked for.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._icons = IconPainter()
        self._iconed: WeakKeyDictionary[
            QAbstractButton | QLabel, tuple[str, str, int]
        ] = WeakKeyDictionary()
        self._choice: ThemeChoice = "light"
        self._text: TextSize = "normal"
        self._zoom = 100
        self._is_still = False
        self._shown: tuple[str, str, int] | None = None
        self._blinking = app.cursorFlashTime()
        self.reveal_seconds = 20
        self.palette: Palette = PALETTES["light"]
        self.sizes: Sizes = sizes_at("normal")
        self._fonts: dict[str, QFont] = {}
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_system_scheme)

    @property
    def theme(self) -> ThemeName:
        """The theme that is shown, with the system's wish resolved."""
        if self._choice != "system":
            return self._choice
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def theme_choice(self) -> ThemeChoice:
        return self._choice

    @property
    def text_size(self) -> TextSize:
        return self._text

    @property
    def zoom(self) -> int:
        """Percent by which everything is larger than its text size says."""
        return self._zoom

    @property
    def is_large(self) -> bool:
        """Whether words are so large, by text size or zoom, that they want room."""
        return self.sizes.body >= LARGE.body

    @property
    def fade_ms(self) -> int:
        """How long something may take to appear; 0 for those whom motion disturbs."""
        return 0 if self._is_still else _FADE_MS

    def use(
        self,
        *,
        theme: ThemeChoice | None = None,
        text: TextSize | None = None,
        zoom: int | None = None,
    ) -> None:
        """Show `theme` and `text` at `zoom` percent from now on; None leaves it."""
        self._choice = theme or self._choice
        self._text = text or self._text
        self._zoom = zoom or self._zoom
        wanted = (self.theme, self._text, self._zoom)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.palette = PALETTES[self.theme]
        self.sizes = sizes_at(self._text, self._zoom)
        self._fonts.clear()
        self._app.setFont(self.font("body"))
        self._app.setPalette(make_palette(self.palette))
        self._app.setStyleSheet(make_style_sheet(self.palette, self.sizes))
        self._redraw_icons()
        self.changed.emit()

    def keep_still(self, is_still: bool) -> None:
        """Let nothing fade, slide or blink, or let it again."""
        self._is_still = is_still
        self._app.setCursorFlashTime(0 if is_still else self._blinking)
        for effect in _MOVING:
            self._app.setEffectEnabled(effect, not is_still)

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.palette, name))

    def font(self, role: FontRole) -> QFont:
        """Return the font of a type role in the text size in use."""
        if role not in self._fonts:
            self._fonts[role] = self._make_font(role)
        return self._fonts[role]

    def _make_font(self, role: FontRole) -> QFont:
        named = {"strong": "body", "initial": "section"}.get(role, role)
        pixels: int = getattr(self.sizes, named)
        face: Literal["serif", "sans"] = "serif" if role in _SERIF_ROLES else "sans"
        return make_font(pixels, bold=role == "strong", face=face)

    def pixmap(self, name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return icon `name` in the colour called `role`, for delegates."""
        return self._icons.pixmap(name, getattr(self.palette, role), size, ratio)

    def icon(self, name: str, role: str, size: int, *, gap: int = 0) -> QIcon:
        """Return a button icon, `gap` pixels wider for words; disabled it is muted."""
        icon = QIcon()
        for ratio in {1.0, self._app.devicePixelRatio()}:
            icon.addPixmap(_widened(self.pixmap(name, role, size, ratio), gap))
            muted = _widened(self.pixmap(name, "ctl", size, ratio), gap)
            icon.addPixmap(muted, QIcon.Mode.Disabled)
        return icon

    def set_icon(
        self, widget: QAbstractButton | QLabel, name: str, role: str, size: int = 0
    ) -> None:
        """Give `widget` an icon that follows theme and text size from now on.

        `size` is in pixels before zooming; without one it is as high as the words.
        """
        self._iconed[widget] = (name, role, size)
        self._draw_icon(widget)

    def clear_icon(self, button: QAbstractButton) -> None:
        """Take a button's icon away."""
        if self._iconed.pop(button, None) is not None:
            button.setIcon(QIcon())

    def _draw_icon(self, widget: QAbstractButton | QLabel) -> None:
        name, role, wanted = self._iconed[widget]
        size = round(wanted * self._zoom / 100) or self.sizes.icon
        if isinstance(widget, QLabel):
            ratio = widget.devicePixelRatioF()
            widget.setPixmap(self.pixmap(name, role, size, ratio))
            return
        # Fusion puts words so close to an icon that they touch.
        is_beside = bool(widget.text()) and not isinstance(widget, QToolButton)
        is_beside = is_beside or widget.property("kind") == "chip"
        gap = _ICON_GAP if is_beside else 0
        widget.setIcon(self.icon(name, role, size, gap=gap))
        widget.setIconSize(QSize(size + gap, size))

    def _redraw_icons(self) -> None:
        # Qt's own list of all widgets holds some that are just being destroyed.
        for widget in list(self._iconed):
            if isValid(widget):
                self._draw_icon(widget)

    def follow(self, draw: Callable[[], None]) -> None:
        """Call `draw` now and after each change; a method of a QObject ends with it."""
        draw()
        self.changed.connect(draw)

    def _on_system_scheme(self) -> None:
        if self._choice == "system":
            self.use()


def _widened(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + int(gap * ratio), pixmap.height())
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(ratio)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide
