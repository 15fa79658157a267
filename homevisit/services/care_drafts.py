"""What was begun in the counselling room and not written yet: kept in the room itself.

A draft names the act it belongs to, so that it is offered again where it was typed. It
does not travel, has no history, and is gone once the act is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homevisit.ids import derived_id
from homevisit.ledger import drafts
from homevisit.ledger.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.room import Room

KINDS = ("care_step", "plan_item", "counselling_note", "appointment")


@dataclass(frozen=True, slots=True)
class CareDraft:
    """The answers of a form: `kind` is the record it makes, `act` what it is for.

    `subject` is the record that is being changed, or empty for a new one.
    """

    kind: str
    act: str
    case_id: str
    subject: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    saved_at: str = ""

    @property
    def id(self) -> str:
        """The one id of what is typed in this place."""
        return derived_id("care_draft", self.act, self.case_id, self.subject)


def keep(room: Room, draft: CareDraft) -> str:
    """Write a draft down in the room, instead of what stood in the same place."""
    body = {
        "act": draft.act,
        "case_id": draft.case_id,
        "subject": draft.subject,
        "answers": dict(draft.answers),
    }
    kept = Draft(draft.id, draft.kind, None, draft.subject or None, body)
    return drafts.keep_draft(room.ledger, kept)


def read(room: Room) -> tuple[CareDraft, ...]:
    """Return what is begun, the latest first."""
    found = drafts.read_drafts(room.ledger.db)
    return tuple(_read(each) for each in found if each.kind in KINDS)


def find(room: Room, act: str, case_id: str, subject: str = "") -> CareDraft | None:
    """Return what was typed in one place, or None."""
    wanted = CareDraft("", act, case_id, subject).id
    found = drafts.read_draft(room.ledger.db, wanted)
    return _read(found) if found else None


def drop(room: Room, act: str, case_id: str, subject: str = "") -> None:
    """Let go of what was typed in one place; nothing there is nothing."""
    drafts.erase_draft(room.ledger.db, CareDraft("", act, case_id, subject).id)


def _read(draft: Draft) -> CareDraft:
    body = draft.body
    answers = body.get("answers")
    return CareDraft(
        draft.kind,
        str(body.get("act", "")),
        str(body.get("case_id", "")),
        str(body.get("subject", "")),
        answers if isinstance(answers, dict) else {},
        draft.saved_at,
    )
