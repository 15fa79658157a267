"""What prints of visits are made of, read from the vault for many visits at once.

A class of visits costs a handful of queries instead of several per visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.students import Student
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.files import PHOTO_MIME
from homevisit.services.records import NoSuchRecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.domain.attachments import Attachment
    from homevisit.domain.families import FamilyMember
    from homevisit.domain.follow_ups import FollowUp
    from homevisit.domain.record import Record
    from homevisit.domain.signatures import VisitSignature
    from homevisit.domain.visits import Interviewee, Visit, VisitAddendum, VisitReview
    from homevisit.ledger.record_rows import RecordRow
    from homevisit.services.session import Session

_COMPLETED, _FINALISED = "completed", "finalised"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody of the family who was spoken with; the relation is a code."""

    name: str
    relation: str
    is_guardian: bool


@dataclass(frozen=True, slots=True)
class Material:
    """One visit and the records around it, as they are stored.

    `siblings` maps the students visited on the same trip to their names; a name is
    empty where the student's record is not in this vault. `signature` is the guardian's
    latest answer. `own_file` is the student for whom the visit was written, as on
    paper, whatever file it shows in since a merge.
    """

    visit: Visit
    student: Student = field(default_factory=Student)
    spoken: tuple[Spoken, ...] = ()
    promises: tuple[FollowUp, ...] = ()
    addenda: tuple[VisitAddendum, ...] = ()
    reviews: tuple[VisitReview, ...] = ()
    signature: VisitSignature | None = None
    siblings: Mapping[str, str] = field(default_factory=dict)
    photos: tuple[Attachment, ...] = ()
    own_file: str = ""


def chosen_visits(
    session: Session, query: Query, *, completed_only: bool
) -> tuple[str, ...]:
    """Return the ids of the visits to print, the oldest visit first."""
    rows = queries.find(session.ledger.db, query)
    return tuple(row.id for row in rows if not completed_only or _is_done(row))


def numbers_of(session: Session, visit_ids: Sequence[str]) -> dict[str, str]:
    """Return the numbers of those visits that are in this vault, by id."""
    found = _of_kind(session, "visit", visit_ids)
    return {visit_id: visit.visit_no for visit_id, visit in found.items()}


def gather(
    session: Session, visit_ids: Sequence[str], *, with_photos: bool = False
) -> tuple[Material, ...]:
    """Return the material of the visits, in their order.

    Raises `NoSuchRecordError` if one of them is not in this vault.
    """
    found = _of_kind(session, "visit", visit_ids)
    if len(found) < len(set(visit_ids)):
        raise NoSuchRecordError
    visits = [cast("Visit", found[each]) for each in visit_ids]
    around = _Around(session, visits, with_photos=with_photos)
    return tuple(around.material_of(each) for each in visits)


class _Around:
    """The records around some visits, each kind read once."""

    def __init__(
        self, session: Session, visits: Sequence[Visit], *, with_photos: bool
    ) -> None:
        self._students = sorted({each.student_id for each in visits})
        self._own_files = _own_files(session, visits)
        self._promises = self._by_visit(session, "follow_up", "source_id")
        self._addenda = self._by_visit(session, "visit_addendum", "visit_id")
        self._reviews = self._by_visit(session, "visit_review", "visit_id")
        self._signatures = self._by_visit(session, "visit_signature", "visit_id")
        self._photos = (
            self._by_visit(session, "attachment", "of_id") if with_photos else {}
        )
        self._families = records.of_students(session, "family_member", self._students)
        self._others = _members_elsewhere(session, visits, self._families)
        self._trips = _trips(session, visits)
        travelling = {each for trip in self._trips.values() for each in trip.values()}
        self._known = _of_kind(session, "student", {*self._students, *travelling})

    def material_of(self, visit: Visit) -> Material:
        promises = cast("list[FollowUp]", self._promises.get(visit.id, []))
        addenda = cast("list[VisitAddendum]", self._addenda.get(visit.id, []))
        reviews = cast("list[VisitReview]", self._reviews.get(visit.id, []))
        return Material(
            visit=visit,
            student=cast("Student", self._known.get(visit.student_id, Student())),
            spoken=tuple(self._spoken(visit, each) for each in visit.interviewees),
            promises=tuple(promises),
            addenda=tuple(sorted(addenda, key=lambda each: (each.written_at, each.id))),
            reviews=tuple(
                sorted(reviews, key=lambda each: (each.reviewed_at, each.id))
            ),
            signature=self._signature(visit),
            siblings=self._siblings(visit),
            photos=self._photos_of(visit),
            own_file=self._own_files.get(visit.id, ""),
        )

    def _by_visit(
        self, session: Session, kind: str, link: str
    ) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for own in records.of_students(session, kind, self._students).values():
            for each in own:
                found.setdefault(getattr(each, link), []).append(each)
        return found

    def _photos_of(self, visit: Visit) -> tuple[Attachment, ...]:
        found = cast("list[Attachment]", self._photos.get(visit.id, []))
        own = (
            each for each in found if (each.of_kind, each.mime) == ("visit", PHOTO_MIME)
        )
        return tuple(sorted(own, key=lambda each: each.id))

    def _signature(self, visit: Visit) -> VisitSignature | None:
        """Return the guardian's latest answer."""
        found = cast("list[VisitSignature]", self._signatures.get(visit.id, []))
        return max(found, key=lambda each: (each.signed_at, each.id), default=None)

    def _siblings(self, visit: Visit) -> dict[str, str]:
        trip = self._trips.get(visit.trip_id, {})
        return {
            student_id: getattr(self._known.get(student_id), "name", "")
            for visit_id, student_id in trip.items()
            if visit_id != visit.id
        }

    def _spoken(self, visit: Visit, person: Interviewee) -> Spoken:
        """Name a person by the row, else by the member of the family that it means.

        In a sibling's copy the member belongs to the first child's family: this
        child's own row of the same person, if there is one, knows better.
        """
        family = cast("list[FamilyMember]", self._families.get(visit.student_id, []))
        member = next((each for each in family if each.id == person.member_id), None)
        meant = member or self._others.get(person.member_id)
        if member is None and meant is not None and meant.name:
            member = next((each for each in family if each.name == meant.name), None)
        best = member or meant
        return Spoken(
            name=person.name or (best.name if best else ""),
            relation=person.relation or (best.relation if best else ""),
            is_guardian=bool(member and member.is_guardian),
        )


def _is_done(row: RecordRow) -> bool:
    values = row.values
    return (values.get("state"), values.get("outcome")) == (_FINALISED, _COMPLETED)


def _of_kind(session: Session, kind: str, ids: Iterable[str]) -> dict[str, Any]:
    wanted = tuple(sorted({each for each in ids if each}))
    rows = queries.find_by_id(session.ledger.db, wanted).values()
    return {
        row.id: records.as_record(row.kind, row.id, row.values)
        for row in rows
        if row.kind == kind
    }


def _members_elsewhere(
    session: Session,
    visits: Iterable[Visit],
    families: Mapping[str, Sequence[Record]],
) -> dict[str, FamilyMember]:
    """Return the members who are named in visits and not in the child's own family."""
    known = {member.id for family in families.values() for member in family}
    named = {each.member_id for visit in visits for each in visit.interviewees}
    return _of_kind(session, "family_member", named - known)


def _trips(session: Session, visits: Iterable[Visit]) -> dict[str, dict[str, str]]:
    """Return per trip its visits' students by visit id; a trip is of one day."""
    wanted = {each.trip_id for each in visits if each.trip_id}
    found: dict[str, dict[str, str]] = {}
    for day in sorted({each.visit_date for each in visits if each.visit_date}):
        query = Query("visit", since=day, until=day)
        for row in queries.find(session.ledger.db, query):
            trip = row.values.get("trip_id")
            if isinstance(trip, str) and trip in wanted:
                found.setdefault(trip, {})[row.id] = row.own_file or ""
    return found


def _own_files(session: Session, visits: Iterable[Visit]) -> dict[str, str]:
    """Return per visit the student for whom it was written."""
    ids = tuple(sorted({each.id for each in visits}))
    rows = queries.find_by_id(session.ledger.db, ids).values()
    return {row.id: row.own_file or "" for row in rows}
