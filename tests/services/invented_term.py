"""An awkward school for a recount: its records, invented by chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from homevisit.services import records

KINDS = (
    "peer",
    "homeroom_teacher",
    "subject_teacher",
    "psychologist",
    "parent",
    "leader",
)
GROUPS = {
    "left_behind": "留守儿童",
    "single_parent": "单亲家庭",
    "disabled": "残疾儿童",
    "orphan": "孤儿",
}
ON_SITE = {"onsite_home": True, "onsite_near": True, "phone": False, "video": False}
NAMES = "江袁喻沈陆韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹"


@dataclass
class Invented:
    """The edits that make the school; ids are those of the records."""

    chance: Random
    terms: dict
    owner: str
    edits: list = field(default_factory=list)
    ids: int = 0

    def add(self, kind, **values):
        self.ids += 1
        record_id = f"{self.ids:032x}"
        who = values.get("student_id", "")
        self.edits.append(
            records.edit(kind, values, record_id=record_id, student_id=who)
        )
        return record_id

    def day(self, first="2026-08-25", days=170):
        begun = date.fromisoformat(first)
        return (begun + timedelta(days=self.chance.randrange(days))).isoformat()


def invent(made):
    pick = made.chance
    staff = [made.add("staff", name=f"陈{n}", roles=[]) for n in "一二三"]
    head = made.add("staff", name="程校", roles=[{"role": "principal"}])
    classes = [
        made.add("school_class", stage=s, entry_year=y, class_no=n, state="active")
        for s, y, n in (
            ("junior", 2026, 1),
            ("junior", 2026, 2),
            ("junior", 2025, 1),
            ("primary", 2024, 1),
        )
    ]
    who = [invent_child(made, name, classes) for name in NAMES]
    for at in (0, 5, 9):
        made.add("household", label="家", student_ids=[who[at], who[at + 1]])
    for student_id in who:
        for _times in range(pick.randrange(4)):
            invent_group(made, student_id)
        for _times in range(pick.randrange(3)):
            invent_visit(made, student_id, (staff, head))
        invent_talks(made, student_id, staff)
        if pick.random() < 0.4:
            invent_promise(made, student_id)
        if pick.random() < 0.3:
            state = pick.choice(("to_visit", "arranged", "done", "cancelled"))
            day = pick.choice(("2026-12-01", ""))
            made.add("visit_plan", student_id=student_id, state=state, planned_date=day)
    for at in (0, 5):  # two children of one home, seen on one way
        together = f"trip{at}"
        for student_id in who[at : at + 2]:
            invent_visit(made, student_id, (staff, head), trip_id=together)


def invent_child(made, name, classes):
    pick = made.chance
    here, before = pick.sample(classes, 2)
    status = pick.choice(("enrolled",) * 5 + ("home_teaching", "suspended", "left"))
    values = {"name": f"{name}予安", "class_id": here, "entry_ym": "2025-09"}
    if status == "left":
        values |= {"roll_status": "transferred_out", "left_on": made.day()}
    else:
        values["roll_status"] = status
    moved = made.day() if pick.random() < 0.3 else ""
    if moved:
        values["class_since"] = moved
    student_id = made.add("student", **values)
    if moved:
        made.add(
            "class_membership",
            student_id=student_id,
            class_id=before,
            from_date="2025-09-01",
            to_date=moved,
            end_reason="moved",
        )
    return student_id


def invent_group(made, student_id):
    pick = made.chance
    values = {
        "student_id": student_id,
        "group_code": pick.choice(tuple(GROUPS)),
        "valid_from": made.day("2026-06-01", 120),
        "state": pick.choice(("confirmed", "confirmed", "draft", "rejected")),
    }
    if pick.random() < 0.3:
        values["valid_to"] = made.day("2026-09-15", 100)
    made.add("determination", **values)


def invent_visit(made, student_id, people, **more):
    pick = made.chance
    staff, head = people
    finished = pick.random() < 0.85
    along = [{"staff_id": each} for each in pick.sample([*staff, head], 2)]
    term = made.terms[2026, "first"]
    day = made.day("2026-05-01", 280)
    if day < term.start_date:
        term = made.terms[2025, "second"]
    made.add(
        "visit",
        student_id=student_id,
        term_id=term.id,
        visit_date=day,
        visit_form=pick.choice(tuple(ON_SITE)),
        outcome=pick.choice(("completed",) * 3 + ("not_home", "declined")),
        state="finalised" if finished else "draft",
        lead_teacher_id=pick.choice(staff),
        companions=pick.choice(([], along, [{"name": "村干部"}])),
        **more,
    )


def invent_talks(made, student_id, staff):
    pick = made.chance
    states = ("planned", "booked", "done", "follow_up", "closed", "cancelled")
    terms = (made.terms[2026, "first"],) * 4 + (made.terms[2025, "second"],)
    for _times in range(pick.randrange(7)):
        made.add(
            "talk",
            student_id=student_id,
            term_id=pick.choice(terms).id,
            talk_kind=pick.choice(KINDS),
            state=pick.choice(states),
            on_date=made.day("2026-09-01", 150),
            talker_id=pick.choice(staff),
            session_id=pick.choice(("", "together")),
        )


def invent_promise(made, student_id):
    pick = made.chance
    raised = made.day("2026-08-01", 150)
    values = {
        "student_id": student_id,
        "raised_on": raised,
        "due_date": made.day(raised, 60),
        "state": pick.choice(("open", "doing", "solved", "solved")),
        "description": "约定视频",
    }
    if values["state"] == "solved":
        values["closed_on"] = made.day(raised, 80)
    made.add("follow_up", **values)
