"""From sections to pages: what goes where, and which heads are repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from homevisit.text import _
from reports.layout.style import LEFT, PINE, SECTION, SECTION_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.layout.sheet import Sheet

HEAD_HEIGHT = 35.0
_DISC = 7.2
_DISC_DOWN = 22.0
_ENOUGH = 120.0  # of a first part, below its head
_WORTH_SPLITTING = 0.35  # of a page: a lower row goes to the next page whole


class Part(Protocol):
    """Something with a height that can be drawn, and perhaps cut in two."""

    @property
    def height(self) -> float: ...

    def draw(self, sheet: Sheet, top: float) -> None: ...

    def split(self, room: float) -> tuple[Part, Part] | None:
        """Return what fits into `room` and the rest, or None to stay whole."""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered head with parts below it; `together` forbids a page break inside.

    `columns` is the head of a table, repeated on every page of it.
    """

    title: str
    parts: tuple[Part, ...]
    together: bool = False
    columns: Part | None = None


@dataclass(frozen=True, slots=True)
class SectionHead:
    """A number in a pine disc and a serif title, with the space above them."""

    number: int
    title: str
    opens: bool = True
    height: float = HEAD_HEIGHT

    def draw(self, sheet: Sheet, top: float) -> None:
        middle = top + _DISC_DOWN
        sheet.disc((LEFT + _DISC, middle), _DISC, PINE)
        sheet.text_centred(LEFT + _DISC, middle + 2.9, str(self.number), SECTION_NUMBER)
        sheet.text(LEFT + 20, middle + 4, self.title, SECTION)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and where its upper edge stands on its page."""

    part: Part
    top: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Where parts may stand: on the first page, on the next ones, and down to where."""

    first_top: float
    next_top: float
    bottom: float


Page = tuple[Placed, ...]


def flow(sections: Iterable[Section], frame: Frame) -> tuple[Page, ...]:
    """Return the pages; at least one, even when there is nothing to say."""
    filling = _Filling(frame)
    for number, section in enumerate(sections, start=1):
        filling.add(number, section)
    return tuple(tuple(page) for page in filling.pages)


class _Filling:
    """The page being filled and the place reached on it."""

    def __init__(self, frame: Frame) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._frame = frame
        self._top = frame.first_top

    @property
    def _room(self) -> float:
        return self._frame.bottom - self._top

    def add(self, number: int, section: Section) -> None:
        whole = HEAD_HEIGHT + sum(part.height for part in section.parts)
        first = section.parts[0].height if section.parts else 0.0
        needed = whole if section.together else HEAD_HEIGHT + min(first, _ENOUGH)
        if needed > self._room and self.pages[-1]:
            self._turn()
        words = _("{title} (continued)").format(title=section.title)
        heads: list[Part] = [SectionHead(number, words, opens=False)]
        self._place(SectionHead(number, section.title))
        if section.columns is not None:
            self._place(section.columns)
            heads.append(section.columns)
        for part in section.parts:
            self._add_part(part, heads)

    def _add_part(self, part: Part, heads: list[Part]) -> None:
        rest: Part | None = part
        while rest is not None:
            if rest.height <= self._room:
                self._place(rest)
                return
            rest = self._add_beginning(rest, heads)

    def _add_beginning(self, part: Part, heads: list[Part]) -> Part | None:
        """Put what fits of a too high part on this page; return what is left of it."""
        page = self._frame.bottom - self._frame.next_top - HEAD_HEIGHT
        fresh = len(self.pages[-1]) <= len(heads)
        pieces = None
        if fresh or part.height > page * _WORTH_SPLITTING:
            pieces = part.split(self._room)
        if pieces is None and fresh:
            self._place(part)  # nothing can be done: better cut by the edge than lost
            return None
        if pieces is not None:
            self._place(pieces[0])
            part = pieces[1]
        self._turn()
        for head in heads:
            self._place(head)
        return part

    def _turn(self) -> None:
        self.pages.append([])
        self._top = self._frame.next_top

    def _place(self, part: Part) -> None:
        self.pages[-1].append(Placed(part, self._top))
        self._top += part.height
