"""Special groups: who belongs on a day, and what the facts suggest.

Groups overlap, and their totals never add up. A suggestion is only that: the
civil-affairs office or the school decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from homevisit.domain.ages import LEFT_BEHIND_UNDER, MINOR_UNDER, full_months, is_under
from homevisit.domain.dates import is_iso_month, iso_day
from homevisit.domain.record import Doubt
from homevisit.domain.vocabulary import vocabulary
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from homevisit.domain.determinations import Determination

MIGRANT_MONTHS = 6
_GONE = frozenset({"dead", "missing"})


class InForce(Protocol):
    """What says whether a membership holds; a determination, or a row of one."""

    @property
    def state(self) -> str: ...
    @property
    def valid_from(self) -> str: ...
    @property
    def valid_to(self) -> str: ...


def is_valid_on(determination: InForce, day: date) -> bool:
    """Say whether a student belongs to the group on a day, first and last included.

    A determination that was not approved never counts; one that is still to be checked
    does, so that no child waits for a signature. An unreadable end is no end.
    """
    if determination.state == "rejected":
        return False
    start = iso_day(determination.valid_from)
    end = iso_day(determination.valid_to)
    return (start is None or start <= day) and (end is None or day <= end)


def groups_on(determinations: Iterable[Determination], day: date) -> tuple[str, ...]:
    """Return the codes of all groups a student belongs to on a day, each once."""
    valid = (each for each in determinations if is_valid_on(each, day))
    return tuple(dict.fromkeys(each.group_code for each in valid if each.group_code))


def overlaps(one: Determination, other: Determination) -> bool:
    """Say whether two determinations hold for one student and group at once."""
    if (one.student_id, one.group_code) != (other.student_id, other.group_code):
        return False
    if "rejected" in {one.state, other.state}:
        return False
    far = "9999-12-31"
    return one.valid_from <= (other.valid_to or far) and other.valid_from <= (
        one.valid_to or far
    )


def suggest_without_parents(
    father_case: str, mother_case: str, born: date | None, on: date
) -> str:
    """Return `orphan`, `de_facto_unattended` or "", as the parents' cases suggest.

    Both dead or missing suggests an orphan; both in a listed case, or one dead or
    missing and the other in a listed case, an unattended child under 18.
    """
    if born and not is_under(born, MINOR_UNDER, on):
        return ""
    cases = (father_case, mother_case)
    if not all(cases):
        return ""
    if _GONE.issuperset(cases):
        return "orphan"
    listed = all(case in vocabulary("parent_cases") for case in cases)
    return "de_facto_unattended" if listed else ""


def suggest_migrant(
    born: date | None, moved_in: str, *, crossed_county: bool | None, on: date
) -> bool | None:
    """Say whether a child is a migrant one (plan of 2024); None if unclear.

    That is: under 16, with parents or guardians in another county than that of the
    registered residence, for six months or more.
    """
    if crossed_county is False or (born and not is_under(born, LEFT_BEHIND_UNDER, on)):
        return False
    since = iso_day(f"{moved_in}-01") if is_iso_month(moved_in) else iso_day(moved_in)
    if crossed_county is None or since is None or born is None:
        return None
    return full_months(since, on) >= MIGRANT_MONTHS


def is_single_parent(
    reason: str, *, reformed: bool | None, divorce_counts: bool | None
) -> bool:
    """Say whether a reason makes a single-parent family at this school.

    A parent who married again is not single. Nothing national says whether divorce
    counts; it does unless the school says no. Parents away for work never count here.
    """
    if reformed or reason not in vocabulary("single_parent_reasons"):
        return False
    return reason != "divorced" or divorce_counts is not False


def determination_doubts(determination: Determination) -> tuple[Doubt, ...]:
    """Return what about a determination contradicts itself."""
    found: list[Doubt] = []
    start, end = iso_day(determination.valid_from), iso_day(determination.valid_to)
    if start and end and end < start:
        message = N_("The period ends before it begins.")
        found.append(Doubt("valid_to", "period_reversed", message))
    subtype = vocabulary("group_subtypes").term(determination.group_subtype)
    if subtype and subtype.facts.get("group") != determination.group_code:
        message = N_("The subtype belongs to another group.")
        found.append(Doubt("group_subtype", "subtype_of_another_group", message))
    if determination.both_away and determination.one_away_other_unable:
        message = N_("Both parents away and one away at once cannot be.")
        found.append(Doubt("one_away_other_unable", "away_contradicts", message))
    return tuple(found)
