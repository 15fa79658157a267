"""Text as it goes on paper: what cannot be printed is taken out before layout."""

from __future__ import annotations

import re

TAB = "    "
# Controls, and characters that only steer (zero width, direction, variation, tags):
# they draw nothing, and a reader of the paper could not know of them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
# Halves of pairs and noncharacters, which no PDF may hold.
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """Return `text` with plain line ends, no steering signs, U+FFFD for junk."""
    if text.isprintable() and not _INVISIBLE.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", TAB)
    return _IMPOSSIBLE.sub("\ufffd", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """Return printable `text` on a single line, for names, dates and labels."""
    return " ".join(printable(text).split("\n"))
