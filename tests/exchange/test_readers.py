"""The table of compartments, cell by cell."""

from __future__ import annotations

import pytest

from homevisit.domain import KINDS, Compartment
from homevisit.domain.vocabulary import vocabulary
from homevisit.exchange.readers import (
    GRAVE_CARE,
    Post,
    compartment_of,
    reach_of,
    read_posts,
)

DAY = "2026-03-02"
GRADE = frozenset({"class-1", "class-2"})
MATES = {"class-1": GRADE, "class-2": GRADE, "class-9": frozenset({"class-9"})}

# Own class, another class of the grade, a class of another grade, and (-) no class.
OWN, MATE, FAR, NONE = "class-1", "class-2", "class-9", None
EVERYWHERE = {OWN, MATE, FAR, NONE}
NOWHERE: set[str | None] = set()

# role: (class-roster, class-file, care, leaders, counselling); the school's is open.
TABLE = {
    "homeroom_teacher": ({OWN}, {OWN}, {OWN}, NOWHERE, NOWHERE),
    "subject_teacher": ({OWN}, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
    "grade_head": ({OWN, MATE}, {OWN, MATE}, NOWHERE, NOWHERE, NOWHERE),
    "student_affairs": (EVERYWHERE, EVERYWHERE, EVERYWHERE, {NONE}, NOWHERE),
    "registrar": (EVERYWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
    "psychologist": (EVERYWHERE, EVERYWHERE, EVERYWHERE, {NONE}, {NONE}),
    "principal": (EVERYWHERE, EVERYWHERE, EVERYWHERE, {NONE}, NOWHERE),
    "leader": (EVERYWHERE, EVERYWHERE, EVERYWHERE, {NONE}, NOWHERE),
    "pairing_helper": (NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
    "keeper": (NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
    "auditor": (NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
    "a_post_of_the_school": (NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
}


@pytest.mark.parametrize("role", TABLE)
def test_each_role_reads_what_the_table_says_and_nothing_else(role):
    reach = reach_of([Post(role, OWN)], DAY, MATES)
    roster, file, care, leaders, counselling = TABLE[role]

    for compartment, expected in (
        (Compartment.CLASS_ROSTER, roster),
        (Compartment.CLASS_FILE, file),
        (Compartment.CARE, care),
        (GRAVE_CARE, {OWN, MATE} if role == "grade_head" else NOWHERE),
    ):
        found = {each for each in EVERYWHERE if reach.covers(compartment, each)}
        assert found == expected, compartment
    assert reach.covers(Compartment.LEADERS) == bool(leaders)
    assert reach.covers(Compartment.COUNSELLING) == bool(counselling)
    assert reach.covers(Compartment.SCHOOL)
    assert not reach.covers(Compartment.AUTHOR)


def test_the_table_names_every_role_of_the_vocabulary():
    roles = {term.code for term in vocabulary("staff_roles").terms}
    assert roles == set(TABLE) - {"a_post_of_the_school"}


@pytest.mark.parametrize(
    ("post", "is_held"),
    [
        (Post("principal"), True),
        (Post("principal", from_date=DAY, to_date=DAY), True),
        (Post("principal", from_date="2026-03-03"), False),
        (Post("principal", to_date="2026-03-01"), False),
        (Post("principal", from_date="下学期"), False),
        (Post("principal", to_date="暂定"), False),
    ],
)
def test_a_post_opens_only_while_it_is_held(post, is_held):
    reach = reach_of([post], DAY, MATES)
    assert reach.covers(Compartment.LEADERS) == is_held


def test_posts_add_up():
    posts = [Post("homeroom_teacher", "class-9"), Post("subject_teacher", "class-1")]
    reach = reach_of(posts, DAY, MATES)
    assert reach.covers(Compartment.CLASS_FILE, "class-9")
    assert reach.covers(Compartment.CLASS_ROSTER, "class-1")
    assert not reach.covers(Compartment.CLASS_FILE, "class-1")


def test_a_class_post_without_its_class_opens_nothing():
    for role in ("homeroom_teacher", "subject_teacher", "grade_head"):
        reach = reach_of([Post(role)], DAY, MATES)
        assert not reach.covers(Compartment.CLASS_ROSTER, "")
        assert len(reach.grants) == 1


def test_odd_posts_open_nothing():
    odd = ["principal", {"role": 7}, {"role": "principal", "to_date": 2020}, None]
    assert read_posts(odd) == ()
    assert read_posts("principal") == ()
    assert read_posts([{"role": "leader", "new": 1}]) == (Post("leader"),)


def test_every_kind_belongs_somewhere_and_a_newer_kind_nowhere():
    assert {compartment_of(kind) for kind in KINDS} <= set(Compartment)
    assert compartment_of("pulse_of_2031") is None
