"""One JSON text per value, so that equal values have equal digests; and strict reading.

Readers of foreign files use `read_json`: it refuses duplicate keys, NaN, deep nesting
and oversize input instead of guessing what was meant.
"""

from __future__ import annotations

import json
from typing import Any

MAX_DEPTH = 32
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


class NotCanonicalError(ValueError):
    """The text is not JSON that we accept."""


def write_json(value: Any) -> bytes:  # noqa: ANN401  JSON is what it is
    """Return the canonical UTF-8 text: sorted keys, no spaces, no NaN."""
    return _ENCODER.encode(value).encode("utf-8")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonicalError("duplicate key")
    return found


def _refuse_constant(name: str) -> float:
    raise NotCanonicalError(f"constant {name}")


def _depth(value: Any) -> int:  # noqa: ANN401
    deepest = 0
    level = [value]
    while level:
        deepest += 1
        inner = [v for v in level if isinstance(v, dict | list)]
        level = [
            child for v in inner for child in (v.values() if isinstance(v, dict) else v)
        ]
    return deepest


def read_json(content: bytes, *, max_bytes: int = 1 << 20) -> Any:  # noqa: ANN401
    """Return the value of a JSON text from an untrusted source.

    Raises `NotCanonicalError`, and nothing else, for whatever is wrong with it.
    """
    if len(content) > max_bytes:
        raise NotCanonicalError("too large")
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_constant=_refuse_constant,
        )
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError("not JSON") from error
    if _depth(value) > MAX_DEPTH:
        raise NotCanonicalError("too deep")
    try:
        write_json(value)
    except UnicodeEncodeError as error:
        # An escaped half of a surrogate pair: no text that could be written again.
        raise NotCanonicalError("not text") from error
    return value
