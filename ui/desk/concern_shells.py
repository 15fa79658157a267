"""The shell of a case in words: level, note, duties, what was raised, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import care_people, care_shells, concerns, guardian_notices
from homevisit.services.records import NoSuchRecordError
from homevisit.services.times import local_minute
from homevisit.text import _, listed, run_on
from ui.concern_rows import NoticeLine, Shell
from ui.desk import concern_released
from ui.desk.care_outside import late_words, read_outside
from ui.desk.clue_lines import clue_line
from ui.desk.student_lines import student_lines

if TYPE_CHECKING:
    from homevisit.domain.care_records import GuardianNotice
    from homevisit.services.care_shells import ShellLine
    from homevisit.services.session import Session
    from ui.concern_rows import ReleasedEntry
    from ui.desk.care_outside import Outside


def read_shell(
    session: Session, case_id: str, released: tuple[ReleasedEntry, ...] = ()
) -> Shell:
    """Return the shell of a case; raises `NoSuchRecordError` where it is not here."""
    for line in care_shells.shells(session, open_only=False):
        if line.case_id == case_id:
            return _shell(read_outside(session), line, released)
    raise NoSuchRecordError


def shells_of(session: Session, student_id: str) -> tuple[Shell, ...]:
    """Return the shells of a child, the open ones first."""
    found = care_shells.shells(session, student_id, open_only=False)
    if not found:
        return ()
    outside = read_outside(session)
    return tuple(_shell(outside, each) for each in found)


def _shell(
    outside: Outside, line: ShellLine, released: tuple[ReleasedEntry, ...] = ()
) -> Shell:
    session, names = outside.session, outside.names
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
        state=outside.state(line.state),
        since=run_on((_("since {day}").format(day=since) if since else "", owner)),
        level=outside.level(line.severity),
        hint=line.hint,
        due=outside.due(line),
        duties=tuple(map(outside.duty, line.duties)),
        clues=tuple(
            clue_line(session, each, outside.table, names) for each in raised[::-1]
        ),
        notices=_notices(outside, line),
        told=tuple(
            NoticeLine(each.id, _told(outside, each))
            for each in guardian_notices.of_case(session, line.case_id)
        ),
        asks=concern_released.asks(session, line.case_id) if is_leader else (),
        released=released,
        released_count=concern_released.count(session, line.case_id)
        if is_leader
        else 0,
        may_ask=is_leader,
        is_open=line.is_open,
    )


def _told(outside: Outside, notice: GuardianNotice) -> str:
    table = outside.table
    parts = (
        notice.told_on[5:],
        table.label("care_notice_forms", notice.form),
        listed(outside.names.get(each, "") for each in notice.told_by),
        table.label("care_guardian_choices", notice.choice),
        table.label("care_notice_signatures", notice.signature),
    )
    return " · ".join(each for each in parts if each)


def _notices(outside: Outside, line: ShellLine) -> tuple[str, ...]:
    found = []
    if outside.is_unaccepted(line):
        found.append(late_words(outside.session))
    if line.is_foreign:
        found.append(
            _(
                "Not all of this was written by psychology staff; ask the psychology"
                " teacher before you rely on it."
            )
        )
    if line.is_disputed:
        found.append(
            _("Two people wrote this differently; the psychologist settles it.")
        )
    return tuple(found)
