"""A real vault with a small invented school, made once per test."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from homevisit.clock import SetClock
from homevisit.services import school, students, vaults
from homevisit.vault import KdfParameters

PASSWORD = "一盏灯 两个人 三里路 四间屋"
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)


@pytest.fixture
def clock():
    return SetClock(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))


@pytest.fixture
def session(tmp_path, clock):
    opened = vaults.create(
        tmp_path / "zhou.homevisit",
        PASSWORD,
        vaults.Setup(
            school.Owner("周静怡", (("homeroom_teacher", ""),)),
            {
                "name": "禾田镇中心学校",
                "system": "six_three",
                "stages": ["primary", "junior"],
            },
        ),
        clock=clock,
        kdf=CHEAP,
    )
    yield opened.session
    opened.session.close()


@pytest.fixture
def class_id(session):
    return school.add_class(session, "junior", 2026, 2)


@pytest.fixture
def jiang(session, class_id):
    """江予安, in class 七(2)."""
    written = students.add_student(
        session,
        {
            "name": "江予安",
            "sex": "1",
            "birth_date": "2013-07-18",
            "class_id": class_id,
            "class_seat_no": "08",
            "boarding": "day",
        },
        {"home_address": "石桥村三组", "phone": "13800002716"},
    )
    return written.record_ids[0]
