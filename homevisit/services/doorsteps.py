"""What a teacher needs to know at each door: who lives there, who opens, what was said.

Read for many students at once, for paper to take along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.students import Student, StudentPrivate
from homevisit.ledger import queries
from homevisit.services import (
    follow_ups,
    records,
    school,
    student_files,
    visits,
    words,
)
from homevisit.services.records import NoSuchRecordError
from homevisit.services.visit_proposals import Home, homes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homevisit.domain.families import FamilyMember
    from homevisit.domain.follow_ups import FollowUp
    from homevisit.domain.visit_plans import VisitPlan
    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session
    from homevisit.services.words import Words


@dataclass(frozen=True, slots=True)
class Doorstep:
    """One door. Dates are ISO days; `guardian` is relation and name, in words."""

    student_id: str
    name: str
    sex: str = ""
    class_name: str = ""
    class_teacher: str = ""
    address: str = ""
    village: str = ""
    guardian: str = ""
    phone: str = ""
    siblings: str = ""
    plan_id: str = ""
    day: str = ""
    time: str = ""
    remark: str = ""
    last_visit: Visit | None = None
    open_promises: tuple[FollowUp, ...] = ()


def read_doorsteps(session: Session, ids: Sequence[str]) -> tuple[Doorstep, ...]:
    """Return a door per id, in their order; an id is that of a plan or a student.

    Raises `NoSuchRecordError` for an id that is neither.
    """
    reading = _Reading(session, ids)
    return tuple(reading.doorstep(each) for each in dict.fromkeys(ids))


class _Reading:
    """The records around some doors, each kind read once."""

    def __init__(self, session: Session, ids: Sequence[str]) -> None:
        self._session = session
        found = queries.find_by_id(session.ledger.db, tuple(dict.fromkeys(ids)))
        self._given = {
            row.id: records.as_record(row.kind, row.id, row.values)
            for row in found.values()
        }
        self._plans = {
            each.id: cast("VisitPlan", each)
            for each in self._given.values()
            if each.KIND == "visit_plan"
        }
        wanted = {self._student_id(each) for each in dict.fromkeys(ids)}
        students = queries.find_by_id(session.ledger.db, tuple(sorted(wanted)))
        self._students = {
            row.id: cast("Student", records.as_record(row.kind, row.id, row.values))
            for row in students.values()
        }
        self._private = records.of_students(session, "student_private", sorted(wanted))
        self._family = records.of_students(session, "family_member", sorted(wanted))
        self._classes = school.class_names(session)
        self._teachers = school.homeroom_teachers(session)
        self._homes = homes(session)
        self._words = words.read_words(session)

    def doorstep(self, given: str) -> Doorstep:
        plan = self._plans.get(given)
        student_id = self._student_id(given)
        student = self._students.get(student_id)
        if student is None:
            raise NoSuchRecordError
        family = cast("list[FamilyMember]", self._family.get(student_id, []))
        opens = who_opens(family)
        private = self._private_of(student_id)
        return Doorstep(
            student_id,
            student.name,
            sex=self._words.label("sexes", student.sex),
            class_name=self._classes.get(student.class_id, ""),
            class_teacher=self._teachers.get(student.class_id, ""),
            address=private.home_address,
            village=self._village(student_id, plan),
            guardian=_named(opens, self._words) if opens else "",
            phone=(opens.phone if opens else "") or private.phone,
            siblings=self._siblings(private, student_id),
            last_visit=visits.last_visit(self._session, student_id),
            open_promises=self._promises(student_id),
            **_planned(plan),
        )

    def _student_id(self, given: str) -> str:
        plan = self._plans.get(given)
        return plan.student_id if plan else given

    def _private_of(self, student_id: str) -> StudentPrivate:
        found = self._private.get(student_id)
        return cast("StudentPrivate", found[0]) if found else StudentPrivate()

    def _village(self, student_id: str, plan: VisitPlan | None) -> str:
        said = plan.village if plan else ""
        return said or self._homes.get(student_id, Home()).village

    def _siblings(self, private: StudentPrivate, student_id: str) -> str:
        _, found = student_files.household_of(self._session, private, student_id)
        return "、".join(
            " ".join(filter(None, (each.name, self._classes.get(each.class_id, ""))))
            for each in found
        )

    def _promises(self, student_id: str) -> tuple[FollowUp, ...]:
        due = follow_ups.open_items(self._session, student_id)
        return tuple(each.item for each in due if each.item.promised_by)


def who_opens(family: Iterable[FamilyMember]) -> FamilyMember | None:
    """Return whom to ask for: a guardian who is at home, else the next best."""
    known = [each for each in family if each.name]
    ranked = sorted(
        known,
        key=lambda each: (
            not each.is_guardian,
            bool(each.is_away),
            not each.lives_together,
            not each.phone,
        ),
    )
    return ranked[0] if ranked else None


def _named(member: FamilyMember, table: Words) -> str:
    relation = table.label("relations", member.relation)
    return " ".join(filter(None, (relation, member.name)))


def _planned(plan: VisitPlan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    return {
        "plan_id": plan.id,
        "day": plan.planned_date,
        "time": plan.planned_time,
        "remark": plan.remark,
    }
