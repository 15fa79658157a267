"""Rows of papers of care: filled as far as something is known, else room for a pen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.plain_text import one_line
from reports.layout.signing import TYPED_NAME, SigningBox, SigningRow
from reports.layout.style import (
    ASIDE,
    BODY,
    INK,
    LEFT,
    LEVELS,
    REST,
    RIGHT,
    SOFT,
    Style,
)
from reports.layout.table import (
    PADDING,
    Cell,
    Row,
    choice_lines,
    label_cell,
    row_of,
    text_after,
    text_cell,
    wrap,
)
from reports.layout.writing import LINE, WritingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.care_data import Child, Legend, Level
    from reports.layout.flow import Part
    from reports.layout.sheet import Sheet
    from reports.visit_data import Choice

EDGE = 110.4
_ROOM = RIGHT - EDGE - 2 * PADDING
_ONE = (LEFT, EDGE, RIGHT)
_TWO = (LEFT, EDGE, 318.0, 390.0, RIGHT)
_THREE = (LEFT, EDGE, 232.0, 292.0, 370.0, 418.0, RIGHT)
_HIGH = LINE + 5
_BAR = (3.4, 8.6, 1.7)
_MOST_BARS = 4
_KEY = Style("plain", 8.3, SOFT)


def pair_row(first: tuple[str, str], second: tuple[str, str]) -> Row:
    """Return two labels with what stands beside them, high enough for a pen."""
    filled = first[1] and second[1]
    row = row_of(_TWO, [first, second])
    return row if filled else Row(row.cells, minimum=_HIGH)


def pair_rows(pairs: Sequence[tuple[str, str]]) -> list[Part]:
    """Return labels and values two to a row; a last one has a row to itself."""
    rows: list[Part] = [
        pair_row(*pairs[at : at + 2]) for at in range(0, len(pairs) - 1, 2)
    ]
    if len(pairs) % 2:
        rows.append(row_of(_ONE, [pairs[-1]]))
    return rows


def text_row(label: str, text: str, lines: int = 2, style: Style = BODY) -> Part:
    """Return a labelled text, or so many lines to write on where there is none."""
    if not text.strip():
        return WritingRow(label, lines, EDGE)
    return Row((label_cell(LEFT, EDGE, label), text_cell(EDGE, RIGHT, text, style)))


def choices_row(
    label: str, choices: Sequence[Choice], text: str = "", lines: int = 0
) -> Part:
    """Return boxes to tick, then text, or `lines` to write on."""
    printed = choice_lines(((each.words, each.chosen) for each in choices), _ROOM)
    if text or not lines:
        shown = text_after(printed, text, _ROOM) if text else printed
        return Row((label_cell(LEFT, EDGE, label), Cell(EDGE, RIGHT, tuple(shown))))
    return WritingRow(label, lines, EDGE, tuple(printed))


def child_rows(child: Child, *, with_guardian: bool = True) -> list[Part]:
    """Return who a paper is about, and whom the school calls."""
    sex_and_age = "\u3000".join(filter(None, (child.sex, child.age)))
    named = (
        (_("Student"), child.name),
        (_("Sex, age"), sex_and_age),
        (_("Class"), child.class_name),
    )
    rows: list[Part] = [Row(row_of(_THREE, named).cells, minimum=_HIGH)]
    if with_guardian:
        phone = (_("Guardian's phone"), child.guardian_phone)
        rows.append(pair_row((_("Guardian"), child.guardian), phone))
    return rows


def signing_row(
    boxes: Sequence[tuple[str, str]], *, seal_at: int | None = None, phone: bool = False
) -> SigningRow:
    """Return boxes for captions and typed names; the first may ask for a phone."""
    wide = (RIGHT - LEFT) / len(boxes)
    edges = [LEFT + wide * number for number in range(len(boxes) + 1)]
    day = _("Date:            ")
    made = []
    for number, (left, right) in enumerate(pairwise(edges)):
        caption, name = boxes[number]
        asked = _("Phone:") if phone and number == 0 else ""
        made.append(
            SigningBox(
                left,
                right,
                caption,
                words=name,
                style=TYPED_NAME,
                foot=(asked, day),
                seal=_("(seal)") if number == seal_at else "",
            )
        )
    return SigningRow(tuple(made))


def _draw_bars(sheet: Sheet, corner: tuple[float, float], level: Level) -> float:
    """Draw four bars, as many filled as the level is severe; return their width."""
    wide, high, gap = _BAR
    x, y = corner
    for number in range(_MOST_BARS):
        tall = high * (number + 2) / (_MOST_BARS + 1)
        colour = LEVELS.get(level.colour, INK) if number < level.severity else REST
        place = (x + number * (wide + gap), y + high - tall)
        sheet.fill(place, (wide, tall), colour)
    return _MOST_BARS * (wide + gap)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level by bars, colour and word, and below it the scheme it belongs to."""

    level: Level | None
    legend: Legend

    @property
    def height(self) -> float:
        return 26.4 + 13.0 * len(self._key_lines()) + 5

    def draw(self, sheet: Sheet, top: float) -> None:
        height = self.height
        label = label_cell(LEFT, EDGE, _("Level of care"))
        Row((label, Cell(EDGE, RIGHT, ())), minimum=height).draw(sheet, top)
        x = EDGE + PADDING
        if self.level is not None:
            after = _draw_bars(sheet, (x, top + 8.6), self.level)
            sheet.text(x + after + 5, top + 16.8, one_line(self.level.label), BODY)
        for number, line in enumerate(self._key_lines()):
            y = top + 33 + 13.0 * number
            at = x
            for level in line:
                after = at + _draw_bars(sheet, (at, y - 7.6), level) + 3
                sheet.text(after, y, one_line(level.label), _KEY)
                at = after + _KEY.width(one_line(level.label)) + 14
            if number == 0:
                said = _("Scheme: {name}").format(name=one_line(self.legend.name))
                sheet.text_right(RIGHT - PADDING, top + 16.8, said, ASIDE)

    def _key_lines(self) -> list[list[Level]]:
        """Return the keys of the legend in as many lines as the row asks for."""
        lines: list[list[Level]] = [[]]
        x = 0.0
        for level in self.legend.levels:
            wide = _MOST_BARS * (_BAR[0] + _BAR[2]) + _KEY.width(level.label) + 17
            if lines[-1] and x + wide > _ROOM:
                lines.append([])
                x = 0.0
            lines[-1].append(level)
            x += wide
        return lines

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`: a level without its legend misleads."""


_PARAGRAPH = 15.6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text over the whole width, a numbered item with its number aside."""

    text: str
    number: int = 0

    @property
    def height(self) -> float:
        return _PARAGRAPH * len(self._lines()) + 5

    @property
    def _left(self) -> float:
        return LEFT + (18 if self.number else 2)

    def _lines(self) -> list[str]:
        return wrap(self.text, BODY, RIGHT - self._left - 2)

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.number:
            sheet.text(LEFT + 2, top + 12.6, f"{self.number}.", ASIDE)
        for number, line in enumerate(self._lines()):
            sheet.text(self._left, top + 12.6 + _PARAGRAPH * number, line, BODY)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`: a sentence to be signed stays in one."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line with words where the paper is cut."""

    words: str
    height: float = 24.0

    def draw(self, sheet: Sheet, top: float) -> None:
        y = top + 15
        wide = ASIDE.width(self.words)
        middle = (LEFT + RIGHT) / 2
        for start, end in (
            (LEFT, middle - wide / 2 - 8),
            (middle + wide / 2 + 8, RIGHT),
        ):
            x = start
            while x < end:
                stop = min(x + 4, end)
                sheet.rule((x, y), (stop, y), colour=SOFT, width=0.6)
                x += 8
        sheet.text_centred(middle, y + 3, self.words, ASIDE)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""
