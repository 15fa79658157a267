"""Photos two by two, each as large as its half of the page allows, with its caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.embedding import embedded_jpeg
from reports.layout.style import FAINT, LEFT, RIGHT, SMALL, Style
from reports.layout.table import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.layout.sheet import Sheet
    from reports.visit_data import Photo

_HALF = (RIGHT - LEFT) / 2
_PAD = 8.0
_IMAGE_HEIGHT = 170.0
_CAPTION_LEADING = 11.5
_MISSING = Style("plain", 8.75, FAINT)


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One or two photos side by side, framed."""

    photos: tuple[Photo, ...]
    captions: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, photos: Sequence[Photo]) -> PhotoRow:
        lines = (
            tuple(wrap(photo.caption, SMALL, _HALF - 2 * _PAD)) for photo in photos
        )
        return cls(tuple(photos), tuple(lines))

    @property
    def height(self) -> float:
        lines = max(len(caption) for caption in self.captions)
        return _IMAGE_HEIGHT + 2 * _PAD + lines * _CAPTION_LEADING + 2

    def draw(self, sheet: Sheet, top: float) -> None:
        for number, photo in enumerate(self.photos):
            left = LEFT + number * _HALF
            sheet.frame((left, top), (_HALF, self.height))
            _draw_photo(sheet, photo.jpeg, left + _PAD, top + _PAD)
            for line, words in enumerate(self.captions[number]):
                y = top + _PAD + _IMAGE_HEIGHT + _CAPTION_LEADING * (line + 1)
                sheet.text(left + _PAD, y, words, SMALL)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


def _draw_photo(sheet: Sheet, jpeg: bytes, left: float, top: float) -> None:
    width = _HALF - 2 * _PAD
    try:
        photo, (wide, high) = embedded_jpeg(jpeg)
    except ValueError:
        words = _("This photo cannot be read.")
        sheet.text_centred(left + width / 2, top + _IMAGE_HEIGHT / 2, words, _MISSING)
        return
    scale = min(width / wide, _IMAGE_HEIGHT / high)
    size = (wide * scale, high * scale)
    x = left + (width - size[0]) / 2
    sheet.embed(photo, (x, top + (_IMAGE_HEIGHT + size[1]) / 2), size)
