"""Two terms of the six talks: held, planned ahead, and a few that are overdue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from homevisit.demo.material import Decks
from homevisit.services import talk_exemptions, talks
from homevisit.services.talks import TalkEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from homevisit.demo.enrolled import Enrolled
    from homevisit.demo.occasions import Span
    from homevisit.demo.staff_room import StaffRoom
    from homevisit.services.session import Session

_PEER, _HOMEROOM, _SUBJECT = "peer", "homeroom_teacher", "subject_teacher"
_PSYCHOLOGIST, _PARENT, _LEADER = "psychologist", "parent", "leader"
_GROUP = 5
_RESTING = 11
_MOST = 400
_ASPECTS = ("study", "life", "health", "friends", "family", "mood", "safety", "needs")
_TOPICS = ("study", "relations", "habits", "family", "praise", "mind")
_MOODS = ("steady", "steady", "low", "steady", "anxious", "")
_PLACES = ("office", "corridor", "playground", "office")
_SUBJECTS = ("语文", "数学", "英语")
# Of ten children in their order: with whom a kind of talk was not held this term yet.
_WAITING = {
    _HOMEROOM: {4, 9},
    _SUBJECT: {1, 3, 6, 7, 8},
    _PARENT: {2, 5, 6},
}


class Talking:
    """Holds the talks of a school whose children and colleagues are known."""

    def __init__(self, session: Session, staff: StaffRoom, chance: Random) -> None:
        self._session, self._staff, self._chance = session, staff, chance
        self._decks = Decks("talks", chance)
        self._held = self._planned = 0

    def carry_out(
        self, enrolled: Sequence[Enrolled], earlier: Span, present: Span
    ) -> dict[str, int]:
        """Hold the talks of both terms; a very large school talks with a part of it."""
        whom = enrolled[:_MOST]
        for span in (earlier, present):
            self._peers(whom, span)
            for place, child in enumerate(whom):
                for kind in self._kinds(child, place, is_present=span is present):
                    self._hold(kind, child, self._day(span), place)
        self._plan(whom, present.last)
        self._spare([each.student_id for each in whom[_RESTING :: _RESTING * 4]])
        return {"talks": self._held, "talks_planned": self._planned}

    def _kinds(self, whom: Enrolled, place: int, *, is_present: bool) -> list[str]:
        kinds = [
            kind
            for kind, waiting in _WAITING.items()
            if not (is_present and place % 10 in waiting)
        ]
        if whom.child.is_special and (place % 3 or not is_present):
            kinds.append(_PSYCHOLOGIST)
        if whom.child.is_special and place % 2 == 0:
            kinds.append(_LEADER)
        return kinds

    def _peers(self, whom: Sequence[Enrolled], span: Span) -> None:
        classes: dict[str, list[str]] = {}
        for each in whom:
            classes.setdefault(each.class_id, []).append(each.student_id)
        for ids in classes.values():
            for start in range(0, len(ids) - 2, _GROUP):
                together = tuple(ids[start : start + _GROUP])
                values = {
                    "on_date": self._day(span),
                    "theme": self._decks.deal("theme"),
                    "peer_count": len(together),
                    "needs_look": start % 4 == 3,
                    "minutes": 20,
                }
                self._log(TalkEntry(_PEER, together, values))

    def _hold(self, kind: str, whom: Enrolled, day: str, place: int) -> None:
        values: dict[str, Any] = {
            "on_date": day,
            "minutes": 10 + place % 4 * 5,
            "talker_id": self._talker(kind, whom, place),
        }
        promises: tuple[dict[str, Any], ...] = ()
        if kind != _PSYCHOLOGIST:
            values |= self._said(whom, place)
        if kind == _HOMEROOM:
            values["aspects"] = self._chance.sample(_ASPECTS, 4)
        elif kind == _SUBJECT:
            values["subject"] = _SUBJECTS[place % len(_SUBJECTS)]
            values["difficulty"] = self._decks.deal("difficulty")
        elif kind == _PARENT:
            values |= {
                "slip_returned": place % 3 != 0,
                "mode": "phone",
                "place": "home",
            }
        elif kind == _LEADER:
            values["why_chosen"] = self._decks.deal("why_chosen")
            promises = (self._promise(whom, day),)
        self._log(TalkEntry(kind, (whom.student_id,), values, promises))

    def _said(self, whom: Enrolled, place: int) -> dict[str, Any]:
        voice, fits = whom.child.voice, whom.child.may_hear
        texts = {
            name: str(self._decks.deal(name, fits)).format(**voice)
            for name in ("content", "advice", "result")
        }
        return {
            **texts,
            "topics": [_TOPICS[place % len(_TOPICS)]],
            "mood": _MOODS[place % len(_MOODS)],
            "place": _PLACES[place % len(_PLACES)],
            "mode": "in_person",
            "initiated_by": "student" if place % 9 == 0 else "teacher",
        }

    def _promise(self, whom: Enrolled, day: str) -> dict[str, Any]:
        due = date.fromisoformat(day) + timedelta(days=42)
        what = str(self._decks.deal("promise")).format(**whom.child.voice)
        return {
            "description": what,
            "promised_by": "school",
            "owner_id": self._staff.leader,
            "due_date": due.isoformat(),
        }

    def _plan(self, whom: Sequence[Enrolled], today: date) -> None:
        """Plan some of what waits: most of it ahead, a little already too late."""
        for place, each in enumerate(whom):
            for kind, waiting in _WAITING.items():
                ahead = {1: 5, 2: 4, 4: -12, 6: 8, 9: 3}.get(place % 10)
                if place % 10 not in waiting or ahead is None:
                    continue
                day = (today + timedelta(days=ahead + place % 3)).isoformat()
                talker = self._talker(kind, each, place)
                values = {"on_date": day, "talker_id": talker}
                entry = TalkEntry(kind, (each.student_id,), values)
                self._planned += len(talks.plan(self._session, entry).record_ids)

    def _spare(self, whom: Sequence[str]) -> None:
        """Ask for no talk with those who are ill at home this term."""
        for kind in (_SUBJECT, _LEADER) if whom else ():
            reason = str(self._decks.deal("spared"))
            talk_exemptions.exempt(self._session, whom, kind, reason)

    def _talker(self, kind: str, whom: Enrolled, place: int) -> str:
        if kind in {_HOMEROOM, _PARENT}:
            return self._staff.homeroom[whom.class_id]
        if kind == _SUBJECT:
            return self._staff.subject[place % len(self._staff.subject)]
        return self._staff.leader if kind == _LEADER else self._staff.psychologist

    def _day(self, span: Span) -> str:
        days = max(1, (span.last - span.first).days)
        return (span.first + timedelta(days=self._chance.randrange(days))).isoformat()

    def _log(self, entry: TalkEntry) -> None:
        talks.log(self._session, entry)
        self._held += len(entry.student_ids)
