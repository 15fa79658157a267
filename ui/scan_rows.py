"""What the page of signed sheets shows: plain, frozen, without a record in it."""

from __future__ import annotations

from dataclasses import dataclass, field

READY, ASKING, REFUSED = "ready", "asking", "refused"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet of paper: whose it is, what is to be done, where it would go.

    `tone` is one of this module; `places` are (key, words). `name` is empty while
    nobody knows whose it is; `source` is the name of the file.
    """

    key: str
    pages: tuple[str, ...]
    tone: str
    words: str
    advice: str = ""
    name: str = ""
    code: str = ""
    source: str = ""
    student_id: str = ""
    paper_id: str = ""
    places: tuple[tuple[str, str], ...] = ()
    place: str = ""
    is_wanted: bool = False
    thumbnail: bytes = field(default=b"", repr=False)

    @property
    def is_ready(self) -> bool:
        return bool(self.place)
