"""Who is visited when, how, and with what luck: the plan of two terms of visits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from homevisit.demo.enrolled import Enrolled

# Twenty forms in turn: most visits are at the home, every form occurs.
_FORMS = (
    *("onsite_home",) * 4,
    "phone",
    *("onsite_home",) * 2,
    "wechat_video",
    "onsite_near",
    "onsite_home",
    "at_school",
    "onsite_home",
    "onsite_workplace",
    *("onsite_home",) * 2,
    "letter",
    "wechat_video",
    "onsite_home",
    "message",
    "onsite_home",
)
_FAILED = {5: "not_home", 12: "rescheduled", 26: "declined"}
_FAILED_EVERY = 30
_LARGE, _SPARSE = 1000, 8
_EVENING = time(13, 0, tzinfo=UTC)  # 21:00 in China: written down the same evening


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which visits are made."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Occasion:
    """One visit to be recorded."""

    at: datetime
    whom: Enrolled
    visit_form: str
    visit_type: str
    outcome: str = "completed"
    siblings: tuple[Enrolled, ...] = ()


def plan_visits(
    enrolled: Sequence[Enrolled], earlier: Span, present: Span, chance: Random
) -> list[Occasion]:
    """Return the visits of both terms in the order of their days.

    In the earlier term everybody is visited, special children twice; in the present one
    most special children and half of the others so far. A very large school, which is
    there to be measured, has one visit to every eighth child.
    """
    is_large = len(enrolled) > _LARGE
    alone = [each for each in enrolled if each.child.sibling_of is None]
    if is_large:
        alone = alone[::_SPARSE]
    again = [each for each in alone if each.child.is_special and not is_large]
    so_far = [each for each in alone if _is_visited_again(each) and not is_large]
    chance.shuffle(alone)
    chance.shuffle(so_far)
    planned = [
        *_spread(alone, earlier, "universal"),
        *_spread(again, Span(_middle(earlier), earlier.last), "follow_up"),
        *_spread(so_far, present, "universal"),
    ]
    made = [each for n, one in enumerate(planned) for each in _turned_out(one, n)]
    latest = present.last
    kept = (each for each in _with_siblings(made, enrolled) if each.at.date() <= latest)
    return sorted(kept, key=lambda each: each.at)


def _is_visited_again(each: Enrolled) -> bool:
    number = each.child.number
    return number % 4 != 3 if each.child.is_special else number % 2 == 0


def _middle(span: Span) -> date:
    return span.first + (span.last - span.first) // 2


def _spread(
    whom: Sequence[Enrolled], span: Span, visit_type: str
) -> Iterator[Occasion]:
    days = max(1, (span.last - span.first).days)
    for place, each in enumerate(whom):
        day = span.first + timedelta(days * place // max(1, len(whom)))
        at = datetime.combine(day, _EVENING) + timedelta(minutes=3 * (place % 11))
        yield Occasion(at, each, "onsite_home", _type(each, visit_type, place))


def _type(each: Enrolled, usual: str, place: int) -> str:
    if usual == "universal" and each.child.is_special:
        groups = each.child.story.groups
        if "dropout_risk" in groups:
            return "dropout"
        return "condolence" if "economic_hardship" in groups else "key_group"
    if usual == "universal":
        return ("universal", "new_student", "universal", "thematic", "leader")[
            place % 5
        ]
    return ("follow_up", "holiday", "follow_up", "urgent")[place % 4]


def _turned_out(planned: Occasion, number: int) -> Iterator[Occasion]:
    """Yield the visit; before one that fails first, the attempt."""
    outcome = _FAILED.get(number % _FAILED_EVERY)
    if outcome is not None:
        yield replace(planned, outcome=outcome)
        planned = replace(planned, at=planned.at + timedelta(days=6))
    yield replace(planned, visit_form=_FORMS[number % len(_FORMS)])


def _with_siblings(
    made: Sequence[Occasion], enrolled: Sequence[Enrolled]
) -> Iterator[Occasion]:
    """Yield the visits; a first visit to the home covers brothers and sisters."""
    younger: dict[int, list[Enrolled]] = {}
    for each in enrolled:
        if each.child.sibling_of is not None:
            younger.setdefault(each.child.sibling_of, []).append(each)
    for occasion in made:
        along = tuple(younger.get(occasion.whom.child.number, ()))
        if along and occasion.outcome == "completed":
            yield replace(occasion, visit_form="onsite_home", siblings=along)
        else:
            yield occasion
