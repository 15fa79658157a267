"""The board of 300 open cases with ten acts each, in a school of 2,000 children.

The peer reads and folds the same cases one by one, as a page of one case does.
"""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import compare, heading
from homevisit.clock import SetClock
from homevisit.ids import new_id
from homevisit.services import (
    care_board,
    care_cases,
    care_facts,
    records,
    room,
    school,
    vaults,
)
from homevisit.vault import KdfParameters

if TYPE_CHECKING:
    from homevisit.services.room import Room

STUDENTS, CASES = 2_000, 300
ACTS = ("accept", "interview", "panel", "plan", *("follow_up",) * 6)
_PASSWORD = "一盏灯 两个人 三里路 四间屋"
_CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)
_DAYS = 40
_WORDS = "今天聊了二十分钟，睡眠略有好转，愿意下周再来。" * 3


def make(folder: Path) -> Room:
    """Return the open room of a psychologist with all her cases."""
    clock = SetClock(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    owner = school.Owner("顾明岚", (("psychologist", ""),))
    facts = {"name": "禾田镇中心学校", "system": "six_three", "stages": ["junior"]}
    setup = vaults.Setup(owner, facts)
    opened = vaults.create(
        folder / "school", _PASSWORD, setup, clock=clock, kdf=_CHEAP
    ).session
    class_id = school.add_class(opened, "junior", 2026, 2)
    ids = [new_id(clock) for _ in range(STUDENTS)]
    children = [
        records.edit(
            "student", {"name": f"学生{at}", "class_id": class_id}, record_id=key
        )
        for at, key in enumerate(ids)
    ]
    records.save(opened, children)
    inside = room.make_room(opened, _PASSWORD)
    for student_id in ids[:CASES]:
        _case(inside, student_id)
    return inside


def _case(inside: Room, student_id: str) -> None:
    clock = inside.clock
    case_id, concern_id = new_id(clock), new_id(clock)
    number = {"student_id": student_id, "case_no": f"XL-2026-{case_id[-5:]}"}
    raised = {
        "student_id": student_id,
        "case_id": case_id,
        "raised_at": _instant(clock.now(), 0),
        "raised_by": inside.person_id,
        "facts": "上课走神",
    }
    shell = {**number, "state": "raised", "concern_ids": [concern_id]}
    records.save(
        inside.school,
        [
            records.edit("concern", raised, record_id=concern_id),
            records.edit("care_case", shell, record_id=case_id),
        ],
    )
    file = {**number, "concern_ids": [concern_id]}
    edits = [records.edit("care_file", file, record_id=case_id)]
    after: list[str] = []
    for day, act in enumerate(ACTS):
        step: dict[str, Any] = {
            "student_id": student_id,
            "case_id": case_id,
            "step": act,
            "at": _instant(clock.now(), day),
            "by_id": inside.person_id,
            "after": after,
            "text": _WORDS,
        }
        if act == "interview":
            step["severity"] = random.Random(case_id).randint(1, 4)
        step_id = new_id(clock)
        edits.append(records.edit("care_step", step, record_id=step_id))
        after = [step_id]
    records.save(inside, edits)


def _instant(now: datetime, day: int) -> str:
    at = now - timedelta(days=_DAYS - day)
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def one_by_one(inside: Room) -> dict[str, object]:
    """Return every case, read by itself."""
    ids = care_facts.read_cases(inside)
    return {each: care_facts.read_case(inside, each).case for each in ids}


def main() -> None:
    heading(f"The care board: {CASES} cases of {len(ACTS)} acts")
    with tempfile.TemporaryDirectory() as folder:
        inside = make(Path(folder))
        known = {key: each.case for key, each in care_facts.read_cases(inside).items()}
        assert known == one_by_one(inside)
        assert care_board.queue(inside).open_count == CASES
        compare(
            "The whole board",
            lambda: care_board.queue(inside),
            lambda: one_by_one(inside),
        )
        care_cases.publish(inside)
        compare("Shells, nothing new", lambda: care_cases.publish(inside), None)
        inside.school.close()


if __name__ == "__main__":
    main()
