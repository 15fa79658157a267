"""Cutting a password into the pieces that a guesser would try as one.

Runs of blocked words, dates, repetitions and keyboard rows are one piece each; what is
left is free. It serves the block-list and the strength estimate alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_SHORTEST_BLOCKED = 2
_LONGEST_BLOCKED = 24
_SHORTEST_RUN = 3
_ROWS = (
    "1234567890",
    "0987654321",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "abcdefghijklmnopqrstuvwxyz",
)
_RUNS = tuple(row for forward in _ROWS for row in (forward * 2, forward[::-1] * 2))
_DATE = re.compile(
    r"(19|20)\d\d[-./年]?(0?[1-9]|1[0-2])[-./月]?(0?[1-9]|[12]\d|3[01])日?"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19|20)\d\d"
    r"|\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"|(19|20)\d\d年?"
)


class Part(StrEnum):
    """Why a piece is easy to guess, or `FREE`."""

    BLOCKED = "blocked"
    DATE = "date"
    REPEAT = "repeat"
    RUN = "run"
    DIGITS = "digits"
    SEPARATOR = "separator"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a password; its text is a secret and stays out of `repr`."""

    kind: Part
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def split_password(password: str, *, blocked: frozenset[str]) -> tuple[Piece, ...]:
    """Return the pieces of a normalised password, at each place the longest easy one.

    Neighbouring free characters are one piece; a lone free letter between easy pieces
    (“a” in `mima2008a`) is no more than a separator, and so is a lone digit or sign.
    """
    plain = password.casefold()
    pieces: list[Piece] = []
    place = 0
    while place < len(plain):
        piece = _easy_piece(plain, place, blocked)
        if piece is None:
            piece = Piece(Part.FREE, place, place + 1)
            if pieces and pieces[-1].kind is Part.FREE:
                piece = Piece(Part.FREE, pieces.pop().start, place + 1)
        pieces.append(piece)
        place = piece.end
    return tuple(_settled(piece, plain) for piece in pieces)


def _settled(piece: Piece, plain: str) -> Piece:
    if piece.kind is not Part.FREE:
        return piece
    text = plain[piece.start : piece.end]
    if text.isdigit():
        return Piece(Part.DIGITS, piece.start, piece.end)
    if piece.length <= 2 and (not text.isalnum() or piece.length == 1):
        return Piece(Part.SEPARATOR, piece.start, piece.end)
    if not any(letter.isalnum() for letter in text):
        return Piece(Part.SEPARATOR, piece.start, piece.end)
    return piece


def _easy_piece(plain: str, place: int, blocked: frozenset[str]) -> Piece | None:
    ends = {
        Part.BLOCKED: _blocked_end(plain, place, blocked),
        Part.DATE: _date_end(plain, place),
        Part.REPEAT: _repeat_end(plain, place),
        Part.RUN: _run_end(plain, place),
    }
    kind = max(ends, key=lambda name: ends[name])
    return Piece(kind, place, ends[kind]) if ends[kind] > place else None


def _blocked_end(plain: str, place: int, blocked: frozenset[str]) -> int:
    for length in range(_LONGEST_BLOCKED, _SHORTEST_BLOCKED - 1, -1):
        if plain[place : place + length] in blocked:
            return min(place + length, len(plain))
    return place


def _date_end(plain: str, place: int) -> int:
    match = _DATE.match(plain, place)
    return match.end() if match else place


def _repeat_end(plain: str, place: int) -> int:
    """Return where a repetition of one to four characters ends."""
    for width in range(1, 5):
        unit = plain[place : place + width]
        end = place + width
        while unit and plain.startswith(unit, end):
            end += width
        if end - place >= max(_SHORTEST_RUN, 2 * width) and len(unit) == width:
            return end
    return place


def _run_end(plain: str, place: int) -> int:
    end = place + _SHORTEST_RUN
    if end > len(plain) or not any(plain[place:end] in row for row in _RUNS):
        return place
    while end < len(plain) and any(plain[place : end + 1] in row for row in _RUNS):
        end += 1
    return end
