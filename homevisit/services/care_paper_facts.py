"""Papers of care from records that the school keeps: notice, consent, report, card."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import ages
from homevisit.domain.dates import iso_day
from homevisit.domain.phones import clean_phone
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    care_contacts,
    doorsteps,
    hotlines,
    records,
    school,
    words,
)
from homevisit.services.times import local_minute
from homevisit.text import _, labelled, listed, translate_count
from reports.care_data import (
    Child,
    ConsentForm,
    GuardianNotice,
    HotlineCard,
    HotlineLine,
    MandatoryReport,
    Told,
)
from reports.visit_data import Choice, Note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from homevisit.domain import care_records, care_school_records
    from homevisit.domain.students import Student
    from homevisit.services.session import Session
    from homevisit.services.words import Words

_PSYCHOLOGIST = "psychologist"
_SIGNED = "signed"
_EMERGENCY = ("110", "120")


class PaperFacts:
    """What papers of one session need; read once for one paper."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.staff = school.staff_names(session)

    @cached_property
    def words(self) -> Words:
        return words.read_words(self.session)

    @cached_property
    def school_phone(self) -> str:
        return calendars.read_school(self.session).phone

    def names(self, staff_ids: Iterable[str]) -> str:
        """Return colleagues' names, one after the other."""
        return listed(self.staff.get(each, "") for each in staff_ids)

    def ticked(self, table: str, chosen: Collection[str]) -> tuple[Choice, ...]:
        """Return the boxes of a vocabulary, those of `chosen` ticked."""
        offered = self.words.offered(table)
        return tuple(Choice(word, code in chosen) for code, word in offered)

    def child(self, student_id: str) -> Child:
        """Return who a paper is about. Raises `NoSuchRecordError`."""
        (door,) = doorsteps.read_doorsteps(self.session, (student_id,))
        return Child(
            name=door.name,
            sex=door.sex,
            age=self._age(door.student_id),
            class_name=door.class_name,
            guardian=door.guardian,
            guardian_phone=door.phone,
        )

    def homeroom_teacher(self, student_id: str) -> str:
        """Return the name of the child's homeroom teacher of today."""
        student = cast("Student", records.read(self.session, student_id, "student"))
        return school.homeroom_teachers(self.session).get(student.class_id, "")

    def psychologist(self, among: Collection[str] = ()) -> str:
        """Return the psychology teacher's name, if only one of `among` is one."""
        found = [
            each.name
            for each in school.staff(self.session)
            if (not among or each.id in among)
            and any(post.role == _PSYCHOLOGIST for post in each.roles)
        ]
        return found[0] if len(found) == 1 else ""

    def case_no(self, case_id: str) -> str:
        """Return the number of a case as the shell has it."""
        values = records.values_if_known(self.session, case_id)
        return str(values.get("case_no") or "")

    def _age(self, student_id: str) -> str:
        student = cast("Student", records.read(self.session, student_id, "student"))
        born = iso_day(student.birth_date)
        if born is None:
            return ""
        years = ages.full_years(born, self.session.clock.today())
        return translate_count("{count} year old", "{count} years old", years)


def notice(facts: PaperFacts, record_id: str) -> tuple[GuardianNotice, str]:
    """Return the paper of a notice, and the student's id."""
    found = cast(
        "care_records.GuardianNotice",
        records.read(facts.session, record_id, "guardian_notice"),
    )
    first, second = (*found.witnesses, "", "")[:2]
    told = (found.guardian_name, clean_phone(found.guardian_phone))
    safety = () if found.safety_advice else _safety_boxes()
    paper = GuardianNotice(
        number=facts.case_no(found.case_id),
        child=facts.child(found.student_id),
        day=found.told_on,
        form=facts.words.label("care_notice_forms", found.form),
        told="\u3000".join(filter(None, told)),
        observed=found.observed,
        advice=found.advice,
        safety=safety,
        safety_note=found.safety_advice,
        choices=facts.ticked("care_guardian_choices", (found.choice,)),
        choice_note=found.choice_note,
        with_witnesses=found.signature != _SIGNED,
        witnesses=(first, second),
        refusal_note=found.refusal_note,
        homeroom_teacher=facts.homeroom_teacher(found.student_id),
        psychologist=facts.psychologist(found.told_by),
    )
    return paper, found.student_id


def _safety_boxes() -> tuple[Choice, ...]:
    return tuple(
        Choice(each)
        for each in (
            _("somebody stays with the child"),
            _("medicine and sharp things are locked away"),
            _("listen more, blame less"),
        )
    )


def consent(facts: PaperFacts, student_id: str, *, is_screening: bool) -> ConsentForm:
    """Return the form for a student, or a blank one without an id."""
    return ConsentForm(
        is_screening=is_screening,
        child=facts.child(student_id) if student_id else Child(),
        counsellor=facts.psychologist(),
        school_phone=facts.school_phone,
    )


def report(facts: PaperFacts, report_id: str) -> tuple[MandatoryReport, str]:
    """Return the paper of a mandatory report with its notes, and the student's id."""
    found = cast(
        "care_school_records.MandatoryReport",
        records.read(facts.session, report_id, "mandatory_report"),
    )
    query = Query("mandatory_report_note", student_id=found.student_id)
    every = records.find(facts.session, query)
    mine = [each for each in cast("Any", every) if each.report_id == report_id]
    finder = facts.staff.get(found.found_by, "")
    paper = MandatoryReport(
        number=found.report_no,
        child=facts.child(found.student_id),
        found_at=local_minute(found.found_at),
        found_by=finder,
        situations=facts.ticked("care_harm_situations", found.situations),
        facts=found.facts,
        protection=found.protection,
        told=tuple(_told(facts, each) for each in mine if each.body),
        known_to=facts.names(found.informed_ids),
        later=tuple(
            Note(local_minute(each.told_at or each.noted_at), each.remark)
            for each in mine
            if each.remark
        ),
        contacts=_whom_to_call(facts.session),
        finder=finder,
        signed_at=local_minute(found.signed_at) if found.signed_at else "",
    )
    return paper, found.student_id


def _told(facts: PaperFacts, note: care_school_records.MandatoryReportNote) -> Told:
    return Told(
        facts.words.label("care_bodies", note.body),
        local_minute(note.told_at),
        facts.words.label("care_channels", note.channel),
        "\u3000".join(filter(None, (note.receiver, note.receipt_no))),
    )


def _whom_to_call(session: Session) -> tuple[str, ...]:
    """Return the numbers for an emergency, and police and protection of the place."""
    lines = [each for each in hotlines.read(session) if each.number in _EMERGENCY]
    places = [
        each
        for each in care_contacts.read(session)
        if each.phone and each.kind in {"police", "protection_centre"}
    ]
    return (
        *(labelled(each.name, each.number) for each in lines),
        *(labelled(each.name, each.phone) for each in places),
    )


def card(session: Session) -> HotlineCard:
    """Return the card for families with the lines that are on it."""
    lines = hotlines.on_card(session)
    regions = dict.fromkeys(each.region for each in lines if each.region)
    return HotlineCard(
        school=calendars.read_school(session).name,
        lines=tuple(HotlineLine(e.number, e.name, e.hours) for e in lines),
        region=listed(regions),
        checked_on=hotlines.checked_on(lines),
    )
