"""The students list as the window shows it: filters, counts, pages of rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.services import (
    follow_ups,
    saved_filters,
    school,
    student_order,
    students,
    visits,
    words,
)
from homevisit.services.students import StudentQuery
from ui.desk.tags import tag, tags
from ui.matching import matched_spans, name_spans
from ui.rows import ClassChoice, GroupCount, ListFilter, StudentRow

if TYPE_CHECKING:
    from homevisit.services.saved_filters import SavedFilter
    from homevisit.services.session import Session
    from homevisit.services.words import Words

PAGE = 200


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for every row until something is written."""

    words: Words
    open_items: Counter[str]
    late_items: Counter[str]
    drafts: frozenset[str]
    total: int
    classes: tuple[ClassChoice, ...]
    groups: tuple[GroupCount, ...]
    all_groups: tuple[tuple[str, str], ...]
    saved: tuple[tuple[str, ListFilter], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that match, in order, and the rows of the first page."""

    ids: tuple[str, ...]
    first: tuple[StudentRow, ...]


def read_surroundings(session: Session) -> Surroundings:
    """Read once what lists and filters need; again after every save."""
    table = words.read_words(session)
    items = follow_ups.open_items(session)
    late = [i for i in items if i.days_left is not None and i.days_left < 0]
    names = school.class_names(session)
    counts = students.group_counts(session)
    return Surroundings(
        words=table,
        open_items=Counter(each.item.student_id for each in items),
        late_items=Counter(each.item.student_id for each in late),
        drafts=frozenset(form.student_id for form, _at in visits.read_drafts(session)),
        total=students.count_present(session),
        classes=tuple(
            ClassChoice(each.id, names.get(each.id, ""))
            for each in school.classes(session)
        ),
        groups=tuple(
            GroupCount(tag(table, code), counts[code])
            for code, _word in table.offered("groups")
            if counts.get(code)
        ),
        all_groups=table.offered("groups"),
        saved=tuple(
            (each.name, _as_filter(each.query)) for each in saved_filters.read(session)
        ),
    )


def find(
    session: Session, wanted: ListFilter, around: Surroundings, order: str
) -> Found:
    """Return who matches and the first page; `order` is one of `StudentQuery`."""
    ids = tuple(students.find_ids(session, as_query(wanted, order)))
    return Found(ids, page(session, ids[:PAGE], wanted.typed, around))


def as_query(wanted: ListFilter, order: str) -> StudentQuery:
    """Return the question that a filter asks."""
    return StudentQuery(
        typed=wanted.typed,
        class_ids=(wanted.class_id,) if wanted.class_id else (),
        groups=wanted.groups,
        visited=wanted.visited,
        boarding=wanted.boarding,
        overdue=wanted.overdue,
        to_check=wanted.to_check,
        order=order,
    )


def keep_filter(
    session: Session, name: str, wanted: ListFilter
) -> tuple[SavedFilter, ...]:
    """Save a filter; returns what was saved before. Raises `FilterNameMissingError`."""
    query = as_query(wanted, student_order.BY_CLASS)
    return saved_filters.keep(session, name, query)


def _as_filter(query: StudentQuery) -> ListFilter:
    return ListFilter(
        typed=query.typed,
        class_id=query.class_ids[0] if query.class_ids else "",
        groups=query.groups,
        visited=query.visited,
        boarding=query.boarding,
        overdue=query.overdue,
        to_check=query.to_check,
    )


def page(
    session: Session, ids: tuple[str, ...], typed: str, around: Surroundings
) -> tuple[StudentRow, ...]:
    """Return the rows of some students, in the order asked for."""
    rows = students.rows(session, ids)
    return tuple(_row(each, typed, around) for each in rows)


def _row(row: students.StudentRow, typed: str, around: Surroundings) -> StudentRow:
    return StudentRow(
        id=row.student_id,
        name=row.name,
        pinyin=row.pinyin,
        class_name=row.class_name,
        groups=tags(around.words, row.groups),
        last_visit_on=row.last_visit_on,
        days_since=row.visited_days_ago,
        open_items=around.open_items[row.student_id],
        late_items=around.late_items[row.student_id],
        has_draft=row.student_id in around.drafts,
        to_check=row.needs_check or row.is_disputed,
        matched=matched_spans(row.pinyin, typed),
        name_matched=name_spans(row.name, typed),
    )
