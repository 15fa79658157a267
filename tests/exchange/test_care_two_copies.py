"""Two psychologists work on one case without knowing; both copies end up the same."""

from __future__ import annotations

import pytest

from homevisit.domain import care_steps as steps
from homevisit.services import (
    care_board,
    care_cases,
    care_facts,
    care_shells,
    changes,
    concerns,
    records,
    room,
)
from homevisit.services.care_cases import CaseEntry
from homevisit.services.concerns import ConcernEntry
from tests.domain.care_play import DETAILS
from tests.exchange.staffroom import PASSWORD, SUBJECT, post, staff


@pytest.fixture
def two(school):
    """The psychologist, and the subject teacher who holds the post now as well."""
    one, other = school.psychologist, school.subject
    school.homeroom.write_all(staff(SUBJECT, post("psychologist")))
    raised = concerns.raise_concern(
        school.homeroom.session, ConcernEntry("child-1", {"facts": "上课时趴着"})
    )
    for each in (one, other):
        school.homeroom.hand_to(each)
    other.hand_to(one)
    one.hand_to(other)
    rooms = [room.make_room(each.session, PASSWORD) for each in (one, other)]
    return one, other, *rooms, raised.case_id


def write(opened, case_id, name, severity=None):
    care_cases.write(
        opened,
        CaseEntry(case_id, name, severity=severity, details=DETAILS.get(name, {})),
    )


def meet(one, other):
    """Hand everything on both ways: the rooms first, then what others may know."""
    for giver, taker in ((one, other), (other, one)):
        content = changes.export_room(giver.session, taker.id).content
        changes.import_changes(taker.session, content)
    for giver, taker in ((one, other), (other, one), (one, other)):
        giver.hand_to(taker)


def test_both_took_it_up_and_set_a_level_and_nothing_is_lost(two):
    one, other, mine, hers, case_id = two
    hers.clock.advance(minutes=5)
    for opened, severity in ((mine, 2), (hers, 4)):
        write(opened, case_id, steps.ACCEPT)
        write(opened, case_id, steps.INTERVIEW, severity)
    meet(one, other)

    seen = [care_facts.read_case(opened, case_id).case for opened in (mine, hers)]
    assert seen[0] == seen[1]
    assert len(seen[0].order) == 4
    assert {each.kind for each in seen[0].disagreements} == {
        "two_accepted",
        "two_levels",
    }
    assert (seen[0].severity, seen[0].owner_id) == (4, one.id)
    row = care_board.queue(mine).groups[0].rows[0]
    assert len(row.messages) == 2

    care_cases.write(
        hers, CaseEntry(case_id, steps.HAND_OVER, details={"owner_id": other.id})
    )
    write(hers, case_id, steps.LEVEL_CHANGE, 4)
    meet(one, other)
    for person, opened in ((one, mine), (other, hers)):
        assert care_facts.read_case(opened, case_id).case.disagreements == ()
        care_cases.publish(opened)
        (shell,) = care_shells.shells(person.session)
        assert (shell.severity, shell.owner_id) == (4, other.id)
        assert records.disputes(person.session, case_id) == {}


def test_one_closed_what_the_other_worked_on(two):
    one, other, mine, hers, case_id = two
    write(mine, case_id, steps.ACCEPT)
    write(mine, case_id, steps.INTERVIEW, 1)
    write(mine, case_id, steps.PROPOSE_CLOSURE)
    meet(one, other)
    hers.clock.advance(days=1)
    write(hers, case_id, steps.CONFIRM_CLOSURE)
    write(mine, case_id, steps.FOLLOW_UP)
    (shell,) = care_shells.shells(other.session, open_only=False)
    assert shell.state == "closed"
    meet(one, other)
    for opened in (mine, hers):
        page = care_board.case(opened, case_id)
        assert page.case.is_open
        assert "另一位同时还在跟进" in page.messages[0]
        assert len(page.entries) == 5
    write(hers, case_id, steps.CONFIRM_CLOSURE)
    meet(one, other)
    for opened in (mine, hers):
        case = care_facts.read_case(opened, case_id).case
        assert (case.state, set(case.closed_by)) == ("closed", {one.id, other.id})
