"""The talks with a child, as the timeline of its file shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.talk_rules import CANCELLED, OPEN, PSYCHOLOGIST
from homevisit.services import talk_notes, talks
from homevisit.text import _, listed
from ui.rows import TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.leader_talks import LeaderTalkNote
    from homevisit.domain.talks import Talk
    from homevisit.services.session import Session
    from homevisit.services.words import Words

ICONS: Mapping[str, str] = {
    "peer": "users",
    "homeroom_teacher": "user-round",
    "subject_teacher": "book-open",
    "psychologist": "message-circle-heart",
    "parent": "house",
    "leader": "landmark",
}
_LONGEST = 120
_DOT = " · "


def talk_entries(
    session: Session, student_id: str, table: Words, staff: Mapping[str, str]
) -> list[TimelineEntry]:
    """Return the talks that were held or are planned; of the cancelled ones none."""
    notes = talk_notes.of_student(session, student_id)
    return [
        _entry(each, notes.get(each.id), table, staff)
        for each in talks.of_student(session, student_id)
        if each.state != CANCELLED
    ]


def _entry(
    talk: Talk, note: LeaderTalkNote | None, table: Words, staff: Mapping[str, str]
) -> TimelineEntry:
    is_open = talk.state in OPEN
    said = note or talk
    topics = listed(table.labels("talk_topics", said.topics))
    minutes = _("{count} minutes").format(count=talk.minutes) if talk.minutes else ""
    group = _("with a group") if talk.session_id else ""
    parts = (staff.get(talk.talker_id, ""), topics or talk.theme, minutes, group)
    is_private = talk.talk_kind == PSYCHOLOGIST
    return TimelineEntry(
        id=talk.id,
        kind="talk",
        on=talk.on_date,
        time=talk.start_time,
        title=_("Talk: {kind}").format(kind=table.label("talk_kinds", talk.talk_kind)),
        facts=_DOT.join(part for part in parts if part),
        text=" ".join((said.content or said.advice).split())[:_LONGEST],
        state="planned" if is_open else "confidential" if is_private else "done",
        icon=ICONS.get(talk.talk_kind, "messages-square"),
    )
