"""Questions that lists ask of the records: kind, student, class, term, day, state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ledger.record_rows import RecordRow, select_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.ledger.database import Database

_ORDERS = {
    "oldest": "on_date, id",
    "newest": "on_date DESC, id DESC",
    "id": "id",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; an empty condition is no condition.

    `since` and `until` are ISO days, both included. Archived records are left out
    unless asked for.
    """

    kind: str
    student_id: str = ""
    class_id: str = ""
    term_id: str = ""
    author_id: str = ""
    title: str = ""
    title_start: str = ""
    states: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    with_archived: bool = False
    in_conflict: bool = False


def find(db: Database, query: Query, order: str = "oldest") -> tuple[RecordRow, ...]:
    """Return the records that satisfy `query`; `order` is oldest, newest or id."""
    where, parameters = _condition(query)
    return tuple(select_rows(db, where, parameters, _ORDERS[order]))


def find_by_id(db: Database, ids: tuple[str, ...]) -> dict[str, RecordRow]:
    """Return those of `ids` that exist, archived or not."""
    found = {}
    for start in range(0, len(ids), 400):
        batch = ids[start : start + 400]
        marks = ",".join("?" * len(batch))
        for row in select_rows(db, f"id IN ({marks})", batch):
            found[row.id] = row
    return found


def find_of_students(
    db: Database, kind: str, student_ids: tuple[str, ...]
) -> Iterator[RecordRow]:
    """Yield the records of a kind that belong to any of the students."""
    for start in range(0, len(student_ids), 400):
        batch = student_ids[start : start + 400]
        marks = ",".join("?" * len(batch))
        yield from select_rows(
            db,
            f"student_id IN ({marks}) AND kind = ? AND archived = 0",
            (*batch, kind),
            "student_id, on_date, id",
        )


def ids_of(db: Database, query: Query) -> list[str]:
    """Return only the ids, in the order of titles: what a long list scrolls over."""
    where, parameters = _condition(query)
    rows = db.execute(
        f"SELECT id FROM record WHERE {where} ORDER BY title, id",  # noqa: S608  own words
        parameters,
    )
    return [row[0] for row in rows]


def titles(db: Database, kind: str) -> dict[str, str]:
    """Return the title of every record of a kind that is not archived."""
    rows = db.execute(
        "SELECT id, title FROM record WHERE kind = ? AND archived = 0", (kind,)
    )
    return {record_id: title or "" for record_id, title in rows}


def fields(
    db: Database, kind: str, names: tuple[str, ...]
) -> dict[str, tuple[str | None, ...]]:
    """Return a few values of every record of a kind, without reading the rest."""
    wanted = ", ".join("json_extract(body, ?)" for _ in names)
    rows = db.execute(
        f"SELECT id, {wanted} FROM record WHERE kind = ? AND archived = 0",  # noqa: S608
        (*(f"$.{name}" for name in names), kind),
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def columns(
    db: Database, query: Query, names: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Yield of each record that satisfies `query` its columns and a few values.

    First id, student, day, state, author and title, then the values named: lists as
    JSON, "" for what is not there. No record is made of them, for a school is counted
    over tens of thousands.
    """
    where, parameters = _condition(query)
    wanted = "".join(", coalesce(json_extract(body, ?), '')" for _ in names)
    yield from db.execute(
        "SELECT id, coalesce(student_id, ''), coalesce(on_date, ''),"  # noqa: S608  own words
        " coalesce(state, ''), coalesce(author_id, ''), coalesce(title, '')"
        f"{wanted} FROM record WHERE {where}",
        (*(f"$.{name}" for name in names), *parameters),
    ).fetchall()  # row by row costs as much again


def visits_counted(
    db: Database, query: Query
) -> Iterator[tuple[str, str, str, str, str, str, str, str, str]]:
    """Yield of each visit what is counted, without reading the visit.

    That is: id, student, day, outcome, who led, form, type, trip, who came along as
    JSON; "" for what is not there. Raises `ValueError` for another kind.
    """
    if query.kind != "visit":
        raise ValueError(query.kind)
    where, parameters = _condition(query)
    # In these very words, or the index does not answer.
    wanted = "".join(f", coalesce(json_extract(body, '$.{n}'), '')" for n in _COUNTED)
    yield from db.execute(
        "SELECT id, coalesce(student_id, ''), coalesce(on_date, ''),"  # noqa: S608  own words
        f" coalesce(state, ''), coalesce(author_id, ''){wanted}"
        f" FROM record INDEXED BY visit_counted WHERE kind = 'visit' AND {where}",
        parameters,
    ).fetchall()


def headings(db: Database, query: Query) -> Iterator[tuple[str, str, str, str]]:
    """Yield (id, student, day, state) of the records, without reading their values."""
    where, parameters = _condition(query)
    rows = db.execute(
        "SELECT id, student_id, on_date, state FROM record"  # noqa: S608  own words
        f" WHERE {where}",
        parameters,
    ).fetchall()
    for record_id, student, day, state in rows:
        yield record_id, student or "", day or "", state or ""


def last_title(db: Database, kind: str, start: str) -> str:
    """Return the greatest title of a kind that begins with `start`, archived or not."""
    row = db.execute(
        "SELECT max(title) FROM record WHERE kind = ? AND title >= ? AND title < ?",
        (kind, start, start + _LAST),
    ).fetchone()
    return row[0] or ""


def count(db: Database, query: Query) -> int:
    """Return how many records satisfy `query`."""
    where, parameters = _condition(query)
    row = db.execute(
        f"SELECT count(*) FROM record WHERE {where}",  # noqa: S608  own words
        parameters,
    ).fetchone()
    return int(row[0])


def in_conflict(db: Database) -> tuple[RecordRow, ...]:
    """Return every record in use with a field in which different values stand."""
    return tuple(select_rows(db, _DISPUTED, (), "kind, id"))


def count_conflicts(db: Database) -> int:
    """Return how many fields those are, in all records."""
    row = db.execute(
        f"SELECT coalesce(sum(conflicts), 0) FROM record WHERE {_DISPUTED}"  # noqa: S608
    ).fetchone()
    return int(row[0])


def latest_days(db: Database, query: Query) -> dict[str, tuple[str, int]]:
    """Return, per student with any, the latest day and the number of such records."""
    where, parameters = _condition(query)
    # Over all terms SQLite would take the index that is sorted by day, and then read
    # every record for its state; this one has all that is asked for in it.
    index = "" if query.term_id or query.class_id else "INDEXED BY record_by_title"
    rows = db.execute(
        f"SELECT student_id, max(on_date), count(*) FROM record {index}"  # noqa: S608  own words
        f" WHERE {where} GROUP BY student_id",
        parameters,
    ).fetchall()
    return {student: (day or "", number) for student, day, number in rows}


def latest_days_of(
    db: Database, query: Query, student_ids: tuple[str, ...]
) -> dict[str, tuple[str, int]]:
    """Return the same for a page of students, without looking at all the others."""
    where, parameters = _condition(query)
    marks = ",".join("?" * len(student_ids))
    rows = db.execute(
        "SELECT student_id, max(on_date), count(*) FROM record"  # noqa: S608  own words
        f" WHERE student_id IN ({marks}) AND {where} GROUP BY student_id",
        (*student_ids, *parameters),
    )
    return {student: (day or "", number) for student, day, number in rows}


def standings(
    db: Database, query: Query, held: frozenset[str], still_open: frozenset[str]
) -> Iterator[tuple[str, str, int, str, str]]:
    """Yield, per student and title, what is there of a kind, folded by states.

    That is: student, title, how many are held, the last day held, the first day still
    open; "" for no day. Students with neither have no row.
    """
    where, parameters = _condition(query)
    held_marks = ",".join("?" * len(held))
    open_marks = ",".join("?" * len(still_open))
    is_held, is_open = f"state IN ({held_marks})", f"state IN ({open_marks})"
    yield from db.execute(
        "SELECT student_id, title,"  # noqa: S608  own words
        f" count(*) FILTER (WHERE {is_held}),"
        f" coalesce(max(on_date) FILTER (WHERE {is_held}), ''),"
        f" coalesce(min(on_date) FILTER (WHERE {is_open}), '')"
        f" FROM record WHERE {where} AND state IN ({held_marks},{open_marks})"
        " GROUP BY student_id, title",
        (*held, *held, *still_open, *parameters, *held, *still_open),
    ).fetchall()


_COUNTED = ("visit_form", "visit_type", "trip_id", "companions")
_DISPUTED = "conflicts > 0 AND archived = 0"
_LAST = "\U0010ffff"
# A merged file is asked for by any of its ids.
_IN_FILE = "student_id = coalesce((SELECT kept FROM merged_file WHERE merged = ?), ?)"
_EQUAL = ("class_id", "term_id", "author_id", "title")


def _condition(query: Query) -> tuple[str, list[object]]:
    parts: list[tuple[str, tuple[object, ...]]] = [("kind = ?", (query.kind,))]
    parts += [
        (f"{column} = ?", (getattr(query, column),))
        for column in _EQUAL
        if getattr(query, column)
    ]
    start = query.title_start
    marks = ",".join("?" * len(query.states))
    optional: tuple[tuple[object, str, tuple[object, ...]], ...] = (
        (query.student_id, _IN_FILE, (query.student_id, query.student_id)),
        (start, "title >= ? AND title < ?", (start, start + _LAST)),
        (query.states, f"state IN ({marks})", query.states),
        (query.since, "on_date >= ?", (query.since,)),
        (query.until, "on_date <= ?", (query.until,)),
        (not query.with_archived, "archived = 0", ()),
        (query.in_conflict, "conflicts > 0", ()),
    )
    parts += [(words, values) for wanted, words, values in optional if wanted]
    return (
        " AND ".join(words for words, _ in parts),
        [value for _, values in parts for value in values],
    )
