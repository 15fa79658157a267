"""Short words for tests that play a case through: steps, people, days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from homevisit.domain import care_steps as steps
from homevisit.domain import level_schemes, read_record
from homevisit.domain.care_case import Act
from homevisit.domain.care_clocks import Posts, Watch
from homevisit.domain.care_flow import fold

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
EAST = timezone(timedelta(hours=8))
DETAILS = {
    steps.REJECT: {"reason": "听错了"},
    steps.PANEL: {"decision": "继续陪伴"},
    steps.PLAN: {"goals": "睡得着"},
    steps.JOINT_MEETING: {"agreement": "每周见一次"},
    steps.REFERRAL: {"tier": "county", "place": "县医院", "reason": "需专业评估"},
    steps.REFERRAL_FEEDBACK: {"summary": "已就诊"},
    steps.LEAVE: {"from_date": "2026-03-20"},
    steps.RETURN: {"result": "passed"},
    steps.LEVEL_CHANGE: {"reason": "有变化"},
    steps.ESCALATION: {"body": "principal"},
    steps.CONFIDENTIALITY_BREAK: {
        "because": "danger_to_self",
        "reason": "说起具体计划",
        "told": "班主任、母亲",
        "minimum": "今晚不离人",
    },
    steps.HAND_OVER: {"owner_id": "b"},
    steps.PROPOSE_CLOSURE: {"closure": "stable"},
    steps.REOPEN: {"reason": "又有新线索"},
    steps.MERGE: {"into_id": "other"},
}


def instant(minutes):
    at = START + timedelta(minutes=minutes)
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


class Play:
    """One person's copy of a case: what she writes comes after what she knows."""

    def __init__(self, person="a", acts=()):
        self.person = person
        self.acts = list(acts)
        self.approvals = []

    def case(self, concerns=()):
        return fold(concerns, self.acts, self.approvals)

    def write(self, step, severity=None, *, minutes=None, **more):
        number = len(self.acts)
        act = Act(
            id=f"{self.person}{number:03}",
            step=step,
            at=instant(10 * number if minutes is None else minutes),
            by_id=more.pop("by", self.person),
            severity=severity,
            members=more.pop("members", ()),
            next_on=more.pop("next_on", ""),
            details={**DETAILS.get(step, {}), **more},
            after=self.case().heads,
        )
        self.acts.append(act)
        return act

    def copy(self, person):
        found = Play(person, self.acts)
        found.approvals = list(self.approvals)
        return found

    def merged(self, other):
        found = self.copy(self.person)
        known = {each.id for each in self.acts}
        found.acts += [each for each in other.acts if each.id not in known]
        return found

    def agree(self, what, step, by="leader"):
        self.approvals.append(
            read_record(
                "care_approval",
                f"ok{len(self.approvals)}",
                {
                    "what": what,
                    "step_id": step.id,
                    "decision": "yes",
                    "decided_by": by,
                },
            )
        )


def followed(*, severity=2, person="a"):
    """A case that was accepted, interviewed and planned."""
    play = Play(person)
    play.write(steps.ACCEPT)
    play.write(steps.INTERVIEW, severity)
    play.write(steps.PLAN)
    return play


def concern(**values):
    given = {"raised_at": instant(0), "raised_by": "t", "signs": ["low_mood"]}
    return read_record("concern", values.pop("id", "k1"), given | values)


def watch(minutes=0, *, posts=None, scheme=None):
    held = {"psychologist": ("a", "b"), "student_affairs": ("s",), "principal": ("p",)}
    return Watch(
        START + timedelta(minutes=minutes),
        scheme or level_schemes.shipped("zh")[0],
        Posts(held if posts is None else posts),
        EAST,
    )


def shifted(act, **by):
    """The same step, written by a computer whose clock stood elsewhere."""
    at = datetime.fromisoformat(act.at) + timedelta(**by)
    return replace(act, at=at.isoformat(timespec="seconds").replace("+00:00", "Z"))
