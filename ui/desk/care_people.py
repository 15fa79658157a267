"""Who a case is about, in one line: sex, age, class, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import records, student_files
from homevisit.text import translate_count
from ui.desk.tags import tags

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.rows import Tag

_DOT = " · "


def about_child(
    session: Session, student_id: str, table: Words
) -> tuple[str, tuple[Tag, ...]]:
    """Return the line about a child and her groups; little where she is not known."""
    try:
        file = student_files.read_file(session, student_id)
    except records.NoSuchRecordError:
        return "", ()
    age = ""
    if file.age is not None:
        age = translate_count("{count} year old", "{count} years old", file.age)
    parts = (table.label("sexes", file.student.sex), age, file.class_name)
    return _DOT.join(part for part in parts if part), tags(table, file.groups)
