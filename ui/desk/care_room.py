"""The counselling room as the page knows it: is there one, is it open, whose is it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.services import room

if TYPE_CHECKING:
    from homevisit.errors import Problem
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class RoomState:
    """`is_staff`: the vault belongs to somebody of the psychology staff."""

    is_staff: bool
    is_made: bool
    is_open: bool
    idle_minutes: int
    warnings: tuple[Problem, ...] = ()


def read_state(session: Session) -> RoomState:
    """Say how the room stands."""
    return RoomState(
        is_staff=room.is_psychologist(session),
        is_made=room.has_room(session),
        is_open=room.is_open(session),
        idle_minutes=room.idle_minutes(session),
    )


def enter(session: Session, password: str) -> RoomState:
    """Open the room, or make it; raises what opening and making raise."""
    if room.has_room(session):
        opened = room.open_room(session, password)
    else:
        opened = room.make_room(session, password)
    return RoomState(
        is_staff=True,
        is_made=True,
        is_open=True,
        idle_minutes=room.idle_minutes(session),
        warnings=tuple(opened.vault.warnings),
    )
