"""Reminders: what the rules say today, setting them aside, changing rules, events."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.domain import reminder_rules as rules
from homevisit.domain.dates import iso_day
from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.ids import derived_id
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import records, reminder_facts
from homevisit.services.records import MIN_REASON, ReasonMissingError, RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.reminder_rules import Reminder, Rule
    from homevisit.domain.reminders import ReminderRule, StudentEvent
    from homevisit.services.records import Written
    from homevisit.services.session import Session


class EventUnclearError(Problem):
    """An event needs a kind and a day up to today."""

    code = "event_unclear"
    what = N_("What happened, or on which day, could not be read.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose what happened and a day up to today.")


class RuleNumberError(Problem):
    """A number of a rule is a count of days."""

    code = "rule_number"
    what = N_("This is not a number that the rule can use.")
    safe = N_("The rule works as before.")
    todo = N_("Write a whole number of days from 0 to 999.")


_DAYS = range(1000)


def read(session: Session) -> tuple[Reminder, ...]:
    """Return what is to be thought of today, the longest standing first."""
    facts = reminder_facts.read(session)
    return rules.due(read_rules(session), facts, session.clock.today())


def read_rules(session: Session) -> tuple[Rule, ...]:
    """Return all rules as they work here, those that are off included."""
    found = records.find(session, Query("reminder_rule"))
    return rules.with_changes(cast("tuple[ReminderRule, ...]", found))


def dismiss(session: Session, reminders: Sequence[Reminder], reason: str) -> Written:
    """Set reminders aside until the next period of their rule, as one save.

    Raises `ReasonMissingError` without a reason.
    """
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError
    today = session.clock.today().isoformat()
    edits = [
        RecordEdit(
            "reminder_dismissal",
            {
                "rule": each.rule,
                "subject_id": each.subject_id,
                "student_id": each.student_id,
                "period": each.period,
                "reason": reason.strip(),
                "dismissed_on": today,
            },
            derived_id("reminder_dismissal", *each.key),
            each.student_id,
        )
        for each in reminders
    ]
    return records.save(session, edits, label="reminder")


def switch(session: Session, code: str, *, is_on: bool) -> Written:
    """Let a rule work, or not. Raises `LookupError` for an unknown rule."""
    return _change(session, code, {"is_on": is_on})


def set_numbers(session: Session, code: str, numbers: Mapping[str, int]) -> Written:
    """Change numbers of a rule; the others stay.

    Raises `RuleNumberError` for a number that the rule has not or that is no count of
    days, and `LookupError` for an unknown rule.
    """
    rule = _rule(session, code)
    known = rule.numbers
    if any(name not in known or each not in _DAYS for name, each in numbers.items()):
        raise RuleNumberError
    rows = [
        {"name": name, "value": value} for name, value in {**known, **numbers}.items()
    ]
    return _change(session, code, {"numbers": rows})


def note_event(
    session: Session,
    student_ids: Sequence[str],
    event: str,
    day: str = "",
    *,
    remark: str = "",
) -> Written:
    """Note that something happened to students, today if no day is said, as one save.

    Raises `EventUnclearError` for an unknown kind of event or a day to come.
    """
    today = session.clock.today()
    happened = iso_day(day) if day else today
    if event not in vocabulary("student_events") or not happened or happened > today:
        raise EventUnclearError
    classes = queries.fields(session.ledger.db, "student", ("class_id",))
    edits = []
    for student_id in student_ids:
        (class_id,) = classes.get(student_id, ("",))
        values = {
            "student_id": student_id,
            "class_id": class_id or "",
            "event": event,
            "happened_on": happened.isoformat(),
            "remark": remark.strip(),
            "noted_by": session.person_id,
        }
        filled = {name: value for name, value in values.items() if value}
        edits.append(records.edit("student_event", filled, student_id=student_id))
    return records.save(session, edits, label="student_event")


def events_of(session: Session, student_id: str) -> tuple[StudentEvent, ...]:
    """Return what was noted of a student, the latest first."""
    query = Query("student_event", student_id=student_id)
    return cast("tuple[StudentEvent, ...]", records.find(session, query, "newest"))


def _rule(session: Session, code: str) -> Rule:
    found = next((each for each in read_rules(session) if each.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def _change(session: Session, code: str, values: Mapping[str, object]) -> Written:
    rule = _rule(session, code)
    record_id = derived_id("reminder_rule", session.person_id, rule.code)
    edit = RecordEdit("reminder_rule", {"code": code, **values}, record_id)
    return records.save(session, [edit], label="reminder")
