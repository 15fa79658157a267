"""Two files of one child: found for plain reasons, decided by a person, remembered."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from homevisit.domain.digits import plain
from homevisit.domain.names import clean_name
from homevisit.domain.phones import split_phones
from homevisit.domain.pinyin import sound
from homevisit.domain.registry_no import RegistryKind, registry_kind
from homevisit.domain.same_child import Likeness, Pair, find_pairs
from homevisit.ledger import marks, memory, queries
from homevisit.ledger.filing import read_filing
from homevisit.ledger.queries import Query
from homevisit.services import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.domain.merges import NotSameChild, StudentMerge
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_STUDENT = ("name", "former_name", "sex", "birth_date", "class_id")
_PRIVATE = (
    "student_id",
    "id_doc_no",
    "student_registry_no",
    "former_registry_no",
    "phone",
    "household_id",
)
# What a pair can come from or go by.
_TELLING = (
    "student",
    "student_private",
    "family_member",
    "student_merge",
    "not_same_child",
)
_MEMORY = "duplicates counted"
_Cells = tuple[str | None, ...]


def find(session: Session) -> tuple[Pair, ...]:
    """Return the pairs of files that may be one child's, the likeliest first."""
    return find_pairs(
        _likenesses(session), apart=_kept_apart(session), joined=_joined(session)
    )


def count(session: Session) -> int:
    """Return how many pairs there are to look at.

    Remembered until something is written that could change it: today's page asks often.
    """
    db = session.ledger.db
    remembered = json.loads(memory.recall(db, _MEMORY) or "[-1, 0]")
    mark = marks.mark(db)
    if not marks.was_written(db, remembered[0], _TELLING):
        return int(remembered[1])
    found = len(find(session))
    memory.remember(db, _MEMORY, json.dumps([mark, found]))
    return found


def among(session: Session, student_ids: tuple[str, ...]) -> tuple[Pair, ...]:
    """Return the pairs that any of these students is in, as after an import."""
    wanted = set(map(read_filing(session.ledger.db).file_of, student_ids))
    return tuple(pair for pair in find(session) if pair.ids & wanted)


def keep_apart(session: Session, one_id: str, other_id: str) -> Written:
    """Remember that two files are of two children; undo asks about them again."""
    values = {
        "student_ids": sorted((one_id, other_id)),
        "decided_by": session.person_id,
        "decided_on": session.clock.today().isoformat(),
    }
    edit = records.edit("not_same_child", values)
    return records.save(session, [edit], label="not_same_child")


def _kept_apart(session: Session) -> set[frozenset[str]]:
    found = cast(
        "tuple[NotSameChild, ...]", records.find(session, Query("not_same_child"))
    )
    return {frozenset(each.student_ids) for each in found}


def _joined(session: Session) -> set[frozenset[str]]:
    """Return the files that different merges of one file point to."""
    targets: dict[str, set[str]] = defaultdict(set)
    filing = read_filing(session.ledger.db)
    for each in records.find(session, Query("student_merge")):
        merge = cast("StudentMerge", each)
        targets[merge.merged_id].add(filing.file_of(merge.kept_id) or "")
    return {
        frozenset((least, each))
        for least, *others in map(sorted, targets.values())
        for each in others
    }


def _likenesses(session: Session) -> Iterator[Likeness]:
    db = session.ledger.db
    private = {
        row[0]: row for row in queries.fields(db, "student_private", _PRIVATE).values()
    }
    phones = _family_phones(session)
    for student_id, cells in queries.fields(db, "student", _STUDENT).items():
        yield _likeness(
            student_id,
            cells,
            private.get(student_id, (None,) * len(_PRIVATE)),
            phones.get(student_id, frozenset()),
        )


def _likeness(
    student_id: str, student: _Cells, private: _Cells, family: frozenset[str]
) -> Likeness:
    name, former, sex, birth, class_id = student
    _, id_no, registry_no, former_no, phone, household_id = private
    names = tuple(dict.fromkeys(filter(None, map(clean_name, (name, former)))))
    numbers = [found for raw in (registry_no, former_no) if (found := plain(raw))]
    by_id = [no[1:] for no in numbers if registry_kind(no) is RegistryKind.BY_ID]
    return Likeness(
        student_id=student_id,
        names=tuple(each.casefold() for each in names),
        sound=sound(names[0]) if names else "",
        sex=sex or "",
        birth=birth or "",
        class_id=class_id or "",
        id_nos=frozenset(filter(None, (plain(id_no), *by_id))),
        registry_nos=frozenset(numbers),
        phones=frozenset(_numbers(phone)) | family,
        household_id=household_id or "",
    )


def _numbers(phone: str | None) -> tuple[str, ...]:
    """Return the numbers of a cell; nearly all hold a single one of plain digits."""
    is_plain = isinstance(phone, str) and phone.isascii() and phone.isdigit()
    return (phone,) if is_plain and phone else split_phones(phone)


def _family_phones(session: Session) -> dict[str, frozenset[str]]:
    db = session.ledger.db
    file_of = read_filing(db).file_of
    found: dict[str, set[str]] = defaultdict(set)
    rows = queries.fields(db, "family_member", ("student_id", "phone")).values()
    for student_id, phone in rows:
        if student_id and phone:
            found[file_of(student_id) or ""].update(_numbers(phone))
    return {student_id: frozenset(phones) for student_id, phones in found.items()}
