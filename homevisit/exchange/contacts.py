"""Whom this vault knows: cards that were compared by voice, and cards vouched for.

One person has one pair of keys, for ever: a restored vault keeps its keys, so other
keys under a known name are refused, whoever brings them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.exchange.cards import Card
from homevisit.exchange.place import instant
from homevisit.ledger.contact_rows import Contact, read_contacts, write_contact
from homevisit.ledger.record_rows import read_row
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.exchange.place import Place


class OwnCardError(Problem):
    """The card is the user's own."""

    code = "own_card"
    what = N_("This is your own contact card.")
    safe = N_("Nothing was changed.")
    todo = N_("Give it to a colleague, and choose the colleague's card here.")


class OtherKeysError(Problem):
    """A known person, with keys that are not that person's."""

    code = "other_keys"
    what = N_("The keys in this file differ from those known here for the same person.")
    safe = N_("Nothing of it was used, and the keys you compared stay as they are.")
    todo = N_("Ask that colleague in person; somebody may have made a false card.")


class UnknownPersonError(Problem):
    """The person has no contact card here."""

    code = "unknown_person"
    what = N_("This file or name belongs to a person who is not among your contacts.")
    safe = N_("Nothing was changed and nothing was handed on.")
    todo = N_("Take in the colleague's contact card first and compare its digits.")


class NotComparedError(Problem):
    """Somebody vouched for the card, but nobody compared it by voice."""

    code = "not_compared"
    what = N_("The keys of this colleague came through somebody else so far.")
    safe = N_("Nothing was changed and nothing was handed on.")
    todo = N_("Take in the colleague's own contact card and compare its digits.")


def own_card(place: Place) -> Card:
    """Return the card of the person this vault belongs to, under her own name."""
    vault = place.vault
    row = read_row(place.common, place.person_id)
    name = str(row.values.get("name") or "") if row else ""
    return Card(
        place.person_id,
        name or vault.owner_name,
        vault.signing_key,
        vault.sealing_key,
    )


def trust(place: Place, card: Card) -> Contact:
    """Store a card whose digits two people have just compared.

    Raises `OwnCardError` or `OtherKeysError`; nothing is then stored.
    """
    own = own_card(place)
    if (card.person_id, card.signing_key) == (own.person_id, own.signing_key):
        raise OwnCardError
    known = read_contacts(place.common)
    require_same_keys(own, known, card)
    earlier = known.get(card.person_id)
    compared_at = earlier.trusted_at if earlier and earlier.is_compared else None
    contact = _contact(card, compared_at or instant(place), None)
    with place.common.transaction():
        write_contact(place.common, contact)
    return contact


def compared(place: Place, person_id: str) -> Contact:
    """Return a contact whose card was compared by voice.

    Raises `UnknownPersonError` or `NotComparedError`.
    """
    contact = read_contacts(place.common).get(person_id)
    if contact is None:
        raise UnknownPersonError
    if not contact.is_compared:
        raise NotComparedError
    return contact


def vouched_contacts(
    place: Place, cards: Iterable[Card], voucher: str
) -> tuple[Contact, ...]:
    """Return those of the cards that are new here, not stored yet.

    Raises `OtherKeysError` where a card speaks of a known person or key otherwise.
    """
    own = own_card(place)
    known = read_contacts(place.common)
    found = []
    for card in cards:
        require_same_keys(own, known, card)
        if card.person_id not in {own.person_id, *known}:
            contact = _contact(card, instant(place), voucher)
            known[card.person_id] = contact
            found.append(contact)
    return tuple(found)


def require_same_keys(own: Card, known: Mapping[str, Contact], card: Card) -> None:
    """Raise `OtherKeysError` if person and keys go together otherwise than known."""
    pairs = {own.person_id: (own.signing_key, own.sealing_key)} | {
        person: (each.signing_key, each.sealing_key) for person, each in known.items()
    }
    wanted = (card.signing_key, card.sealing_key)
    owners = [person for person, keys in pairs.items() if keys[0] == card.signing_key]
    if pairs.get(card.person_id, wanted) != wanted or owners not in (
        [],
        [card.person_id],
    ):
        raise OtherKeysError


def _contact(card: Card, trusted_at: str, vouched_by: str | None) -> Contact:
    return Contact(
        card.person_id,
        card.name,
        card.signing_key,
        card.sealing_key,
        trusted_at,
        vouched_by,
    )
