"""Campaigns as the page shows them, made from what services answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homevisit.domain.calendar import in_order
from homevisit.services import (
    calendars,
    campaign_people,
    campaign_reports,
    campaigns,
    school,
    words,
)
from homevisit.text import N_, _, translate
from ui.campaign_rows import (
    CampaignChoices,
    CampaignLine,
    CampaignPaper,
    CampaignSheet,
    PartLine,
)
from ui.desk import paper
from ui.desk.planning_rows import without_tones
from ui.kit.choices import Option
from ui.planning_rows import CandidateRow
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from homevisit.domain.campaign_rules import Line, Progress
    from homevisit.domain.indicators import Share
    from homevisit.services.campaign_people import CampaignPerson
    from homevisit.services.campaigns import Followed
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from ui.paper_rows import PersonFound

_STAGES = {
    "to_come": N_("Has not begun"),
    "running": N_("Under way"),
    "ended": N_("Has ended, not summed up"),
    "closed": N_("Summed up"),
    "cancelled": N_("Cancelled"),
}
_OVER = frozenset({"ended", "closed", "cancelled"})
_TYPED = ("name", "first_day", "last_day", "scope", "summary", "term_id")
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
    terms = in_order(calendars.read_calendar(session).terms)
    return CampaignChoices(
        offered("campaign_scopes"),
        offered("groups"),
        (Option("", _("Nobody yet")), *(Option(code, name) for code, name in names)),
        (
            Option("", _("As the holiday rule says")),
            *(Option(each.id, each.name) for each in reversed(terms)),
        ),
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
        people=_people(session, followed, names),
        is_list=own.scope == _LIST,
        cancelled=_("Cancelled: {reason}").format(reason=own.cancelled_because)
        if own.state == "cancelled"
        else "",
    )


def _people(
    session: Session, followed: Followed, names: Mapping[str, str]
) -> tuple[CandidateRow, ...]:
    today = session.clock.today()
    return tuple(
        CandidateRow(
            student_id=each.student_id,
            name=each.name,
            pinyin=without_tones(each.pinyin),
            class_name=each.class_name,
            village=" · ".join(
                (
                    each.village or _("Village not known"),
                    names.get(each.staff_id, _("Nobody yet")),
                )
            ),
            is_village_read=False,
            why=_standing(each, today),
            is_pressing=not each.is_visited
            and each.planned_on < today.isoformat()
            and followed.stage != "to_come",
            is_planned=False,
        )
        for each in campaign_people.read(session, followed)
    )


def _standing(person: CampaignPerson, today: date) -> str:
    if person.is_visited:
        return _("visited on site") if person.is_on_site else _("visited another way")
    if not person.planned_on:
        return _("not visited yet")
    day = short_day(person.planned_on, today)
    if person.planned_on < today.isoformat():
        return _("was planned for {day}").format(day=day)
    return _("Planned for {day}").format(day=day)


def read_paper(session: Session, campaign_id: str) -> CampaignPaper:
    """Return the closing report as it would be; no copy is counted."""
    own = campaigns.read(session, campaign_id)
    if campaign_reports.is_kept(session, own):
        said = _("The report stays as it was when the campaign was closed.")
    else:
        said = _("The campaign is not closed: the report is of today.")
    title = _("Campaign report")
    return CampaignPaper(
        own.name,
        campaign_reports.preview(session, campaign_id).pdf,
        f"{title}.pdf",
        said,
    )


def find_people(session: Session, typed: str) -> tuple[PersonFound, ...]:
    """Return the few students whom the typed letters fit best."""
    return paper.find_people(session, typed)


def choices_of_lists(session: Session) -> tuple[tuple[str, str], ...]:
    """Return the open campaigns of a list, to put students on."""
    return tuple((each.id, each.name) for each in campaigns.with_lists(session))


def put_on_list(session: Session, campaign_id: str, ids: tuple[str, ...]) -> Written:
    """Put students on the list of a campaign, or begin one for them without an id."""
    if campaign_id:
        return campaigns.set_listed(session, campaign_id, ids, is_listed=True)
    return begin(session, ids)


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


def begin(session: Session, student_ids: Sequence[str] = ()) -> Written:
    """Begin a campaign of a month for these students, or for everybody without any.

    Its fields are to be filled in then.
    """
    today = session.clock.today()
    values = {
        "name": _("Visits from {day}").format(day=today.isoformat()),
        "first_day": today.isoformat(),
        "last_day": (today + _DAYS).isoformat(),
        "scope": _LIST if student_ids else "all",
        "goal_percent": 100,
    }
    return campaigns.begin(session, values, student_ids)


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
