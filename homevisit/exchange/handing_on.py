"""Handing on: the file of what a colleague has not seen and may receive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.canonical import write_json
from homevisit.domain import Compartment
from homevisit.errors import Problem
from homevisit.exchange.cards import Card
from homevisit.exchange.changes_file import (
    MAX_LETTER_BYTES,
    Route,
    TooMuchAtOnceError,
    file_name,
    seal_file,
)
from homevisit.exchange.contacts import compared
from homevisit.exchange.holding import known_holding, news_for, own_holding
from homevisit.exchange.letter import letter_as_json, save_as_json
from homevisit.exchange.place import ROOM
from homevisit.exchange.readers import EVERY_CLASS, Reach, grant, grants_of, read_posts
from homevisit.exchange.staff import standing_of
from homevisit.exchange.withholding import Reader
from homevisit.ledger.contact_rows import read_contacts
from homevisit.ledger.history import of_record
from homevisit.ledger.memory import recall, remember
from homevisit.ledger.record_rows import read_row
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from homevisit.exchange.place import Place
    from homevisit.ledger.change import Save
    from homevisit.ledger.database import Database

_MEMORY = "exchange posts "
_OPEN_TO_STAFF = frozenset({grant(Compartment.SCHOOL, EVERY_CLASS)})


class PostsNotConfirmedError(Problem):
    """Only the colleague herself says that she holds these posts."""

    code = "posts_not_confirmed"
    what = N_("So far only this colleague's own entry says which posts she holds.")
    safe = N_("Nothing was handed on, and nothing was changed.")
    todo = N_("Look at the posts and confirm that they are right, then try again.")


class NoCounsellorError(Problem):
    """What is in a counselling room was to be handed to somebody without the post."""

    code = "no_counsellor"
    what = N_("This colleague holds no post of psychology staff.")
    safe = N_("Nothing of the counselling room was handed on.")
    todo = N_("Choose another person, or have the post entered in the staff directory.")


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a colleague would receive; shown before anything is handed on.

    `to_confirm` holds the grants (such as `class-file/<class id>`) that only the
    colleague's own word supports and that nobody has confirmed here.
    """

    person_id: str
    name: str
    reach: Reach
    to_confirm: frozenset[str]


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A file for one colleague, and what is in it.

    `withheld` counts changes that go as digests only; `left` the saves that did not
    fit and follow once the colleague has answered with a file.
    """

    content: bytes
    file_name: str
    saves: int
    changes: int
    withheld: int
    left: int


def prospect(place: Place, person_id: str) -> Prospect:
    """Return what a colleague would receive.

    Raises `UnknownPersonError`, `NotComparedError` or `NotOnStaffError`, and of a room
    `NoCounsellorError`.
    """
    contact = compared(place, person_id)
    standing = standing_of(place.common, person_id, place.clock.today().isoformat())
    if place.part == ROOM and not standing.reach.covers(Compartment.COUNSELLING):
        raise NoCounsellorError
    to_confirm: frozenset[str] = frozenset()
    if standing.is_own_word:
        confirmed = _confirmed(place.common, person_id)
        to_confirm = standing.reach.grants - confirmed - _OPEN_TO_STAFF
    return Prospect(person_id, contact.name, standing.reach, to_confirm)


def open_reach(place: Place, person_id: str) -> Reach:
    """Return what is open to a colleague now, without asking anybody.

    What only her own word supports is closed until it was confirmed here. Raises
    `NotOnStaffError`.
    """
    standing = standing_of(place.common, person_id, place.clock.today().isoformat())
    if not standing.is_own_word:
        return standing.reach
    known = _confirmed(place.common, person_id) | _OPEN_TO_STAFF
    return Reach(standing.reach.grants & known)


def has_held(place: Place, person_id: str, roles: Collection[str]) -> bool:
    """Whether a colleague holds, or held at any time, one of these posts.

    What only her own word supports counts once her posts were confirmed here, and in
    her own vault.
    """
    row = read_row(place.common, person_id)
    posts = read_posts(row.values.get("roles")) if row else ()
    held = {each.role for each in posts} & set(roles)
    writes = of_record(place.common, person_id, "roles")
    authors = {each.author for each in writes if each.stands}
    if person_id == place.person_id or authors != {person_id}:
        return bool(held)
    confirmed = _confirmed(place.common, person_id)
    return any(grants_of(each) <= confirmed for each in held)


def hand_on(place: Place, person_id: str, *, confirm_posts: bool = False) -> HandedOn:
    """Return the file of what a colleague has not seen, sealed to her alone.

    Nothing here counts as seen until she answers with a file of her own, so a lost file
    costs nothing. `confirm_posts` says that the user looked at `Prospect.to_confirm`
    and found it right. Raises what `prospect` raises, `PostsNotConfirmedError`, or
    `TooMuchAtOnceError`.
    """
    expected = prospect(place, person_id)
    if expected.to_confirm:
        if not confirm_posts:
            raise PostsNotConfirmedError
        _confirm(place.common, person_id, expected.to_confirm)
    db = place.vault.db
    reader = Reader(db, person_id, expected.reach)
    news = news_for(db, known_holding(db, person_id), reader)
    return _write(place, person_id, news)


def _write(place: Place, person_id: str, news: Iterable[Save]) -> HandedOn:
    contacts = read_contacts(place.common)
    packed = _Packed()
    for save in news:
        packed.add(save)
    if packed.left and not packed.saves:
        raise TooMuchAtOnceError
    # The two who exchange know each other's keys; all other authors are vouched for.
    others = packed.authors - {place.person_id, person_id}
    cards = [
        Card(person, found.name, found.signing_key, found.sealing_key)
        for person in sorted(others)
        for found in (contacts[person],)
    ]
    route = Route.new(place.person_id, person_id)
    letter = letter_as_json(cards, own_holding(place.vault.db), packed.saves)
    if place.part:
        letter["part"] = place.part
    content = seal_file(
        route, letter, contacts[person_id].sealing_key, place.vault.sign
    )
    return HandedOn(
        content=content,
        file_name=file_name(route),
        saves=len(packed.saves),
        changes=packed.changes,
        withheld=packed.withheld,
        left=packed.left,
    )


class _Packed:
    """The saves of one letter, the oldest first, as long as they fit."""

    # An eighth of a letter is for what is not saves: the holding and the cards.
    _ROOM = MAX_LETTER_BYTES // 8 * 7

    def __init__(self) -> None:
        self.saves: list[dict[str, Any]] = []
        self.authors: set[str] = set()
        self.changes = self.withheld = self.left = 0
        self._room = self._ROOM

    def add(self, save: Save) -> None:
        found = save_as_json(save)
        size = len(write_json(found)) + 1
        if self.left or size > self._room:
            self.left += 1
            return
        self._room -= size
        self.saves.append(found)
        self.authors.add(save.head.author)
        shown = sum(change is not None for change in save.changes)
        self.changes += shown
        self.withheld += len(save.changes) - shown


def _confirmed(db: Database, person_id: str) -> frozenset[str]:
    stored = recall(db, _MEMORY + person_id)
    return frozenset(json.loads(stored)) if stored else frozenset()


def _confirm(db: Database, person_id: str, grants: frozenset[str]) -> None:
    every = sorted(_confirmed(db, person_id) | grants)
    remember(db, _MEMORY + person_id, write_json(every).decode("utf-8"))
