"""Photos: decoded in a worker, turned upright, made small, and freed of all they tell.

Only pixels survive. Position, device, time, comments, colour profiles and thumbnails of
the original are gone, because the picture is encoded anew from its pixels alone.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms

from homevisit.attachments.papers import EmptyAttachmentError
from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.workers import run_in_worker

MAX_FILE = 40 << 20
MAX_PIXELS = 40_000_000
MAX_JPEG = 300 << 10
MAX_THUMBNAIL = 4 << 10
PHOTO_MIME = "image/jpeg"

_LONGEST_EDGE = 1920
_THUMBNAIL_EDGE = 160
_QUALITIES = (85, 75, 65, 55)
_SMALLER = 0.8

_SAFE = N_("Nothing has been added; the record is unchanged.")
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = {b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"avif"}
_OTHERS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"\x1a\x45\xdf\xa3", "MKV"),
)
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow raises for bytes that are not what they should be.
_BAD_BYTES = (
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    EOFError,
)


class PhotoFormatRefusedError(Problem):
    """The file is no photo in a format that we take."""

    code = "photo_format_refused"
    what = N_("This file is not a JPEG or PNG photo, whatever its name says.")
    safe = _SAFE
    todo = N_("Save the picture as JPEG and choose that file.")


class HeicRefusedError(Problem):
    """The photo is in the format of newer phones."""

    code = "photo_heic_refused"
    what = N_("This photo is in the HEIC format of newer phones.")
    safe = _SAFE
    todo = N_(
        "Send it from the phone as JPEG, or choose the most compatible format there."
    )


class AnimationRefusedError(Problem):
    """The picture moves."""

    code = "photo_animation_refused"
    what = N_("This picture is an animation, not a photo.")
    safe = _SAFE
    todo = N_("Choose a still photo, or take a screenshot of the moment you need.")


class PhotoTooLargeError(Problem):
    """The file is larger than any camera's photo."""

    code = "photo_too_large"
    what = N_("This photo is larger than {limit} MB.")
    safe = _SAFE
    todo = N_("Make a smaller copy of it and choose that.")


class TooManyPixelsError(Problem):
    """Unpacked, the picture would fill the memory."""

    code = "photo_too_many_pixels"
    what = N_("This picture has more than {limit} million pixels.")
    safe = _SAFE
    todo = N_("Make a smaller copy of it and choose that.")


class DamagedPhotoError(Problem):
    """The photo cannot be decoded to its end."""

    code = "photo_damaged"
    what = N_("This photo is damaged or was not copied completely.")
    safe = _SAFE
    todo = N_("Copy it from the phone or camera again.")


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A photo ready to be sealed: JPEG of at most 300 KB, thumbnail of at most 4 KB."""

    jpeg: bytes
    width: int
    height: int
    thumbnail: bytes


def _refuse_format(content: bytes) -> None:
    if content[4:8] == b"ftyp":
        if content[8:12] in _HEIC_BRANDS:
            raise HeicRefusedError
        raise PhotoFormatRefusedError(format="MP4")
    if content[:4] == b"RIFF":
        kind = "WebP" if content[8:12] == b"WEBP" else "AVI"
        raise PhotoFormatRefusedError(format=kind)
    for magic, kind in _OTHERS:
        if content.startswith(magic):
            raise PhotoFormatRefusedError(format=kind)
    if b"<svg" in content[:4096].lower():
        raise PhotoFormatRefusedError(format="SVG")
    raise PhotoFormatRefusedError(format="?")


def _open(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    if image.width * image.height > MAX_PIXELS:
        raise TooManyPixelsError(limit=MAX_PIXELS // 1_000_000)
    # Phones put a second picture for depth into a JPEG; that is no animation.
    if content.startswith(_PNG) and getattr(image, "is_animated", False):
        raise AnimationRefusedError
    return image


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held; upright when its note cannot be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BAD_BYTES:
        return 1


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; as it is where its profile cannot be read."""
    if profile and image.mode == "RGB":
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
            )
        except (ImageCms.PyCMSError, *_BAD_BYTES):
            return image
        return converted or image
    return image


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in three colours, on white where it was transparent."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGB", layered.size, "white")
        white.paste(layered, mask=layered.getchannel("A"))
        return white
    return image.convert("RGB")


def _pixels(content: bytes, longest: int) -> Image.Image:
    """Return the upright picture, with nothing attached to it but its pixels."""
    image = _open(content)
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    image.draft("RGB", (longest, longest))
    image.load()
    flat = _in_screen_colours(_flat(image), profile)
    if orientation in _UPRIGHT:
        flat = flat.transpose(_UPRIGHT[orientation])
    flat.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    return clean


def _encoded(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True, progressive=False)
    return target.getvalue()


def _within(image: Image.Image, most: int) -> tuple[bytes, Image.Image]:
    """Return the best JPEG of at most `most` bytes, and the picture that is in it."""
    while True:
        for quality in _QUALITIES:
            encoded = _encoded(image, quality)
            if len(encoded) <= most:
                return encoded, image
        width, height = (max(1, int(edge * _SMALLER)) for edge in image.size)
        image = image.resize((width, height), Image.Resampling.LANCZOS)


def decoded(content: bytes, longest: int = _LONGEST_EDGE) -> Image.Image:
    """Return the upright pixels of a photo, at most `longest` on its longest edge.

    This runs inside the worker. Raises the problems of this module.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of size and odd EXIF; we refuse the one and drop the other.
            warnings.simplefilter("ignore")
            return _pixels(content, longest)
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError(limit=MAX_PIXELS // 1_000_000) from error
    except _BAD_BYTES as error:
        raise DamagedPhotoError from error


def made_small(image: Image.Image) -> tuple[bytes, int, int, bytes]:
    """Return JPEG, width, height and thumbnail of pixels; inside the worker."""
    image.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE), Image.Resampling.LANCZOS)
    jpeg, shown = _within(image, MAX_JPEG)
    small = image.copy()
    small.thumbnail((_THUMBNAIL_EDGE, _THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
    thumbnail, _ = _within(small, MAX_THUMBNAIL)
    return jpeg, shown.width, shown.height, thumbnail


def encode_anew(content: bytes) -> tuple[bytes, int, int, bytes]:
    """Return JPEG, width, height and thumbnail; this runs inside the worker."""
    return made_small(decoded(content))


def prepare_photo(content: bytes) -> PreparedPhoto:
    """Return a photo made small and harmless, from the bytes of any JPEG or PNG.

    Raises the problems of this module, `EmptyAttachmentError`, and those of
    `homevisit.workers`.
    """
    accept_photo(content)
    return PreparedPhoto(*run_in_worker(encode_anew, content))


def accept_photo(content: bytes) -> None:
    """Let pass what looks like a JPEG or PNG from outside, or raise a problem."""
    if not content:
        raise EmptyAttachmentError
    if len(content) > MAX_FILE:
        raise PhotoTooLargeError(limit=MAX_FILE >> 20)
    if not content.startswith((_JPEG, _PNG)):
        _refuse_format(content)
