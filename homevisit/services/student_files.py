"""One student one file (一生一档): all about a child that this vault may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import left_behind
from homevisit.domain.ages import full_years
from homevisit.domain.dates import iso_day
from homevisit.domain.students import Student, StudentPrivate
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    checking,
    families,
    follow_ups,
    groups,
    records,
    school,
    words,
)

if TYPE_CHECKING:
    from homevisit.domain.attachments import Attachment, Consent
    from homevisit.domain.determinations import Determination
    from homevisit.domain.families import FamilyMember, Household
    from homevisit.domain.left_behind import LeftBehind
    from homevisit.domain.record import Doubt, Record
    from homevisit.domain.visits import Visit, VisitAddendum, VisitReview
    from homevisit.services.follow_ups import DueItem
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One event of a child's file; `kind` is the record kind, `day` an ISO day."""

    kind: str
    record_id: str
    day: str
    state: str
    author_id: str


@dataclass(frozen=True, slots=True)
class StudentFile:
    """A child's file as the screens and prints show it."""

    student: Student
    private: StudentPrivate
    class_name: str
    groups: tuple[str, ...]
    age: int | None
    members: tuple[FamilyMember, ...]
    household: Household | None
    siblings: tuple[Student, ...]
    determinations: tuple[Determination, ...]
    visits: tuple[Visit, ...]
    addenda: tuple[VisitAddendum, ...]
    reviews: tuple[VisitReview, ...]
    open_items: tuple[DueItem, ...]
    attachments: tuple[Attachment, ...]
    consents: tuple[Consent, ...]
    left_behind: LeftBehind
    doubts: tuple[tuple[str, Doubt], ...]
    signed: frozenset[str] = frozenset()
    """The visits that a guardian signed on the screen."""

    def timeline(self) -> tuple[TimelineItem, ...]:
        """Return what happened, the latest first."""
        items = [
            TimelineItem("visit", v.id, v.visit_date, v.outcome, v.lead_teacher_id)
            for v in self.visits
        ]
        items += [
            TimelineItem("visit_addendum", a.id, a.written_on, "", a.written_by)
            for a in self.addenda
        ]
        items += [
            TimelineItem("determination", d.id, d.valid_from, d.group_code, d.found_by)
            for d in self.determinations
        ]
        items += [
            TimelineItem("consent", c.id, c.given_on, c.answer, "")
            for c in self.consents
        ]
        return tuple(sorted(items, key=_moment))[::-1]


def _moment(item: TimelineItem) -> tuple[str, bool, str]:
    """Order by day; what was added to a visit on its own day comes after it."""
    return item.day, item.kind == "visit_addendum", item.record_id


def read_file(session: Session, student_id: str) -> StudentFile:
    """Return a child's whole file. Raises `NoSuchRecordError`."""
    student = cast("Student", records.read(session, student_id, "student"))
    # The kept file's, where an old link leads to one that was merged.
    student_id = student.id
    private = _one(session, "student_private", student_id) or StudentPrivate()
    private = cast("StudentPrivate", private)
    household, siblings = household_of(session, private, student_id)
    birth = iso_day(student.birth_date)
    today = session.clock.today()
    members = families.members_of(session, student_id)
    determinations = _all(session, "determination", student_id)
    return StudentFile(
        student=student,
        private=private,
        class_name=school.class_names(session).get(student.class_id, ""),
        groups=groups.of_students(session, [student_id]).get(student_id, ()),
        age=full_years(birth, today) if birth else None,
        members=members,
        household=household,
        siblings=siblings,
        determinations=determinations,
        visits=_all(session, "visit", student_id),
        addenda=_all(session, "visit_addendum", student_id),
        reviews=_all(session, "visit_review", student_id),
        open_items=follow_ups.open_items(session, student_id),
        attachments=_all(session, "attachment", student_id),
        consents=_all(session, "consent", student_id),
        left_behind=left_behind.derive(members, birth, today),
        doubts=_doubts(session, student, private, (*members, *determinations)),
        signed=frozenset(
            each.visit_id
            for each in _all(session, "visit_signature", student_id)
            if each.is_signed
        ),
    )


def _doubts(
    session: Session,
    student: Student,
    private: StudentPrivate,
    others: tuple[Any, ...],
) -> tuple[tuple[str, Doubt], ...]:
    """Return (record id, doubt) of everything in a file that looks wrong."""
    table = words.read_words(session)
    today = session.clock.today()
    found = [
        (each.id, doubt)
        for each in (student, private, *others)
        for doubt in checking.doubts_in(each, table, today)
    ]
    determinations = [each for each in others if each.KIND == "determination"]
    across = checking.doubts_across(student, private, determinations)
    return (*found, *((private.id, doubt) for doubt in across))


def household_of(
    session: Session, private: StudentPrivate, student_id: str
) -> tuple[Household | None, tuple[Student, ...]]:
    """Return the household that a child shares, and the siblings in it."""
    if not private.household_id:
        return None, ()
    # A sister in another class may be one whose file this vault must not hold.
    rows = queries.find_by_id(session.ledger.db, (private.household_id,))
    row = rows.get(private.household_id)
    if row is None:
        return None, ()
    household = cast("Household", records.as_record(row.kind, row.id, row.values))
    others = tuple(each for each in household.student_ids if each != student_id)
    siblings = queries.find_by_id(session.ledger.db, others).values()
    return household, tuple(
        cast("Student", records.as_record(each.kind, each.id, each.values))
        for each in siblings
        if not each.is_archived
    )


def join_household(session: Session, student_ids: tuple[str, ...], label: str) -> str:
    """Say that these children live together; return the household's id."""
    household_id = records.new_record_id(session)
    edits = [
        records.RecordEdit(
            "household", {"label": label, "student_ids": student_ids}, household_id
        )
    ]
    for student_id in student_ids:
        private = _one(session, "student_private", student_id)
        edits.append(
            records.RecordEdit(
                "student_private",
                {"student_id": student_id, "household_id": household_id},
                private.id if private else records.private_id(student_id),
                student_id,
            )
        )
    records.save(session, edits, label="household")
    return household_id


def _one(session: Session, kind: str, student_id: str) -> Record | None:
    found = records.find(session, Query(kind, student_id=student_id))
    return found[0] if found else None


def _all(session: Session, kind: str, student_id: str) -> tuple[Any, ...]:
    return records.find(session, Query(kind, student_id=student_id))
