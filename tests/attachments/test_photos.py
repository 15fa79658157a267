"""What is kept of a photo is its pixels, few bytes, and nothing about the family."""

import io
import zlib
from functools import cache

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from homevisit.attachments import (
    AnimationRefusedError,
    DamagedPhotoError,
    EmptyAttachmentError,
    HeicRefusedError,
    PhotoFormatRefusedError,
    PhotoTooLargeError,
    TooManyPixelsError,
    photos,
    prepare_photo,
)
from homevisit.attachments.photos import encode_anew
from homevisit.text import use_language
from homevisit.workers import Limits, run_in_worker

CANARY = b"canary-29.123456N"


@cache
def noise(width=640, height=480, mode="RGB"):
    """Return a picture that does not compress: the worst case for the size."""
    grey = Image.effect_noise((width, height), 120)
    return Image.merge("RGB", [grey, grey.rotate(90).resize(grey.size), grey]).convert(
        mode
    )


def saved(image, form="JPEG", **options):
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def corners(width=400, height=200):
    """Return a picture with red top left, green top right, blue bottom left."""
    image = Image.new("RGB", (width, height), "white")
    third = (width // 4, height // 4)
    image.paste("red", (0, 0, *third))
    image.paste("lime", (width - third[0], 0, width, third[1]))
    image.paste("blue", (0, height - third[1], third[0], height))
    return image


def seen(jpeg):
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def test_a_photo_comes_back_small_with_a_thumbnail():
    photo = prepare_photo(saved(noise(3000, 2000), quality=95))
    image = seen(photo.jpeg)
    assert image.format == "JPEG"
    assert image.size == (photo.width, photo.height)
    assert len(photo.jpeg) <= 300 * 1024
    assert len(photo.thumbnail) <= 4096
    assert max(seen(photo.thumbnail).size) <= 160
    assert photo.width / photo.height == pytest.approx(1.5, abs=0.01)


def test_an_ordinary_photo_keeps_its_size_in_pixels():
    jpeg, width, height, _thumbnail = encode_anew(saved(corners()))
    assert (width, height) == (400, 200)
    assert seen(jpeg).getpixel((10, 10))[0] > 200


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_jpeg_mode_becomes_three_colours(mode):
    jpeg = encode_anew(saved(noise(64, 48, mode)))[0]
    assert seen(jpeg).mode == "RGB"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_png_mode_becomes_three_colours(mode):
    image = Image.new("I;16", (9, 9)) if mode == "I;16" else noise(64, 48).convert(mode)
    assert seen(encode_anew(saved(image, "PNG"))[0]).mode == "RGB"


def test_what_is_transparent_becomes_white_not_black():
    clear = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    pixel = seen(encode_anew(saved(clear, "PNG"))[0]).getpixel((30, 30))
    assert min(pixel) > 250


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_stands_upright_whatever_the_camera_noted(orientation):
    turned = corners()
    undo = {1: None, **photos._UPRIGHT}[orientation]
    inverse = {
        Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270,
        Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90,
    }
    if undo is not None:
        turned = turned.transpose(inverse.get(undo, undo))
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = seen(encode_anew(saved(turned, exif=exif))[0])
    assert upright.size == (400, 200)
    red, green, blue = (upright.getpixel(p) for p in ((20, 10), (380, 10), (20, 190)))
    assert red[0] > 200 > red[1]
    assert green[1] > 200 > green[0]
    assert blue[2] > 200 > blue[0]


def telling_jpeg():
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825)[29] = CANARY.decode()
    profile = bytearray(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    return saved(
        noise(),
        exif=exif,
        comment=CANARY,
        xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>",
        icc_profile=bytes(profile),
    )


def telling_png():
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", CANARY.decode())
    info.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    return saved(noise(), "PNG", pnginfo=info, exif=exif)


@pytest.mark.parametrize("telling", [telling_jpeg, telling_png])
def test_position_device_and_comments_are_gone(telling):
    original = telling()
    assert CANARY in original
    jpeg, _width, _height, thumbnail = encode_anew(original)
    for kept in (jpeg, thumbnail):
        assert CANARY not in kept
        assert b"Exif" not in kept
        assert b"ICC_PROFILE" not in kept
        assert b"xmpmeta" not in kept
        # JFIF is the only application segment, and there is no comment segment.
        assert b"\xff\xfe" not in kept[:20]
        image = seen(kept)
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not image.getexif()


def test_a_profile_that_is_nonsense_or_exif_that_is_cut_does_no_harm():
    odd = saved(corners(), icc_profile=b"nonsense" * 20)
    assert seen(encode_anew(odd)[0]).size == (400, 200)
    exif = b"Exif\x00\x00MM\x00*\x00\x00\xff\xff" + b"\xff" * 30
    assert seen(encode_anew(saved(corners(), exif=exif))[0]).size == (400, 200)


def test_a_wide_colour_profile_is_turned_into_screen_colours():
    """The same numbers mean other colours under Lab's white; they must move."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = Image.new("RGB", (40, 40), (200, 30, 60))
    jpeg = encode_anew(saved(plain, quality=95, icc_profile=profile))[0]
    assert seen(jpeg).getpixel((20, 20)) == pytest.approx((200, 30, 60), abs=6)


def test_a_phone_photo_with_a_second_picture_inside_is_a_photo():
    target = io.BytesIO()
    corners().save(target, "MPO", save_all=True, append_images=[noise(64, 48)])
    assert seen(encode_anew(target.getvalue())[0]).size == (400, 200)


def ftyp(brand):
    return b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00mif1heic" + bytes(100)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyAttachmentError),
        (ftyp(b"heic"), HeicRefusedError),
        (ftyp(b"mif1"), HeicRefusedError),
        (ftyp(b"isom"), PhotoFormatRefusedError),
        (
            b'<?xml version="1.0"?><svg xmlns="x"><script/></svg>',
            PhotoFormatRefusedError,
        ),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", PhotoFormatRefusedError),
        (b"RIFF\x00\x00\x00\x00AVI LIST", PhotoFormatRefusedError),
        (b"GIF89a", PhotoFormatRefusedError),
        (b"%PDF-1.7", PhotoFormatRefusedError),
        (b"\x00" * 50, PhotoFormatRefusedError),
    ],
)
def test_what_is_no_photo_is_refused_before_a_worker_starts(content, problem):
    with pytest.raises(problem) as caught:
        prepare_photo(content)
    use_language("en")
    try:
        told = caught.value.explain()
    finally:
        use_language("zh_CN")
    assert all(part.endswith(".") for part in (told.what, told.safe, told.todo))


def test_a_file_above_the_size_cap_is_refused():
    with pytest.raises(PhotoTooLargeError):
        prepare_photo(b"\xff\xd8\xff" + bytes(photos.MAX_FILE))


def chunk(kind, body):
    check = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


def png_bomb(edge):
    header = edge.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    rows = zlib.compressobj(9)
    line = bytes(1 + (edge + 7) // 8)
    packed = b"".join(rows.compress(line) for _ in range(200)) + rows.flush()
    parts = chunk(b"IHDR", header), chunk(b"IDAT", packed), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("edge", [6400, 13_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(edge):
    with pytest.raises(TooManyPixelsError):
        prepare_photo(png_bomb(edge))


def test_forty_million_pixels_fit_into_the_workers_memory():
    large = saved(Image.new("RGBA", (8000, 4990), (9, 90, 30, 128)), "PNG")
    assert prepare_photo(large).width == 1920


def test_an_animation_is_refused():
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(AnimationRefusedError):
        encode_anew(moving)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_photo_is_refused(form, share):
    whole = saved(noise(300, 200), form)
    with pytest.raises(DamagedPhotoError):
        encode_anew(whole[: int(len(whole) * share)])


def mutated(content, seed):
    import random

    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(4, len(changed))] = chance.randrange(256)
    return bytes(changed)


def encode_many(content, seeds):
    """Run inside one worker: how many of the mutated photos had which end."""
    from homevisit.errors import Problem

    ends = {"accepted": 0, "refused": 0}
    for seed in seeds:
        try:
            encode_anew(mutated(content, seed))
            ends["accepted"] += 1
        except Problem:
            ends["refused"] += 1
    return ends


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_mutated_photos_end_in_a_photo_or_in_a_sentence(form):
    content = saved(corners(120, 80), form)
    limits = Limits(cpu_seconds=60, wall_seconds=90)
    ends = run_in_worker(encode_many, content, list(range(150)), limits=limits)
    assert sum(ends.values()) == 150
    assert min(ends.values()) > 0
