"""Deeds for everybody chosen in the list, on the vault's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homevisit.services import lists, student_deeds, students
from homevisit.text import _, translate_count
from ui.desk import campaigns

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from homevisit.services.session import Session

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words, and the save that takes it back; "" for none."""

    said: str
    save_id: str = ""


def add_follow_up(session: Session, ids: Ids, values: dict[str, Any]) -> Done:
    written = student_deeds.add_follow_up(session, ids, values)
    return _done(
        written,
        translate_count(
            "A follow-up was added for {count} student.",
            "A follow-up was added for {count} students.",
            len(written.record_ids),
        ),
    )


def add_to_group(session: Session, ids: Ids, group: str, since: str) -> Done:
    written = student_deeds.add_to_group(session, ids, group, since)
    if written.save_id is None:
        return Done(_("All of them are in this group already."))
    said = translate_count(
        "{count} student was added to the group.",
        "{count} students were added to the group.",
        len(written.record_ids),
    )
    return _done(written, said)


def move_to_class(session: Session, ids: Ids, class_id: str) -> Done:
    written = student_deeds.move_to_class(session, ids, class_id)
    if written.save_id is None:
        return Done(_("All of them are in this class already."))
    said = translate_count(
        "{count} student changed class.",
        "{count} students changed class.",
        len(written.record_ids),
    )
    return _done(written, said)


def add_to_campaign(session: Session, ids: Ids, campaign_id: str) -> Done:
    """Put students on the list of a campaign; without an id one is begun for them."""
    written = campaigns.put_on_list(session, campaign_id, ids)
    said = translate_count(
        "{count} student was put on the list of the campaign.",
        "{count} students were put on the list of the campaign.",
        len(ids),
    )
    return _done(written, said)


def add_student(session: Session, name: str, class_id: str) -> tuple[Done, str]:
    """Open a file for a new student; returns what was done and the student's id."""
    values = {"name": name, **({"class_id": class_id} if class_id else {})}
    written = students.add_student(session, values)
    return _done(written, _("The file was opened.")), written.record_ids[0]


def export(session: Session, ids: Ids, path: str) -> Done:
    """Write the list to a file that a person chose. Raises what the disk raises."""
    purpose = _("Chosen in the students list")
    lists.save_these(session, ids, Path(path), purpose)
    said = translate_count(
        "A list of {count} student was saved.",
        "A list of {count} students was saved.",
        len(ids),
    )
    return Done(said)


def _done(written: Written, said: str) -> Done:
    return Done(said, written.save_id or "")
