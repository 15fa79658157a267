"""Pairs of files that may be one child's, in words; runs on the vault's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain.record import Shape
from homevisit.domain.same_child import AGAINST, REASONS
from homevisit.services import comparing, duplicates, merging, students, viewings
from homevisit.services.comparing import State
from homevisit.services.viewings import Looked
from homevisit.text import N_, _, translate, translate_count
from ui.compare_rows import (
    CHANGED,
    JOINED,
    MERGED,
    PAIR,
    Belongings,
    CaseRow,
    Cell,
    CompareRow,
    CompareSheet,
    Head,
)
from ui.desk.compare_words import ValueWords, hide_number, parts_of
from ui.desk.revision_rows import PAPERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.record import Record
    from homevisit.domain.same_child import Pair
    from homevisit.services.comparing import Comparison, FieldPair, Side
    from homevisit.services.merging import Merged, MergedFile
    from homevisit.services.session import Session
    from homevisit.services.students import StudentRow
    from ui.compare_rows import Decision

MOST_SHOWN = 300
_STATES = {
    State.SAME: "same",
    State.KEPT_ONLY: "one_side",
    State.OTHER_ONLY: "one_side",
    State.DIFFERENT: "different",
    State.SETTLED: "settled",
}
_TITLES = ("visit_no", "name", "group_code", "description", "caption")
_DAYS = ("visit_date", "due_date", "valid_from", "taken_on", "given_on", "written_on")
_CODES = {"group_code": "groups"}


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two files as they were compared, and how that is shown."""

    comparison: Comparison
    sheet: CompareSheet
    is_merged: bool


def key_of(one_id: str, other_id: str) -> str:
    """Return the key of two files, whichever comes first."""
    return "|".join(sorted((one_id, other_id)))


def read_cases(session: Session) -> tuple[CaseRow, ...]:
    """Return the pairs to look at, then the files that were merged."""
    pairs = duplicates.find(session)[:MOST_SHOWN]
    merged = merging.merged_files(session)
    ids = {each for pair in pairs for each in pair.ids} | {f.kept_id for f in merged}
    children = {r.student_id: r for r in students.rows(session, sorted(ids))}
    changed = [_merged(each, children) for each in merged if each.news]
    settled = [_merged(each, children) for each in merged if not each.news]
    return (*changed, *(_pair(each, children) for each in pairs), *settled)


def read_pair(session: Session, kept_id: str, other_id: str) -> PairShown:
    """Return two files side by side. Raises `NoSuchRecordError`."""
    comparison = comparing.compare(session, kept_id, other_id)
    told = ValueWords(session)
    kept, other = comparison.kept, comparison.other
    is_merged = merging.file_of(session, other.student_id) == kept.student_id
    shown = {pair.name: pair for pair in comparison.fields if pair.kind == "student"}
    sheet = CompareSheet(
        key=key_of(kept.student_id, other.student_id),
        heads=(
            _head(told, shown, kept, "kept", _("is kept")),
            _head(told, shown, other, "other", _("goes into it")),
        ),
        rows=tuple(_row(told, pair) for pair in comparison.fields),
        note=_note(comparison),
        belongings=_belongings(told, kept, other),
    )
    return PairShown(comparison, sheet, is_merged)


def read_proposal(session: Session, one_id: str, other_id: str) -> PairShown:
    """Return two files side by side, the fuller one as the kept one."""
    return read_pair(session, *comparing.kept_first(session, one_id, other_id))


def merge(
    session: Session, comparison: Comparison, decisions: Mapping[str, Decision]
) -> Merged:
    """Make one file of two as it was decided, in one save."""
    decided = {
        (pair.kind, pair.name): value_of(pair, decisions[row_key(pair)])
        for pair in comparison.fields
        if row_key(pair) in decisions
    }
    return merging.merge(session, comparison, decided)


def note_looked(session: Session, comparison: Comparison, key: str) -> None:
    """Write down that a number of both files was looked at, for each that has one."""
    for pair in comparison.fields:
        if row_key(pair) != key:
            continue
        for side, values in (
            (comparison.kept, pair.kept),
            (comparison.other, pair.other),
        ):
            own = {"student": side.student_id, "student_private": side.private_id}
            if values:
                looked = Looked(side.student_id, pair.kind, own[pair.kind], pair.name)
                viewings.note(session, looked)


def row_key(pair: FieldPair) -> str:
    return f"{pair.kind}.{pair.name}"


def value_of(pair: FieldPair, decision: Decision) -> Any:  # noqa: ANN401  any JSON
    """Return the value that a decision stands for."""
    if decision.code != JOINED:
        return pair.options[int(decision.code)]
    facts = ValueWords.facts(pair.kind, pair.name)
    is_list = facts is not None and facts.shape is Shape.CHOICES
    return pair.joined() if is_list else decision.words


def _pair(pair: Pair, children: Mapping[str, StudentRow]) -> CaseRow:
    one, other = children.get(pair.one), children.get(pair.other)
    names = dict.fromkeys(each.name for each in (one, other) if each)
    classes = dict.fromkeys(each.class_name for each in (one, other) if each)
    said = [translate(REASONS[each]) for each in pair.reasons]
    said += [translate(AGAINST[each]) for each in pair.against]
    return CaseRow(
        key=key_of(pair.one, pair.other),
        name=" / ".join(names),
        context=" / ".join(filter(None, classes)),
        note=" · ".join(said),
        kind=PAIR,
    )


def _merged(file: MergedFile, children: Mapping[str, StudentRow]) -> CaseRow:
    child = children.get(file.kept_id)
    news = translate_count(
        "{count} field was written since the merge",
        "{count} fields were written since the merge",
        len(file.news),
    )
    merged = _("Merged on {day}").format(day=file.merged_on)
    return CaseRow(
        key=key_of(file.kept_id, file.merged_id),
        name=child.name if child else "",
        context=child.class_name if child else "",
        note=news if file.news else merged,
        kind=CHANGED if file.news else MERGED,
    )


def _head(
    told: ValueWords, shown: Mapping[str, FieldPair], side: Side, of: str, role: str
) -> Head:
    def first(name: str) -> str:
        pair = shown.get(name)
        values = getattr(pair, of) if pair else ()
        return told.text(values[0], told.facts("student", name)) if values else ""

    count = sum(map(len, side.belongings.values()))
    entries = translate_count("{count} entry", "{count} entries", count)
    parts = (role, first("class_id"), first("class_seat_no"), entries)
    return Head(first("name"), " · ".join(part for part in parts if part))


def _note(comparison: Comparison) -> str:
    if not comparison.relatives:
        return ""
    return translate_count(
        "{count} relative stands in both families and becomes one.",
        "{count} relatives stand in both families and become one each.",
        len(comparison.relatives),
    )


def _row(told: ValueWords, pair: FieldPair) -> CompareRow:
    facts = told.facts(pair.kind, pair.name)
    state = _STATES[pair.state]
    if state == "different":
        cells = _choices(told, pair)
    else:
        texts = ["；".join(told.text(v, facts) for v in vs) for vs in _sides(pair)]
        cells = tuple(Cell("", parts_of(text, "")) for text in texts)
    joined = pair.joined() if state == "different" else None
    shown = CompareRow(
        key=row_key(pair),
        label=told.label(pair.kind, pair.name),
        state=state,
        cells=cells,
        joined=None if joined is None else told.text(joined, facts),
        is_personal=bool(facts and facts.shape is Shape.NAME),
    )
    return hide_number(shown, pair.name, facts)


def _sides(pair: FieldPair) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return pair.kept, pair.other


def _choices(told: ValueWords, pair: FieldPair) -> tuple[Cell, ...]:
    facts = told.facts(pair.kind, pair.name)
    texts = [told.text(value, facts) for value in pair.options]
    is_plain = len(pair.kept) == len(pair.other) == 1
    return tuple(
        Cell(
            str(at),
            parts_of(text, texts[1 - at] if at < 2 and len(texts) > 1 else ""),
            "" if is_plain else _owner(pair, pair.options[at]),
        )
        for at, text in enumerate(texts)
    )


def _owner(pair: FieldPair, value: object) -> str:
    return _("kept file") if value in pair.kept else _("other file")


def _belongings(told: ValueWords, kept: Side, other: Side) -> tuple[Belongings, ...]:
    kinds = dict.fromkeys((*kept.belongings, *other.belongings))
    return tuple(
        Belongings(
            translate(PAPERS.get(kind, N_("Record"))),
            _lines(told, kept.belongings.get(kind, ())),
            _lines(told, other.belongings.get(kind, ())),
        )
        for kind in kinds
    )


def _lines(told: ValueWords, found: Sequence[Record]) -> tuple[str, ...]:
    return tuple(_line(told, each) for each in found)


def _line(told: ValueWords, record: Record) -> str:
    parts = [day] if (day := _first(record, _DAYS)) else []
    relation = getattr(record, "relation", "")
    if relation:
        parts.append(told.code("relations", relation))
    for name in _TITLES:
        text = getattr(record, name, "")
        if isinstance(text, str) and text:
            table = _CODES.get(name, "")
            parts.append(told.code(table, text) if table else text)
            break
    return " ".join(parts) or "—"


def _first(record: Record, names: Sequence[str]) -> str:
    return next(
        (t for n in names if isinstance(t := getattr(record, n, ""), str) and t), ""
    )
