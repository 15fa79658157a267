"""Strict reading of JSON values that came from a file: a wrong shape is never guessed.

`ShapeError` is internal; each reader of a file turns it into its own problem.
"""

from __future__ import annotations

from typing import Any


class ShapeError(ValueError):
    """A value does not have the shape that its format lays down."""


def mapping(value: object, *names: str) -> dict[str, Any]:
    """Return `value` as an object with exactly the keys `names`."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise ShapeError("unexpected fields")
    return value


def items(value: object, *, at_most: int) -> list[Any]:
    """Return `value` as a list of one to `at_most` elements."""
    if not isinstance(value, list) or not 1 <= len(value) <= at_most:
        raise ShapeError("unexpected list")
    return value


def text(value: object, *, at_most: int = 200) -> str:
    """Return `value` as a text of at most `at_most` characters."""
    if not isinstance(value, str) or len(value) > at_most:
        raise ShapeError("unexpected text")
    return value


def one_of(value: object, *allowed: str) -> str:
    """Return `value` if it is one of `allowed`."""
    found = text(value)
    if found not in allowed:
        raise ShapeError("unexpected word")
    return found


def number(value: object, low: int, high: int) -> int:
    """Return `value` as a whole number from `low` to `high`, both included."""
    if type(value) is not int or not low <= value <= high:
        raise ShapeError("number out of bounds")
    return value


def hex_bytes(value: object, low: int, high: int | None = None) -> bytes:
    """Return the bytes of a lower-case hex text, `low` to `high` bytes long."""
    longest = low if high is None else high
    found = text(value, at_most=2 * longest)
    try:
        content = bytes.fromhex(found)
    except ValueError:
        raise ShapeError("not hex") from None
    if content.hex() != found or not low <= len(content) <= longest:
        raise ShapeError("not canonical hex")
    return content
