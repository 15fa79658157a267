"""Photos of a visit, drawn here: a desk by a window, hills; no person in them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from random import Random

_SIZE = (1280, 960)
_SKIES = ((222, 234, 236), (240, 228, 208), (214, 226, 214), (233, 224, 229))
_WALL, _WOOD, _DARK = (244, 239, 230), (176, 137, 96), (74, 66, 58)
_BOOKS = ((47, 93, 80), (173, 92, 66), (208, 168, 92), (96, 112, 140), (140, 96, 104))


def draw_photo(chance: Random) -> bytes:
    """Return a JPEG of a place to study; the same chance gives the same picture."""
    picture = Image.new("RGB", _SIZE, _WALL)
    pen = ImageDraw.Draw(picture)
    _window(pen, chance)
    _desk(pen, chance)
    content = BytesIO()
    picture.save(content, "JPEG", quality=88)
    return content.getvalue()


def _window(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    pen.rectangle((420, 90, 1100, 520), fill=chance.choice(_SKIES))
    for layer, shade in enumerate(((150, 170, 160), (118, 146, 134), (88, 120, 108))):
        base = 380 + layer * 50
        points = [(420.0, 520.0)]
        points += [
            (420 + 68.0 * step, float(base - chance.randrange(70)))
            for step in range(11)
        ]
        pen.polygon([*points, (1100.0, 520.0)], fill=shade)
    pen.rectangle((410, 80, 1110, 530), outline=_DARK, width=12)
    pen.line((760, 80, 760, 530), fill=_DARK, width=10)


def _desk(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    pen.rectangle((140, 680, 1180, 730), fill=_WOOD)
    for leg in (180, 1100):
        pen.rectangle((leg, 730, leg + 40, 960), fill=_WOOD)
    left = 200
    for _book in range(chance.randint(6, 12)):
        width, height = chance.randint(22, 48), chance.randint(110, 180)
        pen.rectangle(
            (left, 680 - height, left + width, 680), fill=chance.choice(_BOOKS)
        )
        left += width + 4
    pen.polygon([(900, 520), (1040, 520), (1000, 440), (940, 440)], fill=_BOOKS[2])
    pen.rectangle((962, 520, 978, 680), fill=_DARK)
