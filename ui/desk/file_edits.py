"""The parts of a student's file that are edited in place: read, written, looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.domain.families import FamilyMember
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import facts_of
from homevisit.services import (
    families,
    follow_ups,
    groups,
    records,
    school,
    students,
    viewings,
    words,
)
from homevisit.services.pen import Pen
from homevisit.services.times import local_minute
from homevisit.services.viewings import Looked
from homevisit.text import translate
from ui.desk import detail_rows, family_rows, group_rows
from ui.desk.concerns import concerns
from ui.desk.derived_rows import derived
from ui.desk.edit_fields import EditFields
from ui.desk.field_writes import FieldWriter
from ui.desk.follow_up_rows import ItemCards
from ui.edit_rows import FileEdits, ViewingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words
    from ui.edit_rows import Deed, FieldWrite

_MATES = 6
_LATEST = 200


class FileDesk:
    """One writer's desk with a file on it; lives on the vault's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pen = Pen(session)
        self._home_ids: dict[str, str] = {}

    def read(self, file: StudentFile, table: Words) -> FileEdits:
        """Return all that is edited in place."""
        file = self._with_private_id(file)
        staff = school.staff_names(self._session)
        classes = school.class_names(self._session)
        wrong = concerns(file)
        links = {
            "staff": staff,
            "school_class": classes,
            "family_member": {each.id: each.name for each in file.members},
        }
        fields = EditFields(self._session, table, self._pen, links=links, wrong=wrong)
        today = self._session.clock.today()
        home_id = self._home_id(file)
        return FileEdits(
            details=detail_rows.details(fields, file),
            members=family_rows.member_cards(fields, file, table, wrong),
            blank_member=family_rows.member_card(fields, FamilyMember(), table),
            emergency=detail_rows.emergency(fields, file),
            home=family_rows.home(fields, file, home_id, classes),
            determinations=group_rows.determination_cards(
                self._session, fields, file, table
            ),
            blank_determination=group_rows.blank_card(fields, table),
            derived=derived(file, table, today),
            items=ItemCards(fields, table, staff, today).cards(self._session, file),
            staff=tuple(staff.values()),
            owner=staff.get(self._session.person_id, ""),
            viewings=self._viewings(file, staff),
        )

    def write(self, student_id: str, write: FieldWrite) -> str | None:
        """Write what was written into fields; return the save, if there was one."""
        table = words.read_words(self._session)
        return FieldWriter(self._session, self._pen, table).write(student_id, write)

    def reveal(self, student_id: str, record_id: str, field: str) -> str:
        """Return the full value behind a mask, and note that it was looked at."""
        record = records.read(self._session, record_id)
        viewings.note(self._session, Looked(student_id, record.KIND, record_id, field))
        return str(getattr(record, field, "") or record.unread.get(field) or "")

    def do(self, student_id: str, deed: Deed) -> str | None:
        """Do something to a record or the file; return the save, if there was one.

        Raises what the services raise, such as `ReasonMissingError`.
        """
        session, values = self._session, deed.values
        deeds: dict[str, Callable[[], Written]] = {
            "remove": lambda: records.archive(session, deed.record_id, ""),
            "earlier": lambda: families.move_guardian(session, deed.record_id, -1),
            "later": lambda: families.move_guardian(session, deed.record_id, +1),
            "end": lambda: groups.end(
                session, deed.record_id, values["on"], values["why"]
            ),
            "settle": lambda: follow_ups.settle(
                session, deed.record_id, values["outcome"], values.get("result", "")
            ),
            "add_item": lambda: follow_ups.add_item(session, student_id, values),
            "join": lambda: families.share_home(session, student_id, deed.record_id),
            "leave": lambda: families.leave_home(session, student_id),
        }
        return deeds[deed.code]().save_id

    def schoolmates(
        self, student_id: str, typed: str
    ) -> tuple[tuple[str, str, str], ...]:
        """Return the nearest students to what was typed, without the child herself."""
        if not typed.strip():
            return ()
        found = students.find_ids(self._session, students.StudentQuery(typed=typed))
        ids = [each for each in found[: _MATES + 1] if each != student_id][:_MATES]
        mates = families.schoolmates(self._session, ids)
        return tuple((m.student_id, m.name, m.class_name) for m in mates)

    def _with_private_id(self, file: StudentFile) -> StudentFile:
        """Give a private record that is not written yet the id it will have."""
        if file.private.id:
            return file
        record_id = records.private_id(file.student.id)
        return replace(file, private=file.private.model_copy(update={"id": record_id}))

    def _home_id(self, file: StudentFile) -> str:
        """Return the id that a household of this child will have, once written."""
        known = self._home_ids.get(file.student.id, "")
        if not known or records.values_if_known(self._session, known):
            known = records.new_record_id(self._session)
            self._home_ids[file.student.id] = known
        return known

    def _viewings(
        self, file: StudentFile, staff: dict[str, str]
    ) -> tuple[ViewingRow, ...]:
        names = {each.id: each.name for each in file.members}
        found = viewings.of_student(self._session, file.student.id)[:_LATEST]
        return tuple(
            ViewingRow(
                local_minute(each.at),
                staff.get(each.person_id, ""),
                " · ".join(
                    part
                    for part in (
                        names.get(each.record_id, ""),
                        _label(each.kind, each.field),
                    )
                    if part
                ),
            )
            for each in found
        )


def _label(kind: str, field: str) -> str:
    kinds = [KINDS[kind]] if kind in KINDS else list(KINDS.values())
    found = (facts_of(each).get(field) for each in kinds)
    facts = next((each for each in found if each is not None), None)
    return translate(facts.label) if facts else ""
