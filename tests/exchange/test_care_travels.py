"""What of a case reaches whom in real files, back and forth."""

from __future__ import annotations

from homevisit.exchange.readers import Post, reach_of
from homevisit.exchange.withholding import Reader
from homevisit.services import (
    care_shells,
    concerns,
    letters,
    mandatory_reports,
    records,
)
from homevisit.services.concerns import ConcernEntry
from tests.exchange.staffroom import CLASS_A, PSYCHOLOGIST, SUBJECT, post, staff

DAY = "2026-03-02"
CHILD = "child-1"


def test_the_head_of_the_grade_learns_when_a_case_is_grave_and_when_no_more(school):
    """What was withheld below 3 comes when it rises; the fall is the last she hears."""
    one, head = school.homeroom, school.subject
    one.write_all(staff(SUBJECT, post("grade_head", CLASS_A)))
    one.write("case", "care_case", CHILD, student_id=CHILD, severity=2, hint="初步")
    one.hand_to(head)
    assert records.values_if_known(head.session, "case") == {}
    head.hand_to(one, confirm_posts=True)

    one.write("case", "care_case", CHILD, severity=3)
    one.hand_to(head)
    known = records.values_if_known(head.session, "case")
    assert (known["severity"], known["hint"]) == (3, "初步")
    head.hand_to(one)

    one.write("case", "care_case", CHILD, severity=1)
    one.write("case", "care_case", CHILD, hint="只给班主任")
    one.hand_to(head)
    known = records.values_if_known(head.session, "case")
    assert (known["severity"], known["hint"]) == (1, "初步")


def test_of_two_levels_side_by_side_the_graver_counts(school):
    one = school.homeroom
    one.write("case", "care_case", CHILD, student_id=CHILD, severity=1)
    seen = one.session.ledger.standing("case")
    one.write("case", "care_case", CHILD, seen, severity=2)
    one.write("case", "care_case", CHILD, seen, severity=4)
    one.write("case", "care_case", CHILD, hint="一")
    reader = Reader(one.db, "x", reach_of([Post("grade_head", CLASS_A)], DAY, {}))
    last = reader.shown(one.saves()[-1])
    assert last.changes[0] is not None


def test_a_level_that_is_no_number_opens_nothing(school):
    one = school.homeroom
    for odd in ("4", True, 4.0, None, [4]):
        one.write("case", "care_case", CHILD, student_id=CHILD, severity=odd)
        reader = Reader(one.db, "x", reach_of([Post("grade_head", CLASS_A)], DAY, {}))
        assert reader.shown(one.saves()[-1]).changes == (None,)


def test_end_to_end_each_disk_holds_what_its_owner_may_read(school):
    """Real files: the raiser, a teacher without a post, the psychologist and back."""
    teacher, other, psychologist = school.homeroom, school.subject, school.psychologist
    teacher.hand_to(other)
    teacher.hand_to(psychologist)
    facts, hint = "手臂上有划痕", "请安排坐在前排"
    raised = concerns.raise_concern(
        teacher.session, ConcernEntry(CHILD, {"facts": facts})
    )
    teacher.hand_to(psychologist)
    psychologist.write(
        raised.case_id, "care_case", CHILD, severity=4, hint=hint, state="accepted"
    )
    psychologist.hand_to(teacher, confirm_posts=True)
    psychologist.hand_to(other)
    teacher.hand_to(other)

    assert facts in psychologist.everything()
    assert hint in teacher.everything()
    assert facts not in other.everything()
    assert hint not in other.everything()


def test_the_raiser_learns_that_it_was_taken_up_and_no_more(school):
    teacher, raiser, psychologist = school.homeroom, school.subject, school.psychologist
    teacher.hand_to(raiser)
    teacher.hand_to(psychologist)
    entry = ConcernEntry(CHILD, {"facts": "总是一个人"})
    raised = concerns.raise_concern(raiser.session, entry)
    raiser.hand_to(psychologist)
    psychologist.write(
        raised.case_id, "care_case", CHILD, severity=4, state="accepted", hint="密"
    )
    psychologist.hand_to(teacher, confirm_posts=True)
    teacher.hand_to(raiser)

    (line,) = care_shells.raised_by_me(raiser.session)
    assert (line.state, line.taken_up_by) == ("accepted", PSYCHOLOGIST)
    assert "密" not in str(records.values_if_known(raiser.session, raised.case_id))
    assert letters.unreadable(raiser.session) == ()


def test_who_reported_is_not_on_the_homeroom_teachers_disk(school):
    """The subject teacher reports; the principal reads it, the class does not."""
    teacher, raiser, principal = school.homeroom, school.subject, school.psychologist
    teacher.write_all(staff(PSYCHOLOGIST, post("principal")))
    teacher.hand_to(raiser)
    teacher.hand_to(principal)
    facts = "背上有旧伤，说是家里人打的"
    form = mandatory_reports.begin(raiser.session, CHILD)
    mandatory_reports.sign(
        raiser.session, form.filled(situations=["injury"], facts=facts)
    )
    raiser.hand_to(teacher, confirm_posts=True)
    assert facts not in teacher.everything()
    assert "mandatory" not in teacher.everything()
    teacher.hand_to(principal)
    (line,) = mandatory_reports.lines(principal.session)
    assert (line.report.facts, line.report.found_by) == (facts, SUBJECT)
    mandatory_reports.note(principal.session, line.report.id, {"body": "police"})
    principal.hand_to(teacher, confirm_posts=True)
    teacher.hand_to(raiser)
    (line,) = mandatory_reports.lines(raiser.session)
    assert [each.body for each in line.notes] == []
    assert "police" not in teacher.everything()
