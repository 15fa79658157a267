"""What the psychologist released to a leader, field by field, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain import care_steps
from homevisit.domain.record import facts_of
from homevisit.services import room_requests, words
from homevisit.services.times import local_minute
from homevisit.text import N_, labelled, listed, translate
from ui.concern_rows import AskLine, ReleasedEntry
from ui.desk.care_signs import read_levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.domain.record import FieldFacts, Record
    from homevisit.services.session import Session
    from homevisit.services.words import Words

_DAYS = ("at", "session_date", "next_on", "starts_at", "opened_at")
_TITLES = {
    "care_file": N_("File of the case"),
    "plan_item": N_("Item of the plan"),
    "counselling_note": N_("Counselling record"),
    "care_step": N_("Step of the case"),
}
# Ids, and what stands in the head of the entry already.
_LEFT_OUT = frozenset(
    {
        "id",
        "student_id",
        "case_id",
        "by_id",
        "after",
        "approval_id",
        "at",
        "session_date",
        "step",
        "details",
        "accepted_by",
        "concern_ids",
        "severity_before",
    }
)


def asks(session: Session, case_id: str) -> tuple[AskLine, ...]:
    """Return what leaders asked about a case, and what was answered."""
    return tuple(
        AskLine(
            at=local_minute(each.request.asked_at)[5:10],
            reason=each.request.reason,
            answer=_answer(each),
            is_answered=each.is_answered,
        )
        for each in room_requests.lines(session)
        if each.request.case_id == case_id
    )


def count(session: Session, case_id: str) -> int:
    """Return how many entries of a case were released to the owner of the vault."""
    return sum(each.entries for each in _readable(session, case_id))


def read(session: Session, case_id: str) -> tuple[ReleasedEntry, ...]:
    """Return the released entries of a case; the look is written down."""
    table = words.read_words(session)
    found: dict[str, Record] = {}
    for line in _readable(session, case_id):
        for each in room_requests.read_released(session, line.request.id):
            found[each.id] = each
    return tuple(_entry(session, each, table) for each in found.values())


def _readable(session: Session, case_id: str) -> tuple[room_requests.RequestLine, ...]:
    return tuple(
        each
        for each in room_requests.lines(session)
        if each.request.case_id == case_id and each.can_read
    )


def _answer(line: room_requests.RequestLine) -> str:
    if not line.is_answered:
        return translate(N_("not answered yet"))
    said = listed(each.remark for each in line.releases)
    released = translate(N_("{count} released")).format(count=line.entries)
    return labelled(released, said) if said else released


def _entry(session: Session, record: Record, table: Words) -> ReleasedEntry:
    day = next((str(getattr(record, name, "") or "") for name in _DAYS), "")
    step = str(getattr(record, "step", ""))
    title = table.label("care_steps", step) if step else ""
    return ReleasedEntry(
        day=local_minute(day)[:10],
        title=title or translate(_TITLES.get(record.KIND, "")),
        text="\n".join(_lines(session, record, table)),
    )


def _lines(session: Session, record: Record, table: Words) -> Iterator[str]:
    for name, facts in facts_of(type(record)).items():
        value = getattr(record, name, None)
        if name not in _LEFT_OUT and value not in (None, "", (), []):
            yield _line(session, facts, value, table, is_level="severity" in name)
    step = str(getattr(record, "step", ""))
    details: Mapping[str, Any] = getattr(record, "details", {})
    for name, facts in care_steps.DETAILS.get(step, {}).items():
        if details.get(name):
            yield _line(session, facts, details[name], table)


def _line(
    session: Session,
    facts: FieldFacts,
    value: Any,  # noqa: ANN401  a value of a record
    table: Words,
    *,
    is_level: bool = False,
) -> str:
    label = translate(facts.label)
    if is_level:
        return labelled(label, read_levels(session).sign(int(value)).label)
    codes = value if isinstance(value, list | tuple) else (value,)
    plain = [each for each in codes if isinstance(each, str | int | float)]
    if facts.vocabulary:
        return labelled(
            label, listed(table.label(facts.vocabulary, str(each)) for each in plain)
        )
    return labelled(label, listed(str(each) for each in plain))
