"""Coverage of a real vault: every number recounted, and the same on the same day."""

from datetime import date

import pytest

from homevisit.domain import doubts_of
from homevisit.services import (
    calendars,
    campaign_reports,
    campaigns,
    coverage,
    due,
    groups,
    records,
    school,
    student_files,
    students,
    talks,
    targets,
)
from homevisit.services.matrix import read as read_matrix
from homevisit.services.talks import TalkEntry
from tests.services.test_matrix import talked
from tests.services.test_school_rows import TODAY, add, hold, term

__all__ = ["talked", "term"]


def on(session, term, day=TODAY):
    return coverage.read(session, day, term)


def only(session, **values):
    """Put one target into use and all others out of it."""
    for each in targets.active(session):
        targets.switch(session, each.id, is_on=False)
    rule = {"name": "目标", "whom": "everyone", "period": "term", "what": "visit"}
    return targets.add(session, {**rule, **values}).record_ids[0]


@pytest.fixture
def three(session, class_id, term):
    """Two siblings and a girl in another class."""
    second = school.add_class(session, "junior", 2025, 1)
    one, two = add(session, class_id, "江予安"), add(session, class_id, "江予宁")
    student_files.join_household(session, (one, two), "江家")
    return one, two, add(session, second, "喻书瑶")


def test_persons_times_and_households_are_counted_apart(session, class_id, term, three):
    one, two, other = three
    hold(session, one, trip_id="trip")
    hold(session, two, trip_id="trip")
    hold(session, other, visit_form="phone")
    hold(session, other, visit_form="phone")
    found = on(session, term)
    assert (found.everybody.any_form.part, found.everybody.any_form.whole) == (3, 3)
    assert found.everybody.on_site.reached == {one, two}
    assert (found.visits.visits, found.visits.trips, found.visits.households) == (
        4,
        3,
        2,
    )
    assert found.by_class[class_id].on_site.percent == 100.0
    assert found.by_grade["八年级"].on_site.missing == {other}
    parts = [each.any_form.part for each in found.by_class.values()]
    assert sum(parts) == found.everybody.any_form.part


def test_groups_overlap_and_empty_ones_are_told(session, term, three):
    one, two, _other = three
    for who, group in ((one, "orphan"), (one, "disabled"), (two, "disabled")):
        groups.determine(session, who, group, {"valid_from": "2026-09-05"})
    hold(session, one)
    found = on(session, term)
    assert found.in_groups.any_form.due == {one, two}
    assert found.by_group["orphan"].any_form.percent == 100.0
    assert found.by_group["disabled"].any_form.missing == {two}
    assert found.by_group["migrant"].any_form.percent is None
    wholes = sum(each.any_form.whole for each in found.by_group.values())
    assert wholes == 3 > found.in_groups.any_form.whole


def test_a_cut_off_day_is_reproducible_after_transfers(session, class_id, term, three):
    one, two, other = three
    hold(session, one)
    before = on(session, term)
    values = {"roll_status": "transferred_out", "left_on": "2026-11-25"}
    records.save(session, [records.edit_of(session, one, values)])
    hold(session, two, visit_date="2026-11-20")
    assert on(session, term).everybody.any_form.due == before.everybody.any_form.due
    later = on(session, term, date(2026, 11, 26))
    assert later.roster.students == {two, other}
    assert later.everybody.any_form.reached == {two}
    assert later.ever == {one, two, other}


def test_september_moves_no_class_of_last_year(session, clock, term, three):
    hold(session, three[0])
    before = on(session, term)
    clock.advance(days=300)
    school.promote(session, 2027)
    assert on(session, term) == before


def test_a_calendar_edited_later_moves_nothing(session, term, three, talked):
    hold(session, three[0])
    talked(three[1], "leader", "done", "2026-10-08")
    before = on(session, term)
    edit = records.edit_of(session, term.id, {"end_date": "2026-10-01"})
    records.save(session, [edit])
    after = on(session, calendars.current_term(session) or term)
    assert after.everybody == before.everybody
    assert after.talks == before.talks


def test_talks_count_by_times_and_by_students(session, term, three, talked):
    talked(three[0], "homeroom_teacher", "done", "2026-10-08")
    talked(three[0], "homeroom_teacher", "closed", "2026-10-09")
    talked(three[1], "homeroom_teacher", "planned", "2026-12-09")
    found = on(session, term).talks
    assert (found["homeroom_teacher"].times, found["peer"].times) == (2, 0)
    assert found["homeroom_teacher"].students.reached == {three[0]}
    assert found["homeroom_teacher"].students.whole == 3


def test_a_target_names_who_is_still_due_and_how_long(session, term, three, talked):
    only(session, what="talk", talk_kind="leader", name="重点谈")
    talked(three[0], "leader", "done", "2026-10-08")
    found = due.who(session)
    assert {each.student_id for each in found} == set(three[1:])
    assert {(each.name, each.days, each.since) for each in found} == {
        ("重点谈", (date.fromisoformat(term.end_date) - TODAY).days, term.start_date)
    }
    assert due.students(session) == set(three[1:])


def test_periods_are_the_term_the_year_and_the_month(session, term, three):
    hold(session, three[0], visit_date="2026-10-30")
    hold(session, three[1], visit_date="2026-11-03")
    only(session, period="month")
    assert {each.student_id for each in due.who(session)} == {three[0], three[2]}
    assert {each.days for each in due.who(session)} == {10}
    only(session, period="school_year", minimum=2)
    hold(session, three[1], visit_date="2026-11-04")
    assert {each.student_id for each in due.who(session)} == {three[0], three[2]}
    assert {each.since for each in due.who(session)} == {"2026-09-01"}


def test_of_a_share_anybody_will_do(session, term, three):
    only(session, share_percent=50)
    assert {each.is_share for each in due.who(session)} == {True}
    assert due.students(session) == frozenset()
    hold(session, three[0])
    assert {each.student_id for each in due.who(session)} == {three[2]}


def test_the_role_and_the_scope_of_a_target(session, class_id, term, three):
    target_id = only(session, by_role="leader", class_size_from=2)
    hold(session, three[0])
    (standing,) = on(session, term).standings
    assert (standing.target.id, standing.measured.share.percent) == (target_id, 0.0)
    assert standing.measured.owed == set(three[:2])
    only(session, class_size_from=40)
    assert on(session, term).standings[0].measured.is_empty
    assert due.who(session) == ()


def test_nothing_is_due_where_no_target_is_in_use(session, term, three):
    assert {each.name for each in due.who(session)} != set()
    for each in targets.active(session):
        targets.switch(session, each.id, is_on=False)
    assert due.who(session) == ()
    assert on(session, term).standings == ()


def test_without_a_term_the_school_year_stands(session, three):
    hold(session, three[0])
    found = coverage.read(session, TODAY, None)
    assert found.everybody.any_form.reached == {three[0]}
    assert found.period.first == "2026-09-01"


def test_who_no_target_asks_for_is_exempt(session, three):
    one, two, other = three
    only(session, what="talk", talk_kind="leader", whom="any_group")
    groups.determine(session, one, "orphan", {"valid_from": "2026-09-05"})
    cell = read_matrix(session).matrix.cell
    assert [cell(who, "leader").state for who in (one, two, other)] == [
        "none",
        "exempt",
        "exempt",
    ]
    assert cell(two, "peer").state == "none"


def test_the_list_is_narrowed_to_who_is_due(session, term, three):
    only(session)
    hold(session, three[0])
    found = students.find_ids(session, students.StudentQuery(visited="due"))
    assert set(found) == set(three[1:])


def begin(session, **values):
    window = {"first_day": "2026-11-01", "last_day": "2026-11-30", "scope": "all"}
    known = {"name": "万师访万家", **window, **values}
    return campaigns.begin(session, known).record_ids[0]


def test_a_target_of_a_campaign_counts_its_window_while_it_goes_on(
    session, term, three
):
    one, two, other = three
    campaign = begin(session)
    target = only(session, period="campaign", campaign_id=campaign)
    hold(session, one, visit_date="2026-11-03")
    hold(session, two, visit_date="2026-10-20")
    (standing,) = on(session, term).standings
    assert (standing.first, standing.last) == ("2026-11-01", "2026-11-30")
    assert standing.measured.share.reached == {one}
    assert due.students(session) == {two, other}
    targets.change(session, target, {"what": "talk", "talk_kind": "parent"})
    talks.log(session, TalkEntry("parent", (two,), {"on_date": "2026-11-05"}))
    talks.log(session, TalkEntry("parent", (one,), {"on_date": "2026-10-05"}))
    (standing,) = on(session, term).standings
    assert standing.measured.share.reached == {two}
    campaign_reports.close(session, campaign)
    assert on(session, term).standings == ()
    assert due.students(session) == frozenset()


def test_a_target_without_its_campaign_is_kept_and_doubted(session, term, three):
    target = only(session, period="campaign")
    assert on(session, term).standings == ()
    doubts = doubts_of(records.read(session, target, "target"))
    assert [each.field for each in doubts] == ["campaign_id"]
    begun_later = begin(session, first_day="2026-12-01", last_day="2026-12-20")
    targets.change(session, target, {"campaign_id": begun_later})
    assert on(session, term).standings == ()


def test_of_a_share_any_of_the_class_will_do(session, term, three):
    one, two, _other = three
    only(session, share_percent=50)
    assert due.of_a_share(session) == set(three)
    assert due.students(session) == frozenset()
    assert set(
        students.find_ids(session, students.StudentQuery(visited="due_share"))
    ) == set(three)
    hold(session, one)
    assert two not in due.of_a_share(session)
