"""Who reads which kind of record: every role by every kind, over a real vault.

Source: ARCHITECTURE.md, "Who may read what"; domain.md 5.7 and §11. Where §11 says
"counts", it means what a screen offers first, not what the compartment forbids, so
whoever reads the compartment reads the record (design, "Who may read what"). A letter
is what is opened; nobody opens another one's.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from homevisit.domain import KINDS, Compartment
from homevisit.domain.vocabulary import vocabulary
from homevisit.exchange.readers import Post, reach_of
from homevisit.exchange.withholding import Reader
from homevisit.ledger.admission import NotAdmittedError
from homevisit.ledger.ledger import Edit
from tests.exchange.conftest import opened
from tests.exchange.staffroom import CLASS_A

DAY = "2026-03-02"
CHILD = "child-1"
ROLES = (
    "homeroom_teacher",
    "subject_teacher",
    "grade_head",
    "student_affairs",
    "psychologist",
    "principal",
    "leader",
    "registrar",
    "pairing_helper",
    "keeper",
    "auditor",
)
# R reads, - sees nothing, 3 only while the living severity is 3 or more. The order of
# the roles is that of ROLES; class and grade are those of the child.
SCHOOL = "RRRRRRRRRRR"
ROSTER = "RRRRRRRR---"
FILE = "R-RRRRR----"
CARE = "R--RRRR----"
SHELL = "R-3RRRR----"
LEADERS = "---RRRR----"
ROOM = "----R------"
OWN = "-----------"
TABLE = {
    "school": SCHOOL,
    "school_year": SCHOOL,
    "term": SCHOOL,
    "holiday_rule": SCHOOL,
    "staff": SCHOOL,
    "vocabulary_item": SCHOOL,
    "school_class": SCHOOL,
    "target": SCHOOL,
    "campaign": SCHOOL,
    "level_scheme": SCHOOL,
    "care_contact": SCHOOL,
    "hotline": SCHOOL,
    "report_limit": SCHOOL,
    # Everybody carries it, and only the colleague it is for, named nowhere, opens it.
    "sealed_letter": SCHOOL,
    "class_membership": ROSTER,
    "student": ROSTER,
    "student_merge": ROSTER,
    "not_same_child": ROSTER,
    "student_private": FILE,
    "family_member": FILE,
    "household": FILE,
    "determination": FILE,
    "visit_plan": FILE,
    "visit": FILE,
    "visit_addendum": FILE,
    "visit_review": FILE,
    "visit_signature": FILE,
    "talk": FILE,
    "talk_exemption": FILE,
    "follow_up": FILE,
    "attachment": FILE,
    "consent": FILE,
    "campaign_student": FILE,
    "student_event": FILE,
    "concern": CARE,
    "concern_addendum": CARE,
    "concern_receipt": CARE,
    "care_case": SHELL,
    "care_duty_done": CARE,
    "guardian_notice": CARE,
    "leader_talk_note": LEADERS,
    "mandatory_report": LEADERS,
    "mandatory_report_note": LEADERS,
    "care_approval": LEADERS,
    "room_request": LEADERS,
    "room_release": LEADERS,
    "released_letter": LEADERS,
    "care_file": ROOM,
    "care_step": ROOM,
    "plan_item": ROOM,
    "appointment": ROOM,
    "released_entry": ROOM,
    "room_export": ROOM,
    "counselling_note": ROOM,
    "screening_batch": ROOM,
    "screening_result": ROOM,
    "export": OWN,
    "paper_form": OWN,
    "report_snapshot": OWN,
    "reminder_rule": OWN,
    "reminder_dismissal": OWN,
}
IN_ROOM = {kind for kind in KINDS if KINDS[kind].COMPARTMENT is Compartment.COUNSELLING}
# Kinds that name several children, and say so in fields of their own.
NAMES = {
    "household": {"student_ids": [CHILD]},
    "student_merge": {"kept_id": "child-2", "merged_id": "child-3"},
    "not_same_child": {"kept_id": "child-2", "merged_id": "child-3"},
}


def test_every_kind_has_a_row_and_every_role_a_column():
    assert set(TABLE) == set(KINDS)
    assert set(ROLES) == {term.code for term in vocabulary("staff_roles").terms}
    assert {len(row) for row in TABLE.values()} == {len(ROLES)}


@pytest.fixture(scope="module")
def written(made_once, tmp_path_factory):
    """A record of every kind of the school at one vault; of shells a grave one, too."""
    people = opened(made_once / "school", tmp_path_factory.mktemp("matrix") / "vaults")
    one = next(people).homeroom
    for kind in sorted(set(KINDS) - IN_ROOM):
        _write(one, f"a-{kind}", kind)
    _write(one, "a-grave", "care_case", severity=3)
    yield one
    next(people, None)


def _write(person, record, kind, **values):
    named = NAMES.get(kind, {"student_id": CHILD, "class_id": CLASS_A})
    child = CHILD if kind not in NAMES else None
    if kind == "student":
        record, named = CHILD, {"remark": "一"}
    person.session.ledger.save([Edit(record, kind, child, {**named, **values})])


def shown(person, role):
    reader = Reader(person.db, "a-reader", reach_of([Post(role, CLASS_A)], DAY, {}))
    return {
        (change.kind, change.record_id)
        for save in person.saves()
        for change in reader.shown(save).changes
        if change
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_shown_what_the_table_says_and_nothing_else(written, role):
    found = shown(written, role)
    at = ROLES.index(role)
    for kind, row in TABLE.items():
        record = CHILD if kind == "student" else f"a-{kind}"
        # The one without a level, and the room's, which no file of changes carries.
        expected = row[at] == "R" and kind not in IN_ROOM
        assert ((kind, record) in found) == expected, kind
    assert (("care_case", "a-grave") in found) == (TABLE["care_case"][at] in {"R", "3"})


@pytest.mark.parametrize("kind", sorted(IN_ROOM))
def test_what_is_of_the_room_never_enters_a_ledger_that_travels(written, kind):
    with pytest.raises(NotAdmittedError):
        _write(written, f"a-{kind}", kind)
    for role in ROLES:
        reach = reach_of([Post(role, CLASS_A)], DAY, {})
        is_open = reach.covers(Compartment.COUNSELLING)
        assert is_open == (TABLE[kind][ROLES.index(role)] == "R")


# What domain.md 5.7 and §11 say of an object: whole, of its shell only, or nothing.
# "raise" is writing without reading. Not said there: leaders, who are as the principal.
OBJECTS = {
    "flag": ({"care_case", "care_file"}, {"care_case"}),
    "signs": ({"concern", "concern_addendum"}, set()),
    "notice": ({"guardian_notice"}, set()),
    "counselling": (
        {"counselling_note", "care_step", "plan_item", "care_file"},
        set(),
    ),
    "screening": ({"screening_batch", "screening_result"}, set()),
    "mandatory": ({"mandatory_report", "mandatory_report_note"}, set()),
    "visits": ({"visit", "visit_plan", "visit_review"}, set()),
    "talks": ({"talk"}, set()),
    "talk_six": ({"talk", "leader_talk_note"}, {"talk"}),
    "talk_four": ({"talk", "counselling_note"}, {"talk"}),
    "roster": ({"student", "class_membership"}, set()),
    "groups": ({"determination"}, set()),
}
WHOLE, OF_SHELL, IF_GRAVE, NOTHING = "whole", "shell", "shell from 3", "nothing"
SAID = {
    # 5.7, "that a flag exists", "level", "hint"; §11, "flags". For the head of a grade
    # 5.7 would show that there is one below severity 3; §11 and the shell do not.
    ("flag", "homeroom_teacher"): OF_SHELL,
    ("flag", "subject_teacher"): NOTHING,
    ("flag", "grade_head"): IF_GRAVE,
    ("flag", "student_affairs"): OF_SHELL,
    ("flag", "psychologist"): WHOLE,
    ("flag", "principal"): OF_SHELL,
    ("flag", "registrar"): NOTHING,
    ("flag", "pairing_helper"): NOTHING,
    ("flag", "keeper"): NOTHING,
    # 5.7, "signs as raised".
    ("signs", "homeroom_teacher"): WHOLE,
    ("signs", "subject_teacher"): NOTHING,
    ("signs", "grade_head"): NOTHING,
    ("signs", "student_affairs"): WHOLE,
    ("signs", "psychologist"): WHOLE,
    ("signs", "principal"): WHOLE,
    ("signs", "registrar"): NOTHING,
    ("signs", "keeper"): NOTHING,
    # 5.7, "guardian notice".
    ("notice", "homeroom_teacher"): WHOLE,
    ("notice", "grade_head"): NOTHING,
    ("notice", "psychologist"): WHOLE,
    ("notice", "student_affairs"): WHOLE,
    ("notice", "principal"): WHOLE,
    ("notice", "registrar"): NOTHING,
    ("notice", "keeper"): NOTHING,
    # 5.7, "counselling text, test scores, diagnosis"; the principal reads what was
    # released to her, which comes as a letter and not as these records.
    ("counselling", "homeroom_teacher"): NOTHING,
    ("counselling", "grade_head"): NOTHING,
    ("counselling", "psychologist"): WHOLE,
    ("counselling", "student_affairs"): NOTHING,
    ("counselling", "principal"): NOTHING,
    ("counselling", "registrar"): NOTHING,
    ("counselling", "keeper"): NOTHING,
    # §11, "screening": "counts" are made in the psychologist's vault.
    ("screening", "homeroom_teacher"): NOTHING,
    ("screening", "grade_head"): NOTHING,
    ("screening", "student_affairs"): NOTHING,
    ("screening", "psychologist"): WHOLE,
    ("screening", "principal"): NOTHING,
    # §11, "mandatory report": class advisers and subject teachers raise it.
    ("mandatory", "homeroom_teacher"): NOTHING,
    ("mandatory", "subject_teacher"): NOTHING,
    ("mandatory", "grade_head"): NOTHING,
    ("mandatory", "student_affairs"): WHOLE,
    ("mandatory", "psychologist"): WHOLE,
    ("mandatory", "principal"): WHOLE,
    ("mandatory", "registrar"): NOTHING,
    # §11, "home visits"; the registrar counts what she is handed, which is none.
    ("visits", "homeroom_teacher"): WHOLE,
    ("visits", "subject_teacher"): NOTHING,
    ("visits", "grade_head"): WHOLE,
    ("visits", "student_affairs"): WHOLE,
    ("visits", "psychologist"): WHOLE,
    ("visits", "principal"): WHOLE,
    ("visits", "registrar"): NOTHING,
    ("visits", "keeper"): NOTHING,
    # §11, "six talks 1, 2, 5" and 3: "counts" reads the compartment.
    ("talks", "homeroom_teacher"): WHOLE,
    ("talks", "subject_teacher"): NOTHING,
    ("talks", "grade_head"): WHOLE,
    ("talks", "student_affairs"): WHOLE,
    ("talks", "psychologist"): WHOLE,
    ("talks", "principal"): WHOLE,
    ("talks", "registrar"): NOTHING,
    # §11, "six talk 4": the day of it is in the class file.
    ("talk_four", "homeroom_teacher"): OF_SHELL,
    ("talk_four", "student_affairs"): OF_SHELL,
    ("talk_four", "psychologist"): WHOLE,
    ("talk_four", "principal"): OF_SHELL,
    ("talk_four", "registrar"): NOTHING,
    # §11, "six talk 6": of the words, the class adviser gets what is to be done.
    ("talk_six", "homeroom_teacher"): OF_SHELL,
    ("talk_six", "student_affairs"): WHOLE,
    ("talk_six", "psychologist"): WHOLE,
    ("talk_six", "principal"): WHOLE,
    ("talk_six", "registrar"): NOTHING,
    # §11, "roster" and "group determination". The registrar enters determinations and
    # has her own; the compartment of the class file is not open to her (design).
    ("roster", "homeroom_teacher"): WHOLE,
    ("roster", "subject_teacher"): WHOLE,
    ("roster", "grade_head"): WHOLE,
    ("roster", "student_affairs"): WHOLE,
    ("roster", "psychologist"): WHOLE,
    ("roster", "principal"): WHOLE,
    ("roster", "registrar"): WHOLE,
    ("roster", "keeper"): NOTHING,
    ("groups", "homeroom_teacher"): WHOLE,
    ("groups", "subject_teacher"): NOTHING,
    ("groups", "grade_head"): WHOLE,
    ("groups", "student_affairs"): WHOLE,
    ("groups", "psychologist"): WHOLE,
    ("groups", "principal"): WHOLE,
    ("groups", "keeper"): NOTHING,
}


@pytest.mark.parametrize(("thing", "role"), SAID)
def test_the_rows_add_up_to_what_the_design_says_of_a_flag_and_the_rest(thing, role):
    whole, shell = OBJECTS[thing]
    at = ROLES.index(role)
    cells = {kind: TABLE[kind][at] for kind in whole | shell}
    if all(cells[kind] == "R" for kind in whole):
        found = WHOLE
    elif any(cells[kind] == "R" for kind in shell):
        found = OF_SHELL
    elif any(cells[kind] == "3" for kind in shell):
        found = IF_GRAVE
    else:
        found = NOTHING
    assert found == SAID[thing, role]


def test_the_page_on_the_format_names_every_kind_and_its_readers():
    page = Path(__file__).parents[2] / "docs" / "changes-format.md"
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    rows = {row[0].strip("`"): row[1:] for row in cells if row[0].strip("`") in KINDS}
    words = {
        SCHOOL: "everybody",
        ROSTER: "roster",
        FILE: "class file",
        CARE: "care",
        SHELL: "care; head of the grade from 3",
        LEADERS: "leaders",
        ROOM: "the room",
        OWN: "its author",
    }
    assert rows == {
        kind: [f"`{KINDS[kind].COMPARTMENT}`", words[row]]
        for kind, row in TABLE.items()
    }
