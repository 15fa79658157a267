"""No field of a record is forgotten, and what is typed becomes what is kept."""

import pytest

from homevisit.domain.determinations import Determination
from homevisit.domain.families import FamilyMember, Household
from homevisit.domain.follow_ups import FollowUp
from homevisit.domain.record import facts_of
from homevisit.domain.students import Student, StudentPrivate
from ui.desk import detail_rows, family_rows, follow_up_rows, group_rows
from ui.desk.edit_fields import shape_of
from ui.desk.field_writes import value_of

STUDENT = {*detail_rows.CORE, *detail_rows.SCHOOL}
PRIVATE = {
    *detail_rows.TALK,
    *detail_rows.LIVING,
    *detail_rows.WAY,
    *detail_rows.HEALTH,
    *detail_rows.REGISTRY,
    *detail_rows.RARE,
    *detail_rows.EMERGENCY,
}
MEMBER = {
    *family_rows.WHO,
    *family_rows.WHO_MORE,
    *family_rows.AWAY,
    *family_rows.ENTRUSTED,
    *family_rows.RARE,
}
GROUP = {*group_rows.ALL, *(n for names in group_rows.BY_GROUP.values() for n in names)}
ITEM = {*follow_up_rows.WHAT, *follow_up_rows.COURSE, *follow_up_rows.ORIGIN}


@pytest.mark.parametrize(
    ("kind", "shown", "elsewhere"),
    [
        (Student, STUDENT, set()),
        # The child's own link, the household's card, and a photo among the papers.
        (StudentPrivate, PRIVATE, {"student_id", "household_id", "photo_id"}),
        # The link, the order by its buttons, and a paper among the papers.
        (
            FamilyMember,
            MEMBER,
            {"student_id", "guardian_order", "entrusted_notice_id"},
        ),
        (Household, set(family_rows.HOME), {"student_ids"}),
        (Determination, GROUP, set(group_rows.ELSEWHERE)),
        (FollowUp, ITEM, set(follow_up_rows.ELSEWHERE)),
    ],
)
def test_every_field_of_a_record_has_its_place(kind, shown, elsewhere):
    assert shown.isdisjoint(elsewhere)
    assert set(facts_of(kind)) - shown == elsewhere


@pytest.mark.parametrize(
    ("kind", "name", "typed", "kept"),
    [
        (StudentPrivate, "phone", "138 0000 2716", "13800002716"),
        (StudentPrivate, "phone", "ask grandma", "ASKGRANDMA"),
        (StudentPrivate, "id_doc_no", "９９０101 20130718 001x", "99010120130718001X"),
        (StudentPrivate, "commute_km", "2.5", 2.5),
        (StudentPrivate, "commute_minutes", "30", 30),
        (StudentPrivate, "commute_minutes", "half an hour", "half an hour"),
        (StudentPrivate, "commute_km", "", None),
        (StudentPrivate, "needs_bus", "yes", True),
        (StudentPrivate, "needs_bus", "no", False),
        (StudentPrivate, "needs_bus", "", None),
        (StudentPrivate, "registry_disability", ["1", "2"], ["1", "2"]),
        (Student, "name", " 阿依古丽•买买提 ", "阿依古丽·买买提"),
        (Student, "entry_ym", "202609", "2026-09"),
        (Student, "entry_ym", "next year", "next year"),
        (Determination, "living_allowance_cents", "1250.5", 125050),
        (Student, "remark", " 会修自行车 ", "会修自行车"),
    ],
)
def test_what_is_typed_becomes_what_is_kept(kind, name, typed, kept):
    assert value_of(name, facts_of(kind)[name], typed) == kept


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (StudentPrivate, "phone"),
        (StudentPrivate, "id_doc_no"),
        (StudentPrivate, "student_registry_no"),
        (StudentPrivate, "emergency_phone"),
        (FamilyMember, "id_doc_no"),
        (Determination, "disability_cert_no"),
        (Determination, "carer_phone"),
    ],
)
def test_phones_and_sensitive_numbers_are_masked(kind, name):
    assert shape_of(name, facts_of(kind)[name]) == "secret"
