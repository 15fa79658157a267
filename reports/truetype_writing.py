"""Putting tables together to a TrueType file, with its sums."""

from __future__ import annotations

import struct
import sys
from array import array

_ALL_ONES = 0xFFFFFFFF
_WHOLE_FILE_SUM = 0xB1B0AFBA  # what a right file adds up to (OpenType, `head`)


def assemble(tables: dict[str, bytes]) -> bytes:
    """Return a font file with `tables`; `head` comes with its adjustment zeroed."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = [
        struct.pack(
            ">LHHHH",
            0x00010000,
            count,
            16 * power,
            power.bit_length() - 1,
            16 * (count - power),
        )
    ]
    start = 12 + 16 * count
    bodies = []
    head_start = 0
    total = 0
    for tag, table in sorted(tables.items()):
        if tag == "head":
            head_start = start
        added = _sum(table)
        total += added
        directory.append(
            struct.pack(">4sLLL", tag.encode("ascii"), added, start, len(table))
        )
        padded = table + bytes(-len(table) % 4)
        bodies.append(padded)
        start += len(padded)
    total += _sum(b"".join(directory))
    file = bytearray(b"".join(directory + bodies))
    adjustment = (_WHOLE_FILE_SUM - total) & _ALL_ONES
    struct.pack_into(">L", file, head_start + 8, adjustment)
    return bytes(file)


def _sum(table: bytes) -> int:
    words = array("I", table + bytes(-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & _ALL_ONES
