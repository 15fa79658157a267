"""What was written into fields, as values of records, and saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homevisit.domain.dates import read_date
from homevisit.domain.digits import plain
from homevisit.domain.kinds import KINDS
from homevisit.domain.names import clean_name
from homevisit.domain.phones import clean_phone
from homevisit.domain.record import Shape, facts_of
from homevisit.services import follow_ups, groups, records
from homevisit.services.records import RecordEdit
from ui.desk.edit_fields import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homevisit.domain.record import FieldFacts
    from homevisit.services.pen import Pen
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.edit_rows import FieldChange, FieldWrite

OWNER = "owner"
_WHOLE = re.compile(r"-?\d+")
_CLEANED: Mapping[Shape, Callable[[str], str]] = {
    Shape.MONTH: lambda text: read_date(text).iso[:7] or text,
    Shape.PHONE: clean_phone,
    Shape.NAME: clean_name,
}


class FieldWriter:
    """Turns what stands in fields into edits; doubtful values pass unchanged."""

    def __init__(self, session: Session, pen: Pen, table: Words) -> None:
        self._session, self._pen, self._table = session, pen, table

    def write(self, student_id: str, write: FieldWrite) -> str | None:
        """Write the changes as one save; return its id, None where nothing changed."""
        changed: dict[str, list[FieldChange]] = {}
        for change in write.changes:
            changed.setdefault(change.field.record_id, []).append(change)
        edits = [self._edit(student_id, each) for each in changed.values()]
        return self._pen.write(edits, reason=write.reason).save_id

    def _edit(self, student_id: str, changes: list[FieldChange]) -> RecordEdit:
        kind, record_id = changes[0].field.kind, changes[0].field.record_id
        values: dict[str, Any] = {}
        seen: dict[str, tuple[str, ...]] = {}
        for change in changes:
            if change.field.name == OWNER:
                named = follow_ups.responsible(self._session, str(change.value))
                values |= named
                standing = self._pen.seen(record_id)
                seen |= {name: standing.get(name, ()) for name in named}
                continue
            values[change.field.name] = self._json(change)
            seen[change.field.name] = change.field.seen
        if not records.values_if_known(self._session, record_id):
            values = {**self._beginning(kind, student_id, values), **values}
        whose = record_id if kind == "student" else student_id
        return RecordEdit(kind, values, record_id, whose, seen)

    def _beginning(
        self, kind: str, student_id: str, values: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return what a record that begins with these values needs beside them."""
        if kind == "determination":
            group = str(values.get("group_code") or "")
            begun = groups.new_determination(self._session, student_id, group, {})
            return begun.values
        if kind == "follow_up":
            return follow_ups.new_item(self._session, student_id, values).values
        return {} if kind == "household" else {"student_id": student_id}

    def _json(self, change: FieldChange) -> Any:  # noqa: ANN401  JSON is what it is
        field, value = change.field, change.value
        facts = facts_of(KINDS[field.kind])[field.name]
        if facts.shape is Shape.ROWS:
            return [self._line(each) for each in value]
        return value_of(field.name, facts, value)

    def _line(self, line: Mapping[str, Any]) -> dict[str, Any]:
        found = {code: value for code, value in line.items() if value not in ("", None)}
        if "relation" in found:
            code = self._table.table("relations").code_of(str(found["relation"]))
            found["relation"] = code or found["relation"]
        for code in ("age", "monthly_income_cents"):
            if code in found:
                found[code] = _number(code, str(found[code]))
        return found


def value_of(name: str, facts: FieldFacts, value: Any) -> Any:  # noqa: ANN401  JSON is what it is
    """Return what a field keeps of what was written; what cannot be read stays."""
    if facts.shape is Shape.FLAG:
        return {YES: True, NO: False}.get(value)
    if not isinstance(value, str):
        return value
    text = value.strip()
    if facts.shape is Shape.NUMBER:
        return _number(name, text)
    if name.endswith("_no"):
        return plain(text)
    return _CLEANED.get(facts.shape, str)(text)


def _number(name: str, text: str) -> int | float | str | None:
    """Return the number meant, amounts in cents; a text that is none as it is."""
    if not text:
        return None
    try:
        found = float(plain(text))
    except ValueError:
        return text
    if name.endswith("_cents"):
        return round(found * 100)
    return int(found) if _WHOLE.fullmatch(plain(text)) else found
