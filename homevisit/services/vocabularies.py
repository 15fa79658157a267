"""The school's own words: renaming, adding, and no longer offering entries of a list.

No entry ever goes: records keep their codes, and history keeps its words.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from homevisit.domain import vocabulary as tables
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import facts_of
from homevisit.errors import Problem
from homevisit.ids import derived_id
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.records import RecordEdit
from homevisit.services.words import Words
from homevisit.text import N_, current_language, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.school import VocabularyItem
    from homevisit.services.records import Written
    from homevisit.services.session import Session

# Rules of the program ask for the codes of the other closed lists, so only these grow.
_GROWING = frozenset({"groups"})
OWN = "own_"
# A mark that forms know, and nothing that anybody writes.
_NO_WORDS = frozenset({("judging_words", "gap")})
# No field takes these words; forms look for them in what is written freely.
_ASKED_ABOUT = {"judging_words": ("visit", N_("Judging words"))}


class WordTakenError(Problem):
    """The list has such a word already."""

    code = "word_taken"
    what = N_("This word is in the list already.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose another word, or offer the one that is there again.")


class OwnWordNamelessError(Problem):
    """A word that the school added has no shipped name to go back to."""

    code = "own_word_nameless"
    what = N_("A word of your own needs a name.")
    safe = N_("Nothing was changed.")
    todo = N_("Write it, or switch the word off.")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list of words: what it is for, and how many the school made its own."""

    name: str
    label: str
    kind: str
    offered: int
    own: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A word of a list; `shipped` is the word it came with, if it came."""

    code: str
    word: str
    shipped: str
    is_offered: bool
    can_hide: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """All words of one list, in the order of forms."""

    name: str
    label: str
    can_add: bool
    lines: tuple[EntryLine, ...]


def read_lists(session: Session) -> tuple[ListLine, ...]:
    """Return the lists of words that records use, by the record they are used in."""
    items = _items(session)
    words = Words(items)
    own: dict[str, int] = {}
    for each in items:
        own[each.vocabulary] = own.get(each.vocabulary, 0) + 1
    return tuple(
        ListLine(
            name,
            translate(label),
            kind,
            len(words.table(name).offered()),
            own.get(name, 0),
        )
        for name, (kind, label) in _used().items()
    )


def read_entries(session: Session, name: str) -> Entries:
    """Return the words of one list, those that are not offered included."""
    shipped = tables.vocabulary(name)
    made = Words(_items(session)).table(name)
    lines = tuple(
        EntryLine(
            term.code,
            term.label(),
            shipped.label(term.code) if term.code in shipped else "",
            term.is_active,
            not shipped.closed or term.code not in shipped,
        )
        for term in made.terms
        if (name, term.code) not in _NO_WORDS
    )
    label = translate(_used()[name][1])
    return Entries(name, label, not shipped.closed or name in _GROWING, lines)


def rename(session: Session, name: str, code: str, word: str) -> Written:
    """Call an entry by the school's own word; an empty one brings the shipped back.

    Raises `WordTakenError`, and `OwnWordNamelessError` where none was shipped.
    """
    if not word.strip() and code not in tables.vocabulary(name):
        raise OwnWordNamelessError
    _refuse_taken(session, name, word, but=code)
    return _write(session, name, code, {_language_field(): word.strip()})


def add(session: Session, name: str, word: str) -> Written:
    """Add a word of the school's own to a list. Raises `WordTakenError`."""
    _refuse_taken(session, name, word)
    code = _free_code(session, name, word.strip())
    return _write(session, name, code, {"zh": word.strip(), "is_active": True})


def offer(session: Session, name: str, code: str, *, is_offered: bool) -> Written:
    """Offer an entry in forms, or do not; records that have it keep it."""
    return _write(session, name, code, {"is_active": is_offered})


def _free_code(session: Session, name: str, word: str) -> str:
    """Return the code of a new word: the same in every vault that adds it.

    The code of a word that was renamed since goes on standing for that one.
    """
    taken = {each.code for each in _items(session) if each.vocabulary == name}
    numbers = itertools.chain([()], ((str(n),) for n in itertools.count(2)))
    codes = (OWN + derived_id(name, word, *number)[:12] for number in numbers)
    return next(code for code in codes if code not in taken)


def _write(
    session: Session, name: str, code: str, values: Mapping[str, object]
) -> Written:
    known = {"vocabulary": name, "code": code}
    record_id = next(
        (
            each.id
            for each in _items(session)
            if (each.vocabulary, each.code) == (name, code)
        ),
        derived_id("vocabulary_item", name, code),
    )
    edit = RecordEdit("vocabulary_item", {**known, **values}, record_id)
    return records.save(session, [edit], label="vocabulary")


def _refuse_taken(session: Session, name: str, word: str, but: str = "") -> None:
    table = Words(_items(session)).table(name)
    taken = {term.label(): term.code for term in table.terms}
    if taken.get(word.strip(), but) != but:
        raise WordTakenError


def _items(session: Session) -> tuple[VocabularyItem, ...]:
    found = records.find(session, Query("vocabulary_item"))
    return cast("tuple[VocabularyItem, ...]", found)


def _language_field() -> str:
    return "en" if current_language() == "en" else "zh"


def _used() -> dict[str, tuple[str, str]]:
    """Return each list with the kind of record and the field that use it first."""
    found = dict(_ASKED_ABOUT)
    for kind, record in KINDS.items():
        for facts in facts_of(record).values():
            if facts.vocabulary:
                found.setdefault(facts.vocabulary, (kind, facts.label))
    return found
