"""The board of psychology staff: who waits for what, by level, and one case in full.

Nothing here ranks a child: cases stand in groups by level and in order of their dates.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from homevisit.domain import care_flow, level_schemes
from homevisit.domain.care_case import RAISED
from homevisit.domain.care_clocks import (
    FOLLOW_UP,
    PSYCHOLOGIST,
    Pressing,
    clocks,
    first_clock,
    parse_instant,
)
from homevisit.domain.care_flow import possible
from homevisit.domain.care_school_records import Level
from homevisit.domain.clock_trust import Trust, clock_trust
from homevisit.ledger import memory, queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    care_cases,
    care_facts,
    level_settings,
    plan_items,
    records,
    school,
    words,
)
from homevisit.services.care_rows import CasePage, Clue, Entry, Group, Queue, QueueRow
from homevisit.services.limit_words import limit_words
from homevisit.text import N_, _, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homevisit.domain.care_clocks import Clock, Watch
    from homevisit.domain.care_records import (
        Concern,
        ConcernAddendum,
        Duty,
        GuardianNotice,
    )
    from homevisit.services.care_facts import Known
    from homevisit.services.room import Room
    from homevisit.services.session import Session

__all__ = [
    "CasePage",
    "Clue",
    "Entry",
    "Group",
    "Queue",
    "QueueRow",
    "case",
    "ended",
    "queue",
    "say_clock_is_right",
]

_CHECKED = "care_clock_checked"
_LEFT = N_(
    "The student's file says that the child has left this school. The case stays; write"
    " down where the child went."
)
_ENDED = N_(
    "The case that this belongs to has ended. Taking it in reopens the case under its"
    " number."
)
_NOT_AS_RAISED = N_(
    "Not all of this was written by the person it names. Ask that person before you"
    " rely on it."
)
_GONE = frozenset({"transferred_out", "graduated", "dropped_out"})


def queue(room: Room) -> Queue:
    """Return all open cases by level and all clues that wait, from few statements."""
    cases = care_facts.read_cases(room)
    chosen = level_settings.in_use(room.school)
    watch = care_facts.read_watch(room.school)
    maker = _Rows(room, watch)
    rows = [
        maker.row(known)
        for known in cases.values()
        if known.case.is_open and known.case.state != RAISED
    ]
    elsewhere = {key for key, each in cases.items() if _is_elsewhere(room, each, watch)}
    clues = [
        clue
        for key, known in cases.items()
        if key not in elsewhere
        for clue in maker.clues(known)
    ]
    return Queue(
        groups=tuple(_groups(rows, watch)),
        clues=tuple(sorted(clues, key=lambda each: (each.raised_at, each.concern_id))),
        open_count=len(rows),
        late=sum(each.pressing == Pressing.LATE for each in rows),
        late_clues=sum(each.pressing == Pressing.LATE for each in clues),
        trust=_trust(room, cases.values()),
        scheme_message=translate(chosen.message) if chosen.message else "",
        watch=watch,
        with_colleagues=len(elsewhere),
    )


def case(room: Room, case_id: str) -> CasePage:
    """Return one case in full. Raises `NoSuchRecordError`."""
    known = care_facts.read_case(room, case_id)
    watch = care_facts.read_watch(room.school)
    row = _Rows(room, watch).row(known)
    file = known.file
    return CasePage(
        row=row,
        case=known.case,
        levels=known.case.levels,
        entries=tuple(_entries(room, known)),
        plan=plan_items.of_case(room, case_id),
        hint=file.hint if file else "",
        duties=_duties(known),
        clocks=clocks(known.case, watch),
        possible=possible(known.case),
        concerns=known.concerns,
        addenda=_addenda(room, known),
        notices=cast(
            "tuple[GuardianNotice, ...]",
            records.find(room.school, Query("guardian_notice", title=case_id)),
        ),
        secrecy_breaks=care_cases.secrecy_breaks(room, case_id),
        approvals=known.approvals,
        notes_count=_count_notes(room, known),
        messages=row.messages,
        watch=watch,
    )


def ended(room: Room) -> tuple[QueueRow, ...]:
    """Return the cases that have ended, by their names."""
    maker = _Rows(room, care_facts.read_watch(room.school))
    rows = (
        maker.row(known)
        for known in care_facts.read_cases(room).values()
        if not known.case.is_open
    )
    return tuple(sorted(rows, key=lambda each: (each.name, each.case_no)))


def say_clock_is_right(room: Room) -> None:
    """Remember that somebody looked at the computer's clock and found it right.

    What is odd about the latest entry is then no longer said, until there is a later.
    """
    last = _last_known(care_facts.read_cases(room).values())
    memory.remember(room.ledger.db, _CHECKED, last.isoformat() if last else "")


def _is_elsewhere(room: Room, known: Known, watch: Watch) -> bool:
    """Whether a colleague has taken a case up whose room has not come here yet.

    If that colleague is no longer of the staff, it is everybody's again.
    """
    shell = known.shell
    return (
        shell is not None
        and bool(shell.as_of)
        and not known.acts
        and shell.owner_id != room.person_id
        and shell.owner_id in watch.posts.of(PSYCHOLOGIST)
    )


def _groups(rows: Iterable[QueueRow], watch: Watch) -> Iterator[Group]:
    by_severity: dict[int | None, list[QueueRow]] = defaultdict(list)
    for row in rows:
        by_severity[row.severity].append(row)
    order: list[int | None] = [None]
    order += [each.severity for each in level_schemes.in_order(watch.scheme)]
    order += [each for each in level_schemes.SEVERITIES if each not in order]
    for severity in order:
        found = by_severity.get(severity)
        if found:
            level = _level(watch, severity)
            yield Group(
                severity, level, _legend(watch, level, severity), _pressed(found)
            )


def _pressed(rows: list[QueueRow]) -> tuple[QueueRow, ...]:
    last = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(rows, key=lambda each: (each.due_at or last, each.case_no)))


def _level(watch: Watch, severity: int | None) -> Level:
    if severity is None:
        return Level(severity=0, label=_("New"), colour="none", neutral=_("No level"))
    return level_schemes.level_of(watch.scheme, severity)


def _legend(watch: Watch, level: Level, severity: int | None) -> str:
    meaning = level.neutral or level.definition
    if severity is None:
        return _("not assessed yet")
    limits = level_schemes.limits_for(watch.scheme, FOLLOW_UP)
    time = limit_words(limits, FOLLOW_UP, severity)
    if not time:
        return meaning
    return _("{meaning}, looked at within {time}").format(meaning=meaning, time=time)


class _Rows:
    """Makes rows of cases; names of children, classes and staff are read once."""

    def __init__(self, room: Room, watch: Watch) -> None:
        self._school = room.school
        db = room.school.ledger.db
        named = ("name", "class_id", "roll_status")
        self._students = queries.fields(db, "student", named)
        self._classes = school.class_names(room.school)
        self._staff = school.staff_names(room.school)
        self._roles = words.read_words(room.school).table("staff_roles")
        self._watch = watch

    def row(self, known: Known) -> QueueRow:
        case = known.case
        clock = first_clock(case, self._watch)
        name, class_name = self._child(known.student_id)
        timing = self._timing(clock)
        due_at, started_at, elapsed, pressing = timing
        return QueueRow(
            case_id=known.id,
            case_no=known.case_no,
            student_id=known.student_id,
            name=name,
            class_name=class_name,
            state=case.state,
            severity=case.severity,
            level=_level(self._watch, case.severity),
            clock_kind=clock.kind if clock else "",
            due_at=due_at,
            started_at=started_at,
            elapsed=elapsed,
            pressing=pressing,
            owner=self._owner(clock),
            owner_message=self._owner_message(clock),
            has_disagreement=bool(case.disagreements),
            new_clues=len(known.new_concerns()) if known.file else 0,
            messages=tuple(self._messages(known, clock)),
        )

    def clues(self, known: Known) -> Iterator[Clue]:
        """Yield what was raised and nobody has taken in, each with its own time."""
        if not known.case.is_open and not known.file:
            return
        name, class_name = self._child(known.student_id)
        for each in known.new_concerns():
            alone = replace(care_flow.fold((each,), ()), owner_id=known.case.owner_id)
            clock = first_clock(alone, self._watch)
            due_at, started_at, elapsed, pressing = self._timing(clock)
            yield Clue(
                concern_id=each.id,
                case_id=known.id,
                case_no=known.case_no,
                student_id=known.student_id,
                name=name,
                class_name=class_name,
                raised_at=each.raised_at,
                raised_by=self._staff.get(each.raised_by, ""),
                source=each.source,
                signs=each.signs,
                harm_signs=each.harm_signs,
                facts=each.facts,
                child_words=each.child_words,
                done_already=each.done_already,
                suggested=each.suggested_severity,
                due_at=due_at,
                started_at=started_at,
                elapsed=elapsed,
                pressing=pressing,
                owner=self._owner(clock),
                on_known_case=known.case.state != RAISED,
                messages=(
                    *self._messages(known, clock, is_clue=True),
                    *_doubt(self._school, each),
                ),
            )

    def _child(self, student_id: str) -> tuple[str, str]:
        name, class_id, _status = self._students.get(student_id, ("", "", ""))
        return name or "", self._classes.get(class_id or "", "")

    def _timing(
        self, clock: Clock | None
    ) -> tuple[datetime | None, datetime | None, float, str]:
        if clock is None:
            return None, None, 0.0, Pressing.FINE.value
        elapsed = clock.elapsed(self._watch.now)
        return clock.due_at, clock.started_at, elapsed, clock.state.value

    def _owner(self, clock: Clock | None) -> str:
        if clock is None:
            return ""
        named = self._staff.get(clock.owner.person_id, "")
        return named or self._roles.label(clock.owner.role)

    def _owner_message(self, clock: Clock | None) -> str:
        return translate(clock.owner.message) if clock and clock.owner.message else ""

    def _messages(
        self, known: Known, clock: Clock | None, *, is_clue: bool = False
    ) -> Iterator[str]:
        if is_clue and not known.case.is_open:
            yield translate(_ENDED)
        for each in known.case.disagreements:
            yield translate(each.message)
        if clock and clock.owner.message:
            yield translate(clock.owner.message)
        status = self._students.get(known.student_id, ("", "", ""))[2]
        if known.case.is_open and status in _GONE:
            yield translate(_LEFT)


def _doubt(session: Session, concern: Concern) -> Iterator[str]:
    """Say it where somebody else than the raiser wrote into what was raised."""
    writes = records.history_of(session, concern.id)
    if {each.author for each in writes} != {concern.raised_by} or any(
        each.old for each in writes
    ):
        yield translate(_NOT_AS_RAISED)


def _entries(room: Room, known: Known) -> Iterator[Entry]:
    steps = {each.id: each for each in care_cases.read_steps(room, known.id)}
    marks = {each.step_id: each for each in known.case.levels}
    odd = {each.step_id: translate(each.message) for each in known.case.misfits}
    for step_id in reversed(known.case.order):
        step = steps.get(step_id)
        if step:
            mark = marks.get(step_id)
            before = mark.before if mark else None
            after = mark.severity if mark else step.severity
            yield Entry(step, before, after, odd.get(step_id, ""))


def _duties(known: Known) -> tuple[Duty, ...]:
    return known.shell.duties if known.shell else ()


def _addenda(room: Room, known: Known) -> tuple[ConcernAddendum, ...]:
    ids = {each.id for each in known.concerns}
    asked = Query("concern_addendum", student_id=known.student_id)
    found = cast("tuple[ConcernAddendum, ...]", records.find(room.school, asked))
    return tuple(each for each in found if each.concern_id in ids)


def _count_notes(room: Room, known: Known) -> int:
    asked = Query("counselling_note", title=known.case_no)
    return queries.count(room.ledger.db, asked) if known.case_no else 0


def _trust(room: Room, cases: Iterable[Known]) -> Trust:
    last = _last_known(cases)
    checked = memory.recall(room.ledger.db, _CHECKED)
    if last and checked == last.isoformat():
        return Trust()
    return clock_trust(room.clock.now(), last)


def _last_known(cases: Iterable[Known]) -> datetime | None:
    latest = ""
    for known in cases:
        said = [each.at for each in known.acts.values()]
        said += [each.raised_at for each in known.concerns]
        latest = max(latest, *said) if said else latest
    return parse_instant(latest)
