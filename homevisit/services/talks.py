"""The six talks as verbs: log, plan, book, move, cancel, edit; each is one save."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import talk_rules as rules
from homevisit.domain.dates import iso_day
from homevisit.domain.record import facts_of, to_values
from homevisit.errors import Problem
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import follow_ups, records, talk_notes
from homevisit.services.records import MIN_REASON, ReasonMissingError, RecordEdit
from homevisit.services.talk_facts import DayFacts, Talkers, with_doubts
from homevisit.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from homevisit.domain.talks import Talk
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "talk"
_OPEN = tuple(sorted(rules.OPEN))
# A talk counts as the planned one from this long before its day.
_EARLY = timedelta(days=7)
_LOOK_WITHIN = timedelta(days=7)


class NobodyChosenError(Problem):
    """A talk needs at least one student."""

    code = "talk_nobody_chosen"
    what = N_("No student is chosen for this talk.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Choose one student or several, then save again.")


class TalkDayMissingError(Problem):
    """A planned talk needs a day."""

    code = "talk_day_missing"
    what = N_("The day of the talk could not be read.")
    safe = N_("Nothing was changed.")
    todo = N_("Write the day as year, month and day, such as 2026-11-20.")


class TalkStateError(Problem):
    """A talk does not go from this state to that one."""

    code = "talk_state"
    what = N_("A talk in this state cannot go to the state you chose.")
    safe = N_("Nothing was changed.")
    todo = N_("A talk that was held stays held; take the save back if it was a slip.")


@dataclass(frozen=True, slots=True)
class TalkEntry:
    """One talk with one student or several, as it is typed in.

    `values` are fields of the record `talk`; what the kind does not keep is dropped and
    said. `promises` are fields of `follow_up`, written for each student.
    """

    kind: str
    student_ids: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    promises: tuple[Mapping[str, Any], ...] = ()


def log(session: Session, entry: TalkEntry) -> Written:
    """Write down a talk that was held, all students of a group talk as one save.

    An open plan for this talk becomes the talk. With a day to talk again it waits to be
    followed up. Raises `NobodyChosenError`.
    """
    given = {"on_date": session.clock.today().isoformat(), **entry.values}
    given.setdefault("state", rules.FOLLOW_UP if given.get("next_date") else rules.DONE)
    plans = _open_plans(session, entry.kind, entry.student_ids)

    def planned(student_id: str, talker_id: str) -> str:
        day = str(given["on_date"])
        return _plan_done_by(plans.get(student_id, ()), talker_id, day)

    return _write(session, entry, given, planned)


def plan(session: Session, entry: TalkEntry) -> Written:
    """Plan a talk with each of the students, as one save.

    Who has an open plan of this kind keeps it. Raises `NobodyChosenError` and
    `TalkDayMissingError`.
    """
    if iso_day(str(entry.values.get("on_date") or "")) is None:
        raise TalkDayMissingError
    if not entry.student_ids:
        raise NobodyChosenError
    waiting = _open_plans(session, entry.kind, entry.student_ids)
    whom = tuple(each for each in entry.student_ids if each not in waiting)
    if not whom:
        return records.Written(None, ())
    given = {"state": rules.PLANNED, **entry.values}
    # Planned together is not yet a group talk: each may be held by itself.
    apart = TalkEntry(entry.kind, whom, given)
    return _write(session, apart, given, lambda _student, _talker: "", together=False)


def book(
    session: Session, talk_ids: Sequence[str], day: str, time: str = ""
) -> Written:
    """Agree on a day and perhaps a time. Raises `TalkDayMissingError`."""
    return _at(session, talk_ids, rules.BOOKED, {"on_date": day, "start_time": time})


def move(session: Session, talk_ids: Sequence[str], day: str) -> Written:
    """Plan open talks for another day. Raises `TalkDayMissingError`."""
    return _at(session, talk_ids, rules.PLANNED, {"on_date": day})


def change_state(
    session: Session, talk_ids: Sequence[str], state: str, reason: str = ""
) -> Written:
    """Say what became of talks.

    Raises `TalkStateError` where one may not go there, `ReasonMissingError` where one
    is cancelled without a word.
    """
    if state == rules.CANCELLED and len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError
    said = {"cancelled_because": reason} if state == rules.CANCELLED else {}
    return _change(session, talk_ids, {"state": state, **said}, reason)


def edit(session: Session, talk_id: str, values: Mapping[str, Any]) -> Written:
    """Change one student's part of a talk; the others of a group talk stay.

    Raises `TalkStateError` where the state may not become what is asked.
    """
    return _change(session, [talk_id], values, "")


def of_student(session: Session, student_id: str) -> tuple[Talk, ...]:
    """Return a student's talks, the latest first."""
    query = Query(KIND, student_id=student_id)
    return cast("tuple[Talk, ...]", records.find(session, query, "newest"))


def planned_day(session: Session, kind: str, student_id: str) -> str:
    """Return the earliest day for which this talk is still planned, or ""."""
    found = _open_plans(session, kind, (student_id,)).get(student_id)
    return found[0].on_date if found else ""


def kinds_for(session: Session) -> tuple[str, ...]:
    """Return the six kinds, those that one's own posts hold first."""
    return Talkers(session).own_kinds()


def talker_for(session: Session, kind: str, student_id: str) -> str:
    """Return who most likely holds this talk with a student; "" if it is not clear."""
    values = records.values_if_known(session, student_id)
    return Talkers(session).of(kind, str(values.get("class_id") or ""))


def _write(
    session: Session,
    entry: TalkEntry,
    given: Mapping[str, Any],
    planned: Callable[[str, str], str],
    *,
    together: bool = True,
) -> Written:
    if not entry.student_ids:
        raise NobodyChosenError
    whom = tuple(dict.fromkeys(entry.student_ids))
    children = queries.find_by_id(session.ledger.db, whom)
    talkers = Talkers(session)
    is_group = together and len(whom) > 1
    common = {
        **DayFacts(session).of(str(given.get("on_date") or "")),
        **{name: value for name, value in given.items() if not _is_empty(value)},
        "talk_kind": entry.kind,
        "session_id": records.new_record_id(session) if is_group else "",
        "recorder_id": session.person_id,
        "recorded_at": records.instant(session),
    }
    edits: list[RecordEdit] = []
    dropped: dict[str, tuple[str, ...]] = {}
    for student_id in whom:
        child = children.get(student_id)
        class_id = str(child.values.get("class_id") or "") if child else ""
        talker = common.get("talker_id") or talkers.of(entry.kind, class_id)
        own = {"student_id": student_id, "class_id": class_id, "talker_id": talker}
        every = {**common, **own}
        values, left_out = _kept(entry.kind, every)
        talk_id = planned(student_id, talker) or records.new_record_id(session)
        dropped[talk_id] = left_out
        edits.append(RecordEdit(KIND, values, talk_id, student_id))
        noted = rules.noted_of(entry.kind, every)
        edits += talk_notes.edit_of(talk_id, values, noted)
        edits += _items(session, entry, {**values, **noted}, talk_id)
    written = records.save(session, edits, label=KIND)
    return with_doubts(session, written, dropped)


def _kept(
    kind: str, values: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    kept = rules.kept_of(kind, values)
    return {n: each for n, each in kept.items() if each != ""}, _left_out(kind, values)


def _left_out(kind: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields with something in them that this kind keeps nowhere."""
    known = rules.fields_kept(kind) | rules.fields_noted(kind)
    return tuple(
        name for name in values if name not in known and not _is_empty(values[name])
    )


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], ())


def _items(
    session: Session, entry: TalkEntry, values: Mapping[str, Any], talk_id: str
) -> Iterable[RecordEdit]:
    """Return what is to be done after the talk: promises, and a look asked for."""
    if values.get("state") not in rules.HELD or entry.kind == rules.PSYCHOLOGIST:
        return ()
    wanted = [dict(each) for each in entry.promises]
    if values.get("refer_psych"):
        due = session.clock.today() + _LOOK_WITHIN
        wanted.append(
            {
                "description": _("Ask the psychologist to look after the student."),
                "category": "psychological",
                "due_date": due.isoformat(),
            }
        )
    told = {
        "source": KIND,
        "source_id": talk_id,
        "class_id": values.get("class_id", ""),
        "term_id": values.get("term_id", ""),
    }
    if entry.kind == rules.LEADER and values.get("talker_id"):
        # The leader who promised is the one who sees to it.
        told["owner_id"] = values["talker_id"]
    student_id = str(values["student_id"])
    return [follow_ups.new_item(session, student_id, told | each) for each in wanted]


def _open_plans(
    session: Session, kind: str, student_ids: Sequence[str]
) -> dict[str, list[Talk]]:
    """Return the open talks of a kind by student, the earliest first."""
    whom = frozenset(student_ids)
    query = Query(KIND, title=kind, states=_OPEN)
    if len(whom) == 1:
        query = Query(KIND, student_id=next(iter(whom)), title=kind, states=_OPEN)
    found: dict[str, list[Talk]] = {}
    for each in cast("tuple[Talk, ...]", records.find(session, query)):
        if each.student_id in whom:
            found.setdefault(each.student_id, []).append(each)
    return found


def _plan_done_by(plans: Sequence[Talk], talker_id: str, day: str) -> str:
    held = iso_day(day)
    if held is None:
        return ""
    latest = (held + _EARLY).isoformat()
    for each in plans:
        is_same_person = not each.talker_id or each.talker_id == talker_id
        if is_same_person and each.on_date <= latest:
            return each.id
    return ""


def _at(
    session: Session, talk_ids: Sequence[str], state: str, values: Mapping[str, Any]
) -> Written:
    if iso_day(str(values["on_date"])) is None:
        raise TalkDayMissingError
    return _change(session, talk_ids, {"state": state, **values}, "")


def _change(
    session: Session, talk_ids: Sequence[str], values: Mapping[str, Any], reason: str
) -> Written:
    found = [cast("Talk", records.read(session, talk_id, KIND)) for talk_id in talk_ids]
    state = values.get("state")
    if state and not all(rules.may_become(each.state, str(state)) for each in found):
        raise TalkStateError
    written = dict(values)
    if values.get("on_date"):
        written = {**DayFacts(session).of(str(values["on_date"])), **written}
    edits: list[RecordEdit] = []
    dropped = {}
    for talk in found:
        kind = str(values.get("talk_kind") or talk.talk_kind)
        dropped[talk.id] = _left_out(kind, values)
        if kind == talk.talk_kind:
            kept, noted = rules.kept_of(kind, written), rules.noted_of(kind, written)
        else:
            kept, noted = _turned(session, talk, kind, written)
        if kept:
            edits.append(RecordEdit(KIND, kept, talk.id, talk.student_id))
        edits += talk_notes.edit_of(talk.id, to_values(talk), noted)
    saved = records.save(session, edits, reason=reason, label=KIND)
    return with_doubts(session, saved, dropped)


def _turned(
    session: Session, talk: Talk, kind: str, written: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a talk of another kind keeps, itself and apart: its words move."""
    said = talk_notes.words_of(session, talk)
    every = {**said, **written}
    noted = rules.noted_of(kind, every)
    if talk.talk_kind == rules.LEADER:
        noted = dict.fromkeys(said)
    return {**_cleared(talk, kind), **rules.kept_of(kind, every)}, noted


def _cleared(talk: Talk, kind: str) -> dict[str, None]:
    """Return what another kind of talk no longer keeps of what was written."""
    kept = rules.fields_kept(kind)
    gone = (name for name in facts_of(type(talk)) if name not in kept)
    return {name: None for name in gone if not _is_empty(getattr(talk, name))}
