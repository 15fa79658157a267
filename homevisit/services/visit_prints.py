"""A visit in the words of its print: codes become labels, ids become names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.calendar import term_name
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    files,
    records,
    school,
    visit_endings,
    words,
)
from homevisit.services.times import local_minute
from homevisit.text import _
from reports import visit_data as prints
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.families import FamilyMember
    from homevisit.domain.follow_ups import FollowUp
    from homevisit.domain.school import Term
    from homevisit.domain.students import Student
    from homevisit.domain.visits import Companion, Interviewee, Visit
    from homevisit.services.session import Session

_FEW = 6  # a longer list of boxes prints only what was ticked


class VisitPrinter:
    """Turns visits into prints; reads names and words once for a whole class."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._words = words.read_words(session)
        self._staff = school.staff_names(session)
        self._classes: dict[int | None, dict[str, str]] = {}
        self._homeroom = school.homeroom_teachers(session)
        self._terms = {each.id: each for each in calendars.read_calendar(session).terms}

    def summary(
        self, visit_id: str, sections: frozenset[VisitSection] = prints.USUAL_SECTIONS
    ) -> prints.VisitSummary:
        """Return one visit as it is printed. Raises `NoSuchRecordError`."""
        visit = cast("Visit", records.read(self._session, visit_id))
        photos = (
            _photos(self._session, visit) if VisitSection.PHOTOS in sections else ()
        )
        return prints.VisitSummary(
            sections=sections,
            photos=photos,
            risk=self._risk(visit),
            guardian=self._guardian(visit),
            teachers=self._teachers(visit),
            review=self._review(visit),
            addenda=self._addenda(visit),
            **self._facts(visit),
            **self._observed(visit),
            **self._agreed(visit),
        )

    def _facts(self, visit: Visit) -> dict[str, Any]:
        student = cast("Student", records.read(self._session, visit.student_id))
        class_id = visit.class_id or student.class_id
        spoken = (self._interviewee(visit, each) for each in visit.interviewees)
        return {
            "number": visit.visit_no,
            "term": self._term(visit),
            "student": student.name,
            "sex": self._words.label("sexes", student.sex),
            "class_name": self._class_names(visit.school_year).get(class_id, ""),
            "class_teacher": self._homeroom.get(class_id, ""),
            "visit_date": visit.visit_date,
            "time_span": _joined((visit.start_time, visit.end_time), " – "),
            "form": self._words.label("visit_forms", visit.visit_form),
            "ordinal": _ordinal(visit),
            "place": visit.place,
            "lead_teacher": self._staff.get(visit.lead_teacher_id, ""),
            "companions": _joined(self._companion(each) for each in visit.companions),
            "interviewees": _joined(spoken),
            "student_present": _yes_no(visit.student_present),
            "outcome": self._words.label("outcomes", visit.outcome),
            "purposes": self._choices("visit_purposes", visit.purposes),
            "sibling_note": self._sibling_note(visit),
        }

    def _class_names(self, school_year: int | None) -> dict[str, str]:
        """Return the names of that year: a visit in grade seven stays there."""
        if school_year not in self._classes:
            names = school.class_names(self._session, school_year)
            self._classes[school_year] = names
        return self._classes[school_year]

    def _observed(self, visit: Visit) -> dict[str, Any]:
        return {
            "family_situation": self._family(visit),
            "study_places": self._choices("living_env", (visit.living_env,)),
            "study_environment": visit.living_env_note,
            "at_home": visit.at_home,
            "child_words": visit.child_words,
            "at_school": visit.at_school,
            "guardian_opinion": _joined(
                (visit.parent_opinion, visit.parent_needs), "\n"
            ),
            "more_observations": self._observations(visit),
        }

    def _agreed(self, visit: Visit) -> dict[str, Any]:
        promises = self._promises(visit)
        return {
            "home_promises": promises["family"],
            "school_promises": promises["school"],
            "policies": self._choices("policies", visit.policies_told),
            "next_visit": visit.next_date,
            "satisfaction": self._choices("satisfaction", (visit.satisfaction,)),
        }

    def _term(self, visit: Visit) -> str:
        term: Term | None = self._terms.get(visit.term_id)
        if term is None:
            return ""
        return term.name or term_name(term.school_year or 0, term.kind)

    def _companion(self, companion: Companion) -> str:
        return self._staff.get(companion.staff_id, companion.name)

    def _interviewee(self, visit: Visit, person: Interviewee) -> str:
        member = self._member(visit, person.member_id)
        relation = person.relation or (member.relation if member else "")
        name = person.name or (member.name if member else "")
        spoken = " ".join(
            filter(None, (self._words.label("relations", relation), name))
        )
        if member and member.is_guardian:
            return _("{person} (guardian)").format(person=spoken)
        return spoken

    def _member(self, visit: Visit, member_id: str) -> FamilyMember | None:
        if not member_id:
            return None
        found = records.of_students(
            self._session, "family_member", [visit.student_id]
        ).get(visit.student_id, [])
        members = cast("list[FamilyMember]", found)
        return next((each for each in members if each.id == member_id), None)

    def _choices(self, table: str, chosen: Iterable[str]) -> tuple[prints.Choice, ...]:
        ticked = {code for code in chosen if code}
        offered = self._words.offered(table)
        known = {code for code, _word in offered}
        extra = [(code, self._words.label(table, code)) for code in ticked - known]
        return tuple(
            prints.Choice(word, code in ticked)
            for code, word in (*offered, *sorted(extra))
            if code in ticked or len(offered) <= _FEW
        )

    def _sibling_note(self, visit: Visit) -> str:
        if not visit.trip_id:
            return ""
        trip = (
            cast("Visit", each)
            for each in records.find(
                self._session,
                Query("visit", since=visit.visit_date, until=visit.visit_date),
            )
        )
        names = [
            cast("Student", records.read(self._session, each.student_id)).name
            for each in trip
            if each.trip_id == visit.trip_id and each.id != visit.id
        ]
        if not names:
            return ""
        return _("On the same trip: {names}").format(names=_joined(names))

    def _family(self, visit: Visit) -> str:
        check = self._words.label("family_checks", visit.family_check)
        return _joined(filter(None, (check, visit.family_situation)), _(": "))

    # What a teacher thinks of the way of parenting is not printed: the parents sign.
    def _observations(self, visit: Visit) -> tuple[prints.Note, ...]:
        found = []
        if visit.parent_child or visit.parent_child_note:
            ticked = self._choices("parent_child", (visit.parent_child,))
            note = visit.parent_child_note
            found.append(prints.Note(_("Parents and child"), note, ticked))
        texts = (
            (_("Family education guidance"), visit.guidance_given),
            (_("Agreed between home and school"), visit.consensus),
            (_("Further plan"), visit.follow_up_plan),
        )
        found += [prints.Note(label, text) for label, text in texts if text]
        return tuple(found)

    def _promises(self, visit: Visit) -> dict[str, tuple[prints.Promise, ...]]:
        items = cast(
            "tuple[FollowUp, ...]",
            records.find(
                self._session, Query("follow_up", student_id=visit.student_id)
            ),
        )
        sides: dict[str, list[prints.Promise]] = {"family": [], "school": []}
        for item in items:
            if item.source_id != visit.id:
                continue
            side = "family" if item.promised_by == "family" else "school"
            who = item.owner_name or self._staff.get(item.owner_id, "")
            sides[side].append(prints.Promise(item.description, who, item.due_date))
        return {side: tuple(found) for side, found in sides.items()}

    def _risk(self, visit: Visit) -> tuple[prints.Note, ...]:
        if not visit.risks_found:
            return ()
        ticked = self._choices("risk_kinds", visit.risks_found)
        return (prints.Note(_("Signs of risk"), visit.risk_note, ticked),)

    def _guardian(self, visit: Visit) -> prints.GuardianSignature:
        reason = visit.parent_unsigned_reason
        if visit.parent_sign in {"declined", "absent"}:
            label = self._words.label("parent_signs", visit.parent_sign)
            reason = _joined(filter(None, (label, reason)), _(": "))
        first = visit.interviewees[0] if visit.interviewees else None
        relation = self._words.label("relations", first.relation) if first else ""
        return prints.GuardianSignature(relation=relation, reason_for_none=reason)

    def _teachers(self, visit: Visit) -> prints.TeacherConfirmation:
        names = [self._staff.get(visit.lead_teacher_id, "")]
        names += [self._companion(each) for each in visit.companions if each.staff_id]
        signed = visit.finalised_at or visit.teacher_signed_at
        return prints.TeacherConfirmation(
            tuple(filter(None, names)) if visit.finalised_at else (),
            local_minute(signed) if signed else "",
        )

    def _review(self, visit: Visit) -> prints.Review:
        reviews = visit_endings.reviews_of(self._session, visit)
        if not reviews:
            return prints.Review()
        last = reviews[-1]
        decision = self._words.label("review_decisions", last.decision)
        return prints.Review(
            self._staff.get(last.reviewer_id, ""),
            last.reviewed_on,
            _joined(filter(None, (decision, last.remark)), _(": ")),
        )

    def _addenda(self, visit: Visit) -> tuple[prints.Addendum, ...]:
        return tuple(
            prints.Addendum(
                local_minute(each.written_at),
                self._staff.get(each.written_by, ""),
                each.reason,
                each.content,
            )
            for each in visit_endings.addenda_of(self._session, visit)
        )


def _photos(session: Session, visit: Visit) -> tuple[prints.Photo, ...]:
    found = files.photos_of(session, "visit", visit.id)
    return tuple(prints.Photo(jpeg) for jpeg in found)


def _ordinal(visit: Visit) -> str:
    if not visit.ordinal:
        return ""
    return _("No. {number} this school year").format(number=visit.ordinal)


def _joined(parts: Iterable[str], between: str = "、") -> str:
    return between.join(part for part in parts if part)


def _yes_no(value: bool | None) -> str:  # noqa: FBT001  an answer, not a switch
    if value is None:
        return ""
    return _("Yes") if value else _("No")
