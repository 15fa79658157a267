"""What the page of campaigns shows, as frozen rows in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.kit.choices import Option
    from ui.planning_rows import CandidateRow


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list at the left; `note` is n/N."""

    id: str
    name: str
    note: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class PartLine:
    """How far a teacher or a village is; `staff_id` goes to the village."""

    key: str
    name: str
    visited: str
    on_site: str
    homes: str
    note: str = ""
    staff_id: str = ""


@dataclass(frozen=True, slots=True)
class CampaignSheet:
    """One campaign: what it says, how far it is, and who has not been visited."""

    id: str
    fields: dict[str, str]
    groups: tuple[str, ...]
    stage: str
    is_open: bool
    figures: tuple[str, ...]
    teachers: tuple[PartLine, ...]
    villages: tuple[PartLine, ...]
    not_yet: tuple[str, ...]
    people: tuple[CandidateRow, ...] = ()
    is_list: bool = False
    cancelled: str = ""


@dataclass(frozen=True, slots=True)
class CampaignPaper:
    """The closing report as pages; `said` tells whether it is kept or of today."""

    name: str
    content: bytes
    file_name: str
    said: str


@dataclass(frozen=True, slots=True)
class CampaignChoices:
    """What can be chosen on the page."""

    scopes: tuple[Option, ...]
    groups: tuple[Option, ...]
    staff: tuple[Option, ...]
    terms: tuple[Option, ...] = ()
