"""What papers for the way are made of: forms to be filled in by hand, route sheets.

Plain text in the words that shall be read; whatever is empty is left for a pen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.visit_data import Choice, Promise


@dataclass(frozen=True, slots=True)
class FormBoxes:
    """The boxes that every form of one print offers to be ticked."""

    visit_forms: tuple[Choice, ...] = ()
    outcomes: tuple[Choice, ...] = ()
    purposes: tuple[Choice, ...] = ()
    study_places: tuple[Choice, ...] = ()
    policies: tuple[Choice, ...] = ()
    satisfaction: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form: for a student, or blank. The code has nothing of the student in it.

    `qr_of_page` is what the QR code says, with `{page}` where the page's number goes;
    without it there is no QR code, as in a preview.
    """

    code: str = ""
    qr_of_page: str = ""
    student: str = ""
    sex: str = ""
    class_name: str = ""
    class_teacher: str = ""
    address: str = ""
    guardian: str = ""
    siblings: str = ""
    planned: str = ""
    lead_teacher: str = ""
    last_visit: str = ""
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One door of a day's way; `guardian` may hold a phone number, if it was wanted."""

    student: str
    class_name: str = ""
    time: str = ""
    address: str = ""
    guardian: str = ""
    phone: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class RouteGroup:
    """The stops of one village, in the order in which they are to be walked."""

    village: str
    stops: tuple[RouteStop, ...]


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """The way of one day."""

    day: str
    teacher: str
    groups: tuple[RouteGroup, ...]
    has_phones: bool = False
