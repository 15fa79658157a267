"""Every kind of record, by the name the ledger knows it by."""

from __future__ import annotations

from dataclasses import astuple, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from homevisit.domain import (
    attachments,
    campaigns,
    care_counselling,
    care_passing,
    care_records,
    care_room_records,
    care_school_records,
    classes,
    determinations,
    exports,
    families,
    follow_ups,
    leader_talks,
    merges,
    papers,
    reminders,
    report_snapshots,
    school,
    signatures,
    students,
    talk_exemptions,
    talks,
    targets,
    visit_plans,
    visits,
)
from homevisit.domain.doubts import shape_doubts
from homevisit.domain.record import (
    Doubt,
    IndexColumns,
    IndexedBy,
    Need,
    Record,
    Shape,
    facts_of,
    is_empty,
    read_as,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_ALL: tuple[type[Record], ...] = (
    school.School,
    school.SchoolYear,
    school.Term,
    school.HolidayRule,
    school.Staff,
    school.VocabularyItem,
    classes.SchoolClass,
    classes.ClassMembership,
    students.Student,
    students.StudentPrivate,
    merges.StudentMerge,
    merges.NotSameChild,
    families.FamilyMember,
    families.Household,
    determinations.Determination,
    visit_plans.VisitPlan,
    visits.Visit,
    visits.VisitAddendum,
    visits.VisitReview,
    signatures.VisitSignature,
    talks.Talk,
    leader_talks.LeaderTalkNote,
    talk_exemptions.TalkExemption,
    targets.Target,
    follow_ups.FollowUp,
    attachments.Attachment,
    attachments.Consent,
    exports.Export,
    papers.PaperForm,
    report_snapshots.ReportSnapshot,
    campaigns.Campaign,
    campaigns.CampaignStudent,
    reminders.StudentEvent,
    reminders.ReminderRule,
    reminders.ReminderDismissal,
    care_records.Concern,
    care_records.ConcernAddendum,
    care_records.CareCase,
    care_records.CareDutyDone,
    care_records.GuardianNotice,
    care_passing.ConcernReceipt,
    care_school_records.MandatoryReport,
    care_school_records.MandatoryReportNote,
    care_school_records.CareApproval,
    care_school_records.RoomRequest,
    care_school_records.RoomRelease,
    care_passing.ReleasedLetter,
    care_school_records.SealedLetter,
    care_school_records.LevelScheme,
    care_school_records.CareContact,
    care_school_records.Hotline,
    care_passing.ReportLimit,
    care_room_records.CareFile,
    care_room_records.CareStep,
    care_room_records.PlanItem,
    care_room_records.Appointment,
    care_room_records.ReleasedEntry,
    care_passing.RoomExport,
    care_counselling.CounsellingNote,
    care_counselling.ScreeningBatch,
    care_counselling.ScreeningResult,
)
KINDS: Mapping[str, type[Record]] = MappingProxyType({k.KIND: k for k in _ALL})

_COLUMNS = IndexedBy()


class UnknownRecord(Record):
    """A record of a kind that a newer version wrote: all of it is in `unknown`."""


def read_record(kind: str, record_id: str, values: Mapping[str, Any]) -> Record:
    """Return the record of a kind; values that do not fit are kept, never refused."""
    return read_as(KINDS.get(kind, UnknownRecord), record_id, values)


@cache
def _indexed_by(kind: str) -> tuple[str, ...]:
    found = KINDS.get(kind)
    return astuple(found.INDEX if found else _COLUMNS)


def index_columns(kind: str, values: Mapping[str, Any]) -> IndexColumns:
    """Return what lists filter and sort a record by; "" where it does not say."""
    found = [values.get(name, "") for name in _indexed_by(kind)]
    columns = IndexColumns(*(v if isinstance(v, str) else "" for v in found))
    if kind == visits.Visit.KIND and values.get("state") != "finalised":
        # Its outcome counts once it is finalised; until then it is work in progress.
        return replace(columns, state="open")
    return columns


def missing(record: Record) -> tuple[str, ...]:
    """Return the fields that the file needs and that are still empty, in form order."""
    wanted = {
        name
        for name, facts in facts_of(type(record)).items()
        if facts.need is Need.REQUIRED
    }
    wanted = (wanted | set(record.also_missing())) - set(record.waived())
    return tuple(
        name
        for name in facts_of(type(record))
        if name in wanted
        and name not in record.unread
        and is_empty(getattr(record, name))
    )


def doubts_of(record: Record, *, today: date | None = None) -> tuple[Doubt, ...]:
    """Return what a person should look at again, a doubt per field and oddity.

    `today` lets days be doubted that are still to come.
    """
    return (*shape_doubts(record, today=today), *record.cross_doubts())


_READABLE = frozenset({Shape.TEXT, Shape.NOTE, Shape.NAME})


def searchable_text(record: Record) -> str:
    """Return all that is written in words in a record, a line per field."""
    found = (
        getattr(record, name)
        for name, facts in facts_of(type(record)).items()
        if facts.shape in _READABLE
    )
    return "\n".join(value for value in found if value)
