"""The shell of each case as the room says it: level, state, hint, duties, due dates.

No save spans the room and the school's records. So the shell is not sent along with an
act but follows from the room, and is written wherever it differs: once more after a
crash, once more when the room is opened, and never by who knows less than the shell.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.care_case import (
    ACCEPTED,
    CLOSED,
    ENDED,
    GRADUATED,
    RAISED,
    TRANSFERRED,
)
from homevisit.domain.care_clocks import first_clock
from homevisit.domain.kinds import read_record
from homevisit.exchange.handing_on import has_held
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import care_facts, care_shells, records
from homevisit.services.care_facts import SHELL
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from homevisit.domain.care_clocks import Watch
    from homevisit.domain.care_records import CareCase, CareDutyDone, Duty
    from homevisit.services.care_facts import Known
    from homevisit.services.room import Room

_MARK_LENGTH = 16
_PSYCHOLOGIST = frozenset({"psychologist"})
# In these, teachers take part; what else is due is told as a day alone.
_TOLD_KINDS = frozenset({"accept", "guardian_notice"})
_ENDINGS = ("confirm_closure", "reject", "transfer", "graduate", "merge")


def publish(room: Room) -> int:
    """Write every shell that differs from what the room says; return how many.

    Does nothing the second time.
    """
    return _publish(room, care_facts.read_cases(room).values())


def publish_case(room: Room, case_id: str) -> int:
    """Do the same for one case."""
    return _publish(room, (care_facts.read_case(room, case_id),))


def mark(step_id: str) -> str:
    """Return the mark of a step in a shell, which tells nothing of when it was made."""
    return hashlib.sha256(b"care step " + step_id.encode()).hexdigest()[:_MARK_LENGTH]


def _publish(room: Room, cases: Iterable[Known]) -> int:
    watch = care_facts.read_watch(room.school)
    taken_up = [each for each in cases if each.case.order or _was_told(each)]
    done = _done_duties(room) if taken_up else {}
    edits = [edit for each in taken_up for edit in _edit(room, each, watch, done)]
    if edits:
        note = Note(label=SHELL)
        records.write(room.school, edits, purpose="save", note=note)
    return len(edits)


def _was_told(known: Known) -> bool:
    """Whether the shell follows steps, also if all of them were taken back since."""
    return bool(known.shell and known.shell.as_of)


def _edit(
    room: Room, known: Known, watch: Watch, done: dict[tuple[str, str], str]
) -> Iterator[RecordEdit]:
    shell = known.shell
    if shell is None or not _knows_enough(room, known, shell):
        return
    wanted = _wanted(known, watch, done)
    becomes = read_record(SHELL, shell.id, wanted)
    news = {
        name: value
        for name, value in wanted.items()
        if name in shell.unread or getattr(becomes, name) != getattr(shell, name)
    }
    disputed = records.disputes(room.school, shell.id)
    news |= {name: wanted[name] for name in disputed if name in wanted}
    if news:
        yield RecordEdit(SHELL, news, shell.id, shell.student_id)


def _knows_enough(room: Room, known: Known, shell: CareCase) -> bool:
    """Whether every step that the shell follows is in this room.

    What somebody wrote there who never was psychology staff follows no step.
    """
    heads = {mark(each) for each in known.case.order}
    if set(shell.as_of) <= heads:
        return True
    writes = records.history_of(room.school, shell.id, "as_of")
    signers = {each.author for each in writes if each.stands}
    if not any(has_held(room.school, each, _PSYCHOLOGIST) for each in signers):
        return True
    return set(shell.as_of) <= {
        mark(each) for each in care_facts.all_step_ids(room, known.id)
    }


def _wanted(
    known: Known, watch: Watch, done: dict[tuple[str, str], str]
) -> dict[str, Any]:
    case, file = known.case, known.file
    clock = first_clock(case, watch)
    duties = [
        {**to_row(each), "done_on": done.get((known.id, each.key), "")}
        for each in (file.duties if file else ())
    ]
    return {
        "state": told_state(case.state),
        "severity": case.severity,
        "hint": file.hint if file else "",
        "duties": duties,
        "next_due_at": _instant(clock.due_at) if clock else "",
        "next_due_kind": clock.kind if clock and clock.kind in _TOLD_KINDS else "",
        "owner_id": case.owner_id,
        "closed_at": _ended_at(known) if case.state in ENDED else "",
        "as_of": sorted(mark(each) for each in case.heads),
    }


def told_state(state: str) -> str:
    """Return what a shell says of a state: open, ended, or gone from the school.

    Whether a child was referred, is on leave or watched is the psychologist's to tell,
    and so is why a case ended.
    """
    if state in {RAISED, TRANSFERRED, GRADUATED}:
        return state
    return CLOSED if state in ENDED else ACCEPTED


def to_row(duty: Duty) -> dict[str, str]:
    """Return a duty as the shell holds it."""
    return {
        "key": duty.key,
        "text": duty.text,
        "owner_id": duty.owner_id,
        "due_date": duty.due_date,
    }


def _ended_at(known: Known) -> str:
    return max(
        (act.at for act in known.acts.values() if act.step in _ENDINGS), default=""
    )


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _done_duties(room: Room) -> dict[tuple[str, str], str]:
    """Return the latest day on which each duty was ticked, by case and duty."""
    found: dict[tuple[str, str], str] = {}
    ticks = records.find(room.school, Query(care_shells.DONE))
    for each in cast("tuple[CareDutyDone, ...]", ticks):
        key = (each.case_id, each.duty_key)
        found[key] = max(found.get(key, ""), each.done_on)
    return found
