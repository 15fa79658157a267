"""A new clue as it was raised, for who decides whether it becomes a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import care_board, room, viewings, words
from homevisit.services.viewings import Looked
from homevisit.text import _, run_on
from ui.care_rows import Clue
from ui.desk.care_board import CLOCKS, countdown
from ui.desk.care_people import about_child
from ui.desk.care_signs import read_instant, read_levels, until_words

if TYPE_CHECKING:
    from homevisit.services.care_board import Clue as Raised
    from homevisit.services.session import Session
    from homevisit.services.words import Words

_ACCEPT = "accept"


def read_clue(session: Session, concern_id: str) -> Clue | None:
    """Return a clue that still waits, and note the look; None when it waits no more."""
    opened = room.room_of(session)
    waiting = care_board.queue(opened).clues
    found = next((each for each in waiting if each.concern_id == concern_id), None)
    if found is None:
        return None
    looked = Looked(found.student_id, "concern", concern_id, "facts")
    viewings.note(opened, looked)
    return _clue(session, found, words.read_words(session))


def _clue(session: Session, found: Raised, table: Words) -> Clue:
    about, groups = about_child(session, found.student_id, table)
    suggested = found.suggested
    sign = None if suggested is None else read_levels(session).sign(suggested)
    return Clue(
        id=found.concern_id,
        case_id=found.case_id,
        student_id=found.student_id,
        name=found.name,
        about=about or found.class_name,
        tags=groups,
        number=found.case_no,
        source=_source(session, found, table),
        signs=table.labels("care_signs", found.signs),
        harm=table.labels("care_harm_signs", found.harm_signs),
        facts=found.facts,
        child_words=found.child_words,
        suggested=sign,
        done_already=found.done_already,
        due=countdown(found, table.label(CLOCKS, _ACCEPT), session.clock.now()),
        notices=found.messages,
        is_known=found.on_known_case,
    )


def _source(session: Session, found: Raised, table: Words) -> str:
    at = read_instant(found.raised_at)
    when = until_words(at, session.clock.today()) if at else ""
    who = _("raised by {name}").format(name=found.raised_by) if found.raised_by else ""
    return run_on((who, when, table.label("care_sources", found.source)))
