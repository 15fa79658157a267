"""Disputed records in words; runs on the vault's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from homevisit.domain.record import Shape
from homevisit.services import disputes, students, viewings
from homevisit.services.viewings import Looked
from homevisit.text import N_, _, translate, translate_count
from ui.compare_rows import JOINED, CaseRow, Cell, CompareRow, CompareSheet, Head
from ui.desk.compare_words import ValueWords, hide_number, parts_of
from ui.desk.revision_rows import PAPERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from homevisit.services.disputes import Dispute, FieldDispute, Version
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from ui.compare_rows import Decision

_DAYS = ("visit_date", "due_date", "valid_from", "taken_on", "given_on")


@dataclass(frozen=True, slots=True)
class DisputeShown:
    """A dispute, and how it is shown."""

    dispute: Dispute
    sheet: CompareSheet


def read_cases(session: Session) -> tuple[CaseRow, ...]:
    """Return every disputed record, named by the child it is about."""
    found = disputes.all_of(session)
    ids = sorted({each.student_id for each in found if each.student_id})
    children = {row.student_id: row for row in students.rows(session, ids)}
    told = ValueWords(session)
    cases = []
    for each in found:
        child = children.get(each.student_id)
        about = _about(told, each.kind, each.record)
        cases.append(
            CaseRow(
                key=each.record.id,
                name=child.name if child else about,
                context=about if child else "",
                note=translate_count("{count} field", "{count} fields", each.fields),
            )
        )
    return tuple(sorted(cases, key=lambda case: (case.name, case.context, case.key)))


def read_dispute(session: Session, record_id: str) -> DisputeShown:
    """Return a record's versions side by side. Raises `NoSuchRecordError`."""
    dispute = disputes.read(session, record_id)
    told = ValueWords(session)
    columns = max((len(field.versions) for field in dispute.fields), default=2)
    rows = tuple(_row(session, told, field) for field in dispute.fields)
    if dispute.is_locked:
        rows = tuple(replace(row, joined=None) for row in rows)
    note = _("This visit is finalised: one of the versions can be chosen, no new text.")
    return DisputeShown(
        dispute,
        CompareSheet(
            key=record_id,
            heads=_heads(session, dispute, columns),
            rows=rows,
            before=_("Last in common"),
            note=note if dispute.is_locked else "",
        ),
    )


def settle(
    session: Session, dispute: Dispute, decisions: Mapping[str, Decision]
) -> Written:
    """Write what was decided as one save."""
    decided = {
        field.name: value_of(field, decisions[field.name])
        for field in dispute.fields
        if field.name in decisions
    }
    return disputes.settle(session, dispute, decided)


def note_looked(session: Session, dispute: Dispute, field: str) -> None:
    """Write down that the versions of a masked number were looked at."""
    looked = Looked(dispute.student_id, dispute.kind, dispute.record.id, field)
    viewings.note(session, looked)


def value_of(field: FieldDispute, decision: Decision) -> Any:  # noqa: ANN401  any JSON
    """Return the value that a decision stands for."""
    if decision.code != JOINED:
        return field.versions[int(decision.code)].value
    is_text = field.facts is None or field.facts.shape is not Shape.CHOICES
    return decision.words if is_text else field.joined()


def _heads(session: Session, dispute: Dispute, columns: int) -> tuple[Head, ...]:
    """Name a column by its author where all its versions are by one."""
    told = ValueWords(session)
    heads = []
    for at in range(columns):
        authors = {
            f.versions[at].author for f in dispute.fields if at < len(f.versions)
        }
        numbered = _("Version {number}").format(number=at + 1)
        if len(authors) != 1:
            heads.append(Head(numbered))
            continue
        author = authors.pop()
        name = told.person(author) or _("somebody not known here")
        mine = _("this computer") if author == session.person_id else ""
        heads.append(Head(name, mine))
    # Two columns of one author are told apart by their number.
    twice = {head for head in heads if heads.count(head) > 1}
    return tuple(
        Head(_("Version {number}").format(number=at + 1), head.title)
        if head in twice
        else head
        for at, head in enumerate(heads)
    )


def _row(session: Session, told: ValueWords, field: FieldDispute) -> CompareRow:
    texts = [_text(told, field, each.value) for each in field.versions]
    before = "；".join(_text(told, field, v) for v in field.before or () if v)
    cells = tuple(
        Cell(
            str(at),
            parts_of(text, texts[1 - at] if at < 2 else before),
            _caption(told, session, version),
        )
        for at, (text, version) in enumerate(zip(texts, field.versions, strict=True))
    )
    joined = field.joined()
    shown = CompareRow(
        key=field.name,
        label=translate(field.facts.label) if field.facts else field.name,
        state="different",
        cells=cells,
        before=None if field.before is None else before,
        joined=None if joined is None else _text(told, field, joined),
        is_personal=bool(field.facts and field.facts.shape is Shape.NAME),
    )
    return hide_number(shown, field.name, field.facts)


def _text(told: ValueWords, field: FieldDispute, value: object) -> str:
    if field.name != disputes.ARCHIVED:
        return told.text(value, field.facts)
    if isinstance(value, dict):
        return _("set aside: {reason}").format(reason=value.get("reason") or "—")
    return _("kept in the lists")


def _caption(told: ValueWords, session: Session, version: Version) -> str:
    is_mine = version.author == session.person_id
    name = _("me") if is_mine else told.person(version.author)
    return " · ".join(part for part in (name, local_time(version.at)) if part)


def local_time(at: datetime) -> str:
    """Return a moment as this computer's clock tells it."""
    aware = at.replace(tzinfo=at.tzinfo or UTC).astimezone()
    return aware.strftime("%Y-%m-%d %H:%M")


def _about(told: ValueWords, kind: str, record: object) -> str:
    paper = translate(PAPERS.get(kind, N_("Record")))
    day = next((d for n in _DAYS if (d := getattr(record, n, ""))), "")
    relation = getattr(record, "relation", "")
    known = told.code("relations", relation) if relation else ""
    return " ".join(part for part in (paper, known, day) if part)
