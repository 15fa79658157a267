"""Numbers that help and places to refer to, for the settings; on the vault's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.record import to_values
from homevisit.services import care_contacts, hotlines, words
from homevisit.text import _
from ui.care_setting_rows import CONTACT, HOTLINE, PlaceRow, PlacesSheet

if TYPE_CHECKING:
    from homevisit.domain.care_school_records import CareContact, Hotline
    from homevisit.services.session import Session
    from homevisit.services.words import Words


def read_sheet(session: Session) -> PlacesSheet:
    """Return the card's numbers in order, those off it, then the places by tier."""
    table = words.read_words(session)
    lines = [_line(each) for each in hotlines.read(session)]
    on_card = [each for each in lines if each.is_shown]
    off_card = [each for each in lines if not each.is_shown]
    places = [_place(each, table) for each in care_contacts.read(session)]
    return PlacesSheet(
        rows=(*on_card, *off_card, *places),
        tiers=table.offered("care_tiers"),
        kinds=table.offered("care_contact_kinds"),
    )


def _line(line: Hotline) -> PlaceRow:
    is_shown = not line.is_hidden
    return PlaceRow(
        id=line.id,
        kind=HOTLINE,
        group=_("On the card for families") if is_shown else _("Numbers off the card"),
        name=line.name,
        note=line.number,
        checked=_checked(line.checked_on),
        values={k: str(v) for k, v in to_values(line).items()},
        is_shipped=hotlines.is_shipped(line.id),
        is_shown=is_shown,
    )


def _place(place: CareContact, table: Words) -> PlaceRow:
    return PlaceRow(
        id=place.id,
        kind=CONTACT,
        group=_("Places · {tier}").format(tier=table.label("care_tiers", place.tier)),
        name=place.name,
        note=place.phone or _("to be filled in"),
        checked=_checked(place.checked_on),
        values={k: str(v) for k, v in to_values(place).items()},
        is_shipped=care_contacts.is_shipped(place.id),
    )


def _checked(day: str) -> str:
    if not day:
        return _("Nobody has checked this yet.")
    return _("Last checked on {day}.").format(day=day)
