"""The school, its calendar, its people, and the words it added: read by all staff."""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    key,
    note,
    number,
    person_name,
    phone_no,
    rows,
    text,
)
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Codes,
    Compartment,
    Doubt,
    Flag,
    IndexedBy,
    Record,
    Row,
    Whole,
)
from homevisit.text import N_


class School(Record):
    """The school as it calls itself; one per vault."""

    KIND = "school"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(title="name")

    name: Annotated[str, text(N_("School name"), REQUIRED, S0)] = ""
    code: Annotated[str, text(N_("School code"), OPTIONAL, S0)] = ""
    system: Annotated[
        str, choice(N_("School system"), "school_systems", REQUIRED, S0)
    ] = ""
    stages: Annotated[Codes, choices(N_("Stages"), "stages", REQUIRED, S0)] = ()
    grade_style: Annotated[
        str, choice(N_("How grades are written"), "grade_styles", OPTIONAL, S0)
    ] = ""
    class_style: Annotated[
        str, choice(N_("How classes are written"), "class_styles", OPTIONAL, S0)
    ] = ""
    current_school_year: Annotated[
        Whole, number(N_("Current school year"), REQUIRED, S0)
    ] = None
    address: Annotated[str, text(N_("School address"), OPTIONAL, S0)] = ""
    phone: Annotated[str, phone_no(N_("School phone"), OPTIONAL, S0)] = ""
    area_code: Annotated[str, text(N_("Area code"), OPTIONAL, S0)] = ""
    seal_text: Annotated[str, text(N_("Text of the seal"), OPTIONAL, S0)] = ""
    communication_tips: Annotated[str, note(N_("Communication tips"), OPTIONAL, S0)] = (
        ""
    )
    own_rules: Annotated[str, note(N_("The school's own rules"), OPTIONAL, S0)] = ""
    near_visit_is_on_site: Annotated[
        Flag, flag(N_("A visit at an agreed place counts as on site"), OPTIONAL, S0)
    ] = None
    workplace_visit_is_on_site: Annotated[
        Flag, flag(N_("A visit at the work place counts as on site"), OPTIONAL, S0)
    ] = None
    divorce_is_single_parent: Annotated[
        Flag, flag(N_("Divorce counts as a single-parent family"), OPTIONAL, S0)
    ] = None


class SchoolYear(Record):
    """One school year, named by the year it begins in."""

    KIND = "school_year"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="start_date", title="name")

    start_year: Annotated[Whole, number(N_("Begins in the year"), REQUIRED, S0)] = None
    name: Annotated[str, text(N_("Name of the school year"), OPTIONAL, S0)] = ""
    start_date: Annotated[str, day(N_("First day"), REQUIRED, S0)] = ""
    end_date: Annotated[str, day(N_("Last day"), REQUIRED, S0)] = ""


class TermDay(Row):
    """A day within a term that rules look at, such as an exam; `what` is its code."""

    what: str = ""
    on: str = ""
    name: str = ""


class Term(Record):
    """One term; a visit stores its term, so later edits here do not move it."""

    KIND = "term"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(on_date="start_date", title="name")

    school_year: Annotated[Whole, number(N_("School year"), REQUIRED, S0)] = None
    kind: Annotated[str, choice(N_("Which term"), "term_kinds", REQUIRED, S0)] = ""
    name: Annotated[str, text(N_("Name of the term"), OPTIONAL, S0)] = ""
    start_date: Annotated[str, day(N_("First day"), REQUIRED, S0)] = ""
    end_date: Annotated[str, day(N_("Last day"), REQUIRED, S0)] = ""
    days: Annotated[
        tuple[TermDay, ...], rows(N_("Exams and other days"), "term_days", OPTIONAL, S0)
    ] = ()

    def is_outside(self, day: TermDay) -> bool:
        """Say whether a day lies before or after the term."""
        return not self.start_date <= day.on <= self.end_date

    def cross_doubts(self) -> tuple[Doubt, ...]:
        if any(map(self.is_outside, self.days)):
            message = N_("This day lies outside the term.")
            return (Doubt("days", "day_outside_term", message),)
        return ()


class HolidayRule(Record):
    """To which term a visit in the holidays counts."""

    KIND = "holiday_rule"
    COMPARTMENT = Compartment.SCHOOL

    winter_counts_to: Annotated[
        str, choice(N_("The winter holiday counts to"), "holiday_sides", REQUIRED, S0)
    ] = ""
    summer_counts_to: Annotated[
        str, choice(N_("The summer holiday counts to"), "holiday_sides", REQUIRED, S0)
    ] = ""


class StaffRole(Row):
    """A post somebody holds, for one class or for the school."""

    role: str = ""
    class_id: str = ""
    subject: str = ""
    from_date: str = ""
    to_date: str = ""


class Staff(Record):
    """One colleague, with the keys that changes are sealed to and signed with."""

    KIND = "staff"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(title="name")

    name: Annotated[str, person_name(N_("Colleague's name"), REQUIRED, S0)] = ""
    roles: Annotated[
        tuple[StaffRole, ...], rows(N_("Posts"), "staff_roles", REQUIRED, S0)
    ] = ()
    phone: Annotated[str, phone_no(N_("Colleague's phone"), OPTIONAL, S1)] = ""
    from_date: Annotated[str, day(N_("At the school from"), OPTIONAL, S0)] = ""
    to_date: Annotated[str, day(N_("At the school until"), OPTIONAL, S0)] = ""
    signing_key: Annotated[str, key(N_("Signing key"), OPTIONAL, S0)] = ""
    sealing_key: Annotated[str, key(N_("Sealing key"), OPTIONAL, S0)] = ""


class VocabularyItem(Record):
    """A word that the school added, renamed or no longer offers."""

    KIND = "vocabulary_item"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(title="zh")

    vocabulary: Annotated[str, text(N_("Vocabulary"), REQUIRED, S0)] = ""
    code: Annotated[str, text(N_("Code"), REQUIRED, S0)] = ""
    zh: Annotated[str, text(N_("Chinese label"), REQUIRED, S0)] = ""
    en: Annotated[str, text(N_("English label"), OPTIONAL, S0)] = ""
    order: Annotated[Whole, number(N_("Position in the list"), OPTIONAL, S0)] = None
    is_active: Annotated[Flag, flag(N_("Offered"), OPTIONAL, S0)] = None
