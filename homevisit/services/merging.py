"""Making one file of two, and two of one again: each is one save that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from homevisit.canonical import write_json
from homevisit.errors import Problem
from homevisit.ledger import history, queries
from homevisit.ledger.change import Note
from homevisit.ledger.filing import read_filing
from homevisit.ledger.queries import Query
from homevisit.ledger.record_rows import read_states
from homevisit.services import records
from homevisit.services.comparing import PRIVATE, STUDENT, State, seen_by_merges
from homevisit.services.records import RecordEdit
from homevisit.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.domain.merges import StudentMerge
    from homevisit.services.comparing import Comparison, FieldPair, Side
    from homevisit.services.session import Session

PURPOSE = "merge"


class SameFileError(Problem):
    """Both ids lead to one file."""

    code = "same_file"
    what = N_("These two are one file already.")
    safe = N_("Nothing was changed.")
    todo = N_("Look at the file; to have two files again, separate them.")


class UndecidedError(Problem):
    """The files differ in a field and nobody has chosen."""

    code = "merge_undecided"
    what = N_("The two files still differ in a field for which nothing was chosen.")
    safe = N_("Nothing was changed, and both files are as they were.")
    todo = N_("Choose one of the values, or both, in every marked row.")


class NotMergedError(Problem):
    """The file is not merged into another one."""

    code = "not_merged"
    what = N_("This file is not merged with another one.")
    safe = N_("Nothing was changed.")
    todo = N_("Look at the list of merged files again.")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that is on the disk; `moved` counts what shows in the kept file now."""

    save_id: str
    kept_id: str
    merged_id: str
    moved: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Separated:
    """Two files again.

    `stayed` counts the fields of the kept file that were not put back: they were
    written since, or several merges were ended at once.
    """

    save_id: str
    stayed: int = 0


@dataclass(frozen=True, slots=True)
class MergedFile:
    """A file that shows in another one; `news` names fields written into it since."""

    merged_id: str
    kept_id: str
    merged_on: str
    merged_by: str
    news: tuple[str, ...] = ()


def merge(
    session: Session,
    comparison: Comparison,
    decided: Mapping[tuple[str, str], Any] | None = None,
) -> Merged:
    """Make one file of two, as compared; `decided` maps (kind, field) to a value.

    What only the other file says is taken over. What was written since the comparison
    stands beside it as a dispute. Raises `UndecidedError` or `SameFileError`.
    """
    kept, other = comparison.kept, comparison.other
    filing = read_filing(session.ledger.db)
    is_again = filing.file_of(other.student_id) == kept.student_id
    if kept.student_id == other.student_id or (
        not is_again
        and filing.file_of(kept.student_id) == filing.file_of(other.student_id)
    ):
        raise SameFileError
    values = _values(comparison, decided or {})
    edits = [
        *_cover_edits(kept, values),
        *_relative_edits(session, comparison),
        *_household_edits(session, comparison, values),
        _merge_edit(session, kept, other),
    ]
    written = records.write(session, edits, purpose=PURPOSE, note=Note(label=PURPOSE))
    moved = {kind: len(each) for kind, each in other.belongings.items()}
    return Merged(written.save_id or "", kept.student_id, other.student_id, moved)


def separate(session: Session, merged_id: str) -> Separated:
    """Make two files of one again; what was added since stays with the kept file.

    Raises `NotMergedError`.
    """
    merges = _standing(session, merged_id)
    if not merges:
        raise NotMergedError
    if len(merges) == 1:
        first = history.of_record(session.ledger.db, merges[0].id)[0]
        undone = records.take_back(session, first.save_id)
        return Separated(undone.save_id, len(undone.kept))
    reason = _("Separated again")
    edits = [records.archive_edit(session, each.id, reason) for each in merges]
    written = records.save(session, edits, purpose=PURPOSE, reason=reason)
    return Separated(written.save_id or "", len(merges))


def merged_files(session: Session, kept_id: str = "") -> tuple[MergedFile, ...]:
    """Return the files that show in another one, or in this one, the latest first."""
    filing = read_filing(session.ledger.db)
    found = [
        _merged_file(session, merged, kept)
        for merged, kept in filing.kept.items()
        if kept_id in {"", kept}
    ]
    return tuple(sorted(found, key=lambda each: (each.merged_on, each.merged_id)))[::-1]


def file_of(session: Session, student_id: str) -> str:
    """Return the file in which a student's records show now."""
    return read_filing(session.ledger.db).file_of(student_id) or student_id


def _merged_file(session: Session, merged_id: str, kept_id: str) -> MergedFile:
    merges = _standing(session, merged_id)
    last = max(merges, key=lambda each: (each.merged_on, each.id))
    seen = seen_by_merges(session, merged_id) or frozenset()
    states = read_states(
        session.ledger.db, (merged_id, records.private_id(merged_id))
    ).values()
    news = tuple(
        name
        for state in states
        for name, changes in state.living.items()
        if name != "archived" and not seen.issuperset(changes)
    )
    return MergedFile(merged_id, kept_id, last.merged_on, last.merged_by, news)


def _standing(session: Session, merged_id: str) -> tuple[StudentMerge, ...]:
    found = records.find(session, Query("student_merge", title=merged_id))
    return cast("tuple[StudentMerge, ...]", found)


def _values(
    comparison: Comparison, decided: Mapping[tuple[str, str], Any]
) -> dict[tuple[str, str], Any]:
    """Return the values to write into the kept file."""
    values = {}
    for pair in comparison.fields:
        key = (pair.kind, pair.name)
        if key in decided:
            if not _is_alone(pair, decided[key]):
                values[key] = decided[key]
        elif pair.state is State.DIFFERENT:
            raise UndecidedError
        elif pair.state is State.OTHER_ONLY:
            values[key] = pair.other[0]
    return values


def _is_alone(pair: FieldPair, value: Any) -> bool:  # noqa: ANN401  any JSON
    """Whether the kept file says just this already."""
    return [write_json(each) for each in pair.kept] == [write_json(value)]


def _cover_edits(
    kept: Side, values: Mapping[tuple[str, str], Any]
) -> Iterator[RecordEdit]:
    """Yield the edits of the kept file, each naming what was seen there."""
    for kind, record_id in ((STUDENT, kept.student_id), (PRIVATE, kept.private_id)):
        own = {name: value for (of, name), value in values.items() if of == kind}
        if not own:
            continue
        standing = kept.standing.get(kind, {})
        if kind == PRIVATE and not standing:
            own["student_id"] = kept.student_id
        seen = {name: standing.get(name, ()) for name in own}
        yield RecordEdit(kind, own, record_id, kept.student_id, seen)


def _relative_edits(session: Session, comparison: Comparison) -> Iterator[RecordEdit]:
    for each in comparison.relatives:
        kept_id = comparison.kept.student_id
        if each.fills:
            yield RecordEdit("family_member", each.fills, each.kept_id, kept_id)
        reason = _("The same person stands in both families.")
        yield records.archive_edit(session, each.other_id, reason)


def _household_edits(
    session: Session, comparison: Comparison, values: Mapping[tuple[str, str], Any]
) -> Iterator[RecordEdit]:
    """Take the child out of the household that was not chosen."""
    pair = next((p for p in comparison.fields if p.name == "household_id"), None)
    if pair is None or len(pair.options) < 2:
        return
    chosen = values.get((PRIVATE, "household_id"), pair.kept[0] if pair.kept else "")
    gone = {comparison.kept.student_id, comparison.other.student_id}
    left = tuple(each for each in pair.options if each != chosen)
    for row in queries.find_by_id(session.ledger.db, left).values():
        ids = row.values.get("student_ids")
        if isinstance(ids, list) and gone.intersection(ids):
            rest = [each for each in ids if each not in gone]
            yield RecordEdit("household", {"student_ids": rest}, row.id)


def _merge_edit(session: Session, kept: Side, other: Side) -> RecordEdit:
    values = {
        "kept_id": kept.student_id,
        "merged_id": other.student_id,
        "saw": other.changes(),
        "merged_by": session.person_id,
        "merged_on": session.clock.today().isoformat(),
        "merged_at": records.instant(session),
    }
    return RecordEdit("student_merge", values, "", kept.student_id)
