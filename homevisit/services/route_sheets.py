"""The route sheet of a day: planned visits in the order in which they are walked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.services import doorsteps, records, school
from homevisit.services.paper_forms import print_run, prints_of
from homevisit.services.print_runs import log_edit
from homevisit.text import _, translate_count
from reports.paper_data import RouteGroup, RouteSheet, RouteStop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homevisit.services.doorsteps import Doorstep
    from homevisit.services.session import Session
    from reports.document import Rendered

DOCUMENT = "route_sheet"


@dataclass(frozen=True, slots=True)
class RouteWish:
    """The way that is wanted: plans or students in order, and what is shown of them.

    `day` is an ISO day, by default those of the plans, or today. `purpose` stands with
    every stop that has no note of its own.
    """

    ids: tuple[str, ...]
    day: str = ""
    with_phones: bool = False
    purpose: str = ""


def in_walking_order(session: Session, ids: Sequence[str]) -> tuple[Doorstep, ...]:
    """Return the doors day by day and village by village, the earliest first."""
    doors = sorted(doorsteps.read_doorsteps(session, ids), key=_by_time)
    places = {_way(door): place for place, door in reversed([*enumerate(doors)])}
    return tuple(sorted(doors, key=lambda each: (places[_way(each)], _by_time(each))))


def preview_route(session: Session, wish: RouteWish) -> Rendered:
    """Return the sheet as it would be; nothing is noted."""
    from reports.route_sheet import render_route_sheet

    return render_route_sheet(_route(session, wish), print_run(session, DOCUMENT))


def print_route(session: Session, wish: RouteWish) -> Rendered:
    """Return the sheet and note that it left the vault. Raises `NoSuchRecordError`."""
    rendered = preview_route(session, wish)
    number = prints_of(session, DOCUMENT) + 1
    edit = log_edit(session, (), number, DOCUMENT)
    records.save(session, [edit], label="export")
    return rendered


def _route(session: Session, wish: RouteWish) -> RouteSheet:
    doors = doorsteps.read_doorsteps(session, wish.ids)
    days = sorted({each.day for each in doors if each.day})
    today = session.clock.today().isoformat()
    return RouteSheet(
        day=_spanned([wish.day] if wish.day else days or [today]),
        teacher=school.staff_names(session).get(session.person_id, ""),
        groups=tuple(_grouped(doors, wish)),
        has_phones=wish.with_phones,
    )


def _grouped(doors: Sequence[Doorstep], wish: RouteWish) -> Iterable[RouteGroup]:
    """Yield neighbours in the order together: one day, one village."""
    has_days = len({each.day for each in doors}) > 1
    for _way_there, run in groupby(doors, key=_way):
        yield _group(tuple(run), wish, with_day=has_days)


def _group(doors: Sequence[Doorstep], wish: RouteWish, *, with_day: bool) -> RouteGroup:
    first = doors[0]
    day = _with_weekday(first.day) if with_day and first.day else ""
    stops = tuple(
        RouteStop(
            student=each.name,
            class_name=each.class_name,
            time=each.time,
            address=each.address,
            guardian=each.guardian,
            phone=each.phone if wish.with_phones else "",
            purpose=each.remark or wish.purpose or _to_ask(each),
        )
        for each in doors
    )
    return RouteGroup("\u3000".join(filter(None, (day, first.village))), stops)


def _to_ask(door: Doorstep) -> str:
    """Return how much was promised last time and is still open."""
    count = len(door.open_promises)
    if not count:
        return ""
    return translate_count("{count} promise open", "{count} promises open", count)


def _way(door: Doorstep) -> tuple[str, str]:
    return door.day, door.village


def _by_time(door: Doorstep) -> tuple[str, str]:
    return door.day, door.time or "~"


def _spanned(days: Sequence[str]) -> str:
    if len(days) > 1:
        return f"{days[0]} – {days[-1]}"
    return _with_weekday(days[0])


def _with_weekday(day: str) -> str:
    found = iso_day(day)
    if found is None:
        return day
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return f"{day} {names[found.weekday()]}"
