"""Left-behind children: both official definitions, derived from the same facts.

State Council, 2016: both parents away for work, or one away and the other unable to
care, and the child under 16. Student registry: parents away for three months or more;
0 none, 1 one parent (单亲留守, which is not a single-parent family), 2 both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.ages import LEFT_BEHIND_UNDER, full_months, is_under
from homevisit.domain.dates import is_iso_month, iso_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from homevisit.domain.families import FamilyMember

REGISTRY_MONTHS = 3
_FATHERS = ("father", "stepfather")
_MOTHERS = ("mother", "stepmother")
_GONE = frozenset({"dead", "missing"})


@dataclass(frozen=True, slots=True)
class ParentFacts:
    """What the file says of one parent; None is unknown."""

    away: bool | None = None
    months_away: int | None = None
    able: bool | None = None
    is_gone: bool = False

    @property
    def is_unable(self) -> bool | None:
        """Whether this parent cannot care: is dead, missing, or found unable."""
        if self.is_gone:
            return True
        return None if self.able is None else not self.able


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What follows from the facts; None and "" where they do not suffice."""

    state_council: bool | None
    registry: str
    subtype: str

    @property
    def definitions_disagree(self) -> bool:
        """Whether a child counts by one definition and not by the other."""
        if self.state_council is None or not self.registry:
            return False
        return self.state_council != (self.registry != "0")


def _months_since(text: str, on: date) -> int | None:
    since = iso_day(f"{text}-01") if is_iso_month(text) else iso_day(text)
    return full_months(since, on) if since else None


def parent_facts(member: FamilyMember | None, on: date) -> ParentFacts:
    """Return what a family member's record says of a parent on a day."""
    if member is None:
        return ParentFacts()
    gone = member.member_health in _GONE or member.parent_case in _GONE
    ability = member.guardianship_ability
    away = False if gone else member.is_away
    return ParentFacts(
        away=away,
        months_away=_months_since(member.away_since, on) if away else None,
        able=(ability == "able") if ability else None,
        is_gone=gone,
    )


def _both_or_one(father: ParentFacts, mother: ParentFacts) -> str:
    """Return the subtype the facts come to, whatever the age; "" for none."""
    if father.away and mother.away:
        return "both_away"
    for away, other in ((father, mother), (mother, father)):
        if away.away and other.is_unable:
            return "one_away_other_unable"
    if father.away:
        return "father_away"
    return "mother_away" if mother.away else ""


def state_council(
    born: date | None, father: ParentFacts, mother: ParentFacts, on: date
) -> bool | None:
    """Say whether a child is left-behind by the definition of 2016; None if unclear."""
    if born and not is_under(born, LEFT_BEHIND_UNDER, on):
        return False
    if _both_or_one(father, mother) in {"both_away", "one_away_other_unable"}:
        return True if born else None
    if father.away is False and mother.away is False:
        return False
    known = all(p.away is not None for p in (father, mother))
    stays = mother if father.away else father
    return False if known and stays.is_unable is False else None


def registry(father: ParentFacts, mother: ParentFacts) -> str:
    """Return the registry's code, or "" while it is unclear who is away how long."""
    long_away = [_is_long_away(parent) for parent in (father, mother)]
    if None in long_away:
        return ""
    return str(sum(bool(away) for away in long_away))


def _is_long_away(parent: ParentFacts) -> bool | None:
    if not parent.away:
        return parent.away
    if parent.months_away is None:
        return None
    return parent.months_away >= REGISTRY_MONTHS


def _parent(
    members: Iterable[FamilyMember], relations: tuple[str, ...]
) -> FamilyMember | None:
    """Return a parent's record, the natural one first."""
    found = [member for member in members if member.relation in relations]
    return min(found, key=lambda m: relations.index(m.relation), default=None)


def parents_of(
    members: Iterable[FamilyMember],
) -> tuple[FamilyMember | None, FamilyMember | None]:
    """Return the father's and the mother's record, those of step-parents failing."""
    known = list(members)
    return _parent(known, _FATHERS), _parent(known, _MOTHERS)


def derive(members: Iterable[FamilyMember], born: date | None, on: date) -> LeftBehind:
    """Return what both definitions make of a family on a day."""
    father, mother = (parent_facts(each, on) for each in parents_of(members))
    return LeftBehind(
        state_council(born, father, mother, on),
        registry(father, mother),
        _both_or_one(father, mother),
    )
