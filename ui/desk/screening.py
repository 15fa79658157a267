"""Screenings as their page shows them; runs on the vault's thread, in the open room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.domain import screening_rules as rules
from homevisit.domain.care_counselling import Threshold
from homevisit.errors import Problem
from homevisit.services import school, screening, screening_file, viewings, words
from homevisit.services.room import room_of
from homevisit.services.screening_columns import CHOOSABLE, WHO, Role
from homevisit.services.screening_file import VALIDITY, Batch
from homevisit.text import N_, _, listed, sentences, translate, translate_count
from ui.screening_rows import (
    BatchRow,
    BatchSheet,
    ColumnRow,
    ResultRow,
    RuleRow,
    ScreeningSheet,
    TrialSheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.care_counselling import ScreeningResult
    from homevisit.services.room import Room
    from homevisit.services.screening import BatchLine, Receipt
    from homevisit.services.screening_file import ScreeningFile, ScreeningPlan
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.screening_rows import BatchEntry

_ROLES = {
    Role.REGISTRY: N_("Registry number"),
    Role.ID: N_("Identity number"),
    Role.NAME: N_("Student's name"),
    Role.CLASS: N_("Class"),
    Role.GRADE: N_("Grade"),
    Role.TOTAL: N_("Total"),
    Role.FACTOR: N_("Factor"),
    Role.VALIDITY: N_("Validity"),
    Role.CONSENT: N_("Consent of the family"),
    Role.WATCHED: N_("Single item: only whether it was reached"),
    Role.ITEM: N_("Single item: not kept"),
    Role.VERDICT: N_("Result of another program: not kept"),
    Role.KNOWN: N_("Not needed here"),
    Role.UNKNOWN: N_("Not understood: left out"),
}
_TELL_ROWS = 200


def read_sheet(session: Session, batch_id: str) -> ScreeningSheet:
    """Return all batches and one of them. Raises `RoomClosedError`, `NoRoomError`."""
    room = room_of(session)
    table = words.read_words(session)
    lines = screening.batches(room)
    chosen = next((e for e in lines if e.batch.id == batch_id), None)
    if chosen is None and lines:
        chosen = lines[0]
    return ScreeningSheet(
        batches=tuple(_batch_row(each, table) for each in lines),
        chosen=_batch_sheet(room, chosen, table) if chosen else None,
        scales=table.offered("screening_scales"),
    )


def note_look(session: Session, result_id: str, student_id: str) -> None:
    """Write down that the owner has opened the result of a child."""
    looked = viewings.Looked(student_id, screening.RESULT, result_id, "")
    viewings.note(room_of(session), looked)


def read_file(session: Session, path: str, scale: str) -> ScreeningFile:
    """Read a file in a killable worker; the room has to be open."""
    room_of(session)
    return screening_file.read_screening(Path(path), scale)


def try_file(session: Session, file: ScreeningFile, entry: BatchEntry) -> TrialSheet:
    """Return what taking the file in would do."""
    room = room_of(session)
    lacking, plan = "", None
    try:
        plan = _plan(room, file, entry)
    except Problem as problem:
        explained = problem.explain()
        lacking = sentences(explained.what, explained.todo)
    has_class = bool(file.headings(Role.CLASS, Role.REGISTRY, Role.ID))
    return TrialSheet(
        columns=tuple(
            ColumnRow(
                each.index,
                each.heading or _("Column {number}").format(number=each.index + 1),
                each.role.value,
                each.role not in {Role.ITEM, Role.WATCHED, *WHO},
            )
            for each in file.columns
        ),
        roles=tuple((role.value, translate(text)) for role, text in _ROLES.items()),
        said=screening.said(file),
        counts=_counts(plan, words.read_words(session)) if plan else "",
        left_out=tuple(_left_out(plan)) if plan else (),
        takes=len(plan.results) if plan else 0,
        lacking=lacking,
        classes=tuple(school.class_names(session).items()),
        needs_class=not has_class,
    )


def can_choose(role: str) -> bool:
    """Whether a person may give a column this role."""
    return role in {each.value for each in CHOOSABLE}


def take_in(session: Session, file: ScreeningFile, entry: BatchEntry) -> Receipt:
    """Write the batch; raises what the verbs raise."""
    room = room_of(session)
    return screening.take_in(room, _plan(room, file, entry))


def set_rules(
    session: Session, batch_id: str, rows: Iterable[RuleRow], limits: Mapping[str, str]
) -> str | None:
    """Change the rules of a batch; return the save. Raises `ThresholdUnclearError`."""
    invalid = limits.get("invalid_from", "")
    written = screening.set_rules(
        room_of(session),
        batch_id,
        [
            Threshold(
                factor=each.factor,
                at_least=screening_file.read_number(each.at_least),
                result=each.result,
                source=limits.get("source", ""),
            )
            for each in rows
        ],
        invalid_from=screening_file.read_number(invalid),
        source=limits.get("source", ""),
    )
    return written.save_id


def _plan(room: Room, file: ScreeningFile, entry: BatchEntry) -> ScreeningPlan:
    thresholds, invalid_from, source = screening.usual_rules(room, file.scale)
    batch = Batch(
        name=entry.name,
        on_date=entry.on_date,
        organiser=entry.organiser,
        class_id=entry.class_id,
        thresholds=thresholds,
        invalid_from=invalid_from,
        threshold_source=source,
    )
    return screening_file.plan(room, file, batch)


def _counts(plan: ScreeningPlan, table: Words) -> str:
    counts = plan.counts()
    offered = table.offered("screening_results")
    return " · ".join(
        f"{word} {counts[code]}" for code, word in offered if counts[code]
    )


def _left_out(plan: ScreeningPlan) -> Iterable[str]:
    for each in plan.left_out[:_TELL_ROWS]:
        said = _("Row {number}: {why}")
        yield said.format(number=each.row, why=translate(each.why))


def _batch_row(line: BatchLine, table: Words) -> BatchRow:
    interviews = line.counts.get(rules.INTERVIEW, 0)
    word = table.label("screening_results", rules.INTERVIEW)
    note = f"{word} {interviews}" if interviews else ""
    return BatchRow(line.batch.id, line.batch.name, note)


def _batch_sheet(room: Room, line: BatchLine, table: Words) -> BatchSheet:
    batch, found = line.batch, screening.results(room, line.batch.id)
    names = screening.whose(room, found)
    factors = dict.fromkeys(
        name for each in found for name in each.factors if name != VALIDITY
    )
    rows = tuple(_result_row(each, names, table) for each in found)
    return BatchSheet(
        id=batch.id,
        title=batch.name,
        summary=_summary(line, table),
        results=rows,
        rules=tuple(
            RuleRow(e.factor, _number(e.at_least), e.result) for e in batch.thresholds
        ),
        invalid_from=_number(batch.invalid_from),
        source=batch.threshold_source,
        factors=(
            ("", _("Total")),
            ("*", _("Any factor")),
            *((name, name) for name in factors),
        ),
        words=tuple(
            each
            for each in table.offered("screening_results")
            if each[0] in {rules.ATTENTION, rules.INTERVIEW}
        ),
        conclusions=table.offered("screening_conclusions"),
    )


def _summary(line: BatchLine, table: Words) -> str:
    batch = line.batch
    taken = translate_count("{count} student", "{count} students", batch.done or 0)
    talked = _("talked with: {count}").format(count=line.interviewed)
    scale = table.label("screening_scales", batch.scale)
    return " · ".join(filter(None, (batch.on_date, scale, taken, talked)))


def _result_row(
    result: ScreeningResult, names: Mapping[str, tuple[str, str]], table: Words
) -> ResultRow:
    name, class_name = names.get(result.student_id, ("", ""))
    word = table.label("screening_results", result.result)
    led = listed(_over(each) for each in result.over)
    return ResultRow(
        id=result.id,
        student_id=result.student_id,
        name=name,
        class_name=class_name,
        result=result.result,
        group=word,
        said=f"{word} · {led}" if led else word,
        numbers=_numbers(result),
        interview_date=result.interview_date,
        conclusion=result.conclusion,
        note=result.conclusion_note,
    )


def _over(name: str) -> str:
    if name == rules.TOTAL:
        return _("Total")
    if name.startswith(screening_file.ITEM):
        item = name.removeprefix(screening_file.ITEM)
        return _("item {number}").format(number=item)
    return name


def _numbers(result: ScreeningResult) -> str:
    parts = (
        [f"{_('Total')} {_number(result.total)}"] if result.total is not None else []
    )
    for name, value in result.factors.items():
        label = _("Validity") if name == VALIDITY else name
        parts.append(f"{label} {_number(value)}")
    return " · ".join(parts)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
