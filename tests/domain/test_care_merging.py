"""Two psychologists without a network: any acts, any clocks, any order of merging."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import ENDED, OPEN, Act
from homevisit.domain.care_clocks import clocks, observed_until
from homevisit.domain.care_flow import fold, may_follow, possible
from tests.domain.care_play import DETAILS, START, Play, concern, watch

PEOPLE = ("a", "b")
RAISED = (concern(),)
# What comes next by itself; what a person wishes is written where it is possible.
NEXT = {
    "raised": steps.ACCEPT,
    "accepted": steps.INTERVIEW,
    "assessed": steps.PLAN,
    "intervening": steps.PROPOSE_CLOSURE,
    "monitoring": steps.CONFIRM_CLOSURE,
    "referred": steps.REFERRAL_FEEDBACK,
    "on_leave": steps.RETURN,
}
RARE = (steps.TRANSFER, steps.GRADUATE, steps.MERGE, steps.REJECT)
WISHES = ("",) * 12 + tuple(set(steps.DETAILS) - set(RARE)) * 2 + RARE


class TwoCopies(RuleBasedStateMachine):
    """Each has a copy and a clock that may be years off; leaders' words reach both."""

    made = Bundle("made")

    @initialize(skews=st.tuples(*[st.sampled_from((0, -3, 3))] * 2))
    def begin(self, skews):
        self.copies = {person: Play(person) for person in PEOPLE}
        self.skews = dict(zip(PEOPLE, skews, strict=True))
        self.approvals = self.copies["a"].approvals
        self.copies["b"].approvals = self.approvals
        self.ever = {}
        self.minutes = 0

    def _now(self, person):
        self.minutes += 60
        at = START + timedelta(minutes=self.minutes, days=365 * self.skews[person])
        return at.isoformat(timespec="seconds").replace("+00:00", "Z")

    def _case(self, person):
        copy = self.copies[person]
        return fold(RAISED, copy.acts, self.approvals)

    @rule(
        target=made,
        person=st.sampled_from(PEOPLE),
        wish=st.sampled_from(sorted(WISHES)),
        severity=st.sampled_from((2, 1, 3, 4, 0, None)),
        with_other=st.booleans(),
    )
    def write(self, person, wish, severity, with_other):
        case = self._case(person)
        usual = NEXT.get(case.state, steps.REOPEN)
        wanted = wish if wish in possible(case) else usual
        act = Act(
            f"{person}{len(self.ever):04}",
            wanted,
            self._now(person),
            person,
            severity,
            (person, "leader") if with_other else (),
            DETAILS.get(wanted, {}),
            after=case.heads,
        )
        until = observed_until(case, watch(self.minutes))
        today = (START + timedelta(minutes=self.minutes)).date().isoformat()
        refused = may_follow(
            case, act, approvals=self.approvals, observed_until=until, today=today
        )
        if refused is not None:
            assert refused.message
            return act
        self.copies[person].acts.append(act)
        self.ever[act.id] = act
        after = self._case(person)
        assert act.id not in {each.step_id for each in after.misfits}
        return act

    @rule(act=made, what=st.sampled_from(("closure", "level_down", "plan", "panel")))
    def agree(self, act, what):
        self.copies["a"].agree(what, act)

    @rule(into=st.sampled_from(PEOPLE))
    def merge(self, into):
        other = PEOPLE[into == "a"]
        self.copies[into].acts = self.copies[into].merged(self.copies[other]).acts

    @rule(days=st.integers(1, 200))
    def wait(self, days):
        self.minutes += days * 24 * 60

    @invariant()
    def nothing_is_lost_and_no_state_is_illegal(self):
        both = self.copies["a"].merged(self.copies["b"]).acts
        assert {each.id for each in both} == set(self.ever)
        for acts in (self.copies["a"].acts, self.copies["b"].acts, both):
            case = fold(RAISED, acts, self.approvals)
            assert sorted(case.order) == sorted(each.id for each in acts)
            assert case.state in OPEN | ENDED
            assert case.severity is None or case.severity in range(5)

    @invariant()
    def the_order_of_arrival_does_not_matter(self):
        one, other = self.copies["a"], self.copies["b"]
        found = fold(RAISED, one.merged(other).acts, self.approvals)
        assert fold(RAISED, other.merged(one).acts, self.approvals) == found
        mixed = one.merged(other).acts
        random.Random(len(mixed)).shuffle(mixed)
        assert fold(RAISED, mixed, reversed(self.approvals)) == found

    @invariant()
    def what_was_known_comes_before(self):
        case = fold(RAISED, self.ever.values(), self.approvals)
        places = {step_id: place for place, step_id in enumerate(case.order)}
        for act in self.ever.values():
            assert all(places[each] < places[act.id] for each in act.after)

    @invariant()
    def two_persons_close_and_lower(self):
        for person in PEOPLE:
            case = self._case(person)
            if case.state == "closed":
                assert len(set(case.closed_by)) == 2
                if (case.severity or 0) >= 3:
                    assert self.approvals
            for mark in case.levels:
                if mark.before is not None and mark.severity < mark.before:
                    assert mark.second_id not in ("", mark.by_id)

    @invariant()
    def every_open_case_has_a_clock_and_every_clock_an_owner(self):
        for person in PEOPLE:
            case = self._case(person)
            found = clocks(case, watch(self.minutes))
            assert bool(found) == case.is_open
            for clock in found:
                assert clock.owner.role
                assert clock.started_at <= clock.due_at
                assert isinstance(clock.due_at, datetime)


TestTwoCopies = TwoCopies.TestCase
TestTwoCopies.settings = settings(stateful_step_count=25)
