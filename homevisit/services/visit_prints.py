"""A visit in the words of its print: codes become labels, ids become names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain.calendar import term_name
from homevisit.services import calendars, files, school, words
from homevisit.services.times import local_minute
from homevisit.text import _
from reports import visit_data as prints
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.school import Term
    from homevisit.domain.signatures import VisitSignature
    from homevisit.domain.visits import Companion, Visit
    from homevisit.services.print_material import Material, Spoken
    from homevisit.services.session import Session

_PAD_WIDTH = 300  # points on paper, if the box were as wide as the pad
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
        self,
        material: Material,
        sections: frozenset[VisitSection] = prints.USUAL_SECTIONS,
    ) -> prints.VisitSummary:
        """Return one visit as it is printed.

        Confidential sections that were not chosen are not even read.
        """
        visit = material.visit
        with_risk, with_photos = (
            each in sections for each in (VisitSection.RISK, VisitSection.PHOTOS)
        )
        return prints.VisitSummary(
            sections=sections,
            photos=self._photos(material) if with_photos else (),
            risk=self._risk(visit) if with_risk else (),
            guardian=self._guardian(material),
            teachers=self._teachers(visit),
            review=self._review(material),
            addenda=self._addenda(material),
            **self._facts(material),
            **self._observed(visit),
            **self._agreed(material),
        )

    def _facts(self, material: Material) -> dict[str, Any]:
        visit, student = material.visit, material.student
        class_id = visit.class_id or student.class_id
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
            "interviewees": _joined(self._person(each) for each in material.spoken),
            "student_present": _yes_no(visit.student_present),
            "outcome": self._words.label("outcomes", visit.outcome),
            "purposes": self._choices("visit_purposes", visit.purposes),
            "sibling_note": _sibling_note(material),
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

    def _agreed(self, material: Material) -> dict[str, Any]:
        visit, promises = material.visit, self._promises(material)
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

    def _person(self, person: Spoken) -> str:
        relation = self._words.label("relations", person.relation)
        spoken = _joined((relation, person.name), " ")
        if person.is_guardian:
            return _("{person} (guardian)").format(person=spoken)
        return spoken

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

    def _promises(self, material: Material) -> dict[str, tuple[prints.Promise, ...]]:
        sides: dict[str, list[prints.Promise]] = {"family": [], "school": []}
        for item in material.promises:
            side = "family" if item.promised_by == "family" else "school"
            who = item.owner_name or self._staff.get(item.owner_id, "")
            sides[side].append(prints.Promise(item.description, who, item.due_date))
        return {side: tuple(found) for side, found in sides.items()}

    def _risk(self, visit: Visit) -> tuple[prints.Note, ...]:
        if not visit.risks_found:
            return ()
        ticked = self._choices("risk_kinds", visit.risks_found)
        return (prints.Note(_("Signs of risk"), visit.risk_note, ticked),)

    def _guardian(self, material: Material) -> prints.GuardianSignature:
        visit, signature = material.visit, material.signature
        first = material.spoken[0].relation if material.spoken else ""
        relation = self._words.label("relations", first)
        if signature is not None:
            return self._written(signature, relation)
        reason = visit.parent_unsigned_reason
        if visit.parent_sign in {"declined", "absent"}:
            label = self._words.label("parent_signs", visit.parent_sign)
            reason = _joined(filter(None, (label, reason)), _(": "))
        return prints.GuardianSignature(relation=relation, reason_for_none=reason)

    def _written(
        self, signature: VisitSignature, relation: str
    ) -> prints.GuardianSignature:
        signer = self._words.label("relations", signature.signer_relation)
        signer = _joined((signer, signature.signer_name), " ")
        if signature.is_signed:
            at = local_minute(signature.signed_at)
            drawn = tuple(
                tuple((x * _PAD_WIDTH, y * _PAD_WIDTH) for x, y in stroke)
                for stroke in signature.strokes
            )
            return prints.GuardianSignature(signer or relation, at, drawn)
        reason = self._words.label("unsigned_reasons", signature.reason)
        said = _joined((reason, signature.reason_note), _(": "))
        return prints.GuardianSignature(signer or relation, reason_for_none=said)

    def _teachers(self, visit: Visit) -> prints.TeacherConfirmation:
        names = [self._staff.get(visit.lead_teacher_id, "")]
        names += [self._companion(each) for each in visit.companions if each.staff_id]
        signed = visit.finalised_at or visit.teacher_signed_at
        return prints.TeacherConfirmation(
            tuple(filter(None, names)) if visit.finalised_at else (),
            local_minute(signed) if signed else "",
        )

    def _review(self, material: Material) -> prints.Review:
        if not material.reviews:
            return prints.Review()
        last = material.reviews[-1]
        decision = self._words.label("review_decisions", last.decision)
        return prints.Review(
            self._staff.get(last.reviewer_id, ""),
            last.reviewed_on,
            _joined(filter(None, (decision, last.remark)), _(": ")),
        )

    def _addenda(self, material: Material) -> tuple[prints.Addendum, ...]:
        return tuple(
            prints.Addendum(
                local_minute(each.written_at),
                self._staff.get(each.written_by, ""),
                each.reason,
                each.content,
            )
            for each in material.addenda
        )

    def _photos(self, material: Material) -> tuple[prints.Photo, ...]:
        return tuple(
            prints.Photo(files.open_attachment(self._session, each.id))
            for each in material.photos
        )


def _sibling_note(material: Material) -> str:
    names = _joined(material.siblings.values())
    return _("On the same trip: {names}").format(names=names) if names else ""


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
