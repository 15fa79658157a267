"""Reminders gathered by their rule, and what is done about all of a rule at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homevisit.domain.talk_rules import HOMEROOM
from homevisit.services import reminders, students, talks
from homevisit.services.talks import TalkEntry
from homevisit.text import _, sentences
from ui.reminder_rows import ReminderGroup, RuleLine
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.domain.reminder_rules import Reminder, Rule
    from homevisit.services.session import Session

_NAMES = 3
_TALK_WITHIN = timedelta(days=7)
# What happened to a child comes before what is usual at this time of the year.
_ORDER = ("event", "promise", "plan", "talk", "moved_in", "node", "entrusted", "gap")


def read(session: Session) -> tuple[ReminderGroup, ...]:
    """Return what is to be thought of today, a group for each rule."""
    found = _by_rule(session)
    ids = {each.student_id for made in found.values() for each in made[:_NAMES]}
    rows = students.rows(session, tuple(ids))
    names = {each.student_id: each.name for each in rows}
    rules = (each for each in reminders.read_rules(session) if each.code in found)
    ordered = sorted(rules, key=lambda each: _ORDER.index(each.kind))
    return tuple(_group(session, each, found[each.code], names) for each in ordered)


def _by_rule(session: Session) -> dict[str, list[Reminder]]:
    found: dict[str, list[Reminder]] = {}
    for each in reminders.read(session):
        found.setdefault(each.rule, []).append(each)
    return found


def _group(
    session: Session, rule: Rule, made: Sequence[Reminder], names: dict[str, str]
) -> ReminderGroup:
    first = next((each.since for each in made if each.since), "")
    ids = tuple(dict.fromkeys(each.student_id for each in made))
    return ReminderGroup(
        rule=rule.code,
        title=rule.title,
        why=rule.why,
        source=rule.source,
        answer=rule.answer,
        since=short_day(first, session.clock.today()) if first else "",
        student_ids=ids,
        names=tuple(names[each] for each in ids[:_NAMES] if each in names),
        count=len(made),
    )


def dismiss(session: Session, rule: str, reason: str) -> str | None:
    """Set aside what a rule reminds of today; return the save."""
    made = _by_rule(session).get(rule, [])
    return reminders.dismiss(session, made, reason).save_id


def plan_talks(session: Session, student_ids: tuple[str, ...]) -> str | None:
    """Plan a talk with each student within a week; None where all are planned."""
    day = (session.clock.today() + _TALK_WITHIN).isoformat()
    entry = TalkEntry(HOMEROOM, student_ids, {"on_date": day})
    return talks.plan(session, entry).save_id


def rule_lines(session: Session) -> tuple[RuleLine, ...]:
    """Return every rule for the settings, in the order of the shipped table."""
    return tuple(
        RuleLine(
            each.code,
            each.title,
            sentences(each.why, _("Source: {source}").format(source=each.source)),
            each.kind if each.kind in {"event", "gap", "node"} else "other",
            each.is_on,
            tuple(each.numbers.items()),
        )
        for each in reminders.read_rules(session)
    )
