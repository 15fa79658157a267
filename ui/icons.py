"""Draws the shipped outline icons in any colour and size, sharp on every screen.

The files are lucide's (ISC, see resources/icons/LICENSE) and our own; `currentColor`
is replaced in the text because Qt would paint it black in the dark theme too.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from homevisit.paths import resource_path

_THIN_FROM = 20
_STROKE = re.compile(r'stroke-width="2"')


class IconPainter:
    """Renders icons by name and keeps the pixmaps; lives in the window's thread."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """Return the icon `size` logical pixels wide for a screen of `ratio`."""
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(name, colour, size, ratio)
        return self._pixmaps[key]

    def _render(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        renderer = QSvgRenderer(QByteArray(self._source(name, colour, size).encode()))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str, colour: str, size: int) -> str:
        if name not in self._sources:
            path = resource_path("icons", f"{name}.svg")
            self._sources[name] = path.read_text(encoding="utf-8")
        width = "1.6" if size >= _THIN_FROM else "1.75"
        text = _STROKE.sub(f'stroke-width="{width}"', self._sources[name])
        return text.replace("currentColor", colour)


def scene_renderer() -> QSvgRenderer:
    """Return the drawing of the unlock page."""
    return QSvgRenderer(str(resource_path("icons", "unlock-scene.svg")))
