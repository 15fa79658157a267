"""Campaigns of visits: whom, in which window, who goes where (domain.md 2.5).

The campaign itself says the rule and is read by all staff. Whom a list names, and who
is answerable for whom, is a record per student, so that it goes to the teachers of the
class only and two people may assign at the same time.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    link,
    links,
    note,
    number,
    rows,
    text,
)
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Codes,
    Compartment,
    Doubt,
    Flag,
    IndexedBy,
    Record,
    Row,
    Whole,
)
from homevisit.text import N_

GROUPS = "groups"


class VillageDuty(Row):
    """Who goes to the homes of one village (包村)."""

    village: str = ""
    staff_id: str = ""


class Campaign(Record):
    """One campaign: its name, window, scope, targets and who goes to which village.

    Visits of the holidays that lie in the window count to `term_id`, if it is said, in
    place of what the holiday rule says.
    """

    KIND = "campaign"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="first_day", author_id="made_by", title="name")

    name: Annotated[str, text(N_("Name of the campaign"), REQUIRED, S0)] = ""
    first_day: Annotated[str, day(N_("First day"), REQUIRED, S0)] = ""
    last_day: Annotated[str, day(N_("Last day"), REQUIRED, S0)] = ""
    term_id: Annotated[str, link(N_("Counts to the term"), "term", OPTIONAL, S0)] = ""
    scope: Annotated[
        str, choice(N_("Whom it is for"), "campaign_scopes", REQUIRED, S0)
    ] = ""
    groups: Annotated[Codes, choices(N_("Groups"), "groups", CONDITIONAL, S0)] = ()
    class_ids: Annotated[
        Codes, links(N_("Only these classes"), "school_class", OPTIONAL, S0)
    ] = ()
    goal_percent: Annotated[
        Whole, number(N_("Students to be visited, in per cent"), OPTIONAL, S0)
    ] = None
    on_site_percent: Annotated[
        Whole, number(N_("Of them on site, in per cent"), OPTIONAL, S0)
    ] = None
    min_households: Annotated[
        Whole, number(N_("Homes for each teacher, at least"), OPTIONAL, S0)
    ] = None
    villages: Annotated[
        tuple[VillageDuty, ...], rows(N_("Who goes to which village"), "", OPTIONAL, S0)
    ] = ()
    state: Annotated[
        str, choice(N_("State of the campaign"), "campaign_states", REQUIRED, S0)
    ] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S0)] = ""
    summary: Annotated[str, note(N_("Summing up"), OPTIONAL, S0)] = ""
    closed_on: Annotated[str, day(N_("Closed on"), OPTIONAL, S0)] = ""
    cancelled_because: Annotated[
        str, text(N_("Why it was cancelled"), CONDITIONAL, S0)
    ] = ""
    made_by: Annotated[str, link(N_("Planned by"), "staff", OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        groups = ("groups",) if self.scope == GROUPS else ()
        return groups + (("cancelled_because",) if self.state == "cancelled" else ())

    def cross_doubts(self) -> tuple[Doubt, ...]:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            message = N_("The last day lies before the first day.")
            return (Doubt("last_day", "dates_reversed", message),)
        return ()


class CampaignStudent(Record):
    """One student in a campaign: that a list names it, and who is answerable (包生)."""

    KIND = "campaign_student"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(author_id="assignee_id", title="campaign_id")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    campaign_id: Annotated[str, link(N_("Campaign"), "campaign", REQUIRED, S0)] = ""
    is_listed: Annotated[Flag, flag(N_("On the list"), OPTIONAL, S0)] = None
    assignee_id: Annotated[str, link(N_("Who goes"), "staff", OPTIONAL, S0)] = ""
