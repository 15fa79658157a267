"""The table of keys as a PDF to lay beside the keyboard."""

from __future__ import annotations

import html
from itertools import zip_longest

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from homevisit.text import _, translate
from ui.fonts import make_font
from ui.keys import GROUPS, Key, keys_in, spoken

_DOTS = 150
# As large as one page allows.
_POINTS = (10.0, 9.5, 9.0, 8.5, 8.0)


def draw_key_sheet() -> bytes:
    """Return all keys on one page of A4, as a PDF."""
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setTitle(_("Keys"))
    writer.setResolution(_DOTS)
    margins = QMarginsF(18, 16, 18, 16)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(
            size,
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    room = writer.pageLayout().paintRectPixels(_DOTS).size().toSizeF()
    for points in _POINTS:
        document.setDefaultFont(_font(points))
        document.setHtml(key_table())
        document.setPageSize(room)
        if document.pageCount() == 1:
            break
    document.print_(writer)
    device.close()
    return bytes(content.data())


def _font(points: float) -> QFont:
    font = make_font(1)
    font.setPointSizeF(points)
    return font


def key_table() -> str:
    """Return the table of keys as Qt's rich text."""
    parts = [f"<h2>{html.escape(_('Keys'))}</h2>"]
    for group, title in GROUPS.items():
        keys = keys_in(group)
        half = -(-len(keys) // 2)
        pairs = zip_longest(keys[:half], keys[half:])
        rows = "".join(f"<tr>{_cells(one)}{_cells(other)}</tr>" for one, other in pairs)
        head = html.escape(translate(title))
        parts.append(
            f"<h4>{head}</h4><table width='100%' cellpadding='3'>{rows}</table>"
        )
    return "".join(parts)


def _cells(key: Key | None) -> str:
    if key is None:
        return "<td></td><td></td>"
    keys, words = html.escape(spoken(key.keys)), html.escape(translate(key.words))
    return f"<td width='18%'><b>{keys}</b></td><td width='32%'>{words}</td>"
