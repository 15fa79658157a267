"""The shell of a case in words: level, note, duties, what was raised, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from homevisit.domain import level_schemes
from homevisit.domain.vocabulary import vocabulary
from homevisit.services import care_people, care_shells, concerns, school, words
from homevisit.services.records import NoSuchRecordError
from homevisit.services.times import local_minute
from homevisit.text import _, labelled, run_on
from ui.concern_rows import Duty, Shell
from ui.desk import concern_released
from ui.desk.care_signs import read_instant, read_levels
from ui.desk.clue_lines import clue_line
from ui.desk.concern_raising import accept_until
from ui.desk.countdowns import countdown
from ui.desk.student_lines import student_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_records import Concern
    from homevisit.services.care_shells import DutyLine, ShellLine
    from homevisit.services.session import Session
    from ui.care_rows import Countdown, LevelSign
    from ui.concern_rows import ReleasedEntry
    from ui.desk.care_signs import LevelSigns

RAISED = "raised"
_USUAL, _URGENT = 2, 4


def read_shell(
    session: Session, case_id: str, released: tuple[ReleasedEntry, ...] = ()
) -> Shell:
    """Return the shell of a case; raises `NoSuchRecordError` where it is not here."""
    for line in care_shells.shells(session, open_only=False):
        if line.case_id == case_id:
            return shell_of(session, line, released)
    raise NoSuchRecordError


def shells_of(session: Session, student_id: str) -> tuple[Shell, ...]:
    """Return the shells of a child, the open ones first."""
    found = care_shells.shells(session, student_id, open_only=False)
    return tuple(shell_of(session, each) for each in found)


def shell_of(
    session: Session, line: ShellLine, released: tuple[ReleasedEntry, ...] = ()
) -> Shell:
    """Return a shell with what was raised and is known here."""
    table, names = words.read_words(session), school.staff_names(session)
    raised = concerns.of_case(session, line.case_id)
    name, about = student_lines(session, (line.student_id,))[line.student_id]
    since, owner = local_minute(line.opened_at)[:10], names.get(line.owner_id, "")
    is_leader = care_people.holds(session, session.person_id, care_people.LEADING)
    return Shell(
        case_id=line.case_id,
        student_id=line.student_id,
        name=name,
        about=about,
        case_no=line.case_no,
        state=table.label("care_states", line.state),
        since=run_on((_("since {day}").format(day=since) if since else "", owner)),
        level=level_of(session, line),
        hint=line.hint,
        due=due_of(session, line, raised),
        duties=tuple(duty_of(session, each, names) for each in line.duties),
        clues=tuple(clue_line(session, each, table, names) for each in raised[::-1]),
        notices=_notices(session, line, raised),
        asks=concern_released.asks(session, line.case_id) if is_leader else (),
        released=released,
        released_count=concern_released.count(session, line.case_id)
        if is_leader
        else 0,
        may_ask=is_leader,
        is_open=line.is_open,
    )


def level_of(session: Session, line: ShellLine) -> LevelSign | None:
    """Return the sign of a case's level; None before anybody assessed it."""
    if line.severity is None:
        return None
    return neutral(read_levels(session), line.severity)


def neutral(levels: LevelSigns, severity: int) -> LevelSign:
    """Return a level with its neutral words alone.

    What the scheme means by it could be read as what is the matter with the child.
    """
    level = level_schemes.level_of(levels.scheme, severity)
    return replace(levels.sign(severity), meaning=level.neutral)


def due_of(
    session: Session, line: ShellLine, raised: tuple[Concern, ...]
) -> Countdown | None:
    """Return what is due next in a case; before it is accepted, the accepting."""
    if not line.is_open:
        return None
    now = session.clock.now()
    table = words.read_words(session)
    if line.next_due_at:
        what = table.label("care_clock_kinds", line.next_due_kind)
        return countdown(line.next_due_at, now, what=what)
    opened = read_instant(line.opened_at)
    if line.state != RAISED or opened is None:
        return None
    until = accept_until(session, opened, _urgency(raised))
    if until is None:
        return None
    what = table.label("care_clock_kinds", "accept")
    return countdown(until.isoformat(), now, what=what, started_at=line.opened_at)


def duty_of(session: Session, line: DutyLine, names: Mapping[str, str]) -> Duty:
    """Return a duty as it is ticked."""
    today = session.clock.today()
    is_mine = line.owner_id in {"", session.person_id}
    return Duty(
        key=line.key,
        case_id=line.case_id,
        text=line.text,
        owner=names.get(line.owner_id, ""),
        due_on=line.due_date,
        late_days=_late_days(line.due_date, today),
        is_done=bool(line.done_on),
        is_mine=is_mine,
        remark=labelled(_("done on"), line.done_on[5:]) if line.done_on else "",
    )


def _late_days(day: str, today: date) -> int:
    try:
        return (today - date.fromisoformat(day)).days
    except ValueError:
        return -1


def _urgency(raised: tuple[Concern, ...]) -> int:
    """Return how urgent a case is before anybody assessed it."""
    said = [each.suggested_severity for each in raised if each.suggested_severity]
    table = vocabulary("care_signs")
    terms = [table.term(code) for each in raised for code in each.signs]
    is_urgent = any(each.harm_signs for each in raised) or any(
        term is not None and term.facts.get("urgent") == "yes" for term in terms
    )
    return max([*said, _URGENT if is_urgent else _USUAL])


def _notices(
    session: Session, line: ShellLine, raised: tuple[Concern, ...]
) -> tuple[str, ...]:
    found = []
    due = due_of(session, line, raised)
    if line.state == RAISED and due is not None and due.state == "late":
        found.append(late_words(session))
    if line.is_disputed:
        found.append(
            _("Two people wrote this differently; the psychologist settles it.")
        )
    return tuple(found)


def overdue_raised(session: Session) -> bool:
    """Whether a concern known here was not accepted within its limit."""
    for line in care_shells.shells(session):
        if line.state == RAISED:
            raised = concerns.of_case(session, line.case_id)
            due = due_of(session, line, raised)
            if due is not None and due.state == "late":
                return True
    return False


def late_words(session: Session) -> str:
    """Say whom to tell when nobody accepted a concern in time."""
    found = care_people.holders(session, {"psychologist"})
    if found:
        who = found[0].name
        return _(
            "Nobody has accepted this within the limit. Tell {name} in person; if"
            " nobody is there, the principal."
        ).format(name=who)
    return _(
        "Nobody has accepted this within the limit, and no psychology teacher is"
        " entered. Tell the principal in person."
    )
