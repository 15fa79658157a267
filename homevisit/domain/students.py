"""The student in two records: what the class's teachers see, and what few may see.

`Student` is the roster (S0, S1). `StudentPrivate` holds identity, address, health and
registry marks. Not collected at all: religion, biometrics,
parents' rank, income bands, cars, criminal records.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    link,
    month,
    note,
    number,
    off,
    person_name,
    phone_no,
    text,
)
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Codes,
    Compartment,
    Doubt,
    Flag,
    IndexedBy,
    Number,
    Record,
    Whole,
)
from homevisit.domain.registry_no import registry_doubts, registry_id_doubts
from homevisit.domain.resident_id import (
    RESIDENT_ID_CARD,
    other_document_doubts,
    resident_id_doubts,
)
from homevisit.text import N_

NO_NUMBER_NEEDED = "Z"


class Student(Record):
    """What every teacher of the class may know of a child."""

    KIND = "student"
    COMPARTMENT = Compartment.CLASS_ROSTER
    INDEX = IndexedBy(on_date="birth_date", state="roll_status", title="name")

    name: Annotated[str, person_name(N_("Student's name"), REQUIRED, S1)] = ""
    name_pinyin: Annotated[str, text(N_("Name in pinyin"), OPTIONAL, S1)] = ""
    former_name: Annotated[str, person_name(N_("Former name"), OPTIONAL, S1)] = ""
    sex: Annotated[str, choice(N_("Sex"), "sexes", REQUIRED, S1)] = ""
    birth_date: Annotated[str, day(N_("Date of birth"), REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", REQUIRED, S0)] = ""
    class_since: Annotated[str, day(N_("In the class since"), OPTIONAL, S0)] = ""
    class_seat_no: Annotated[str, text(N_("Number in class"), OPTIONAL, S0)] = ""
    entry_ym: Annotated[str, month(N_("Month of entry"), OPTIONAL, S0)] = ""
    entry_mode: Annotated[
        str, choice(N_("Way of entry"), "entry_modes", OPTIONAL, S0)
    ] = ""
    boarding: Annotated[
        str, choice(N_("Day pupil or boarder"), "boarding", REQUIRED, S0)
    ] = ""
    roll_status: Annotated[
        str, choice(N_("Student status"), "roll_status", REQUIRED, S1)
    ] = ""
    left_on: Annotated[str, day(N_("Left the roll on"), CONDITIONAL, S1)] = ""
    needs_care: Annotated[Flag, flag(N_("Needs care"), OPTIONAL, S1)] = None
    strengths: Annotated[str, note(N_("Strengths"), OPTIONAL, S1)] = ""
    interests: Annotated[str, note(N_("Interests"), OPTIONAL, S1)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S1)] = ""

    def also_missing(self) -> tuple[str, ...]:
        has_left = self.roll_status in {"transferred_out", "graduated", "dropped_out"}
        return ("left_on",) if has_left else ()


class StudentPrivate(Record):
    """What is asked for identity, reaching the family, safety and the registry."""

    KIND = "student_private"
    COMPARTMENT = Compartment.CLASS_FILE

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    household_id: Annotated[str, link(N_("Household"), "household", OPTIONAL, S1)] = ""
    id_doc_type: Annotated[
        str, choice(N_("Type of identity document"), "id_doc_types", REQUIRED, S1)
    ] = ""
    id_doc_no: Annotated[str, text(N_("Identity document number"), CONDITIONAL, S2)] = (
        ""
    )
    student_registry_no: Annotated[
        str, text(N_("Student registry number"), OPTIONAL, S2)
    ] = ""
    former_registry_no: Annotated[
        str, text(N_("Former registry number"), OPTIONAL, S2)
    ] = ""
    registry_aux_no: Annotated[
        str, text(N_("Auxiliary registry number"), OPTIONAL, S1)
    ] = ""
    ethnic_group: Annotated[
        str, choice(N_("Ethnic group"), "ethnic_groups", OPTIONAL, S1)
    ] = ""
    nationality: Annotated[str, text(N_("Nationality"), OPTIONAL, S1)] = ""
    hukou_address: Annotated[str, text(N_("Registered residence"), OPTIONAL, S1)] = ""
    hukou_type: Annotated[
        str,
        off(
            choice(N_("Kind of registration"), "hukou_types", OPTIONAL, S1),
            N_("An attribute no longer issued; only old registry files ask for it."),
        ),
    ] = ""
    home_address: Annotated[str, text(N_("Home address"), REQUIRED, S2)] = ""
    home_village: Annotated[str, text(N_("Village or neighbourhood"), OPTIONAL, S1)] = (
        ""
    )
    phone: Annotated[str, phone_no(N_("Contact phone"), REQUIRED, S1)] = ""
    emergency_name: Annotated[
        str, person_name(N_("Emergency contact"), REQUIRED, S1)
    ] = ""
    emergency_phone: Annotated[
        str, phone_no(N_("Emergency contact's phone"), REQUIRED, S1)
    ] = ""
    emergency_relation: Annotated[
        str, choice(N_("Emergency contact's relation"), "relations", REQUIRED, S1)
    ] = ""
    health_status: Annotated[
        str, choice(N_("State of health"), "health_status", OPTIONAL, S2)
    ] = ""
    special_constitution: Annotated[
        str, note(N_("Special constitution or chronic illness"), OPTIONAL, S2)
    ] = ""
    allergies: Annotated[str, note(N_("Allergies"), OPTIONAL, S2)] = ""
    only_child: Annotated[
        Flag,
        off(
            flag(N_("Only child"), OPTIONAL, S1),
            N_("Siblings are known from the household; the registry alone asks."),
        ),
    ] = None
    preschool: Annotated[
        Flag,
        off(
            flag(N_("Attended preschool"), OPTIONAL, S0),
            N_("Needed only for the registry of the first grade."),
        ),
    ] = None
    registry_left_behind: Annotated[
        str,
        choice(
            N_("Left-behind, in the registry"), "registry_left_behind", CONDITIONAL, S2
        ),
    ] = ""
    registry_migrant: Annotated[
        Flag, flag(N_("Accompanying child, in the registry"), CONDITIONAL, S2)
    ] = None
    registry_orphan: Annotated[
        Flag, flag(N_("Orphan, in the registry"), CONDITIONAL, S2)
    ] = None
    martyr_child: Annotated[
        Flag,
        off(
            flag(N_("Child of a martyr or entitled family"), OPTIONAL, S2),
            N_("Asked only of a family that claims it with a certificate."),
        ),
    ] = None
    inclusive_class: Annotated[
        str, choice(N_("Inclusive class"), "inclusive_class", CONDITIONAL, S2)
    ] = ""
    registry_disability: Annotated[
        Codes,
        choices(
            N_("Disability, in the registry"), "disability_categories", CONDITIONAL, S2
        ),
    ] = ()
    aid_needed: Annotated[Flag, flag(N_("Needs to apply for aid"), OPTIONAL, S2)] = None
    boarding_subsidy: Annotated[
        Flag, flag(N_("Receives the boarding subsidy"), OPTIONAL, S2)
    ] = None
    commute_km: Annotated[
        Number, number(N_("Way to school in kilometres"), OPTIONAL, S0)
    ] = None
    commute_minutes: Annotated[
        Whole, number(N_("Way to school in minutes"), OPTIONAL, S0)
    ] = None
    commute_mode: Annotated[
        str,
        choice(N_("How the student comes to school"), "commute_modes", OPTIONAL, S0),
    ] = ""
    needs_bus: Annotated[Flag, flag(N_("Needs the school bus"), OPTIONAL, S0)] = None
    political_status: Annotated[
        str,
        off(
            choice(N_("Political status"), "political_status", OPTIONAL, S0),
            N_("The school visit has no use for it; the registry alone asks."),
        ),
    ] = ""
    photo_id: Annotated[
        str,
        off(
            link(N_("Photo"), "attachment", OPTIONAL, S2),
            N_("A face is not needed to help a child; ask for consent first."),
        ),
    ] = ""
    tip: Annotated[str, note(N_("How to talk"), OPTIONAL, S2)] = ""
    remark: Annotated[str, note(N_("Remark"), OPTIONAL, S2)] = ""

    def also_missing(self) -> tuple[str, ...]:
        return () if self.id_doc_type == NO_NUMBER_NEEDED else ("id_doc_no",)

    def cross_doubts(self) -> tuple[Doubt, ...]:
        is_card = self.id_doc_type in {"", RESIDENT_ID_CARD}
        check = resident_id_doubts if is_card else other_document_doubts
        return (
            *check("id_doc_no", self.id_doc_no),
            *registry_doubts("student_registry_no", self.student_registry_no),
            *registry_id_doubts(self),
        )
