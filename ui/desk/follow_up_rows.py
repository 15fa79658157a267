"""What is to be done for a student, open and done, as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import promises
from homevisit.services import follow_ups
from homevisit.text import _
from ui.desk.field_writes import OWNER
from ui.edit_rows import CardAction, CardRow, EditField, EditGroup

if TYPE_CHECKING:
    from datetime import date

    from homevisit.domain.follow_ups import FollowUp
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words
    from ui.desk.edit_fields import EditFields

SETTLE = "settle"
WHAT = ("description", "due_date", "state", "category", "kind", "assisting")
COURSE = ("measures", "result", "family_feedback", "closed_on")
ORIGIN = ("source", "promised_by", "raised_on", "follow_up_no")
# The links to the child and what she belongs to, and who is responsible as one field.
ELSEWHERE = frozenset(
    {
        "student_id",
        "class_id",
        "term_id",
        "household_id",
        "source_id",
        "owner_id",
        "owner_name",
    }
)


class ItemCards:
    """Makes the cards of one file's items."""

    def __init__(
        self, fields: EditFields, table: Words, staff: dict[str, str], today: date
    ) -> None:
        self._fields, self._table, self._staff = fields, table, staff
        self._today = today

    def cards(self, session: Session, file: StudentFile) -> tuple[CardRow, ...]:
        """Return all items: what is open by urgency, then what is done."""
        days = {visit.id: visit.visit_date for visit in file.visits}
        items = follow_ups.all_items(session, file.student.id)
        return tuple(self._card(each, days.get(each.source_id, "")) for each in items)

    def _card(self, item: FollowUp, visit_day: str) -> CardRow:
        is_past = item.state == follow_ups.SOLVED
        left = promises.days_left(item, self._today)
        category = self._table.label("problem_categories", item.category)
        parts = (self.owner(item), category, item.result if is_past else "")
        state = self._table.label("problem_states", item.state)
        return CardRow(
            kind=item.KIND,
            record_id=item.id,
            title=" ".join(item.description.split()) or _("What is to be done?"),
            subtitle=" · ".join(part for part in parts if part),
            chips=(state,) if state else (),
            groups=self._groups(item),
            actions=_actions(is_past=is_past),
            is_past=is_past,
            due_on=item.closed_on if is_past else item.due_date,
            late_days=-1 if left is None or is_past else -left,
            source=self._source(item, visit_day),
            source_id=item.source_id if item.source == "visit" else "",
        )

    def owner(self, item: FollowUp) -> str:
        """Return who is responsible, a colleague or somebody else."""
        return item.owner_name or self._staff.get(item.owner_id, "")

    def _source(self, item: FollowUp, visit_day: str) -> str:
        word = self._table.label("follow_up_sources", item.source)
        return " ".join(part for part in (word, visit_day) if part)

    def _groups(self, item: FollowUp) -> tuple[EditGroup, ...]:
        what = self._fields.group("what", "", (item, WHAT))
        first, *rest = what.fields
        owner = EditField(
            kind=item.KIND,
            record_id=item.id,
            name=OWNER,
            label=_("Responsible"),
            shape="person",
            options=tuple(self._staff.items()),
            value=self.owner(item),
            needed=True,
        )
        return (
            EditGroup("what", "", (first, owner, *rest)),
            self._fields.group("course", _("How it goes"), (item, COURSE)),
            self._fields.group(
                "origin", _("Where it comes from"), (item, ORIGIN), is_folded=True
            ),
        )


def _actions(*, is_past: bool) -> tuple[CardAction, ...]:
    settle = CardAction(SETTLE, "circle-check", _("How it turned out"))
    remove = CardAction("remove", "trash-2", _("Entered by mistake"))
    return (remove,) if is_past else (settle, remove)
