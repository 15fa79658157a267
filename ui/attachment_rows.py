"""What the photos and papers of a file show, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A photo or paper; `about` says what it belongs to, `visit_id` leads there."""

    id: str
    title: str
    kind: str
    on: str
    size: str
    who: str = ""
    about: str = ""
    visit_id: str = ""
    is_pdf: bool = False
    caption: str = ""
    thumbnail: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class PaperPages:
    """Pages of one paper as JPEG, from the one numbered `first`, of `total`."""

    id: str
    first: int
    total: int
    pages: tuple[bytes, ...] = field(repr=False)
