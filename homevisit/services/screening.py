"""Screenings in the counselling room: taken in from Excel, judged by editable rules.

Kept are totals, factors and which threshold was reached; the strongest word is that an
interview is suggested, and what follows is a person's decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import screening_rules as rules
from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import records, school
from homevisit.services.records import RecordEdit
from homevisit.services.screening_columns import Role
from homevisit.services.screening_file import VALIDITY, numbers_of
from homevisit.text import N_, _, listed, sentences, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.domain.care_counselling import (
        ScreeningBatch,
        ScreeningResult,
        Threshold,
    )
    from homevisit.services.records import Written
    from homevisit.services.room import Room
    from homevisit.services.screening_file import Batch, ScreeningFile, ScreeningPlan

BATCH, RESULT = "screening_batch", "screening_result"
_ORDER = {
    rules.INTERVIEW: 0,
    rules.ATTENTION: 1,
    rules.INVALID: 2,
    rules.NOTHING: 3,
}


class ScreeningKnownError(Problem):
    """The same file was taken in before."""

    code = "screening_known"
    what = N_("This file was taken in before, as the batch “{name}”.")
    safe = N_("The batch and its results are as they were.")
    todo = N_("Choose another file, or remove that batch first.")


class NobodyFitsError(Problem):
    """No row of the file could be taken in."""

    code = "screening_nobody"
    what = N_("No row of this file fits a student on file.")
    safe = N_("Nothing was taken in.")
    todo = N_("Look at the reasons beside the rows, and choose the columns again.")


class ThresholdUnclearError(Problem):
    """A threshold has a number and one of the words that may follow."""

    code = "screening_threshold"
    what = N_("This threshold has no number, or no word for what it leads to.")
    safe = N_("The thresholds and results are as they were.")
    todo = N_("Write a number, and choose “worth attention” or “interview suggested”.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was taken in; the save takes it back as a whole."""

    written: Written
    batch_id: str
    taken: int
    left_out: int


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch with how many have each first result."""

    batch: ScreeningBatch
    counts: Mapping[str, int]
    interviewed: int


def said(file: ScreeningFile) -> tuple[str, ...]:
    """Return in sentences which columns are not taken in, and why."""
    unknown = file.headings(Role.UNKNOWN)
    items = file.headings(Role.ITEM, Role.WATCHED)
    verdicts = file.headings(Role.VERDICT)
    found = []
    if unknown:
        count = translate_count(
            "{count} column was not understood and is left out:",
            "{count} columns were not understood and are left out:",
            len(unknown),
        )
        found.append(sentences(count, listed(unknown)))
    if items:
        found.append(
            translate_count(
                "{count} column holds a single item; answers to items are not kept.",
                "{count} columns hold single items; answers to items are not kept.",
                len(items),
            )
        )
    if verdicts:
        told = _("Levels and results of another program are not taken over: {names}.")
        found.append(told.format(names=listed(verdicts)))
    return tuple(found)


def take_in(room: Room, plan: ScreeningPlan) -> Receipt:
    """Write a batch with the rows that fit as one save.

    Raises `ScreeningKnownError`, `NobodyFitsError`.
    """
    before = _with_digest(room, plan.file.digest)
    if before is not None:
        raise ScreeningKnownError(name=before.name)
    if not plan.results:
        raise NobodyFitsError
    batch_id = records.new_record_id(room)
    edits = [records.edit(BATCH, _batch_values(room, plan), record_id=batch_id)]
    edits += [
        records.edit(
            RESULT,
            {"student_id": each.student_id, "batch_id": batch_id, **each.values},
            student_id=each.student_id,
        )
        for each in plan.results
    ]
    written = records.save(room, edits, label="screening")
    return Receipt(written, batch_id, len(plan.results), len(plan.left_out))


def batches(room: Room) -> tuple[BatchLine, ...]:
    """Return all batches, the latest first."""
    found = cast("tuple[ScreeningBatch, ...]", records.find(room, Query(BATCH)))
    latest = sorted(found, key=lambda each: (each.on_date, each.id), reverse=True)
    return tuple(_line(each, results(room, each.id)) for each in latest)


def results(room: Room, batch_id: str) -> tuple[ScreeningResult, ...]:
    """Return the results of a batch, those first where an interview is suggested."""
    query = Query(RESULT, title=batch_id)
    found = cast("tuple[ScreeningResult, ...]", records.find(room, query))
    return tuple(sorted(found, key=lambda e: (_ORDER.get(e.result, len(_ORDER)), e.id)))


def of_student(room: Room, student_id: str) -> tuple[ScreeningResult, ...]:
    """Return what screenings gave for one student, the latest first."""
    query = Query(RESULT, student_id=student_id)
    found = cast("tuple[ScreeningResult, ...]", records.find(room, query))
    return tuple(sorted(found, key=lambda e: (e.on_date, e.id), reverse=True))


def whose(room: Room, found: Iterable[ScreeningResult]) -> dict[str, tuple[str, str]]:
    """Return name and class of the students of these results."""
    known = queries.fields(room.school.ledger.db, "student", ("name", "class_id"))
    classes = school.class_names(room.school)
    pairs = {each.student_id: known.get(each.student_id, ("", "")) for each in found}
    return {
        student_id: (str(name or ""), classes.get(str(class_id or ""), ""))
        for student_id, (name, class_id) in pairs.items()
    }


def usual_rules(
    room: Room, scale: str
) -> tuple[tuple[Threshold, ...], float | None, str]:
    """Return thresholds, limit of validity and source for a new batch of a scale.

    The school's own from its latest batch of the scale, else the shipped examples.
    """
    found = cast("tuple[ScreeningBatch, ...]", records.find(room, Query(BATCH)))
    mine = [each for each in found if each.scale == scale]
    if mine:
        last = max(mine, key=lambda each: (each.on_date, each.id))
        return last.thresholds, last.invalid_from, last.threshold_source
    shipped = rules.scale(scale)
    return shipped.thresholds, shipped.invalid_from, shipped.source


def set_rules(
    room: Room,
    batch_id: str,
    thresholds: Iterable[Threshold],
    *,
    invalid_from: float | None,
    source: str,
) -> Written:
    """Change the rules of a batch and judge its results anew, as one save.

    What people concluded after interviews stays. Raises `ThresholdUnclearError`.
    """
    chosen = tuple(thresholds)
    for each in chosen:
        if each.at_least is None or each.result not in {
            rules.ATTENTION,
            rules.INTERVIEW,
        }:
            raise ThresholdUnclearError
    edits = [RecordEdit(BATCH, _rule_values(chosen, invalid_from, source), batch_id)]
    invalid = 0
    for found in results(room, batch_id):
        judged = rules.judge(numbers_of(found), chosen, invalid_from)
        invalid += judged.result == rules.INVALID
        values = {
            "result": judged.result,
            "over": list(judged.over),
            "is_valid": judged.is_valid,
        }
        edits.append(RecordEdit(RESULT, values, found.id, found.student_id))
    edits[0] = RecordEdit(BATCH, {**edits[0].values, "invalid": invalid}, batch_id)
    return records.save(room, edits, label="screening")


def note_interview(
    room: Room, result_id: str, day: str, conclusion: str, remark: str = ""
) -> Written:
    """Write down what a person found in the interview after a screening.

    The conclusion may still be open. Raises `LookupError` for one that is none.
    """
    if conclusion and conclusion not in vocabulary("screening_conclusions"):
        raise LookupError(conclusion)
    found = records.edit_of(
        room,
        result_id,
        {
            "interview_date": day,
            "interviewer_id": room.person_id,
            "conclusion": conclusion,
            "conclusion_note": remark.strip(),
        },
    )
    return records.save(room, [found], label="screening")


def link_case(room: Room, result_id: str, case_id: str) -> Written:
    """Note which case came of a result."""
    found = records.edit_of(room, result_id, {"case_id": case_id})
    return records.save(room, [found], label="screening")


def remove(room: Room, batch_id: str, reason: str) -> Written:
    """Set a batch aside with all its results, as one save."""
    ids = (batch_id, *(each.id for each in results(room, batch_id)))
    edits = [records.archive_edit(room, each, reason) for each in ids]
    return records.save(room, edits, reason=reason, label="screening")


def _line(batch: ScreeningBatch, found: Sequence[ScreeningResult]) -> BatchLine:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.result] = counts.get(each.result, 0) + 1
    return BatchLine(batch, counts, sum(bool(each.conclusion) for each in found))


def _with_digest(room: Room, digest: str) -> ScreeningBatch | None:
    found = cast("tuple[ScreeningBatch, ...]", records.find(room, Query(BATCH)))
    return next((each for each in found if each.file_digest == digest), None)


def _batch_values(room: Room, plan: ScreeningPlan) -> dict[str, Any]:
    batch, file = plan.batch, plan.file
    has_validity = bool(file.headings(Role.VALIDITY))
    values = {
        "name": batch.name.strip(),
        "on_date": batch.on_date,
        "organiser": batch.organiser.strip(),
        "scale": file.scale,
        "scale_version": batch.scale_version.strip(),
        "expected": len(file.table.rows),
        "done": len(plan.results),
        "invalid": plan.counts()[rules.INVALID],
        "validity_factor": VALIDITY if has_validity else "",
        "file_digest": file.digest,
        "imported_at": records.instant(room),
        **_batch_rules(batch),
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def _batch_rules(batch: Batch) -> dict[str, Any]:
    return _rule_values(batch.thresholds, batch.invalid_from, batch.threshold_source)


def _rule_values(
    thresholds: Iterable[Threshold], invalid_from: float | None, source: str
) -> dict[str, Any]:
    return {
        "thresholds": [
            each.model_dump(mode="json", exclude_none=True) for each in thresholds
        ],
        "invalid_from": invalid_from,
        "threshold_source": source.strip(),
    }
