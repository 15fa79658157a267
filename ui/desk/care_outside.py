"""How a case is told outside the room: level, what is due, duties; read once a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from homevisit.domain import level_schemes
from homevisit.domain.vocabulary import vocabulary
from homevisit.services import care_people, concerns, school, words
from homevisit.text import _, labelled
from ui.concern_rows import Duty
from ui.desk.care_signs import read_instant, read_levels
from ui.desk.countdowns import countdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.care_records import Concern
    from homevisit.domain.care_school_records import LevelScheme
    from homevisit.services.care_shells import DutyLine, ShellLine
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.care_rows import Countdown, LevelSign
    from ui.desk.care_signs import LevelSigns

RAISED = "raised"
_CLOCKS, _ACCEPT = "care_clock_kinds", "accept"
_USUAL, _URGENT = 2, 4


@dataclass(frozen=True, slots=True)
class Outside:
    """Words, names and levels of a school, for all cases of one page."""

    session: Session
    table: Words
    names: Mapping[str, str]
    levels: LevelSigns

    def level(self, severity: int | None) -> LevelSign | None:
        """Return a level with its neutral words; None before anybody assessed it.

        What the scheme means by it could be read as what is the matter with the child.
        """
        if severity is None:
            return None
        level = level_schemes.level_of(self.levels.scheme, severity)
        return replace(self.levels.sign(severity), meaning=level.neutral)

    def state(self, code: str) -> str:
        return self.table.label("care_states", code)

    def due(self, line: ShellLine) -> Countdown | None:
        """Return what is due next in a case; before it is accepted, the accepting."""
        if not line.is_open:
            return None
        now = self.session.clock.now()
        if line.next_due_at:
            # What for is told only where the psychologist's vault tells it.
            kind = self.table.label(_CLOCKS, line.next_due_kind)
            what = kind or _("Next step of the psychologist")
            return countdown(line.next_due_at, now, what=what)
        opened = read_instant(line.opened_at)
        if line.state != RAISED or opened is None:
            return None
        urgency = urgency_of(concerns.of_case(self.session, line.case_id))
        until = accept_until(self.levels.scheme, opened, urgency)
        if until is None:
            return None
        what = self.table.label(_CLOCKS, _ACCEPT)
        return countdown(until.isoformat(), now, what=what, started_at=line.opened_at)

    def is_unaccepted(self, line: ShellLine) -> bool:
        """Whether nobody accepted a concern within its limit."""
        due = self.due(line) if line.state == RAISED else None
        return due is not None and due.state == "late"

    def duty(self, line: DutyLine) -> Duty:
        """Return a duty as it is ticked."""
        done = labelled(_("done on"), line.done_on[5:]) if line.done_on else ""
        return Duty(
            key=line.key,
            case_id=line.case_id,
            text=line.text,
            owner=self.names.get(line.owner_id, ""),
            due_on=line.due_date,
            late_days=_late_days(line.due_date, self.session.clock.today()),
            is_done=bool(line.done_on),
            is_mine=line.owner_id in {"", self.session.person_id},
            remark=done,
        )


def read_outside(session: Session) -> Outside:
    """Return what all cases of a page are told with."""
    return Outside(
        session,
        words.read_words(session),
        school.staff_names(session),
        read_levels(session),
    )


def accept_until(
    scheme: LevelScheme, since: datetime, severity: int
) -> datetime | None:
    """Return until when a concern of this urgency is to be accepted."""
    span = level_schemes.span_of(scheme, _ACCEPT, severity)
    if span is None:
        return None
    if span.ends_with_day:
        here = since.astimezone()
        return here.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    return since + span.length


def urgency_of(raised: Iterable[Concern]) -> int:
    """Return how urgent concerns are before anybody assessed them."""
    table, found = vocabulary("care_signs"), _USUAL
    for each in raised:
        terms = [table.term(code) for code in each.signs]
        is_urgent = bool(each.harm_signs) or any(
            term is not None and term.facts.get("urgent") == "yes" for term in terms
        )
        found = max(found, each.suggested_severity or 0, _URGENT if is_urgent else 0)
    return found


def late_words(session: Session) -> str:
    """Say whom to tell when nobody accepted a concern in time."""
    found = care_people.holders(session, {"psychologist"})
    if found:
        return _(
            "Nobody has accepted this within the limit. Tell {name} in person; if"
            " nobody is there, the principal."
        ).format(name=found[0].name)
    return _(
        "Nobody has accepted this within the limit, and no psychology teacher is"
        " entered. Tell the principal in person."
    )


def _late_days(day: str, today: date) -> int:
    try:
        return (today - date.fromisoformat(day)).days
    except ValueError:
        return -1
