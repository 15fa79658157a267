"""Lists that leave the vault as Excel or CSV: roster columns only, and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.paths import write_atomically
from homevisit.roster.export import to_csv, to_xlsx
from homevisit.services import records, students, words
from homevisit.text import _
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from homevisit.services.session import Session
    from homevisit.services.students import StudentQuery

XLSX, CSV = "xlsx", "csv"


def export_students(
    session: Session, query: StudentQuery, form: str = XLSX, purpose: str = ""
) -> bytes:
    """Return a list of students without anything sensitive; text stays text.

    Groups, addresses, numbers and phones never leave in a plain list. Logged with the
    purpose that was given.
    """
    chosen = students.find_ids(session, query)
    return export_these(session, chosen, form, purpose)


def export_these(
    session: Session, student_ids: Sequence[str], form: str = XLSX, purpose: str = ""
) -> bytes:
    """Return the same list of the students that were chosen, in the order given."""
    made = _made(session, student_ids, form)
    _log(session, purpose)
    return made


def save_these(
    session: Session, student_ids: Sequence[str], path: Path, purpose: str = ""
) -> None:
    """Write the list of the chosen students to a file, and log that once it is there.

    Raises what the disk raises, in sentences; an older file of the name then stays.
    """
    form = CSV if path.suffix.lower() == f".{CSV}" else XLSX
    made = _made(session, student_ids, form)
    with telling_storage_problems():
        write_atomically(path, made)
    _log(session, purpose)


def _made(session: Session, student_ids: Sequence[str], form: str) -> bytes:
    headings, rows = _content(session, student_ids)
    if form == CSV:
        return to_csv(headings, rows)
    return to_xlsx(headings, rows, title=_("Students"), made_at=session.clock.now())


def _content(
    session: Session, student_ids: Sequence[str]
) -> tuple[Sequence[str], list[Sequence[str]]]:
    table = words.read_words(session)
    headings = (
        _("Class"),
        _("Number in class"),
        _("Student's name"),
        _("Sex"),
        _("Student status"),
        _("Last home visit"),
    )
    found = students.rows(session, student_ids)
    rows: list[Sequence[str]] = [
        (
            row.class_name,
            row.seat_no,
            row.name,
            table.label("sexes", row.sex),
            table.label("roll_status", row.roll_status),
            row.last_visit_on,
        )
        for row in found
    ]
    return headings, rows


def _log(session: Session, purpose: str) -> None:
    values = {
        "document": "student_list",
        "purpose": purpose,
        "exported_by": session.person_id,
        "exported_on": session.clock.today().isoformat(),
        "exported_at": records.instant(session),
    }
    records.save(session, [records.edit("export", values)], label="export")
