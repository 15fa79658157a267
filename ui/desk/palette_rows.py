"""Students and texts for the command palette, found as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.services import records, students
from homevisit.text import N_, _, translate
from ui.matching import matched_spans
from ui.palette_rows import PaletteRow

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from homevisit.services.students import TextHit

STUDENTS, TEXTS = 7, 5
_LEAST_TEXT = 2
_AROUND = 14
# What opens from a text that was found, by the kind of record it stands in.
_KINDS = {
    "visit": (N_("Home visit"), "house"),
    "visit_addendum": (N_("Addition to a visit"), "plus"),
    "follow_up": (N_("Follow-up"), "flag"),
}


@dataclass(frozen=True, slots=True)
class PaletteFound:
    """What was found for the letters typed."""

    typed: str
    students: tuple[PaletteRow, ...]
    texts: tuple[PaletteRow, ...]


def find(session: Session, typed: str, recent: tuple[str, ...]) -> PaletteFound:
    """Return students and texts; with nothing typed those students opened last."""
    if not typed:
        return PaletteFound("", _rows(session, recent[:STUDENTS], ""), ())
    query = students.StudentQuery(typed=typed)
    ids = tuple(students.find_ids(session, query)[:STUDENTS])
    texts = _texts(session, typed) if len(typed) >= _LEAST_TEXT else ()
    return PaletteFound(typed, _rows(session, ids, typed), texts)


def _rows(session: Session, ids: tuple[str, ...], typed: str) -> tuple[PaletteRow, ...]:
    return tuple(
        PaletteRow(
            "student",
            row.student_id,
            row.name,
            below=row.pinyin,
            right=row.class_name,
            marked=matched_spans(row.pinyin, typed),
            student_id=row.student_id,
            is_personal=True,
        )
        for row in students.rows(session, ids)
    )


def _texts(session: Session, typed: str) -> tuple[PaletteRow, ...]:
    hits = [h for h in students.find_texts(session, typed) if h.kind in _KINDS][:TEXTS]
    ids = tuple(dict.fromkeys(hit.student_id for hit in hits))
    names = {row.student_id: row.name for row in students.rows(session, ids)}
    return tuple(
        _text(session, hit, names.get(hit.student_id, ""), typed) for hit in hits
    )


def _text(session: Session, hit: TextHit, name: str, typed: str) -> PaletteRow:
    values = records.values_if_known(session, hit.record_id)
    label, icon = _KINDS[hit.kind]
    day = str(values.get("visit_date") or values.get("due_date") or "")
    visit_id = str(values.get("visit_id") or hit.record_id)
    return PaletteRow(
        "text",
        visit_id if hit.kind != "follow_up" else "",
        name,
        below=_around(values.values(), typed),
        right=" ".join(part for part in (translate(label), day) if part),
        icon=icon,
        student_id=hit.student_id,
        is_personal=True,
    )


def _around(values: object, typed: str) -> str:
    """Return the words in which the text was found."""
    for value in values:  # type: ignore[attr-defined]
        if not isinstance(value, str) or typed.casefold() not in value.casefold():
            continue
        words = " ".join(value.split())
        at = max(0, words.casefold().find(typed.casefold()))
        start = max(0, at - _AROUND)
        return ("…" if start else "") + words[start : at + 60]
    return _("found in this paper")
