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
        words = _("{title} (continued)").format(title=section.title)
        heads: list[Part] = [SectionHead(number, words, opens=False)]
        opening: list[Part] = [SectionHead(number, section.title)]
        if section.columns is not None:
            heads.append(section.columns)
            opening.append(section.columns)
        if self.pages[-1] and not self._can_open(section, _total(opening)):
            self._turn()
        for head in opening:
            self._place(head)
        for part in section.parts:
            self._add_part(part, heads)

    def _can_open(self, section: Section, heads: float) -> bool:
        """Tell whether the section's beginning may stand below what is there."""
        room = self._room - heads
        if section.together or not section.parts:
            return _total(section.parts) <= room
        return self._takes(section.parts[0], room)

    def _takes(self, part: Part, room: float) -> bool:
        """Tell whether `part`, or a beginning of a very high one, fits into `room`."""
        if part.height <= room:
            return True
        page = self._frame.bottom - self._frame.next_top
        high = part.height > page * _WORTH_SPLITTING
        return high and part.split(room) is not None

    def _add_part(self, part: Part, heads: list[Part]) -> None:
        rest = part
        while rest.height > self._room:
            fresh = len(self.pages[-1]) <= len(heads)
            pieces = None
            if fresh or self._takes(rest, self._room):
                pieces = rest.split(self._room)
            if pieces is not None:
                self._place(pieces[0])
                rest = pieces[1]
            elif fresh:
                break  # cut by the edge of the paper: better than lost
            self._turn()
            for head in heads:
                self._place(head)
        self._place(rest)

    def _turn(self) -> None:
        self.pages.append([])
        self._top = self._frame.next_top

    def _place(self, part: Part) -> None:
        self.pages[-1].append(Placed(part, self._top))
        self._top += part.height


def _total(parts: Iterable[Part]) -> float:
    return sum(part.height for part in parts)
