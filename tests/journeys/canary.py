"""Canaries: words that stand in no file unless personal data leaked into it.

Every canary holds both stems. They are searched in raw bytes, in the encodings that
software writes by accident, and inside zlib streams.
"""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

STEM = "金丝雀啼鸣"
LATIN = "CANARYQZX"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 4 << 20


def canary(number: int, stems: tuple[str, str] = (STEM, LATIN)) -> str:
    """Return the canary of one field."""
    return f"{stems[0]}{number}{stems[1]}{number}"


def needles(stems: tuple[str, ...] = (STEM, LATIN)) -> dict[str, bytes]:
    """Return what is searched for, by the name of its encoding."""
    found = {}
    for stem in stems:
        for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            raw = stem.encode(coding)
            found[f"{coding} {stem}"] = raw
            found[f"hex of {coding} {stem}"] = raw.hex().encode()
            found[f"HEX of {coding} {stem}"] = raw.hex().upper().encode()
            for shift in range(3):
                found[f"base64+{shift} of {coding} {stem}"] = _base64(raw, shift)
        escaped = stem.encode("unicode_escape")
        if escaped != stem.encode():
            found[f"escaped {stem}"] = escaped
    return found


def _base64(raw: bytes, shift: int) -> bytes:
    """Return the part of the text that does not depend on what stands around it."""
    text = base64.b64encode(b"\0" * shift + raw)
    start = (0, 2, 3)[shift]
    kept = text[start:].rstrip(b"=")
    return kept[: len(kept) - 2]


@dataclass(frozen=True)
class Leak:
    path: Path
    how: str


def search(
    root: Path,
    *,
    leave_out: tuple[Path, ...] = (),
    stems: tuple[str, ...] = (STEM, LATIN),
) -> list[Leak]:
    """Return every place under `root` where a canary can be read."""
    wanted = needles(stems)
    found = []
    for path in sorted(root.rglob("*")):
        if any(path.is_relative_to(each) for each in leave_out):
            continue
        name = str(path.relative_to(root))
        found += [Leak(path, "file name")] if any(x in name for x in stems) else []
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [Leak(path, how) for how in seen_in(content, wanted)]
    return found


def seen_in(content: bytes, wanted: dict[str, bytes]) -> list[str]:
    """Return how canaries can be read from some bytes."""
    found = [how for how, needle in wanted.items() if needle in content]
    for match in _ZLIB.finditer(content):
        inner = _inflated(content[match.start() : match.start() + _MOST])
        found += [f"zlib: {how}" for how, needle in wanted.items() if needle in inner]
    return found


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _MOST)
    except zlib.error:
        return b""
