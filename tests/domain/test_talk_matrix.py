"""The matrix of talks: a plan that is over comes first, an empty cell is said."""

import random

from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.indicators import TalkRow
from homevisit.domain.talk_matrix import Cell, CellState, make_matrix, standings
from homevisit.domain.talk_rules import TALK_KINDS

TODAY = "2026-11-20"
STATES = ("planned", "booked", "done", "follow_up", "closed", "cancelled")


def talk(student_id, state, day, kind="peer"):
    return TalkRow(f"{student_id}{state}{day}{kind}", student_id, kind, state, day)


def test_each_state_of_a_cell():
    talks = [
        talk("held", "done", "2026-10-01"),
        talk("held", "closed", "2026-11-01"),
        talk("planned", "booked", "2026-11-25"),
        talk("today", "planned", TODAY),
        talk("late", "planned", "2026-11-08"),
        talk("again", "done", "2026-10-01"),
        talk("again", "planned", "2026-11-10"),
        talk("off", "cancelled", "2026-11-10"),
    ]
    students = ("held", "planned", "today", "late", "again", "off", "spared")
    found = make_matrix(students, standings(talks), TODAY, {"peer": {"spared", "held"}})
    cells = {who: found.cell(who, "peer") for who in students}
    assert cells == {
        "held": Cell(CellState.DONE, 2, "2026-11-01"),
        "planned": Cell(CellState.PLANNED, 0, "2026-11-25"),
        "today": Cell(CellState.PLANNED, 0, TODAY),
        "late": Cell(CellState.OVERDUE, 0, "2026-11-08"),
        "again": Cell(CellState.OVERDUE, 1, "2026-11-10"),
        "off": Cell(),
        "spared": Cell(CellState.EXEMPT),
    }
    assert found.totals["peer"] == {
        CellState.DONE: 1,
        CellState.PLANNED: 2,
        CellState.OVERDUE: 2,
        CellState.NONE: 1,
        CellState.EXEMPT: 1,
    }


TALKS = st.lists(
    st.builds(
        talk,
        st.sampled_from("abc"),
        st.sampled_from(STATES),
        st.sampled_from(["2026-11-10", TODAY, "2026-12-01"]),
        st.sampled_from(TALK_KINDS),
    ),
    max_size=15,
)


@given(TALKS, st.randoms())
def test_every_student_has_one_cell_of_each_kind_in_any_order(
    talks, chance: random.Random
):
    found = make_matrix("abcd", standings(talks), TODAY)
    for kind in TALK_KINDS:
        assert sum(found.totals[kind].values()) == 4
        assert found.cell("d", kind) == Cell()
    chance.shuffle(talks)
    assert make_matrix("abcd", standings(talks), TODAY) == found
