"""Targets as data: for whom, in which period, which visits or talks, how often.

A school has several at once, in named profiles, from its bureau or its own. None is
built into the program; what is shipped are examples with their source (domain.md 4.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    flag,
    link,
    number,
    text,
)
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    Codes,
    Compartment,
    Doubt,
    Flag,
    IndexedBy,
    Record,
    Whole,
)
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

VISIT, TALK = "visit", "talk"
TERM, SCHOOL_YEAR, MONTH, CAMPAIGN = "term", "school_year", "month", "campaign"
ANY_GROUP, NAMED_GROUPS = "any_group", "groups"
NEW, OTHERS = "new", "others"
EVERYBODY = 100


class Target(Record):
    """One rule of a profile. An empty condition is no condition.

    The sizes are of the student's class on the cut-off day, both included. Of
    `share_percent` every class has to reach at least as much.
    """

    KIND = "target"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(state="period", title="name")

    profile: Annotated[str, text(N_("Profile"), OPTIONAL, S0)] = ""
    name: Annotated[str, text(N_("Name of the target"), REQUIRED, S0)] = ""
    whom: Annotated[
        str, choice(N_("Which students"), "target_scopes", REQUIRED, S0)
    ] = ""
    groups: Annotated[Codes, choices(N_("Groups"), "groups", CONDITIONAL, S0)] = ()
    grades: Annotated[Codes, choices(N_("Grades"), "grades", OPTIONAL, S0)] = ()
    starting_grade: Annotated[
        Flag, flag(N_("Only the first grade of a stage"), OPTIONAL, S0)
    ] = None
    class_size_from: Annotated[
        Whole, number(N_("Classes of at least"), OPTIONAL, S0)
    ] = None
    class_size_to: Annotated[Whole, number(N_("Classes of at most"), OPTIONAL, S0)] = (
        None
    )
    newness: Annotated[
        str, choice(N_("New or not"), "target_newness", OPTIONAL, S0)
    ] = ""
    boarding: Annotated[
        str, choice(N_("Day or boarding"), "boarding", OPTIONAL, S0)
    ] = ""
    period: Annotated[str, choice(N_("In each"), "target_periods", REQUIRED, S0)] = ""
    campaign_id: Annotated[str, link(N_("Campaign"), "campaign", CONDITIONAL, S0)] = ""
    what: Annotated[str, choice(N_("What counts"), "target_deeds", REQUIRED, S0)] = ""
    on_site_only: Annotated[Flag, flag(N_("Only on site"), OPTIONAL, S0)] = None
    visit_forms: Annotated[
        Codes, choices(N_("Only these forms"), "visit_forms", OPTIONAL, S0)
    ] = ()
    talk_kind: Annotated[
        str, choice(N_("Kind of talk"), "talk_kinds", CONDITIONAL, S0)
    ] = ""
    by_role: Annotated[str, choice(N_("By whom"), "target_roles", OPTIONAL, S0)] = ""
    minimum: Annotated[Whole, number(N_("At least so often"), OPTIONAL, S0)] = None
    share_percent: Annotated[
        Whole, number(N_("For this share of every class, in per cent"), OPTIONAL, S0)
    ] = None
    is_active: Annotated[Flag, flag(N_("In use"), OPTIONAL, S0)] = None
    source: Annotated[str, text(N_("Source of the target"), OPTIONAL, S0)] = ""
    is_example: Annotated[Flag, flag(N_("An example"), OPTIONAL, S0)] = None

    @property
    def times(self) -> int:
        """How often it has to be done, at least once."""
        return max(1, self.minimum or 1)

    @property
    def share(self) -> int:
        """The share of every class that has to be reached, 1 to 100 per cent."""
        return min(EVERYBODY, max(1, self.share_percent or EVERYBODY))

    def also_missing(self) -> tuple[str, ...]:
        wanted = {
            "groups": self.whom == NAMED_GROUPS,
            "talk_kind": self.what == TALK,
            "campaign_id": self.period == CAMPAIGN,
        }
        return tuple(name for name, is_wanted in wanted.items() if is_wanted)

    def cross_doubts(self) -> tuple[Doubt, ...]:
        return target_doubts(self)


def target_doubts(target: Target) -> tuple[Doubt, ...]:
    """Return why nobody can be in the scope of a target, or nothing can meet it."""
    return tuple(
        Doubt(name, f"target_{name}", message)
        for is_wrong, name, message in (*_wrong_scope(target), *_wrong_count(target))
        if is_wrong
    )


def _wrong_scope(target: Target) -> Iterator[tuple[bool, str, str]]:
    least, most = target.class_size_from, target.class_size_to
    yield (
        least is not None and most is not None and most < least,
        "class_size_to",
        N_("No class is both so large and so small. Nobody is in the scope."),
    )
    yield (
        target.whom == NAMED_GROUPS and not target.groups,
        "groups",
        N_("No group is chosen. Nobody is in the scope."),
    )


def _wrong_count(target: Target) -> Iterator[tuple[bool, str, str]]:
    share = target.share_percent
    yield (
        share is not None and not 1 <= share <= EVERYBODY,
        "share_percent",
        N_("The share has to be from 1 to 100 per cent."),
    )
    yield (
        target.minimum is not None and target.minimum < 1,
        "minimum",
        N_("It has to be done at least once."),
    )
    yield (
        target.what == TALK and not target.talk_kind,
        "talk_kind",
        N_("No kind of talk is chosen. No talk counts."),
    )
    yield (
        target.period == CAMPAIGN and not target.campaign_id,
        "campaign_id",
        N_("No campaign is chosen. Nothing is counted."),
    )
