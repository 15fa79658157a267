"""Two files side by side: what both say, what one says, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from homevisit.canonical import write_json
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Shape, facts_of, is_empty
from homevisit.ledger import queries
from homevisit.ledger.filing import read_filing
from homevisit.ledger.queries import Query
from homevisit.ledger.record_rows import read_row, read_states
from homevisit.services import records
from homevisit.services.records import NoSuchRecordError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from homevisit.domain.families import FamilyMember
    from homevisit.domain.merges import StudentMerge
    from homevisit.domain.record import Record
    from homevisit.ledger.merge import RecordState
    from homevisit.ledger.record_rows import RecordRow
    from homevisit.services.session import Session

STUDENT, PRIVATE = "student", "student_private"
_COVERS = (STUDENT, PRIVATE)
_NOT_COMPARED = frozenset({"student_id", "archived"})
_PROSE = 6


class State(StrEnum):
    """What two files say of one field. `SETTLED` was decided when they were merged."""

    SAME = "same"
    KEPT_ONLY = "kept_only"
    OTHER_ONLY = "other_only"
    DIFFERENT = "different"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field in both files; several values of one side where that is disputed."""

    kind: str
    name: str
    kept: tuple[Any, ...]
    other: tuple[Any, ...]
    state: State

    @property
    def options(self) -> tuple[Any, ...]:
        """Return the values to choose from, the kept file's first."""
        return _distinct((*self.kept, *self.other))

    def joined(self) -> Any | None:  # noqa: ANN401  any JSON a field holds
        """Return both values as one, where the field can hold both."""
        facts = facts_of(KINDS[self.kind]).get(self.name)
        return join_values(facts.shape, self.options) if facts else None


@dataclass(frozen=True, slots=True)
class SameRelative:
    """The same person in both families; `fills` is what only the other file knows."""

    kept_id: str
    other_id: str
    fills: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two files, its own records and what belongs to it, by kind."""

    student_id: str
    private_id: str
    standing: Mapping[str, Mapping[str, tuple[str, ...]]]
    belongings: Mapping[str, tuple[Record, ...]]

    def changes(self) -> list[str]:
        """Return every change that the file's own two records stand on."""
        found = {
            each
            for by_field in self.standing.values()
            for name, ids in by_field.items()
            if name != "archived"
            for each in ids
        }
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files as they were looked at: a merge is made of this and of decisions."""

    kept: Side
    other: Side
    fields: tuple[FieldPair, ...]
    relatives: tuple[SameRelative, ...] = ()

    def undecided(self) -> tuple[FieldPair, ...]:
        """Return the fields in which somebody has to choose."""
        return tuple(each for each in self.fields if each.state is State.DIFFERENT)


def compare(session: Session, kept_id: str, other_id: str) -> Comparison:
    """Return two files side by side; the second may be merged into the first already.

    Raises `NoSuchRecordError`.
    """
    file_of = read_filing(session.ledger.db).file_of
    kept_id = file_of(kept_id) or ""
    if file_of(other_id) != kept_id:
        other_id = file_of(other_id) or ""
    kept, other = _Own(session, kept_id), _Own(session, other_id)
    seen = seen_by_merges(session, other_id)
    fields = tuple(
        pair
        for kind in _COVERS
        for pair in _pairs(kind, kept.states.get(kind), other.states.get(kind), seen)
    )
    relatives = tuple(_same_relatives(kept.side, other.side))
    return Comparison(kept.side, other.side, fields, relatives)


def kept_first(session: Session, one_id: str, other_id: str) -> tuple[str, str]:
    """Return both ids, first the file that more belongs to, or that says more."""
    sides = {each: _Own(session, each).side for each in (one_id, other_id)}
    first, second = sorted(sides, key=lambda each: (_fullness(sides[each]), each))
    return first, second


def _fullness(side: Side) -> tuple[int, int]:
    belongings = sum(map(len, side.belongings.values()))
    return -belongings, -sum(map(len, side.standing.values()))


def join_values(shape: Shape, values: tuple[Any, ...]) -> Any | None:  # noqa: ANN401
    """Return texts together, or lists as one without repeats; None for the rest.

    A short text is joined only where it is made of words: two numbers are no number.
    """
    if shape is Shape.CHOICES:
        return list(_distinct(code for each in values for code in each))
    texts = [each for each in values if isinstance(each, str)]
    if len(texts) < max(len(values), 2):
        return None
    if shape is Shape.NOTE:
        return "\n".join(texts)
    is_words = any(sum(c > "\u024f" for c in each) >= _PROSE for each in texts)
    return "；".join(texts) if shape is Shape.TEXT and is_words else None


def seen_by_merges(session: Session, merged_id: str) -> frozenset[str] | None:
    """Return the changes that the merges of a file compared; None if there is none."""
    if merged_id not in read_filing(session.ledger.db).kept:
        return None
    merges = cast(
        "tuple[StudentMerge, ...]",
        records.find(session, Query("student_merge", title=merged_id)),
    )
    return frozenset(change for each in merges for change in each.saw)


class _Own:
    """A file's own two records, whether or not it is merged, and its belongings."""

    def __init__(self, session: Session, student_id: str) -> None:
        db = session.ledger.db
        row = read_row(db, student_id)
        if row is None or row.kind != STUDENT:
            raise NoSuchRecordError
        shown_in = row.student_id or student_id
        query = Query(PRIVATE, student_id=shown_in, with_archived=True)
        ids = {STUDENT: student_id, PRIVATE: records.private_id(student_id)}
        for private in queries.find(db, query):
            if private.own_file == student_id:
                ids[PRIVATE] = private.id
        states = read_states(db, ids.values())
        self.states = {
            kind: states[each] for kind, each in ids.items() if each in states
        }
        self.side = Side(
            student_id,
            ids[PRIVATE],
            {
                kind: {name: tuple(found) for name, found in state.living.items()}
                for kind, state in self.states.items()
            },
            _belongings(session, shown_in, student_id),
        )


def _belongings(
    session: Session, shown_in: str, student_id: str
) -> dict[str, tuple[Record, ...]]:
    found = {}
    for kind in KINDS:
        if kind in _COVERS or kind == "student_merge":
            continue
        rows = queries.find(session.ledger.db, Query(kind, student_id=shown_in))
        own = tuple(_record(row) for row in rows if row.own_file == student_id)
        if own:
            found[kind] = own
    return found


def _record(row: RecordRow) -> Record:
    return records.as_record(row.kind, row.id, row.values)


def _pairs(
    kind: str,
    kept: RecordState | None,
    other: RecordState | None,
    seen: frozenset[str] | None,
) -> Iterator[FieldPair]:
    names = [*facts_of(KINDS[kind])]
    written = {name for state in (kept, other) if state for name in state.living}
    names += sorted(written.difference(names))
    for name in names:
        if name in _NOT_COMPARED or name not in written:
            continue
        pair = (_values(kept, name), _values(other, name))
        if not any(pair):
            continue
        news = set(other.living.get(name, ()) if other else ()) - (seen or set())
        state = _state(*pair) if seen is None or news else State.SETTLED
        yield FieldPair(kind, name, *pair, state)


def _state(kept: tuple[Any, ...], other: tuple[Any, ...]) -> State:
    if not other:
        return State.KEPT_ONLY
    if len(kept) == len(other) == 1 and kept == other:
        return State.SAME
    if not kept and len(other) == 1:
        return State.OTHER_ONLY
    return State.DIFFERENT


def _values(state: RecordState | None, name: str) -> tuple[Any, ...]:
    values = state.values_of(name) if state else []
    return _distinct(each for each in values if not is_empty(each))


def _distinct(values: Collection[Any] | Iterator[Any]) -> tuple[Any, ...]:
    return tuple({write_json(each): each for each in values}.values())


def _same_relatives(kept: Side, other: Side) -> Iterator[SameRelative]:
    """Yield relatives of one name and relation who do not contradict each other."""
    own = cast("tuple[FamilyMember, ...]", kept.belongings.get("family_member", ()))
    left = list(own)
    theirs = other.belongings.get("family_member", ())
    for each in cast("tuple[FamilyMember, ...]", theirs):
        for mine in left:
            fills = _fills(mine, each)
            if fills is not None:
                left.remove(mine)
                yield SameRelative(mine.id, each.id, fills)
                break


def _fills(mine: FamilyMember, theirs: FamilyMember) -> dict[str, Any] | None:
    """Return what `theirs` adds to `mine`; None where they are two people."""
    if not mine.name or (mine.name, mine.relation) != (theirs.name, theirs.relation):
        return None
    if mine.unread or theirs.unread or mine.unknown or theirs.unknown:
        return None
    had, has = mine.model_dump(mode="json"), theirs.model_dump(mode="json")
    fills = {}
    for name in facts_of(type(mine)):
        if name in _NOT_COMPARED or is_empty(has[name]) or had[name] == has[name]:
            continue
        if not is_empty(had[name]):
            return None
        fills[name] = has[name]
    return fills
