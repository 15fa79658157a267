"""A school of 3,000 with two years of visits and talks, as a vault to be measured."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.search import GIVEN, SURNAMES, sentences
from homevisit.clock import SetClock
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.ledger.ledger import Edit
from homevisit.services import calendars, school, vaults
from homevisit.vault import KdfParameters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from homevisit.services.session import Session

PASSWORD = "一盏灯 两个人 三里路 四间屋"
CLASSES = 60
STUDENTS, VISITS, TALKS = 3_000, 20_000, 60_000
NOW = datetime(2027, 6, 20, 9, 0, tzinfo=UTC)
FORMS = ("onsite_home",) * 6 + ("phone", "wechat_video", "onsite_near", "at_school")
TERM_STARTS = (
    ("2025", "first", date(2025, 9, 1)),
    ("2025", "second", date(2026, 2, 20)),
    ("2026", "first", date(2026, 9, 1)),
    ("2026", "second", date(2027, 2, 20)),
)
DAYS = 110
AT_ONCE = 2_000


def make(folder: Path, students: int, visits: int, talks: int) -> Session:
    """Return the session of a new vault with a school of this size."""
    setup = vaults.Setup(
        school.Owner("周静怡", (("homeroom_teacher", ""),)),
        {"name": "禾田镇中心学校", "system": "six_three"},
    )
    opened = vaults.create(
        folder / "bench.homevisit",
        PASSWORD,
        setup,
        clock=SetClock(NOW),
        kdf=KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1),
    )
    session = opened.session
    calendars.set_up_calendar(session, 2025)
    chance = random.Random(7)
    classes = [
        school.add_class(session, "junior", 2026 - number % 3, number // 3 + 1)
        for number in range(CLASSES)
    ]
    _save(session, _students(chance, classes, students))
    terms = {
        (str(each.school_year), each.kind): each.id
        for each in calendars.read_calendar(session).terms
    }
    spans = [(terms[year, kind], start) for year, kind, start in TERM_STARTS]
    _save(session, _visits(chance, spans, students, visits))
    _save(session, _talks(chance, spans, students, talks))
    return session


def _save(session: Session, edits: Iterator[Edit]) -> None:
    waiting: list[Edit] = []
    for each in edits:
        waiting.append(each)
        if len(waiting) == AT_ONCE:
            session.ledger.save(waiting)
            waiting = []
    session.ledger.save(waiting)


def _students(
    chance: random.Random, classes: list[str], students: int
) -> Iterator[Edit]:
    for number in range(students):
        who = f"s{number}"
        yield Edit(
            who,
            "student",
            who,
            {
                "name": chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)),
                "class_id": classes[number % len(classes)],
                "class_seat_no": str(number // len(classes) + 1),
                "roll_status": "enrolled",
                "entry_ym": "2025-09",
                "boarding": chance.choice(("day", "boarder")),
            },
        )
        if number % 4 == 0:
            facts = {"student_id": who, "valid_from": "2025-09-10", "state": "found"}
            group = chance.choice(("left_behind", "single_parent", "disabled"))
            facts |= {"group_code": group}
            yield Edit(f"d{number}", "determination", who, facts)


def _when(chance: random.Random, spans: list[tuple[str, date]]) -> tuple[str, str]:
    term_id, start = chance.choice(spans)
    return term_id, (start + timedelta(days=chance.randrange(DAYS))).isoformat()


def _visits(
    chance: random.Random, spans: list[tuple[str, date]], students: int, visits: int
) -> Iterator[Edit]:
    for number in range(visits):
        who = f"s{chance.randrange(students)}"
        term_id, day = _when(chance, spans)
        lead = chance.randrange(150)
        yield Edit(
            f"v{number}",
            "visit",
            who,
            {
                "student_id": who,
                "visit_no": f"2026-{number:06}",
                "term_id": term_id,
                "visit_date": day,
                "state": "finalised",
                "outcome": chance.choice(("completed",) * 9 + ("not_home",)),
                "visit_form": chance.choice(FORMS),
                "visit_type": "regular",
                "trip_id": f"t{number}",
                "lead_teacher_id": f"p{lead}",
                "companions": [{"staff_id": f"p{lead + chance.randrange(1, 4)}"}],
                "at_home": sentences(chance, 150),
                "at_school": sentences(chance, 150),
                "consensus": sentences(chance, 100),
            },
        )


def _talks(
    chance: random.Random, spans: list[tuple[str, date]], students: int, talks: int
) -> Iterator[Edit]:
    states = ("done",) * 6 + ("planned", "booked", "closed", "cancelled")
    for number in range(talks):
        who = f"s{chance.randrange(students)}"
        term_id, day = _when(chance, spans)
        yield Edit(
            f"k{number}",
            "talk",
            who,
            {
                "student_id": who,
                "talk_kind": chance.choice(TALK_KINDS),
                "state": chance.choice(states),
                "on_date": day,
                "term_id": term_id,
                "talker_id": f"p{chance.randrange(150)}",
                "content": sentences(chance, 120),
            },
        )
