"""What the closing report of a campaign says: plain words, made by the services."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """How far a teacher, village or class came; each a pair n, N. `note` is said of it.

    `homes` are households, so that brothers and sisters are one.
    """

    name: str
    visited: tuple[int, int]
    on_site: tuple[int, int]
    homes: tuple[int, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotYet:
    """Who of a class was not visited; `names` are masked, and empty where left out."""

    class_name: str
    count: int
    planned: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """A campaign as it stood on `cut_off`; days are ISO, `goals` are sentences.

    `scope` names no special group, for papers lie about.
    """

    name: str
    first_day: str
    last_day: str
    cut_off: str
    scope: str
    whole: Part
    trips: int
    attempts: int
    planned: int
    overdue: int
    goals: tuple[str, ...] = ()
    teachers: tuple[Part, ...] = ()
    villages: tuple[Part, ...] = ()
    classes: tuple[Part, ...] = ()
    not_yet: tuple[NotYet, ...] = ()
    summary: str = ""
    cancelled: str = ""
