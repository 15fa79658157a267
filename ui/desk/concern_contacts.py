"""Whom a school has to tell when a child is harmed, with the numbers it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import care_contacts, hotlines, words
from ui.concern_rows import Contact

if TYPE_CHECKING:
    from homevisit.services.session import Session

# Whom to tell first; the number is that of the shipped list of lines.
_BODIES = (
    ("police", "110"),
    ("education", ""),
    ("civil_affairs", "12345"),
    ("procuratorate", "12309"),
    ("protection_centre", ""),
    ("principal", ""),
)


def contacts(session: Session) -> tuple[Contact, ...]:
    """Return the bodies to tell, with the lines and the places that are known."""
    table = words.read_words(session)
    lines = {each.number for each in hotlines.read(session)}
    places = {
        each.kind: each.phone for each in care_contacts.reachable(session) if each.phone
    }
    return tuple(
        Contact(
            code,
            table.label("care_bodies", code),
            " / ".join(
                number
                for number in (line if line in lines else "", places.get(code, ""))
                if number
            ),
        )
        for code, line in _BODIES
    )
