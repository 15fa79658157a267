"""Who changed what in a student's file, old and new, newest first."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Protocol

from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Sensitivity, Shape, facts_of
from homevisit.services import records, school, words
from homevisit.text import _, translate
from ui.rows import Revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from homevisit.domain.record import FieldFacts
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words

_LATEST = 120
_LONGEST = 160
# Written by the program with every record; a person reads the rest.
_SILENT = frozenset({Shape.KEY, Shape.LINK, Shape.LINKS, Shape.INSTANT})


class Write(Protocol):
    """One value written into one field, as history tells it."""

    @property
    def change_id(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def old(self) -> Sequence[object]: ...
    @property
    def new(self) -> object: ...
    @property
    def at(self) -> datetime: ...
    @property
    def author(self) -> str: ...
    @property
    def reason(self) -> str: ...


def revisions(session: Session, file: StudentFile) -> tuple[Revision, ...]:
    """Return the latest changes of the child's own record and of the family's."""
    table = words.read_words(session)
    staff = school.staff_names(session)
    kinds = {file.student.id: "student", file.private.id: "student_private"}
    kinds |= {member.id: "family_member" for member in file.members}
    kinds |= {each.id: "determination" for each in file.determinations}
    writes = [
        (write, facts)
        for record_id, kind in kinds.items()
        if record_id
        for write, facts in _readable(session, record_id, kind)
    ]
    found = [_revision(w, f, table, staff) for w, f in writes if w.old]
    found += _first_values([pair for pair in writes if not pair[0].old], staff)
    found.sort(key=lambda each: each.at, reverse=True)
    return tuple(found[:_LATEST])


def _first_values(
    writes: list[tuple[Write, FieldFacts]], staff: dict[str, str]
) -> list[Revision]:
    """Tell what was filled in for the first time in one line per save."""
    saves: dict[tuple[str, str], list[str]] = {}
    for write, facts in writes:
        labels = saves.setdefault((_local(write.at), write.author), [])
        label = translate(facts.label)
        if label not in labels:
            labels.append(label)
    return [
        Revision(at, staff.get(author, ""), _("First written"), "", "、".join(labels))
        for (at, author), labels in saves.items()
    ]


def _local(at: datetime) -> str:
    aware = at.replace(tzinfo=at.tzinfo or UTC).astimezone()
    return aware.strftime("%Y-%m-%d %H:%M")


def _readable(
    session: Session, record_id: str, kind: str
) -> Iterator[tuple[Write, FieldFacts]]:
    known = facts_of(KINDS[kind])
    for write in records.history_of(session, record_id):
        facts = known.get(write.field)
        if facts is not None and facts.shape not in _SILENT:
            yield write, facts


def _revision(
    write: Write, facts: FieldFacts, table: Words, staff: dict[str, str]
) -> Revision:
    old = "；".join(_value(each, facts, table) for each in write.old)
    return Revision(
        at=_local(write.at),
        who=staff.get(write.author, ""),
        what=translate(facts.label),
        old=old,
        new=_value(write.new, facts, table),
        reason=write.reason,
    )


def _value(value: object, facts: FieldFacts, table: Words) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    codes = value if isinstance(value, list) else [value]
    if facts.vocabulary:
        return "、".join(table.label(facts.vocabulary, str(code)) for code in codes)
    text = " ".join(str(value).split())
    is_secret = facts.shape is Shape.PHONE or facts.sensitivity is Sensitivity.S2
    if is_secret and _is_number(text):
        return f"{text[:3]}****{text[-4:]}"
    return text[:_LONGEST]


def _is_number(text: str) -> bool:
    return len(text) >= 8 and sum(sign.isdigit() for sign in text) >= len(text) - 2
