"""Who changed what in a student's file, old and new, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from homevisit.domain.record import Sensitivity, Shape
from homevisit.services import records, revisions, school, words
from homevisit.text import N_, _, listed, translate
from ui.history_rows import HistoryChoices, HistoryFilter, HistoryLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from homevisit.domain.record import FieldFacts
    from homevisit.services.revisions import RecordWrites, SavePage, Write
    from homevisit.services.session import Session
    from homevisit.services.words import Words

PAGE = 60
_LONGEST = 2000
_DOT = " · "
ASIDE = "aside"
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "basics": (N_("Basic facts"), ("student", "student_private")),
    "family": (N_("Family"), ("family_member", "household")),
    "groups": (N_("Groups"), ("determination",)),
    "visits": (
        N_("Visits"),
        ("visit", "visit_addendum", "visit_review", "visit_plan", "visit_signature"),
    ),
    "talks": (N_("Talks"), ("talk", "leader_talk_note", "talk_exemption")),
    "follow_ups": (N_("Follow-ups"), ("follow_up",)),
    "papers": (N_("Photos and papers"), ("attachment", "consent")),
}
PAPERS = {
    "student": N_("Basic facts"),
    "student_private": N_("Basic facts"),
    "family_member": N_("Family member"),
    "household": N_("Household"),
    "determination": N_("Group"),
    "visit": N_("Home visit"),
    "visit_addendum": N_("Addition to a visit"),
    "visit_review": N_("Review"),
    "visit_plan": N_("Planned visit"),
    "visit_signature": N_("Signature of the family"),
    "talk": N_("Talk"),
    "leader_talk_note": N_("Words of a leader's talk"),
    "talk_exemption": N_("Talk not needed"),
    "follow_up": N_("Follow-up"),
    "attachment": N_("Photo or paper"),
    "consent": N_("Consent"),
    "student_merge": N_("Merged file"),
    "student_event": N_("Event"),
    "campaign_student": N_("Part in a campaign"),
    "reminder_dismissal": N_("Reminder set aside"),
}
_PURPOSES = {
    "import": N_("Import"),
    "undo": N_("Taken back"),
    "correction": N_("Correction"),
    "archive": N_("Set aside"),
    "merge": N_("Two files made one"),
    "settle": N_("Version chosen"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of whose history, and after which save."""

    student_id: str
    wanted: HistoryFilter = field(default_factory=HistoryFilter)
    before: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class HistoryRead:
    """A page of lines, what stands behind those that can be changed, and what follows.

    `following` is where the next page begins, None at the end.
    """

    asked: Asked
    lines: tuple[HistoryLine, ...]
    writes: Mapping[str, Write]
    following: tuple[int, str] | None


def read(session: Session, asked: Asked) -> HistoryRead:
    """Return a page of a file's history in words; set aside records as one page."""
    told = _Telling(words.read_words(session), school.staff_names(session))
    if asked.wanted.part == ASIDE:
        return HistoryRead(asked, told.set_aside(session, asked.student_id), {}, None)
    kinds = PARTS[asked.wanted.part][1] if asked.wanted.part else ()
    found = revisions.page(
        session,
        revisions.Wanted(
            asked.student_id, kinds, asked.wanted.author, asked.before, PAGE
        ),
    )
    lines = tuple(line for save in found for line in told.save(session, save))
    following = found[-1].key if len(found) == PAGE else None
    return HistoryRead(asked, lines, told.writes, following)


def read_choices(session: Session, student_id: str) -> HistoryChoices:
    """Return what the history of a file can be narrowed to."""
    staff = school.staff_names(session)
    parts = [(code, translate(label)) for code, (label, _kinds) in PARTS.items()]
    if revisions.set_aside(session, student_id):
        parts.append((ASIDE, _("Set aside")))
    people = revisions.authors(session, student_id)
    return HistoryChoices(
        tuple(parts), tuple((each, staff.get(each, _("unknown"))) for each in people)
    )


class _Telling:
    """Puts saves into words; `writes` collects what stands behind the lines."""

    def __init__(self, table: Words, staff: dict[str, str]) -> None:
        self._table, self._staff = table, staff
        self.writes: dict[str, Write] = {}

    def save(self, session: Session, save: SavePage) -> Iterator[HistoryLine]:
        lines = [line for each in save.records for line in self._record(session, each)]
        if not lines:
            return
        line = save.line
        purpose = _PURPOSES.get(line.purpose)
        yield HistoryLine(
            "save",
            line.save_id,
            at=_local(line.at),
            who=self._staff.get(line.author, ""),
            title=translate(purpose) if purpose else "",
            reason=line.reason,
            can_change=True,
        )
        yield from lines

    def set_aside(self, session: Session, student_id: str) -> tuple[HistoryLine, ...]:
        return tuple(
            HistoryLine(
                "aside",
                each.record.id,
                title=translate(PAPERS.get(each.kind, N_("Record"))),
                about=self._about(each.kind, each.values),
                reason=each.reason,
                can_change=True,
            )
            for each in revisions.set_aside(session, student_id)
        )

    def _record(self, session: Session, record: RecordWrites) -> Iterator[HistoryLine]:
        values = records.values_if_known(session, record.record_id)
        paper = translate(PAPERS.get(record.kind, N_("Record")))
        about = self._about(record.kind, values)
        can_change = not (
            values.get("finalised_at") or record.kind == "visit_signature"
        )
        for write in record.writes:
            if write.field == revisions.ARCHIVED:
                is_away = write.new is not None
                said = _("Set aside") if is_away else _("Brought back")
                title = _DOT.join((paper, said))
                yield HistoryLine("change", write.change_id, title=title, about=about)
                continue
            facts = revisions.is_told(record.kind, write.field)
            if facts is None or (not write.old and write.new in (None, "", [], {})):
                continue
            key = f"{write.change_id}/{write.field}"
            self.writes[key] = write
            old = "；".join(text for v in write.old if (text := self._text(v, facts)))
            yield HistoryLine(
                "change",
                key,
                title=_DOT.join((paper, translate(facts.label))),
                about=about,
                old=old,
                new=self._text(write.new, facts),
                is_secret=_is_secret(facts, (*write.old, write.new)),
                is_personal=facts.shape in {Shape.NAME, Shape.ROWS},
                can_change=can_change,
            )

    def _about(self, kind: str, values: Mapping[str, object]) -> str:
        """Say which of several papers it is, without a name."""
        known = {
            "family_member": ("relations", "relation"),
            "determination": ("groups", "group_code"),
            "attachment": ("attachment_purposes", "purpose"),
        }
        if kind in known:
            vocabulary, name = known[kind]
            return self._table.label(vocabulary, str(values.get(name) or ""))
        days = (values.get(name) for name in ("visit_date", "due_date", "on_date"))
        return str(next(filter(None, days), ""))

    def _text(self, value: object, facts: FieldFacts) -> str:
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return listed(self._text(each, facts) for each in value)
        if isinstance(value, dict):
            parts = (str(each) for each in value.values() if each not in (None, ""))
            return " ".join(parts)
        if facts.vocabulary:
            return self._table.label(facts.vocabulary, str(value))
        return " ".join(str(value).split())[:_LONGEST]


def _local(at: datetime) -> str:
    aware = at.replace(tzinfo=at.tzinfo or UTC).astimezone()
    return aware.strftime("%Y-%m-%d %H:%M")


def _is_secret(facts: FieldFacts, values: tuple[object, ...]) -> bool:
    if facts.shape is Shape.PHONE:
        return True
    return facts.sensitivity is Sensitivity.S2 and any(
        isinstance(value, str) and _is_number(value) for value in values
    )


def _is_number(text: str) -> bool:
    return len(text) >= 8 and sum(sign.isdigit() for sign in text) >= len(text) - 2
