"""Versions of a field in words, and where two texts differ."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Shape, facts_of
from homevisit.services import records, school, words
from homevisit.text import _, listed, translate
from ui.compare_rows import Part
from ui.desk.edit_fields import is_secret
from ui.desk.masks import masked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.record import FieldFacts
    from homevisit.services.session import Session
    from ui.compare_rows import CompareRow

_EMPTY: tuple[object, ...] = (None, "", [], {}, ())
_LONGEST_COMPARED = 4000


class ValueWords:
    """Puts values of any field into words; reads names of links as they are asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._table = words.read_words(session)
        self._named: dict[str, Mapping[str, str]] = {
            "staff": school.staff_names(session),
            "school_class": school.class_names(session),
        }

    def label(self, kind: str, name: str) -> str:
        """Return what a field is called; one of a newer version by its own name."""
        facts = self.facts(kind, name)
        return translate(facts.label) if facts else name

    @staticmethod
    def facts(kind: str, name: str) -> FieldFacts | None:
        known = KINDS.get(kind)
        return facts_of(known).get(name) if known else None

    def person(self, person_id: str) -> str:
        """Return the name of a colleague, empty where she is not known here."""
        return self._named["staff"].get(person_id, "")

    def class_name(self, class_id: str) -> str:
        return self._named["school_class"].get(class_id, "")

    def code(self, vocabulary: str, code: str) -> str:
        return self._table.label(vocabulary, code)

    def text(self, value: object, facts: FieldFacts | None) -> str:
        """Return a value in words; nothing known is an empty text."""
        if value in _EMPTY:
            return ""
        if isinstance(value, list | tuple):
            return listed(self.text(each, facts) for each in value)
        if isinstance(value, dict):
            return " ".join(str(each) for each in value.values() if each not in _EMPTY)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return self._word(str(value), facts)

    def _word(self, value: str, facts: FieldFacts | None) -> str:
        if facts is not None and facts.shape in {Shape.LINK, Shape.LINKS}:
            return self._linked(value, facts.of_kind)
        if facts is not None and facts.vocabulary:
            return self._table.label(facts.vocabulary, value)
        return value

    def _linked(self, record_id: str, kind: str) -> str:
        if kind in self._named:
            return self._named[kind].get(record_id, _("not in this vault"))
        values = records.values_if_known(self._session, record_id)
        for name in ("name", "label", "caption", "visit_no"):
            if isinstance(values.get(name), str):
                return str(values[name])
        return _("not in this vault")


def parts_of(text: str, other: str) -> tuple[Part, ...]:
    """Return a text in parts, those marked that `other` has not."""
    is_plain = not text or not other or text == other
    if is_plain or max(len(text), len(other)) > _LONGEST_COMPARED:
        return (Part(text),) if text else ()
    matcher = SequenceMatcher(None, other, text, autojunk=False)
    found = [
        Part(text[start:end], kind != "equal")
        for kind, _from, _to, start, end in matcher.get_opcodes()
        if end > start
    ]
    return _quiet(found, text)


def hide_number(shown: CompareRow, name: str, facts: FieldFacts | None) -> CompareRow:
    """Return a row of phones or sensitive numbers with masks; any other as it is."""
    if facts is None or not is_secret(name, facts):
        return shown
    return replace(
        shown,
        cells=tuple(replace(each, masked=masked(each.text)) for each in shown.cells),
        masked_before=masked(shown.before or ""),
        joined=None,
        is_secret=True,
    )


def _quiet(parts: Sequence[Part], text: str) -> tuple[Part, ...]:
    """Mark nothing where nearly all is new: that shows without marks."""
    new = sum(len(part.text) for part in parts if part.is_new)
    return tuple(parts) if new * 2 <= len(text) else (Part(text),)
