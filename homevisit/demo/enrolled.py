"""The children once the roster is in the vault, with the ids that the import gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.services import records, students
from homevisit.services.students import StudentQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.demo.people import Child, Relative
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A child on file: its ids, and the family members' ids by relation."""

    child: Child
    student_id: str
    private_id: str
    class_id: str
    members: dict[str, str]

    def spoken_with(self, relatives: Sequence[Relative]) -> list[dict[str, str]]:
        """Return relatives as a visit lists those who were spoken with."""
        return [
            {
                "member_id": self.members.get(each.relation, ""),
                "name": each.name,
                "relation": each.relation,
            }
            for each in relatives
        ]


def find_enrolled(session: Session, children: Sequence[Child]) -> list[Enrolled]:
    """Return the children with the ids that the import gave them."""
    ids = students.find_ids(session, StudentQuery())
    private: dict[str, list[Any]] = dict(
        records.of_students(session, "student_private", ids)
    )
    relatives: dict[str, list[Any]] = dict(
        records.of_students(session, "family_member", ids)
    )
    by_number = {found[0].id_doc_no: found[0] for found in private.values()}
    rows = {row.student_id: row for row in students.rows(session, ids)}
    enrolled = []
    for child in children:
        own = by_number[child.id_no]
        enrolled.append(
            Enrolled(
                child=child,
                student_id=own.student_id,
                private_id=own.id,
                class_id=rows[own.student_id].class_id,
                members={
                    each.relation: each.id for each in relatives.get(own.student_id, [])
                },
            )
        )
    return enrolled
