"""The judging words of this school: the shipped ones, and those it added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.wording import GAPS, Found, Judgement, Wording
from homevisit.ids import derived_id
from homevisit.services import records, words
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from homevisit.services.words import Words

__all__ = ["GAPS", "Found", "Judgement", "Wording"]

VOCABULARY = "judging_words"


def read_wording(session: Session) -> Wording:
    """Return what a form looks for while somebody types."""
    return wording_of(words.read_words(session))


def wording_of(table: Words) -> Wording:
    """Return the same where the school's words have been read already."""
    return Wording(table.table(VOCABULARY))


def add_word(session: Session, word: str) -> Written:
    """Let forms ask about `word` too; a word switched off before is back on."""
    return _write(session, word.strip(), is_active=True)


def switch_off(session: Session, word: str) -> Written:
    """Let no form ask about `word`, nor about its other spellings, any more."""
    return _write(session, word.strip(), is_active=False)


def _write(session: Session, word: str, *, is_active: bool) -> Written:
    known = words.read_words(session).table(VOCABULARY).code_of(word)
    # Two colleagues who add the same word make the same item.
    code = known or f"own_{derived_id(VOCABULARY, word)[:12]}"
    values = {"vocabulary": VOCABULARY, "code": code, "is_active": is_active}
    if not known:
        values["zh"] = word
    item_id = derived_id("vocabulary_item", VOCABULARY, code)
    return records.save(
        session, [RecordEdit("vocabulary_item", values, item_id)], label="vocabulary"
    )
