"""Campaigns as the page shows them, made from what services answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homevisit.services import campaigns, school, words
from homevisit.text import N_, _, translate
from ui.campaign_rows import CampaignChoices, CampaignLine, CampaignSheet, PartLine
from ui.kit.choices import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.domain.campaign_rules import Line, Progress
    from homevisit.domain.indicators import Share
    from homevisit.services.campaigns import Followed
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_STAGES = {
    "to_come": N_("Has not begun"),
    "running": N_("Under way"),
    "ended": N_("Has ended, not summed up"),
    "closed": N_("Summed up"),
    "cancelled": N_("Cancelled"),
}
_OVER = frozenset({"ended", "closed", "cancelled"})
_TYPED = ("name", "first_day", "last_day", "scope", "summary")
_NUMBERS = ("goal_percent", "on_site_percent", "min_households")
_DAYS = timedelta(days=30)
_LIST = "list"


def read_lines(session: Session) -> tuple[CampaignLine, ...]:
    """Return all campaigns, the latest first."""
    return tuple(
        CampaignLine(
            each.campaign.id,
            each.campaign.name,
            _of(each.progress.whole.visited),
            each.stage in _OVER,
        )
        for each in campaigns.follow_all(session)
    )


def read_choices(session: Session) -> CampaignChoices:
    """Return whom and who can be chosen."""
    table = words.read_words(session)

    def offered(name: str) -> tuple[Option, ...]:
        terms = table.table(name).offered()
        return tuple(Option(each.code, each.label()) for each in terms)

    names = school.staff_names(session).items()
    return CampaignChoices(
        # A list comes from the students' page, where many can be chosen.
        tuple(each for each in offered("campaign_scopes") if each.code != _LIST),
        offered("groups"),
        (Option("", _("Nobody yet")), *(Option(code, name) for code, name in names)),
    )


def read_sheet(session: Session, campaign_id: str) -> CampaignSheet:
    """Return one campaign and how far it is."""
    closing = campaigns.closing(session, campaign_id)
    followed = closing.followed
    own, progress = followed.campaign, followed.progress
    numbers = {name: getattr(own, name) for name in _NUMBERS}
    fields = {name: str(getattr(own, name)) for name in _TYPED} | {
        name: "" if value is None else str(value) for name, value in numbers.items()
    }
    names = school.staff_names(session)
    going = {each.village: each.staff_id for each in own.villages}
    return CampaignSheet(
        id=own.id,
        fields=fields,
        groups=own.groups,
        stage=translate(_STAGES[followed.stage]),
        is_open=own.state == "open",
        figures=tuple(_figures(followed, is_reached=closing.is_reached)),
        teachers=tuple(
            _part(
                line,
                names.get(line.key, _("Nobody yet")),
                note=_("{count} homes to go").format(count=closing.lacking[line.key])
                if line.key in closing.lacking
                else "",
            )
            for line in progress.by_teacher
        ),
        villages=tuple(
            _part(line, line.key or _("Village not known"), going.get(line.key, ""))
            for line in progress.by_village
        ),
        not_yet=closing.not_yet,
    )


def _figures(followed: Followed, *, is_reached: bool) -> list[str]:
    progress, own = followed.progress, followed.campaign
    if progress.is_empty:
        return [_("Nobody is in the scope, so there is nothing to count.")]
    whole = progress.whole
    found = [
        _("Visited {share}").format(share=_share(whole.visited)),
        _("on site {share}").format(share=_share(whole.on_site)),
        _("homes {share}").format(share=_share(whole.homes)),
        _trips(progress),
        _("planned {planned}, overdue {overdue}").format(
            planned=len(whole.planned), overdue=len(whole.overdue)
        ),
    ]
    if own.goal_percent:
        found.append(
            _("The goal is reached") if is_reached else _("The goal is not reached yet")
        )
    return found


def _trips(progress: Progress) -> str:
    return _("{trips} trips, {attempts} in vain").format(
        trips=progress.totals.trips, attempts=progress.totals.attempts
    )


def _part(line: Line, name: str, staff_id: str = "", note: str = "") -> PartLine:
    return PartLine(
        line.key,
        name,
        _of(line.visited),
        _of(line.on_site),
        _of(line.homes),
        note,
        staff_id,
    )


def _of(share: Share) -> str:
    return f"{share.part}/{share.whole}"


def _share(share: Share) -> str:
    if share.percent is None:
        return _of(share)
    return f"{_of(share)} ({share.percent:g}%)"


def begin(session: Session) -> Written:
    """Begin a campaign of a month for everybody, for its fields to be filled in."""
    today = session.clock.today()
    values = {
        "name": _("Visits from {day}").format(day=today.isoformat()),
        "first_day": today.isoformat(),
        "last_day": (today + _DAYS).isoformat(),
        "scope": "all",
        "goal_percent": 100,
    }
    return campaigns.begin(session, values)


def change(session: Session, campaign_id: str, name: str, value: object) -> Written:
    """Change one field as it was typed; an empty number is none."""
    if name in _NUMBERS:
        value = int(str(value)) if value else None
    return campaigns.change(session, campaign_id, {name: value})


def share_out(session: Session, campaign_id: str) -> Written:
    """Share the villages out evenly among all colleagues with a post in a class."""
    going = _goers(session)
    who = campaigns.propose_villages(session, campaign_id, going)
    return campaigns.assign_villages(session, campaign_id, who)


def _goers(session: Session) -> Sequence[str]:
    everybody = school.staff(session)
    with_class = [
        each.id for each in everybody if any(post.class_id for post in each.roles)
    ]
    return with_class or [each.id for each in everybody]
