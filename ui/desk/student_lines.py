"""Name and class of students, for pages that show lines about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import students

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.services.session import Session


def student_lines(
    session: Session, student_ids: Iterable[str]
) -> dict[str, tuple[str, str]]:
    """Return name and class by student; of an unknown one both are empty."""
    wanted = tuple(dict.fromkeys(student_ids))
    known = {
        each.student_id: (each.name, each.class_name)
        for each in students.rows(session, wanted)
    }
    return {each: known.get(each, ("", "")) for each in wanted}
