"""A visit's data as sections of rows; what is not chosen never reaches the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.flow import Section
from reports.layout.photos import PhotoRow
from reports.layout.plain_text import one_line
from reports.layout.style import ASIDE, BODY, LEFT, NAME, QUOTE, RIGHT, SOFT, Style
from reports.layout.table import (
    PADDING,
    Cell,
    Line,
    Piece,
    Row,
    choice_lines,
    label_cell,
    row_of,
    text_after,
    text_cell,
    wrap,
)
from reports.visit_data import VisitSection
from reports.visit_signing import signing_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reports.layout.flow import Part
    from reports.visit_data import Choice, Promise, VisitSummary

_LABEL_EDGE = 110.4
_SIX = (LEFT, _LABEL_EDGE, 278.0, 337.5, 396.5, 456.0, RIGHT)
_TWO = (LEFT, _LABEL_EDGE, RIGHT)
_ROOM = RIGHT - _LABEL_EDGE - 2 * PADDING
_WHO_SHARE = 0.4  # of a promise's row, for who and when
_SATISFACTION_AT = 133.0
_GAP = "\u3000"


def visit_sections(visit: VisitSummary) -> list[Section]:
    """Return the chosen sections in the order of the paper."""
    makers: dict[VisitSection, Callable[[VisitSummary], Section | None]] = {
        VisitSection.FACTS: _facts,
        VisitSection.OBSERVATIONS: _observations,
        VisitSection.AGREEMENTS: _agreements,
        VisitSection.RISK: _risk,
        VisitSection.SIGNATURES: _signatures,
        VisitSection.ADDENDA: _addenda,
        VisitSection.PHOTOS: _photos,
    }
    made = (make(visit) for key, make in makers.items() if key in visit.sections)
    return [section for section in made if section is not None]


def _facts(visit: VisitSummary) -> Section:
    six = (
        (_("Visit time"), _joined(visit.visit_date, visit.time_span)),
        (_("Form of visit"), visit.form),
        (_("Ordinal"), visit.ordinal),
        (_("Place"), visit.place),
        (_("Lead teacher"), visit.lead_teacher),
        (_("Companions"), visit.companions),
        (_("Talked with"), visit.interviewees),
        (_("Student present"), visit.student_present),
        (_("Outcome"), visit.outcome),
    )
    rows: list[Part] = [_name_row(visit)]
    rows += [row_of(_SIX, six[at : at + 3]) for at in range(0, len(six), 3)]
    rows.append(_choices_row(_("Purpose"), visit.purposes))
    if visit.sibling_note:
        rows.append(row_of(_TWO, [(_("Siblings"), visit.sibling_note)]))
    return Section(_("Student and visit"), tuple(rows))


def _name_row(visit: VisitSummary) -> Row:
    beside = row_of(
        _SIX[2:],
        [(_("Class"), visit.class_name), (_("Class teacher"), visit.class_teacher)],
    )
    left, right = _LABEL_EDGE, _SIX[2]
    names = wrap(one_line(visit.student), NAME, right - left - 2 * PADDING)
    lines: list[Line] = [(Piece(PADDING, name, NAME),) for name in names]
    after = PADDING + NAME.width(names[-1]) + (9 if names[-1] else 0)
    sex = one_line(visit.sex)
    if after + ASIDE.width(sex) <= right - left - PADDING:
        lines[-1] = (*lines[-1], Piece(after, sex, BODY))
    else:
        lines.extend((Piece(PADDING, line),) for line in wrap(sex, BODY, 150))
    name = Cell(left, right, tuple(lines))
    label = label_cell(LEFT, left, _("Student"))
    return Row((label, name, *beside.cells), minimum=27.8)


def _observations(visit: VisitSummary) -> Section:
    rows: list[Part] = [
        _text_row(_("Family situation"), visit.family_situation),
        _choices_row(
            _("Study environment"), visit.study_places, visit.study_environment
        ),
        _text_row(_("At home"), visit.at_home),
        _text_row(_("The child's words"), _quoted(visit.child_words), QUOTE),
        _text_row(_("At school"), visit.at_school),
        _text_row(_("Guardian's opinion"), visit.guardian_opinion),
    ]
    rows += [
        _choices_row(note.label, note.choices, note.text)
        for note in visit.more_observations
    ]
    return Section(_("Seen and heard"), tuple(rows))


def _agreements(visit: VisitSummary) -> Section:
    rows: list[Part] = [
        _promise_row(_("Family"), visit.home_promises),
        _promise_row(_("School"), visit.school_promises),
        _choices_row(_("Policies explained"), visit.policies),
        _next_visit_row(visit),
    ]
    return Section(_("Agreed together"), tuple(rows))


def _risk(visit: VisitSummary) -> Section | None:
    rows = [_choices_row(note.label, note.choices, note.text) for note in visit.risk]
    return Section(_("Signs of risk (confidential)"), tuple(rows)) if rows else None


def _addenda(visit: VisitSummary) -> Section | None:
    rows = [
        _text_row(
            addendum.written_at,
            _("{author}, because: {reason}").format(
                author=addendum.author, reason=addendum.reason
            )
            + "\n"
            + addendum.text,
        )
        for addendum in visit.addenda
    ]
    return Section(_("Added later"), tuple(rows)) if rows else None


def _photos(visit: VisitSummary) -> Section | None:
    pairs = [visit.photos[at : at + 2] for at in range(0, len(visit.photos), 2)]
    rows = tuple(PhotoRow.of(pair) for pair in pairs)
    return Section(_("Photos"), rows) if rows else None


def _signatures(visit: VisitSummary) -> Section:
    return Section(_("Signatures"), (signing_row(visit),), together=True)


def _text_row(label: str, text: str, style: Style = BODY) -> Row:
    cells = label_cell(*_TWO[:2], label), text_cell(*_TWO[1:], text, style)
    return Row(cells)


def _choices_row(label: str, choices: Iterable[Choice], text: str = "") -> Row:
    lines = choice_lines(_boxes(choices), _ROOM)
    if text:
        lines = text_after(lines, text, _ROOM)
    value = Cell(_LABEL_EDGE, RIGHT, tuple(lines))
    return Row((label_cell(LEFT, _LABEL_EDGE, label), value))


def _promise_row(label: str, promises: Iterable[Promise]) -> Row:
    lines = tuple(line for promise in promises for line in _promise_lines(promise))
    value = Cell(_LABEL_EDGE, RIGHT, lines)
    return Row((label_cell(LEFT, _LABEL_EDGE, label), value))


def _promise_lines(promise: Promise) -> Iterator[Line]:
    """Yield what is promised, with who and when on the right of its last line."""
    aside = wrap(_joined(promise.who, promise.when), ASIDE, _ROOM * _WHO_SHARE)
    widest = max(ASIDE.width(line) for line in aside)
    *words, last = wrap(promise.what, BODY, _ROOM - widest - PADDING)
    for line in words:
        yield (Piece(PADDING, line),)
    pieces = [Piece(PADDING + _ROOM - ASIDE.width(line), line, ASIDE) for line in aside]
    yield Piece(PADDING, last), pieces[0]
    for piece in pieces[1:]:
        yield (piece,)


def _next_visit_row(visit: VisitSummary) -> Row:
    label = label_cell(LEFT, _LABEL_EDGE, _("Next visit"))
    asked = Style("plain", 9.5, SOFT)
    words = _("Guardian's satisfaction")
    lines: list[Line] = [(Piece(PADDING, one_line(visit.next_visit)),)]
    start = max(PADDING + BODY.width(one_line(visit.next_visit)) + 20, _SATISFACTION_AT)
    if not visit.satisfaction:
        lines = [
            (Piece(PADDING, line),) for line in wrap(visit.next_visit, BODY, _ROOM)
        ]
    elif start + asked.width(words) < _ROOM * 0.6:
        before = (*lines[0], Piece(start, words, asked))
        boxes_at = start + asked.width(words) + 9
        lines = choice_lines(
            _boxes(visit.satisfaction), _ROOM, before=before, start=boxes_at
        )
    else:
        lines = [
            (Piece(PADDING, line),) for line in wrap(visit.next_visit, BODY, _ROOM)
        ]
        before = (Piece(PADDING, words, asked),)
        lines += choice_lines(
            _boxes(visit.satisfaction),
            _ROOM,
            before=before,
            start=PADDING + asked.width(words) + 9,
        )
    return Row((label, Cell(_LABEL_EDGE, RIGHT, tuple(lines))))


def _boxes(choices: Iterable[Choice]) -> Iterator[tuple[str, bool]]:
    return ((choice.words, choice.chosen) for choice in choices)


def _joined(*words: str) -> str:
    return _GAP.join(one_line(word) for word in words if word)


def _quoted(words: str) -> str:
    """Put quotation marks around what a child said, unless they are there."""
    bare = words.strip()
    return f"“{bare}”" if bare and bare[0] not in '“"「『' else bare
