"""What reminder rules look at, read in a dozen questions, however large the school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import grades
from homevisit.domain import visit_plans as plan_rules
from homevisit.domain.calendar import school_year_of
from homevisit.domain.group_rules import is_valid_on
from homevisit.domain.reminder_rules import Facts, Happening, OpenThing, Pupil
from homevisit.domain.talk_rules import HELD, OPEN
from homevisit.domain.visit_plans import Held, PlanRow
from homevisit.domain.visit_rules import COMPLETED
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, school
from homevisit.services.follow_ups import OPEN_STATES
from homevisit.services.school_rows import Membership
from homevisit.services.students import PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from homevisit.services.session import Session

_BOTH_AWAY = "both_away"


def read(session: Session) -> Facts:
    """Return the facts of today."""
    db = session.ledger.db
    calendar = calendars.read_calendar(session)
    events = queries.columns(db, Query("student_event"), ())
    dismissals = queries.columns(
        db, Query("reminder_dismissal"), ("subject_id", "period")
    )
    return Facts(
        pupils=tuple(_pupils(session)),
        terms=calendar.terms,
        happenings=tuple(
            Happening(record_id, student_id, title, day)
            for record_id, student_id, day, _state, _author, title in events
        ),
        open_things=tuple(_open_things(session)),
        dismissed=frozenset(
            (rule, subject, period) for *_columns, rule, subject, period in dismissals
        ),
    )


def _pupils(session: Session) -> Iterator[Pupil]:
    db = session.ledger.db
    today = session.clock.today()
    until = today.isoformat()
    groups, unnoticed = _groups(session, today)
    visits = queries.latest_days(db, Query("visit", states=(COMPLETED,), until=until))
    talks = queries.latest_days(
        db, Query("talk", states=tuple(sorted(HELD)), until=until)
    )
    leaving = _leaving(session, today)
    rows = queries.columns(
        db, Query("student", states=PRESENT), ("class_id", "class_since", "entry_ym")
    )
    for student_id, *_columns, class_id, since, entry in rows:
        visit_on = visits.get(student_id, ("", 0))[0]
        yield Pupil(
            id=student_id,
            groups=frozenset(groups.get(student_id, ())),
            in_class_since=since or (f"{entry}-01" if entry else ""),
            is_leaving=class_id in leaving,
            contact_on=max(visit_on, talks.get(student_id, ("", 0))[0]),
            visit_on=visit_on,
            unnoticed_since=unnoticed.get(student_id, ""),
        )


def _groups(
    session: Session, today: date
) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Return the groups of each child, and whose care nobody told the school of."""
    noticed = {
        student_id
        for _id, student_id, *_columns, since in queries.columns(
            session.ledger.db, Query("family_member"), ("entrusted_since",)
        )
        if since
    }
    found: dict[str, set[str]] = {}
    unnoticed: dict[str, str] = {}
    names = ("valid_to", "group_subtype", "both_away")
    asked = Query("determination")
    for row in queries.columns(session.ledger.db, asked, names):
        _id, student_id, since, state, _author, group, until, subtype, away = row
        if not group or not is_valid_on(Membership(state, since, until), today):
            continue
        found.setdefault(student_id, set()).add(group)
        if student_id not in noticed and (subtype == _BOTH_AWAY or away):
            unnoticed[student_id] = since
    return found, unnoticed


def _leaving(session: Session, today: date) -> frozenset[str]:
    """Return the classes that finish with this school year."""
    own = calendars.read_school(session)
    after = school_year_of(today) + 1
    return frozenset(grades.promotion(school.classes(session), own, after))


def _open_things(session: Session) -> Iterator[OpenThing]:
    db = session.ledger.db
    wanted = (
        ("promise", Query("follow_up", states=OPEN_STATES)),
        ("talk", Query("talk", states=tuple(sorted(OPEN)))),
    )
    for kind, query in wanted:
        for record_id, student_id, day, _state in queries.headings(db, query):
            yield OpenThing(kind, record_id, student_id, day)
    plans = _plans(session)
    done = plan_rules.fulfilled(plans, _held(session, plans))
    for plan in plans:
        if plan.id not in done:
            yield OpenThing("plan", plan.id, plan.student_id, plan.planned_date)


def _plans(session: Session) -> list[PlanRow]:
    query = Query("visit_plan", states=plan_rules.OPEN_STATES)
    names = ("planned_time", "planned_on")
    return [
        PlanRow(plan_id, student_id, day, state, time, made_on)
        for plan_id, student_id, day, state, _who, _title, time, made_on in (
            queries.columns(session.ledger.db, query, names)
        )
    ]


def _held(session: Session, plans: list[PlanRow]) -> tuple[Held, ...]:
    if not plans:
        return ()
    since = min(plan_rules.counts_since(each) for each in plans)
    query = Query("visit", states=(COMPLETED,), since=since)
    return tuple(Held(*row) for row in queries.headings(session.ledger.db, query))
