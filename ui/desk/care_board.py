"""The queue of the care board as rows: levels with their legend, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.services import care_board, room, room_requests, school, words
from homevisit.text import _, run_on, translate
from ui.care_rows import (
    BY_CLASS,
    BY_NAME,
    AskRow,
    Board,
    ClueRow,
    Countdown,
    Fork,
    LevelSign,
    QueueHead,
    QueueRow,
)
from ui.desk.care_signs import HUES, left_words, read_instant, until_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from homevisit.domain.care_school_records import Level
    from homevisit.services.care_board import Clue, Queue
    from homevisit.services.care_board import QueueRow as Row
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.care_rows import DueState, Hue, QueueItem

CLOCKS, STATES = "care_clock_kinds", "care_states"
CLOCK_IS_RIGHT = "clock_is_right"
_LAST = "\U0010ffff"


def read_board(session: Session, order: str, *, with_ended: bool = False) -> Board:
    """Return the queue, the new clues, and the requests of leaders."""
    opened = room.room_of(session)
    queue = care_board.queue(opened)
    table = words.read_words(session)
    now = session.clock.now()
    items: list[QueueItem] = []
    for group in queue.groups:
        sign = level_sign(group.level, group.severity)
        rows = [queue_row(row, table, now) for row in _sorted(group.rows, order)]
        items += [QueueHead(sign, group.legend, len(rows)), *rows]
    if with_ended:
        items += _ended(care_board.ended(opened), table, now)
    return Board(
        items=tuple(items),
        total=queue.open_count,
        late=queue.late,
        clues=_clues(queue.clues, session.clock.today()),
        asks=_asks(session),
        notices=(queue.scheme_message,) if queue.scheme_message else (),
        forks=_clock(queue),
    )


def level_sign(level: Level, severity: int | None) -> LevelSign:
    """Return a level of the scheme as it is drawn."""
    hue = level.colour if level.colour in HUES else "none"
    meaning = run_on((level.neutral, level.definition))
    return LevelSign(severity or 0, level.label, cast("Hue", hue), meaning)


def countdown(row: Row | Clue, kind: str, now: datetime) -> Countdown | None:
    """Return until when something is due, and by whom."""
    if row.due_at is None:
        return None
    return Countdown(
        words=left_words(row.due_at, now),
        until=until_words(row.due_at, now.astimezone().date()),
        state=cast("DueState", row.pressing),
        elapsed=row.elapsed,
        what=kind,
        owner=row.owner,
    )


def queue_row(row: Row, table: Words, now: datetime) -> QueueRow:
    """Return a case as a line of the queue."""
    return QueueRow(
        case_id=row.case_id,
        name=row.name,
        class_name=row.class_name,
        level=level_sign(row.level, row.severity),
        due=countdown(row, table.label(CLOCKS, row.clock_kind), now),
        state=table.label(STATES, row.state),
    )


def _sorted(rows: Iterable[Row], order: str) -> list[Row]:
    """Return rows as they came, by deadline, or by class or name."""
    if order == BY_NAME:
        return sorted(rows, key=lambda each: each.name)
    if order == BY_CLASS:
        return sorted(rows, key=lambda each: each.class_name or _LAST)
    return list(rows)


def _ended(rows: Iterable[Row], table: Words, now: datetime) -> list[QueueItem]:
    found = [queue_row(each, table, now) for each in rows]
    head = QueueHead(LevelSign(0, _("Ended")), _("kept with their numbers"), len(found))
    return [head, *found]


def _clues(clues: Iterable[Clue], today: date) -> tuple[ClueRow, ...]:
    return tuple(
        ClueRow(each.concern_id, _when(each.raised_at, today)) for each in clues
    )


def _asks(session: Session) -> tuple[AskRow, ...]:
    staff, today = school.staff_names(session), session.clock.today()
    return tuple(
        AskRow(
            request_id=each.request.id,
            case_id=each.request.case_id,
            who=staff.get(each.request.asked_by, _("Somebody")),
            reason=each.request.reason,
            at=_when(each.request.asked_at, today),
        )
        for each in room_requests.waiting(session)
    )


def _when(instant: str, today: date) -> str:
    found = read_instant(instant)
    return until_words(found, today) if found else ""


def _clock(queue: Queue) -> tuple[Fork, ...]:
    """Say that the computer's clock looks wrong, where it does."""
    trust = queue.trust
    if not trust.message:
        return ()
    said = translate(trust.message).format(**trust.facts)
    return (Fork(said, act=CLOCK_IS_RIGHT, button=_("The clock is right")),)
