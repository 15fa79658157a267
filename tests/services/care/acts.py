"""Short words for tests of cases: raise one, write a step."""

from __future__ import annotations

from dataclasses import replace

from homevisit.domain import care_steps as steps
from homevisit.ledger.ledger import Edit, Ledger
from homevisit.services import care_cases, concerns
from homevisit.services.care_cases import CaseEntry
from homevisit.services.concerns import ConcernEntry
from tests.domain.care_play import DETAILS


def raised(opened, student_id, **values):
    given = {"source": "homeroom_teacher", "signs": ["low_mood"], "facts": "上课走神"}
    entry = ConcernEntry(student_id, given | values)
    return concerns.raise_concern(opened.school, entry).case_id


def step(opened, case_id, name, severity=None, **more):
    fields = {
        key: more.pop(key) for key in ("text", "members", "next_on") if key in more
    }
    details = {**DETAILS.get(name, {}), **more}
    return care_cases.write(
        opened, CaseEntry(case_id, name, severity=severity, details=details, **fields)
    )


def said_by(school, person, approval):
    """Write a word as it comes from a leader's own vault."""
    ledger = school.ledger
    author = replace(ledger.author, person_id=person)
    other = Ledger(ledger.db, ledger.indexing, author, ledger.clock)
    other.save([Edit("word-of-a-leader", "care_approval", None, approval)])


def followed(opened, case_id, severity=2):
    step(opened, case_id, steps.ACCEPT)
    step(opened, case_id, steps.INTERVIEW, severity, text="入睡困难")
    step(opened, case_id, steps.PLAN)
