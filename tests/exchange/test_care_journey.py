"""One case through three vaults: raised, accepted, planned, seen, ticked, closed."""

from __future__ import annotations

import pytest

from homevisit.domain import care_steps as steps
from homevisit.services import (
    care_approvals,
    care_board,
    care_cases,
    care_shells,
    concerns,
    letters,
    records,
)
from homevisit.services import room as rooms
from homevisit.services.care_cases import CaseEntry
from homevisit.services.concerns import ConcernEntry
from tests.domain.care_play import DETAILS
from tests.exchange.staffroom import (
    CLASS_A,
    HOMEROOM,
    PASSWORD,
    PSYCHOLOGIST,
    post,
    staff,
)

CHILD = "child-1"
SECRET = "只在咨询室里说过的话"
HINT = "请安排坐在前排，多给机会发言"


@pytest.fixture
def people(school):
    """A subject teacher who raises, a homeroom teacher who is principal, too."""
    own = staff(HOMEROOM, post("homeroom_teacher", CLASS_A), post("principal"))
    school.homeroom.write_all(own)
    for other in (school.psychologist, school.subject):
        school.homeroom.hand_to(other)
        other.hand_to(school.homeroom, confirm_posts=True)
    return school


def step(room, case_id, name, severity=None, **more):
    entry = CaseEntry(
        case_id, name, severity=severity, details=DETAILS.get(name, {}), **more
    )
    return care_cases.write(room, entry)


def test_from_the_teacher_to_the_room_and_back(people):
    raiser, teacher, psychologist = people.subject, people.homeroom, people.psychologist
    raised = concerns.raise_concern(
        raiser.session, ConcernEntry(CHILD, {"facts": "总是一个人", "signs": ["worry"]})
    )
    raiser.hand_to(teacher)
    assert len(concerns.of_student(teacher.session, CHILD)) == 1
    teacher.hand_to(psychologist)

    room = rooms.make_room(psychologist.session, PASSWORD)
    (clue,) = care_board.queue(room).clues
    assert (clue.case_id, clue.raised_by) == (raised.case_id, "柏舟")
    case_id = clue.case_id
    step(room, case_id, steps.ACCEPT)
    step(room, case_id, steps.INTERVIEW, 3, text=SECRET)
    step(room, case_id, steps.PLAN, text=SECRET)
    care_cases.share_hint(room, case_id, HINT)
    duty = {"text": "每周聊一次", "owner_id": HOMEROOM, "due_date": "2026-03-09"}
    care_cases.set_duties(room, case_id, [duty])
    care_approvals.ask(psychologist.session, case_id, "plan", severity=3)
    psychologist.hand_to(teacher, confirm_posts=True)

    (shell,) = care_shells.shells(teacher.session)
    assert (shell.case_id, shell.severity, shell.hint) == (case_id, 3, HINT)
    assert (shell.owner_id, shell.is_disputed) == (PSYCHOLOGIST, False)
    (due,) = care_shells.duties(teacher.session)
    care_shells.tick(teacher.session, case_id, due.key, "周一聊过")
    (asked,) = care_approvals.waiting(teacher.session)
    care_approvals.decide(teacher.session, asked.id, is_yes=True)
    teacher.hand_to(psychologist)
    teacher.hand_to(raiser)

    given = care_approvals.given(psychologist.session, case_id)
    assert [each.decided_by for each in given] == [HOMEROOM]
    care_cases.publish(room)
    (shell,) = care_shells.shells(psychologist.session)
    assert [each.done_on for each in shell.duties] == ["2026-03-02"]
    (mine,) = care_shells.raised_by_me(raiser.session)
    assert (mine.state, mine.taken_up_by) == ("accepted", PSYCHOLOGIST)
    known = records.values_if_known(raiser.session, case_id)
    assert (known.get("severity"), known.get("hint", "")) == (None, "")
    for person in people.__dict__.values():
        assert SECRET not in person.everything()
        assert letters.unreadable(person.session) == ()


def test_nothing_new_is_published_twice(people):
    psychologist = people.psychologist
    raised = concerns.raise_concern(
        psychologist.session, ConcernEntry(CHILD, {"facts": "夜里常醒"})
    )
    room = rooms.make_room(psychologist.session, PASSWORD)
    step(room, raised.case_id, steps.ACCEPT)
    assert care_cases.publish(room) == 0
    before = psychologist.digest()
    assert care_cases.publish(room) == 0
    assert psychologist.digest() == before
