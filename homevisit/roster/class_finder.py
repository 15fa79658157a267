"""Which class a row belongs to: one on file, or one that the import would create."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.class_names import parse_class_name

if TYPE_CHECKING:
    from homevisit.domain.class_names import ParsedClass
    from homevisit.roster.known import Answers, Known, SchoolFacts

NEW = "new:"


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class that a list names and that is not on file; `key` stands for its id."""

    key: str
    written: str
    stage: str
    entry_year: int
    class_no: int


class ClassFinder:
    """Finds classes by the names in a list; collects those that must be created."""

    def __init__(self, known: Known, school: SchoolFacts, answers: Answers) -> None:
        self._school = school
        self._answers = answers
        self._by_name = {
            "".join(name.split()): each.class_id
            for each in known.classes
            for name in each.names
        }
        self._by_cohort = {
            (each.stage, each.entry_year, each.class_no): each.class_id
            for each in known.classes
        }
        self._seen: dict[tuple[str, str], str] = {}
        self.new: dict[str, NewClass] = {}

    def find(self, written: str, grade: str) -> str:
        """Return a class id, a key of `new`, or "" where the name says too little."""
        if not written:
            return self._answers.class_id
        key = (written, grade)
        if key not in self._seen:
            self._seen[key] = self._find(written, grade)
        return self._seen[key]

    def _find(self, written: str, grade: str) -> str:
        if answer := self._answers.classes.get(written):
            return answer
        name = "".join(written.split())
        named = self._by_name.get(name) or self._by_name.get(grade + name)
        if named:
            return named
        school = self._school
        parsed = parse_class_name(
            written, system=school.system, grade=grade, stage=school.stage
        )
        return self._of_cohort(parsed, self._whole(written, grade))

    def _whole(self, written: str, grade: str) -> str:
        """Return the name with the grade beside it, unless the name says it itself."""
        school = self._school
        alone = parse_class_name(written, system=school.system)
        says_grade = alone.grade or alone.cohort or alone.leaves_in
        return written if says_grade else grade + written

    def _of_cohort(self, parsed: ParsedClass, written: str) -> str:
        entry = parsed.entry_year(self._school.present_year, self._school.system)
        stage = parsed.grade.stage if parsed.grade else parsed.stage
        if entry is None or parsed.class_no is None or not stage:
            return ""
        cohort = (stage, entry, parsed.class_no)
        if known := self._by_cohort.get(cohort):
            return known
        key = f"{NEW}{stage}-{entry}-{parsed.class_no}"
        self.new.setdefault(key, NewClass(key, written, *cohort))
        return key
