"""What may become of a talk, and what each of the six kinds keeps (domain.md 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PEER, HOMEROOM, SUBJECT = "peer", "homeroom_teacher", "subject_teacher"
PSYCHOLOGIST, PARENT, LEADER = "psychologist", "parent", "leader"
TALK_KINDS = (PEER, HOMEROOM, SUBJECT, PSYCHOLOGIST, PARENT, LEADER)

PLANNED, BOOKED, DONE = "planned", "booked", "done"
FOLLOW_UP, CLOSED, CANCELLED = "follow_up", "closed", "cancelled"
# A talk that took place; only these count.
HELD = frozenset({DONE, FOLLOW_UP, CLOSED})
OPEN = frozenset({PLANNED, BOOKED})

_NEXT: Mapping[str, frozenset[str]] = {
    "": frozenset({PLANNED, BOOKED, DONE, FOLLOW_UP, CLOSED}),
    PLANNED: frozenset({BOOKED, DONE, FOLLOW_UP, CLOSED, CANCELLED}),
    BOOKED: frozenset({PLANNED, DONE, FOLLOW_UP, CLOSED, CANCELLED}),
    DONE: frozenset({FOLLOW_UP, CLOSED}),
    FOLLOW_UP: frozenset({DONE, CLOSED}),
    CLOSED: frozenset({FOLLOW_UP}),
    CANCELLED: frozenset({PLANNED, BOOKED}),
}

_WHEN = frozenset(
    {
        "student_id",
        "class_id",
        "school_year",
        "term_id",
        "session_id",
        "talk_kind",
        "state",
        "on_date",
        "start_time",
        "minutes",
        "talker_id",
        "cancelled_because",
        "recorder_id",
        "recorded_at",
    }
)
_AROUND = frozenset({"place", "mode", "initiated_by", "next_date"})
_SAID = frozenset({"topics", "mood", "content", "advice", "result", "refer_psych"})
_KEPT: Mapping[str, frozenset[str]] = {
    PEER: _WHEN | {"theme", "peer_group", "peer_count", "needs_look"},
    HOMEROOM: _WHEN | _AROUND | _SAID | {"aspects"},
    SUBJECT: _WHEN | _AROUND | _SAID | {"subject", "difficulty"},
    PSYCHOLOGIST: _WHEN,
    PARENT: _WHEN | _AROUND | _SAID | {"parent_id", "slip_returned"},
    LEADER: _WHEN | _AROUND,
}
# What is written apart from the talk, for other readers: see `leader_talks`.
_NOTED: Mapping[str, frozenset[str]] = {LEADER: _SAID | {"why_chosen"}}


def may_become(before: str, after: str) -> bool:
    """Say whether a talk in one state may go to another; staying is no change."""
    return before == after or after in _NEXT.get(before, frozenset())


def next_states(state: str) -> frozenset[str]:
    """Return the states that a talk may go to."""
    return _NEXT.get(state, frozenset())


def fields_kept(talk_kind: str) -> frozenset[str]:
    """Return the fields that a kind of talk keeps; an unknown kind keeps the shell."""
    return _KEPT.get(talk_kind, _WHEN)


def fields_noted(talk_kind: str) -> frozenset[str]:
    """Return the fields of a kind that are kept apart, for fewer readers."""
    return _NOTED.get(talk_kind, frozenset())


def noted_of(talk_kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the values this kind keeps apart from the talk."""
    noted = fields_noted(talk_kind)
    return {name: value for name, value in values.items() if name in noted}


def kept_of(talk_kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the values the talk itself keeps."""
    kept = fields_kept(talk_kind)
    return {name: value for name, value in values.items() if name in kept}
