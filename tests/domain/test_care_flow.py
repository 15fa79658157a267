"""The flow of a case: who may do what when, and what becomes of two copies."""

from __future__ import annotations

import random

import pytest

from homevisit.domain import care_steps as steps
from homevisit.domain import read_record
from homevisit.domain.care_case import Act
from homevisit.domain.care_flow import fold, may_follow, possible
from tests.domain.care_play import Play, concern, followed, shifted


def refusal(play, step, severity=None, **more):
    act = Play(play.person, play.acts).write(step, severity, **more)
    found = may_follow(play.case(), act, approvals=play.approvals)
    return found.code if found else ""


def test_a_case_goes_from_raised_to_closed_and_reopens_under_its_number():
    play = Play()
    seen = [play.case().state]
    for step, severity in (
        (steps.ACCEPT, None),
        (steps.INTERVIEW, 2),
        (steps.PLAN, None),
        (steps.GUARDIAN_NOTICE, None),
        (steps.REFERRAL, None),
        (steps.REFERRAL_FEEDBACK, None),
        (steps.LEAVE, None),
        (steps.RETURN, None),
        (steps.FOLLOW_UP, None),
        (steps.PROPOSE_CLOSURE, None),
    ):
        assert not refusal(play, step, severity)
        play.write(step, severity)
        seen.append(play.case().state)
    assert seen == [
        "raised",
        "accepted",
        "assessed",
        "intervening",
        "intervening",
        "referred",
        "intervening",
        "on_leave",
        "monitoring",
        "monitoring",
        "monitoring",
    ]
    assert refusal(play, steps.CONFIRM_CLOSURE) == "second_person"
    play.write(steps.CONFIRM_CLOSURE, by="b")
    closed = play.case()
    assert (closed.state, closed.closed_by) == ("closed", ("a", "b"))
    assert refusal(play, steps.FOLLOW_UP) == "is_ended"
    play.write(steps.REOPEN)
    again = play.case()
    assert (again.state, again.severity, again.times_reopened) == ("accepted", 2, 1)
    assert len(again.order) == 12
    assert again.misfits == ()


def test_the_proposer_alone_closes_nothing_but_a_leader_may_be_the_second():
    play = followed()
    proposal = play.write(steps.PROPOSE_CLOSURE)
    play.write(steps.CONFIRM_CLOSURE)
    assert play.case().state == "monitoring"
    assert "second person" in play.case().misfits[0].message
    play.agree("closure", proposal, by="a")
    assert play.case().state == "monitoring"
    play.agree("closure", proposal)
    assert play.case().closed_by == ("a", "leader")


def test_from_severity_three_on_two_psychologists_are_not_enough():
    play = followed(severity=3)
    proposal = play.write(steps.PROPOSE_CLOSURE)
    assert refusal(play, steps.CONFIRM_CLOSURE, by="b") == "leader"
    play.write(steps.CONFIRM_CLOSURE, by="b")
    assert play.case().is_open
    play.agree("closure", proposal)
    assert play.case().closed_by == ("a", "b")


def test_a_closing_waits_for_the_end_of_observation():
    play = followed()
    play.write(steps.PROPOSE_CLOSURE)
    act = play.copy("b").write(steps.CONFIRM_CLOSURE)
    found = may_follow(
        play.case(), act, observed_until="2026-05-01", today="2026-04-30"
    )
    assert found.facts == {"day": "2026-05-01"}
    assert not may_follow(
        play.case(), act, observed_until="2026-05-01", today="2026-05-01"
    )


def test_a_lower_level_needs_two_persons_and_a_higher_one_none():
    play = followed(severity=3)
    lower = play.write(steps.LEVEL_CHANGE, 2)
    assert play.case().severity == 3
    assert play.case().lower_level.severity == 2
    assert refusal(play, steps.CONFIRM_LEVEL) == "second_person"
    play.write(steps.CONFIRM_LEVEL, by="b")
    case = play.case()
    assert (case.severity, case.state, case.lower_level) == (2, "monitoring", None)
    mark = case.levels[-1]
    assert (mark.step_id, mark.by_id, mark.second_id) == (lower.id, "a", "b")
    play.write(steps.FOLLOW_UP, 4)
    assert (play.case().severity, play.case().state) == (4, "intervening")


def test_a_panel_of_two_and_a_leader_may_lower_a_level_too():
    play = followed(severity=3)
    play.write(steps.PANEL, 2, members=("a",))
    assert play.case().severity == 3
    play.write(steps.PANEL, 2, members=("a", "p"))
    assert play.case().severity == 2
    lower = play.write(steps.LEVEL_CHANGE, 1)
    play.agree("level_down", lower)
    assert play.case().severity == 1
    assert play.case().levels[-1].second_id == "leader"


def test_a_lower_level_that_was_overtaken_cannot_be_confirmed():
    play = followed(severity=3)
    lower = play.write(steps.LEVEL_CHANGE, 1)
    play.write(steps.LEVEL_CHANGE, 4)
    assert play.case().lower_level is None
    play.write(steps.CONFIRM_LEVEL, by="b", proposal_id=lower.id)
    play.agree("level_down", lower)
    assert play.case().severity == 4


def test_two_people_take_up_one_case_without_knowing():
    one, other = Play("a"), Play("b")
    one.write(steps.ACCEPT, minutes=5)
    one.write(steps.INTERVIEW, 2, minutes=9)
    other.write(steps.ACCEPT, minutes=3)
    case = one.merged(other).case()
    assert case.owner_id == "b"
    assert case.severity == 2
    assert case.misfits == ()
    (found,) = case.disagreements
    assert (found.kind, set(found.people)) == ("two_accepted", {"a", "b"})
    both = one.merged(other)
    both.write(steps.HAND_OVER, owner_id="a")
    assert both.case().owner_id == "a"
    assert both.case().disagreements == ()


def test_of_two_levels_the_higher_holds_until_somebody_who_knows_both_says():
    base = followed(severity=2)
    one, other = base.copy("a"), base.copy("b")
    one.write(steps.LEVEL_CHANGE, 3, minutes=50)
    other.write(steps.LEVEL_CHANGE, 4, minutes=40)
    both = one.merged(other)
    case = both.case()
    assert case.severity == 4
    (found,) = case.disagreements
    assert (found.kind, found.severities) == ("two_levels", (3, 4))
    assert [mark.severity for mark in case.levels] == [2, 4, 3]
    both.write(steps.PANEL, 3, members=("a", "b"), minutes=60)
    assert both.case().severity == 3
    assert both.case().disagreements == ()


def test_agreeing_by_chance_is_no_disagreement():
    base = followed(severity=2)
    one, other = base.copy("a"), base.copy("b")
    one.write(steps.LEVEL_CHANGE, 3)
    other.write(steps.LEVEL_CHANGE, 3)
    assert one.merged(other).case().disagreements == ()


@pytest.mark.parametrize("ending", [steps.REJECT, steps.CONFIRM_CLOSURE])
def test_an_ending_does_not_stand_while_somebody_works_on_elsewhere(ending):
    base = Play("a")
    if ending == steps.CONFIRM_CLOSURE:
        base = followed()
        base.write(steps.PROPOSE_CLOSURE)
    one, other = base.copy("c"), base.copy("b")
    one.write(ending, minutes=100)
    work = steps.ACCEPT if ending == steps.REJECT else steps.FOLLOW_UP
    other.write(work, minutes=90)
    assert not one.case().is_open
    both = one.merged(other)
    assert both.case().is_open
    assert both.case().disagreements[0].kind == "ended_and_active"
    both.write(steps.INTERVIEW, 2, minutes=200)
    assert both.case().disagreements == ()
    assert both.case().is_open


def test_a_clue_on_a_child_that_left_is_kept_and_the_case_stays_away():
    base = followed()
    one, other = base.copy("a"), base.copy("b")
    one.write(steps.TRANSFER, to_school="邻县一中", minutes=50)
    other.write(steps.FOLLOW_UP, 4, minutes=60)
    case = one.merged(other).case()
    assert case.state == "transferred"
    assert case.severity == 4
    assert case.last_look.step_id == other.acts[-1].id
    assert case.misfits == ()
    assert refusal(one, steps.FOLLOW_UP) == "is_ended"
    assert not refusal(one, steps.REOPEN)


def test_the_order_of_acts_does_not_hang_on_a_clock_three_years_off():
    play = followed()
    play.write(steps.PROPOSE_CLOSURE)
    play.write(steps.CONFIRM_CLOSURE, by="b")
    for years in (-3, 3):
        wrong = [
            shifted(act, days=365 * years) if act.by_id == "b" else act
            for act in play.acts
        ]
        assert fold((), wrong).state == "closed"
        assert fold((), wrong).order == play.case().order


def test_a_step_that_does_not_fit_is_kept_with_a_reason():
    odd = [
        Act("x1", steps.RETURN, "2026-03-02T01:00:00Z", "a"),
        Act("x2", "teleport", "2026-03-02T02:00:00Z", "a", 9, after=("gone", "x2")),
        Act("x3", steps.REFERRAL_FEEDBACK, "2026-03-02T03:00:00Z", "a"),
    ]
    case = fold((), odd)
    assert case.order == ("x1", "x2", "x3")
    assert [each.step_id for each in case.misfits] == ["x1", "x2", "x3"]
    assert case.severity is None


def test_steps_that_name_each_other_in_a_ring_are_all_kept():
    ring = [
        Act("r1", steps.ACCEPT, "2026-03-02T01:00:00Z", "a", after=("r2",)),
        Act("r2", steps.INTERVIEW, "2026-03-02T02:00:00Z", "a", 2, after=("r1",)),
    ]
    found = fold((), ring)
    assert set(found.order) == {"r1", "r2"}
    assert fold((), ring[::-1]) == found


@pytest.mark.parametrize(
    ("step", "more", "code"),
    [
        (steps.PLAN, {"goals": " "}, "missing"),
        (steps.CONFIDENTIALITY_BREAK, {"reason": ""}, "missing"),
        (steps.CONFIDENTIALITY_BREAK, {"told": ""}, "missing"),
        (steps.CONFIDENTIALITY_BREAK, {"minimum": ""}, "missing"),
        (steps.CONFIDENTIALITY_BREAK, {}, ""),
        (steps.LEVEL_CHANGE, {"severity": 2}, "same_level"),
        (steps.LEVEL_CHANGE, {"severity": 7}, "severity"),
        (steps.LEVEL_CHANGE, {}, "severity"),
        (steps.REFERRAL_FEEDBACK, {}, "no_referral"),
        (steps.RETURN, {}, "not_on_leave"),
        (steps.ACCEPT, {}, "is_accepted"),
        (steps.REOPEN, {}, "is_open"),
        (steps.REJECT, {}, "is_assessed"),
        (steps.CONFIRM_LEVEL, {}, "no_proposal"),
        (steps.CONFIRM_CLOSURE, {}, "no_proposal"),
        (steps.FOLLOW_UP, {}, ""),
    ],
)
def test_what_cannot_follow_is_refused_with_a_reason(step, more, code):
    assert refusal(followed(), step, more.pop("severity", None), **more) == code


def test_before_anybody_accepts_only_the_first_acts_are_possible():
    assert possible(fold((), ())) == {
        steps.ACCEPT,
        steps.REJECT,
        steps.TRANSFER,
        steps.GRADUATE,
        steps.MERGE,
        steps.ESCALATION,
        steps.GUARDIAN_NOTICE,
        steps.CONFIDENTIALITY_BREAK,
    }
    assert refusal(Play(), steps.INTERVIEW, 2) == "not_accepted"
    play = Play()
    play.write(steps.ACCEPT)
    assert refusal(play, steps.PLAN) == "no_level"
    assert refusal(play, steps.INTERVIEW) == "severity"


def test_what_is_possible_is_what_is_not_refused():
    for play in (Play(), followed(), followed(severity=4)):
        case = play.case()
        for step in steps.DETAILS:
            act = Play(play.person, play.acts).write(step, 1, by="b")
            found = may_follow(case, act)
            fits = found is None or found.code in {"leader", "observed"}
            assert fits == (step in possible(case)), (step, found)


def test_the_concerns_say_since_when_and_how_urgent():
    later = concern(id="k2", raised_at="2026-03-03T00:00:00Z", raised_by="u")
    plain = fold([later, concern(suggested_severity=1)], ())
    assert (plain.raised_at, plain.raised_by) == ("2026-03-02T01:00:00Z", ("t", "u"))
    assert (plain.suggested, plain.is_urgent) == (1, False)
    assert fold([concern(signs=["farewell"])], ()).is_urgent
    assert fold([concern(harm_signs=["wounds"])], ()).is_urgent
    assert fold([concern(suggested_severity=12)], ()).suggested is None


def test_records_are_folded_as_they_are():
    made = [
        read_record(
            "care_step",
            each.id,
            {
                "step": each.step,
                "at": each.at,
                "by_id": each.by_id,
                "severity": each.severity,
                "after": list(each.after),
            },
        )
        for each in followed().acts
    ]
    random.Random(3).shuffle(made)
    assert fold((), made).state == "intervening"
