"""The children of a campaign by name: who goes to them, and who was visited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.pinyin import display_pinyin
from homevisit.ledger import queries
from homevisit.services import school

if TYPE_CHECKING:
    from homevisit.services.campaigns import Followed
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class CampaignPerson:
    """One child of a campaign; `staff_id` goes there, and "" says that nobody does yet.

    `planned_on` is the next day planned, ISO, or empty.
    """

    student_id: str
    name: str
    pinyin: str
    class_name: str
    village: str
    staff_id: str
    is_visited: bool
    is_on_site: bool
    planned_on: str


def read(session: Session, followed: Followed) -> tuple[CampaignPerson, ...]:
    """Return the children in scope, by class and name, those not yet visited first."""
    db = session.ledger.db
    names = queries.titles(db, "student")
    pinyin = queries.fields(db, "student", ("name_pinyin",))
    classes = school.class_names(session)
    whole = followed.progress.whole
    found = []
    for child in followed.children:
        name = names.get(child.id, "")
        found.append(
            CampaignPerson(
                child.id,
                name,
                pinyin.get(child.id, ("",))[0] or display_pinyin(name),
                classes.get(child.class_id, ""),
                child.village,
                followed.duties.who_goes(child),
                child.id in whole.visited.reached,
                child.id in whole.on_site.reached,
                followed.plans.get(child.id, ""),
            )
        )
    order = sorted(found, key=lambda p: (p.is_visited, p.class_name, p.pinyin, p.name))
    return tuple(order)
