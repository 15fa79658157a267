"""The closing report of a campaign: on paper, and kept as it was when it was closed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from pydantic import TypeAdapter

from homevisit.domain import campaign_rules as rules
from homevisit.domain.campaigns import GROUPS
from homevisit.domain.names import mask_name
from homevisit.ids import derived_id
from homevisit.ledger.queries import Query
from homevisit.services import campaign_people, campaigns, records, school, words
from homevisit.services.paper_forms import print_run, prints_of
from homevisit.services.print_runs import log_edit
from homevisit.services.records import RecordEdit
from homevisit.text import N_, _, translate, translate_count
from reports.campaign_data import CampaignReport, NotYet, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from homevisit.domain.campaign_rules import Line
    from homevisit.domain.campaigns import Campaign
    from homevisit.domain.indicators import Share
    from homevisit.domain.report_snapshots import ReportSnapshot
    from homevisit.services.campaign_people import CampaignPerson
    from homevisit.services.campaigns import Closing
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from reports.document import Rendered

DOCUMENT = "campaign_report"
_REPORT = TypeAdapter(CampaignReport)
_ANY_FORM = (
    N_("The goal of {goal}% of the students is reached."),
    N_("The goal of {goal}% of the students is not reached."),
)
_ON_SITE = (
    N_("The goal of {goal}% of the visited on site is reached."),
    N_("The goal of {goal}% of the visited on site is not reached."),
)


def close(session: Session, campaign_id: str, summary: str = "") -> Written:
    """Close a campaign and keep what its report says, as one save to take back."""
    closed = campaigns.closing_edit(session, campaign_id, summary)
    report = make(session, campaign_id, summary=summary.strip())
    values = {
        "document": DOCUMENT,
        "report_no": campaign_id,
        "cut_off": report.cut_off,
        "figures": _REPORT.dump_json(report).decode(),
        "made_by": session.person_id,
        "made_at": records.instant(session),
    }
    kept = RecordEdit("report_snapshot", values, _kept_id(session, campaign_id))
    return records.save(session, [closed, kept], label="campaign")


def make(session: Session, campaign_id: str, *, summary: str = "") -> CampaignReport:
    """Return what the report says now; with a `summary` in place of the kept one."""
    closing = campaigns.closing(session, campaign_id)
    campaign, progress = closing.followed.campaign, closing.followed.progress
    names = school.staff_names(session)
    people = campaign_people.read(session, closing.followed)
    classes = school.class_names(session)
    going = {each.village: names.get(each.staff_id, "") for each in campaign.villages}
    whole = progress.whole
    return CampaignReport(
        name=campaign.name,
        first_day=campaign.first_day,
        last_day=campaign.last_day,
        cut_off=closing.cut_off,
        scope=_scope(session, campaign),
        whole=_part(whole, ""),
        trips=progress.totals.trips,
        attempts=progress.totals.attempts,
        planned=len(whole.planned),
        overdue=len(whole.overdue),
        goals=tuple(_goals(closing)),
        teachers=tuple(_teachers(closing, names)),
        villages=_named(progress.by_village, _("Village not known"), {}, notes=going),
        classes=_named(progress.by_class, _("Without a class"), classes),
        not_yet=tuple(_not_yet(campaign, people)),
        summary=summary or campaign.summary,
        cancelled=_("Cancelled: {reason}").format(reason=campaign.cancelled_because)
        if campaign.state == rules.CANCELLED
        else "",
    )


def read(session: Session, campaign_id: str) -> CampaignReport:
    """Return the report: of a closed campaign as it was closed in this vault."""
    kept = _kept(session, campaigns.read(session, campaign_id))
    return _REPORT.validate_json(kept) if kept else make(session, campaign_id)


def is_kept(session: Session, campaign: Campaign) -> bool:
    """Say whether the report is that of the day on which it was closed here."""
    return bool(_kept(session, campaign))


def preview(session: Session, campaign_id: str) -> Rendered:
    """Return the paper as it would be; no copy is counted."""
    from reports.campaign_report import render_campaign_report

    report = read(session, campaign_id)
    return render_campaign_report(report, print_run(session, DOCUMENT))


def print_report(session: Session, campaign_id: str) -> Rendered:
    """Return the paper, and note that it left the vault."""
    rendered = preview(session, campaign_id)
    number = prints_of(session, DOCUMENT) + 1
    records.save(session, [log_edit(session, (), number, DOCUMENT)], label="export")
    return rendered


def _kept(session: Session, campaign: Campaign) -> str:
    """Return what was kept when a campaign was closed in this vault, or ""."""
    if campaign.state != rules.CLOSED:
        return ""
    known = Query("report_snapshot", title=DOCUMENT)
    kept_id = _kept_id(session, campaign.id)
    found = cast("tuple[ReportSnapshot, ...]", records.find(session, known))
    return next((each.figures for each in found if each.id == kept_id), "")


def _kept_id(session: Session, campaign_id: str) -> str:
    return derived_id("report_snapshot", session.person_id, campaign_id)


def _scope(session: Session, campaign: Campaign) -> str:
    table = words.read_words(session)
    return table.label("campaign_scopes", campaign.scope) if campaign.scope else ""


def _goals(closing: Closing) -> Iterator[str]:
    own = closing.followed.campaign
    for goal, is_reached, (reached, missed) in (
        (own.goal_percent, closing.is_reached, _ANY_FORM),
        (own.on_site_percent, closing.is_on_site_reached, _ON_SITE),
    ):
        if goal:
            yield translate(reached if is_reached else missed).format(goal=goal)


def _teachers(closing: Closing, names: Mapping[str, str]) -> Iterator[Part]:
    for line in closing.followed.progress.by_teacher:
        count = closing.lacking.get(line.key, 0)
        note = translate_count("{count} home to go", "{count} homes to go", count)
        name = names.get(line.key, _("Nobody yet"))
        yield _part(line, name, note if count else "")


def _named(
    lines: Sequence[Line],
    unknown: str,
    names: Mapping[str, str],
    *,
    notes: Mapping[str, str] | None = None,
) -> tuple[Part, ...]:
    """Return the lines by name; none where of all it is unknown."""
    said = notes or {}
    found = tuple(
        _part(line, names.get(line.key, line.key) or unknown, said.get(line.key, ""))
        for line in lines
    )
    return found if any(line.key for line in lines) else ()


def _part(line: Line, name: str, note: str = "") -> Part:
    return Part(name, _of(line.visited), _of(line.on_site), _of(line.homes), note)


def _of(share: Share) -> tuple[int, int]:
    return share.part, share.whole


def _not_yet(campaign: Campaign, people: Iterable[CampaignPerson]) -> Iterator[NotYet]:
    """Return who is left, class by class; of special groups the numbers alone."""
    left = sorted(
        (each for each in people if not each.is_visited),
        key=lambda each: each.class_name,
    )
    for class_name, members in groupby(left, key=lambda each: each.class_name):
        found = tuple(members)
        names = tuple(mask_name(each.name) for each in found)
        yield NotYet(
            class_name or _("Without a class"),
            len(found),
            sum(bool(each.planned_on) for each in found),
            () if campaign.scope == GROUPS else names,
        )
