"""Paper forms and route sheets as services make them, and what is noted of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homevisit.domain import paper_codes
from homevisit.ledger.queries import Query
from homevisit.services import (
    doorsteps,
    paper_forms,
    records,
    route_sheets,
    student_files,
    students,
    visit_plans,
    visits,
)
from homevisit.services.paper_forms import Shown
from homevisit.services.print_runs import LongWork
from homevisit.services.records import NoSuchRecordError
from homevisit.services.route_sheets import RouteWish
from homevisit.services.visit_plans import PlannedTrip
from reports.visit_book import PrintCancelledError
from tests.services.printed import copy_numbers, text_of
from tests.services.test_visits import filled


@pytest.fixture
def family(session, jiang):
    rows = (
        {"name": "江海", "relation": "father", "is_guardian": True, "is_away": True},
        {
            "name": "江守田",
            "relation": "paternal_grandfather",
            "is_guardian": True,
            "lives_together": True,
            "phone": "13900001234",
        },
    )
    edits = [
        records.edit("family_member", {"student_id": jiang, **row}, student_id=jiang)
        for row in rows
    ]
    records.save(session, edits)
    return jiang


@pytest.fixture
def sister(session, class_id, jiang):
    written = students.add_student(
        session,
        {"name": "江予乐", "class_id": class_id},
        {"home_address": "石桥村三组"},
    )
    student_files.join_household(session, (jiang, written.record_ids[0]), "江家")
    return written.record_ids[0]


def noted(session):
    return records.find(session, Query("paper_form"), "id")


def test_a_form_holds_what_is_known_and_its_code_is_noted(session, family, sister):
    promise = {
        "description": "每周三与父亲视频",
        "promised_by": "family",
        "owner_name": "祖父",
        "due_date": "2026-12-01",
    }
    form = replace(filled(session, family), promises=(promise,))
    visits.finalise_visit(session, form)

    made = paper_forms.print_forms(session, [family])

    words = text_of(made.rendered.pdf).replace(" ", "")
    for each in ("江予安", "石桥村三组", "祖父江守田", "江予乐", "每周三与父亲视频"):
        assert each in words
    assert "13900001234" not in words
    (record,) = noted(session)
    assert (record.paper_code,) == made.codes
    assert (record.student_id, record.visit_id) == (family, "")
    assert made.codes[0] in words
    assert paper_codes.is_code(made.codes[0])
    assert copy_numbers(session, "visit_form") == [1]


def test_what_was_not_wanted_is_not_on_the_paper(session, family):
    shown = Shown(address=False, phone=True, siblings=False, promises=False)
    made = paper_forms.print_forms(session, [family], shown)
    words = text_of(made.rendered.pdf).replace(" ", "")
    assert "13900001234" in words
    assert "石桥村三组" not in words


def test_each_of_many_has_a_code_and_a_blank_one_belongs_to_nobody(
    session, family, sister
):
    made = paper_forms.print_forms(session, [sister, family])
    blank = paper_forms.print_blank(session, 3)
    whose = {each.paper_code: each.student_id for each in noted(session)}
    assert [whose[code] for code in made.codes] == [sister, family]
    assert [whose[code] for code in blank.codes] == ["", "", ""]
    assert len(whose) == 5
    tag = paper_forms.vault_tag(session)
    assert {paper_codes.vault_tag_of(code) for code in whose} == {tag}
    assert made.rendered.pages == 4
    assert blank.rendered.pages == 6


def test_a_preview_notes_nothing_and_has_no_code(session, family):
    pdf = paper_forms.preview_forms(session, [family]).pdf
    assert paper_forms.preview_forms(session, []).pages == 2
    assert noted(session) == ()
    assert copy_numbers(session, "visit_form") == []
    assert paper_forms.vault_tag(session) + "0" not in text_of(pdf)


def test_a_print_that_is_stopped_notes_nothing(session, family, sister):
    answers = iter([False, True])
    work = LongWork(cancelled=lambda: next(answers))
    with pytest.raises(PrintCancelledError):
        paper_forms.print_forms(session, [family, sister], work=work)
    assert noted(session) == ()


def test_an_id_of_nobody_prints_nothing(session, family):
    with pytest.raises(NoSuchRecordError):
        paper_forms.print_forms(session, [family, "0" * 32])
    assert noted(session) == ()


def test_a_plan_is_printed_and_noted_with_its_day(session, family):
    trip = PlannedTrip((family,), "2026-11-25", "16:30", "石桥村")
    plan_id = visit_plans.plan(session, [trip]).record_ids[0]
    made = paper_forms.print_forms(session, [plan_id])
    assert "2026-11-25 16:30" in text_of(made.rendered.pdf)
    (record,) = noted(session)
    assert (record.student_id, record.plan_id) == (family, plan_id)


def test_who_opens_the_door_is_a_guardian_who_is_at_home(session, family):
    (door,) = doorsteps.read_doorsteps(session, [family])
    assert (door.guardian, door.phone) == ("祖父 江守田", "13900001234")


def planned(session, class_id, *rows):
    """Plan a visit per row of name, village and time; return the plans' ids."""
    trips = []
    for name, village, time in rows:
        written = students.add_student(
            session, {"name": name, "class_id": class_id}, {"home_address": village}
        )
        student_id = written.record_ids[0]
        trips.append(PlannedTrip((student_id,), "2026-11-25", time, village))
    return visit_plans.plan(session, trips).record_ids


def test_the_way_goes_village_by_village_from_the_earliest(session, class_id):
    ids = planned(
        session,
        class_id,
        ("甲", "双河村", "17:00"),
        ("乙", "石桥村", "16:00"),
        ("丙", "双河村", "18:00"),
        ("丁", "石桥村", ""),
    )
    doors = route_sheets.in_walking_order(session, ids)
    assert [each.name for each in doors] == ["乙", "丁", "甲", "丙"]


def test_a_route_keeps_the_order_it_is_given_and_counts(session, class_id):
    ids = planned(
        session, class_id, ("甲", "双河村", "17:00"), ("乙", "石桥村", "16:00")
    )
    words = text_of(route_sheets.print_route(session, RouteWish(ids)).pdf)
    assert words.index("双河村") < words.index("石桥村")
    assert "2026-11-25" in words
    assert copy_numbers(session, "route_sheet") == [1]
    route_sheets.preview_route(session, RouteWish(ids))
    assert copy_numbers(session, "route_sheet") == [1]


def test_a_route_of_two_days_says_each_day(session, class_id):
    first = planned(session, class_id, ("甲", "双河村", "17:00"))
    student = students.add_student(session, {"name": "乙", "class_id": class_id}, {})
    trip = PlannedTrip((student.record_ids[0],), "2026-11-26", "16:00", "双河村")
    later = visit_plans.plan(session, [trip]).record_ids
    doors = route_sheets.in_walking_order(session, (*later, *first))
    assert [each.name for each in doors] == ["甲", "乙"]
    ids = tuple(each.plan_id for each in doors)
    words = text_of(route_sheets.print_route(session, RouteWish(ids)).pdf)
    assert "2026-11-25 – 2026-11-26" in words
    assert words.index("2026-11-25 周三") < words.index("2026-11-26 周四")


def test_the_route_says_how_much_was_promised(session, family):
    promise = {"description": "视频", "promised_by": "family"}
    form = replace(filled(session, family), promises=(promise, dict(promise, kind="x")))
    visits.finalise_visit(session, form)
    words = text_of(route_sheets.print_route(session, RouteWish((family,))).pdf)
    assert "约定 2 项未了" in words


@pytest.mark.parametrize("with_phones", [False, True])
def test_phones_are_on_the_route_only_if_wanted(session, family, with_phones):
    wish = RouteWish((family,), with_phones=with_phones)
    words = text_of(route_sheets.print_route(session, wish).pdf)
    assert ("13900001234" in words) is with_phones
    assert "祖父 江守田" in words
