"""Who a row is: the student on file, another row's child, or somebody new.

Matched by identity number, by registry number, or by name, birth date and class
together; never by name alone, for two pupils of one name are normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.roster.values import Finding, Severity
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.roster.known import Known, KnownStudent
    from homevisit.roster.readings import RowReading

BY_ID, BY_REGISTRY, BY_NAME = "id_no", "registry_no", "name_birth_class"
BY_ANSWER = "answer"

_Who = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """The student a row is, and by what; empty for a new one."""

    student: KnownStudent | None = None
    by: str = ""
    finding: Finding | None = None


_NOBODY = Match()
_TWO_STUDENTS = Finding(
    "two_students_match",
    N_("The numbers in this row belong to two different students on file."),
    Severity.ERROR,
)
_OTHER_NUMBER = Finding(
    "other_number_on_file",
    N_("A student of this name, birth date and class has another number on file."),
    Severity.ERROR,
)
_SEVERAL = Finding(
    "several_students_match",
    N_("Several students on file have this name, birth date and class."),
    Severity.ERROR,
)
_SAME_NAME = N_("Another student on file has this name; the two are kept apart.")


def same_row(number: int) -> Finding:
    """Return the finding for a row that repeats row `number`."""
    return Finding(
        "same_as_row",
        N_("Row {row} is the same student; only that row is used."),
        Severity.ERROR,
        {"row": number},
    )


def same_name_in(number: int) -> Finding:
    """Return the finding for a row whose name row `number` has as well."""
    message = N_("Row {row} has the same name; the two are kept apart.")
    return Finding("same_name_in_list", message, facts={"row": number})


class Matcher:
    """Finds the student on file whom a row means."""

    def __init__(self, known: Known) -> None:
        self._by_id: dict[str, KnownStudent] = {}
        self._by_registry: dict[str, KnownStudent] = {}
        self._by_who: dict[_Who, list[KnownStudent]] = {}
        self._by_name: dict[str, list[KnownStudent]] = {}
        self._by_key = {student.student_id: student for student in known.students}
        for student in known.students:
            self._enter(student)

    def _enter(self, student: KnownStudent) -> None:
        if student.id_no:
            self._by_id.setdefault(student.id_no, student)
        if student.registry_no:
            self._by_registry.setdefault(student.registry_no, student)
        who = (student.name, student.birth_date, student.class_id)
        if all(who):
            self._by_who.setdefault(who, []).append(student)
        if student.name:
            self._by_name.setdefault(student.name, []).append(student)

    def answered(self, student_id: str) -> Match:
        """Return the match that a person chose; "" means a new student."""
        student = self._by_key.get(student_id)
        return Match(student, BY_ANSWER) if student else _NOBODY

    def match(self, reading: RowReading, class_id: str) -> Match:
        """Return who the row is, and what to say where that is not clear."""
        by_id = self._by_id.get(reading.id_no)
        by_registry = self._by_registry.get(reading.registry_no)
        if by_id and by_registry and by_id is not by_registry:
            return Match(finding=_TWO_STUDENTS)
        if by_id:
            return Match(by_id, BY_ID)
        if by_registry:
            return Match(by_registry, BY_REGISTRY)
        return self._by_three(reading, class_id)

    def _by_three(self, reading: RowReading, class_id: str) -> Match:
        born = str(reading.student.get("birth_date", ""))
        who = (reading.name, born, class_id)
        found = self._by_who.get(who, []) if all(who) else []
        if len(found) > 1:
            return Match(finding=_SEVERAL)
        if found and _contradicts(found[0], reading):
            return Match(finding=_OTHER_NUMBER)
        if found:
            return Match(found[0], BY_NAME)
        if self._by_name.get(reading.name):
            return Match(finding=Finding("same_name_on_file", _SAME_NAME))
        return _NOBODY


def _contradicts(student: KnownStudent, reading: RowReading) -> bool:
    """Say whether both have a number of one kind and the two differ."""
    pairs = (
        (student.id_no, reading.id_no),
        (student.registry_no, reading.registry_no),
    )
    return any(one and other and one != other for one, other in pairs)


class Repeats:
    """Notices rows of one list that are the same child, or share a name."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], int] = {}
        self._names: dict[str, int] = {}

    def check(self, reading: RowReading, class_id: str) -> Finding | None:
        """Return the finding for a row, compared with those before it."""
        born = str(reading.student.get("birth_date", ""))
        signs: list[tuple[str, ...]] = [
            ("id", reading.id_no),
            ("registry", reading.registry_no),
        ]
        if not reading.id_no and not reading.registry_no:
            signs.append((reading.name, born, class_id))
        signs = [sign for sign in signs if all(sign)]
        before = [self._rows[sign] for sign in signs if sign in self._rows]
        for sign in signs:
            self._rows.setdefault(sign, reading.number)
        named_before = self._names.setdefault(reading.name, reading.number)
        if before:
            return same_row(before[0])
        if named_before != reading.number:
            return same_name_in(named_before)
        return None
