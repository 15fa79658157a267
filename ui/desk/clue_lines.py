"""Concerns as their raisers wrote them down, in the words of the school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import concerns
from homevisit.services.times import local_minute
from homevisit.text import sentences
from ui.concern_rows import ClueLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_records import Concern
    from homevisit.services.session import Session
    from homevisit.services.words import Words


def clue_line(
    session: Session, concern: Concern, table: Words, names: Mapping[str, str]
) -> ClueLine:
    """Return a concern with everything that was added to it."""
    added = concerns.addenda_of(session, concern.id)
    return ClueLine(
        id=concern.id,
        number=concern.concern_no,
        at=local_minute(concern.raised_at)[5:],
        who=names.get(concern.raised_by, ""),
        signs=table.labels("care_signs", concern.signs),
        harm=table.labels("care_harm_signs", concern.harm_signs),
        facts=concern.facts,
        child_words=concern.child_words,
        done=concern.done_already,
        addenda=tuple(
            (
                local_minute(each.added_at)[5:],
                sentences(each.facts, each.child_words),
            )
            for each in added
        ),
    )
