"""Names in pinyin: keys to find a student by, and a reading to show.

pypinyin is imported at the first name, never at the start of the program; each
character is looked up once.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_COMBINATIONS = 8
# A reading that a character has as a surname, and rarely or never elsewhere.
_SURNAMES = {
    "万俟": ("mò", "qí"),
    "尉迟": ("yù", "chí"),
    "单于": ("chán", "yú"),
    "长孙": ("zhǎng", "sūn"),
    "澹台": ("tán", "tái"),
    "令狐": ("líng", "hú"),
    "皇甫": ("huáng", "fǔ"),
    "单": ("shàn",),
    "解": ("xiè",),
    "仇": ("qiú",),
    "曾": ("zēng",),
    "查": ("zhā",),
    "区": ("ōu",),
    "盖": ("gě",),
    "葛": ("gě",),
    "朴": ("piáo",),
    "翟": ("zhái",),
    "缪": ("miào",),
    "覃": ("qín",),
    "任": ("rén",),
    "乐": ("yuè",),
    "燕": ("yān",),
    "冼": ("xiǎn",),
    "华": ("huà",),
    "宁": ("nìng",),
    "种": ("chóng",),
    "重": ("chóng",),
    "黑": ("hè",),
    "员": ("yùn",),
    "召": ("shào",),
    "繁": ("pó",),
    "折": ("shé",),
    "祭": ("zhài",),
    "秘": ("bì",),
    "隗": ("wěi",),
    "谌": ("chén",),
    "於": ("yū",),
    "过": ("guō",),
    "相": ("xiàng",),
    "应": ("yīng",),
    "占": ("zhān",),
    "牟": ("mù",),
    "强": ("qiáng",),
    "曲": ("qū",),
    "盛": ("shèng",),
    "宿": ("sù",),
    "藏": ("zāng",),
    "车": ("chē",),
    "石": ("shí",),
    "沈": ("shěn",),
    "那": ("nā",),
    "哈": ("hǎ",),
    "撒": ("sǎ",),
    "訾": ("zī",),
    "逄": ("páng",),
    "宓": ("mì",),
    "卜": ("bǔ",),
    "柏": ("bǎi",),
    "费": ("fèi",),
    "贾": ("jiǎ",),
    "洗": ("xiǎn",),
}
_UNITS = re.compile(r"[A-Za-zÀ-ɏ]+|[^\W_]")
_RARE = re.compile("[\U00020000-\U0003ffff]")
_APART = re.compile("([\U00020000-\U0003ffff])")


def _plain(toned: str) -> str:
    """Return a syllable without its tone; ü is written v, as it is typed."""
    apart = unicodedata.normalize("NFD", toned).replace("u\u0308", "v")
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return the readings of a character with tones, the usual one first."""
    from pypinyin.constants import PINYIN_DICT

    found: str = PINYIN_DICT.get(ord(character), "")
    return tuple(found.split(",")) if found else ()


def _units(name: str) -> list[str]:
    """Return what is read one by one: Han characters, and words of letters."""
    found: list[str] = []
    for part in _APART.split(name):
        found += [part] if _RARE.fullmatch(part) else _UNITS.findall(part)
    return found


def _surname(units: Sequence[str]) -> tuple[str, ...]:
    if len(units) > 2 and (both := _SURNAMES.get("".join(units[:2]))):
        return both
    return _SURNAMES.get(units[0], ()) if units else ()


def _readings_of(units: Sequence[str]) -> list[tuple[str, ...]]:
    """Return, for each unit, its readings without tones, the likeliest first."""
    found = []
    surname = _surname(units)
    for place, unit in enumerate(units):
        likely = surname[place : place + 1]
        known = (*likely, *(readings(unit) if len(unit) == 1 else ()))
        found.append(tuple(dict.fromkeys(map(_plain, known))) or (unit.casefold(),))
    return found


def _spellings(syllables: Sequence[str]) -> Iterator[str]:
    """Yield what is typed from each syllable on, but no last initial alone."""
    for start in range(len(syllables)):
        rest = syllables[start:]
        whole = "".join(rest)
        yield whole
        if "v" in whole:
            yield whole.replace("v", "u")
            yield whole.replace("v", "yu")
        initials = "".join(syllable[0] for syllable in rest)
        if start == 0 or len(rest) > 1:
            yield initials
        if start == 0:
            yield rest[0] + initials[1:]


def name_keys(name: str, override: str = "") -> tuple[str, ...]:
    """Return the beginnings by which a name is found, folded in width and case.

    They are its characters, full pinyin and initials, in at most 8 readings, from every
    character on; and the same of `override`, a pinyin given by hand with blanks between
    syllables.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    units = _units(folded)
    keys: dict[str, None] = {}
    for start in range(len(units)):
        keys["".join(units[start:])] = None
    keys["".join(folded.split())] = None
    combinations = product(*_readings_of(units))
    given = [_plain(part) for part in re.split(r"[\s'’-]+", override) if part]
    for syllables in (given, *islice(combinations, MAX_COMBINATIONS)):
        keys.update(dict.fromkeys(_spellings(syllables)))
    keys.pop("", None)
    return tuple(keys)


def display_pinyin(name: str) -> str:
    """Return the likeliest reading with tones; what has none stands for itself."""
    units = _units(name)
    surname = _surname(units)
    return " ".join(
        surname[place]
        if place < len(surname)
        else (readings(unit) or (unit,))[0]
        if len(unit) == 1
        else unit
        for place, unit in enumerate(units)
    )


def sound(name: str) -> str:
    """Return the likeliest reading without tones: what names sounding alike share."""
    units = _units(unicodedata.normalize("NFKC", name).casefold())
    surname = _surname(units)
    likely = [*map(_plain, surname), *map(_likeliest, units[len(surname) :])]
    return " ".join(likely)


@cache
def _likeliest(unit: str) -> str:
    known = readings(unit) if len(unit) == 1 else ()
    return _plain(known[0]) if known else unit
