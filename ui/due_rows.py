"""What the targets in use still ask for with a student, as lists and panels show it."""

from __future__ import annotations

from dataclasses import dataclass

VISIT = "visit"
LOG, PLAN = "log", "plan"


@dataclass(frozen=True, slots=True)
class DueTask:
    """One thing to do: `what` is `VISIT` or the code of a kind of talk."""

    what: str
    words: str
    detail: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class StudentDue:
    """All that is due with a student; `words` say it shortly."""

    words: str
    tasks: tuple[DueTask, ...]

    @property
    def is_late(self) -> bool:
        return any(each.is_late for each in self.tasks)
