"""Campaigns of visits: begun, shared out, followed, summed up; each deed one save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import campaign_rules as rules
from homevisit.domain.dates import iso_day
from homevisit.errors import Problem
from homevisit.ids import derived_id
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import campaign_facts, records
from homevisit.services.records import MIN_REASON, ReasonMissingError, RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from homevisit.domain.campaign_rules import Child, Duties, Progress
    from homevisit.domain.campaigns import Campaign
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "campaign"
_STUDENT = "campaign_student"


class CampaignUnclearError(Problem):
    """A campaign without a name or without its days cannot be followed."""

    code = "campaign_unclear"
    what = N_("The campaign has no name, or its days could not be read.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Give it a name, a first day and a last day that is not before it.")


@dataclass(frozen=True, slots=True)
class Followed:
    """A campaign and how far it is; `stage` is to_come, running, ended, closed, ….

    `children` are those in its scope, `plans` the next planned day of each with one.
    """

    campaign: Campaign
    stage: str
    progress: Progress
    children: tuple[Child, ...]
    duties: Duties
    plans: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Closing:
    """What the paper that closes a campaign says: counted up to a cut-off day.

    `is_reached` and `is_on_site_reached` compare with the goals; `lacking` says how
    many homes a teacher lacks of the least number, by id; who has enough is left out.
    """

    followed: Followed
    cut_off: str
    is_reached: bool
    is_on_site_reached: bool
    lacking: Mapping[str, int]
    not_yet: tuple[str, ...]


def begin(
    session: Session, values: Mapping[str, Any], student_ids: Sequence[str] = ()
) -> Written:
    """Begin a campaign, with the students of its list, as one save.

    Raises `CampaignUnclearError`. An empty scope is kept; it counts nobody.
    """
    _check(values)
    campaign_id = records.new_record_id(session)
    own = {"state": rules.OPEN, "made_by": session.person_id, **values}
    edits = [
        RecordEdit(KIND, own, campaign_id),
        *_student_edits(session, campaign_id, student_ids, {"is_listed": True}),
    ]
    return records.save(session, edits, label=KIND)


def change(session: Session, campaign_id: str, values: Mapping[str, Any]) -> Written:
    """Change what a campaign says. Raises `CampaignUnclearError`."""
    _check({**records.values_of(session, campaign_id), **values})
    return _write(session, campaign_id, values)


def set_listed(
    session: Session, campaign_id: str, student_ids: Sequence[str], *, is_listed: bool
) -> Written:
    """Put students on the list of a campaign, or take them off."""
    values = {"is_listed": is_listed}
    edits = _student_edits(session, campaign_id, student_ids, values)
    return records.save(session, edits, label=KIND)


def assign_students(
    session: Session, campaign_id: str, student_ids: Sequence[str], staff_id: str
) -> Written:
    """Say who goes to these students (包生); "" leaves it to village and class."""
    values = {"assignee_id": staff_id}
    edits = _student_edits(session, campaign_id, student_ids, values)
    return records.save(session, edits, label=KIND)


def assign_villages(
    session: Session, campaign_id: str, who: Mapping[str, str]
) -> Written:
    """Say who goes to the homes of villages (包村); "" takes a village back."""
    campaign = read(session, campaign_id)
    known = {each.village: each.staff_id for each in campaign.villages} | dict(who)
    rows = [
        {"village": village, "staff_id": staff_id}
        for village, staff_id in sorted(known.items())
        if village and staff_id
    ]
    return _write(session, campaign_id, {"villages": rows})


def propose_villages(
    session: Session, campaign_id: str, staff_ids: Sequence[str]
) -> dict[str, str]:
    """Return who might go to which village, homes shared evenly; nothing is written."""
    facts = campaign_facts.read(session, session.clock.today())
    children = facts.children_of(read(session, campaign_id))
    return rules.share_out(children, staff_ids)


def closing_edit(session: Session, campaign_id: str, summary: str) -> RecordEdit:
    """Return the edit that closes a campaign with a few words; it counts as it did."""
    today = session.clock.today().isoformat()
    values = {"state": rules.CLOSED, "closed_on": today, "summary": summary.strip()}
    return records.edit_of(session, campaign_id, values)


def cancel(session: Session, campaign_id: str, reason: str) -> Written:
    """Cancel a campaign; what was visited stays. Raises `ReasonMissingError`."""
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError
    values = {"state": rules.CANCELLED, "cancelled_because": reason.strip()}
    return _write(session, campaign_id, values)


def reopen(session: Session, campaign_id: str) -> Written:
    """Let a campaign that was closed or cancelled go on; its words stay."""
    values = {"state": rules.OPEN, "closed_on": "", "cancelled_because": ""}
    return _write(session, campaign_id, values)


def with_lists(session: Session) -> tuple[Campaign, ...]:
    """Return the open campaigns whose students are on a list, the latest first."""
    query = Query(KIND, states=(rules.OPEN,))
    found = cast("tuple[Campaign, ...]", records.find(session, query, "newest"))
    return tuple(each for each in found if each.scope == rules.LIST)


def who_goes(session: Session, campaign_id: str) -> dict[str, str]:
    """Return who is answerable for each child in the scope; nobody is left out."""
    followed = follow(session, campaign_id)
    going = ((each.id, followed.duties.who_goes(each)) for each in followed.children)
    return {student_id: staff_id for student_id, staff_id in going if staff_id}


def read(session: Session, campaign_id: str) -> Campaign:
    """Return a campaign. Raises `NoSuchRecordError`."""
    return cast("Campaign", records.read(session, campaign_id, KIND))


def follow_all(session: Session) -> tuple[Followed, ...]:
    """Return every campaign and how far it is or was, the latest first."""
    found = cast("tuple[Campaign, ...]", records.find(session, Query(KIND), "newest"))
    if not found:
        return ()
    days = {_cut_off(session, each) for each in found}
    known = {day: campaign_facts.read(session, day) for day in days}
    return tuple(
        _followed(session, each, known[_cut_off(session, each)]) for each in found
    )


def follow(session: Session, campaign_id: str) -> Followed:
    """Return a campaign and how far it is today, or was on its last day."""
    campaign = read(session, campaign_id)
    facts = campaign_facts.read(session, _cut_off(session, campaign))
    return _followed(session, campaign, facts)


def closing(session: Session, campaign_id: str) -> Closing:
    """Return what the closing report says, counted up to the last day or today."""
    followed = follow(session, campaign_id)
    campaign, whole = followed.campaign, followed.progress.whole
    least = campaign.min_households
    lacking = {
        line.key: missing
        for line in followed.progress.by_teacher
        if line.key and (missing := rules.homes_lacking(line, least))
    }
    visited, on_site = whole.visited, whole.on_site
    return Closing(
        followed,
        _cut_off(session, campaign).isoformat(),
        rules.is_enough(visited.part, visited.whole, campaign.goal_percent),
        rules.is_enough(on_site.part, visited.part, campaign.on_site_percent),
        lacking,
        tuple(sorted(visited.missing)),
    )


def _cut_off(session: Session, campaign: Campaign) -> date:
    today = session.clock.today()
    return min(today, iso_day(campaign.last_day) or today)


def _followed(
    session: Session, campaign: Campaign, facts: campaign_facts.CampaignFacts
) -> Followed:
    today = session.clock.today()
    children = facts.children_of(campaign)
    duties, plans = facts.duties_of(campaign), facts.plans_of(campaign)
    progress = rules.progress(
        children, facts.visits_of(campaign), plans, duties, today.isoformat()
    )
    stage = rules.stage_on(campaign, today)
    return Followed(campaign, stage, progress, children, duties, plans)


def _check(values: Mapping[str, Any]) -> None:
    first = iso_day(str(values.get("first_day") or ""))
    last = iso_day(str(values.get("last_day") or ""))
    named = str(values.get("name") or "").strip()
    if not named or first is None or last is None or last < first:
        raise CampaignUnclearError


def _write(session: Session, campaign_id: str, values: Mapping[str, Any]) -> Written:
    edit = records.edit_of(session, campaign_id, values)
    return records.save(session, [edit], label=KIND)


def _student_edits(
    session: Session,
    campaign_id: str,
    student_ids: Iterable[str],
    values: Mapping[str, Any],
) -> list[RecordEdit]:
    classes = queries.fields(session.ledger.db, "student", ("class_id",))
    return [
        RecordEdit(
            _STUDENT,
            {
                "student_id": student_id,
                "class_id": classes.get(student_id, ("",))[0] or "",
                "campaign_id": campaign_id,
                **values,
            },
            derived_id(_STUDENT, campaign_id, student_id),
            student_id,
        )
        for student_id in student_ids
    ]
