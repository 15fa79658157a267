"""What is known around talks: whose turn it is to talk, and what looks odd."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from homevisit.domain.calendar import school_year_of
from homevisit.domain.dates import iso_day
from homevisit.domain.talk_doubts import Around, not_kept, talk_doubts
from homevisit.domain.talk_rules import (
    HOMEROOM,
    LEADER,
    PARENT,
    PEER,
    PSYCHOLOGIST,
    SUBJECT,
    TALK_KINDS,
)
from homevisit.ledger import queries
from homevisit.services import calendars, records, school

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from homevisit.domain.record import Doubt
    from homevisit.domain.school import Staff
    from homevisit.domain.talks import Talk
    from homevisit.services.records import Written
    from homevisit.services.session import Session

# Who holds a kind of talk by post. Peers talk among each other: nobody of the staff.
_POSTS: Mapping[str, frozenset[str]] = {
    HOMEROOM: frozenset({"homeroom_teacher"}),
    SUBJECT: frozenset({"subject_teacher"}),
    PSYCHOLOGIST: frozenset({"psychologist"}),
    PARENT: frozenset({"homeroom_teacher"}),
    LEADER: frozenset({"principal", "leader"}),
}
_OF_CLASS = frozenset({HOMEROOM, PARENT})
_OF_FEW = frozenset({PSYCHOLOGIST, LEADER})


class Talkers:
    """Who is likely to hold a talk, by the posts in the staff directory."""

    def __init__(self, session: Session) -> None:
        self._own_id = session.person_id
        self._staff = tuple(each for each in school.staff(session) if not each.to_date)

    def own_kinds(self) -> tuple[str, ...]:
        """Return the six kinds, those of one's own posts first."""
        posts = {post.role for each in self._own() for post in each.roles}
        own = [kind for kind, wanted in _POSTS.items() if posts & wanted]
        if HOMEROOM in own:
            own.append(PEER)
        return (*own, *(kind for kind in TALK_KINDS if kind not in own))

    def of(self, kind: str, class_id: str) -> str:
        """Return whose turn a talk is: oneself, the class's teacher, the only one.

        "" where the directory does not say. Whoever works alone does all that any
        teacher may do.
        """
        if kind == PEER:
            return ""
        found = [each.id for each in self._staff if _may_hold(each, kind, class_id)]
        if self._own_id in found:
            return self._own_id
        if not found and len(self._staff) == 1 and kind not in _OF_FEW:
            return self._own_id
        return found[0] if len(found) == 1 else ""

    def _own(self) -> tuple[Staff, ...]:
        return tuple(each for each in self._staff if each.id == self._own_id)


def _may_hold(person: Staff, kind: str, class_id: str) -> bool:
    wanted = _POSTS.get(kind, frozenset())
    return any(
        post.role in wanted
        and not post.to_date
        # A post for no class is one for all of them.
        and (kind not in _OF_CLASS or post.class_id in {"", class_id})
        for post in person.roles
    )


class DayFacts:
    """School year and term of a day, for the talks of one save."""

    def __init__(self, session: Session) -> None:
        self._calendar = calendars.read_calendar(session)

    def of(self, on_date: str) -> dict[str, Any]:
        """Return what is stored with a day; nothing where it cannot be read."""
        day = iso_day(on_date)
        if day is None:
            return {}
        term = self._calendar.term_on(day)
        return {
            "school_year": school_year_of(day),
            "term_id": term.id if term else "",
        }


def with_doubts(
    session: Session, written: Written, dropped: Mapping[str, tuple[str, ...]]
) -> Written:
    """Return what was written with everything that is odd about its talks.

    `dropped` names, per talk, the fields that its kind does not keep.
    """
    found = {each: list(some) for each, some in written.doubts.items()}
    for talk_id, doubts in doubts_of(session, written.record_ids).items():
        found.setdefault(talk_id, []).extend(doubts)
    for talk_id, fields in dropped.items():
        if fields:
            found.setdefault(talk_id, []).extend(not_kept(fields))
    return replace(written, doubts={each: tuple(some) for each, some in found.items()})


def doubts_of(
    session: Session, talk_ids: tuple[str, ...]
) -> dict[str, tuple[Doubt, ...]]:
    """Return what is odd about these talks, seen with calendar, student and staff."""
    db = session.ledger.db
    rows = queries.find_by_id(db, talk_ids).values()
    talks = [
        cast("Talk", records.as_record(row.kind, row.id, row.values))
        for row in rows
        if row.kind == "talk"
    ]
    children = queries.find_by_id(db, tuple({each.student_id for each in talks}))
    gone = {each.id: each.to_date for each in school.staff(session)}
    days = DayFacts(session)
    today = session.clock.today()
    found = {}
    for talk in talks:
        child = children.get(talk.student_id)
        entry = str(child.values.get("entry_ym") or "") if child else ""
        around = Around(
            today=today,
            is_in_a_term=bool(talk.term_id or days.of(talk.on_date).get("term_id")),
            came_on=f"{entry}-01" if entry else "",
            left_on=str(child.values.get("left_on") or "") if child else "",
            talker_left_on=gone.get(talk.talker_id, ""),
        )
        if doubts := talk_doubts(talk, around):
            found[talk.id] = doubts
    return found
