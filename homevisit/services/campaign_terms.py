"""To which term a visit in the holidays counts where a campaign says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.domain import campaign_rules
from homevisit.domain.calendar import is_in_term
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records

if TYPE_CHECKING:
    from datetime import date

    from homevisit.domain.campaigns import Campaign
    from homevisit.services.session import Session


def term_id_on(session: Session, day: date) -> str:
    """Return the term that a visit counts to; "" where the calendar does not know.

    A day within a term counts to it. In the holidays the campaign that was begun last
    and says a term decides, then the holiday rule.
    """
    calendar = calendars.read_calendar(session)
    within = next((t.id for t in calendar.terms if is_in_term(day, t)), "")
    if within:
        return within
    text = day.isoformat()
    query = Query("campaign", states=(campaign_rules.OPEN, campaign_rules.CLOSED))
    for each in cast("tuple[Campaign, ...]", records.find(session, query, "newest")):
        if each.term_id and each.first_day <= text <= each.last_day:
            return each.term_id
    term = calendar.term_on(day)
    return term.id if term else ""
