"""Whom a row of a screening means: by registry number, identity number, name and class.

Never by name alone, for two pupils of one name are normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from homevisit.domain.digits import plain
from homevisit.domain.names import clean_name
from homevisit.ledger.queries import Query
from homevisit.roster.class_finder import ClassFinder
from homevisit.roster.known import Answers, Known, KnownClass, SchoolFacts
from homevisit.services import calendars, records, school
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.attachments import Consent
    from homevisit.domain.students import Student, StudentPrivate
    from homevisit.services.session import Session

_PSYCHOLOGICAL = "psychological"
NOBODY = N_("No student on file has this number, or this name in this class.")
SEVERAL = N_("Several students of this class have this name; a number is needed.")
TWO = N_("The numbers in this row belong to two different students.")
NO_CLASS = N_("There is a name without a number or a class.")


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says of a student; `class_id` is for a file that names no class."""

    registry_no: str = ""
    id_no: str = ""
    name: str = ""
    class_name: str = ""
    grade: str = ""
    class_id: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The student a row means, or why that is not clear, as a msgid."""

    student_id: str = ""
    why: str = ""


class People:
    """The students of a school, read once for one file."""

    def __init__(self, session: Session) -> None:
        students = cast(
            "tuple[Student, ...]", records.find(session, Query("student"), "id")
        )
        ids = [each.id for each in students]
        private = records.of_students(session, "student_private", ids)
        self._by_registry: dict[str, str] = {}
        self._by_id: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for each in students:
            name = clean_name(each.name)
            self._by_name.setdefault((name, each.class_id), []).append(each.id)
            for more in cast("list[StudentPrivate]", private.get(each.id, [])):
                self._by_registry.setdefault(plain(more.student_registry_no), each.id)
                self._by_id.setdefault(plain(more.id_doc_no), each.id)
        self._classes = _finder(session)
        self._consents = _consents(session, ids)

    def find(self, person: Person) -> Found:
        """Return whom a row means."""
        numbers = {
            found
            for table, number in (
                (self._by_registry, plain(person.registry_no)),
                (self._by_id, plain(person.id_no)),
            )
            if number and (found := table.get(number))
        }
        if len(numbers) > 1:
            return Found(why=TWO)
        if numbers:
            return Found(numbers.pop())
        return self._by_two(person)

    def consent_of(self, student_id: str) -> str:
        """Return the latest answer to tests that is on file; "" where there is none."""
        return self._consents.get(student_id, "")

    def _by_two(self, person: Person) -> Found:
        if not person.name:
            return Found(why=NOBODY)
        class_id = person.class_id
        if person.class_name:
            class_id = self._classes.find(person.class_name, person.grade)
        if not class_id:
            return Found(why=NOBODY if person.class_name else NO_CLASS)
        named = self._by_name.get((clean_name(person.name), class_id), [])
        if len(named) > 1:
            return Found(why=SEVERAL)
        return Found(named[0]) if named else Found(why=NOBODY)


def _finder(session: Session) -> ClassFinder:
    names = school.class_names(session)
    known = tuple(
        KnownClass(
            class_id=each.id,
            stage=each.stage,
            entry_year=each.entry_year,
            class_no=each.class_no,
            names=tuple(filter(None, (names.get(each.id, ""), each.alias))),
        )
        for each in school.classes(session)
    )
    found = calendars.read_school(session)
    facts = SchoolFacts(
        today=session.clock.today(),
        system=found.system,
        stage=found.stages[0] if len(found.stages) == 1 else "",
        school_year=found.current_school_year or 0,
    )
    return ClassFinder(Known(classes=known), facts, Answers())


def _consents(session: Session, student_ids: list[str]) -> dict[str, str]:
    every = records.of_students(session, "consent", student_ids)
    latest: dict[str, Consent] = {}
    for student_id, found in every.items():
        for each in cast("list[Consent]", found):
            before = latest.get(student_id)
            is_later = before is None or each.given_on >= before.given_on
            if _PSYCHOLOGICAL in each.scopes and is_later:
                latest[student_id] = each
    return {student_id: each.answer for student_id, each in latest.items()}
