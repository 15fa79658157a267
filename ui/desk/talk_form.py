"""The fields of each kind of talk, and what of them is written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from homevisit.domain import talk_rules as rules
from homevisit.domain.record import facts_of
from homevisit.domain.talks import Talk
from homevisit.services import families, school, students, talks, words
from homevisit.services.talks import TalkEntry
from homevisit.text import N_, _, translate
from ui.desk.talk_matrix import SHORT
from ui.rows import FormField
from ui.talk_rows import TalkForm
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.rows import FieldShape

PROMISE, PROMISE_DUE = "promise", "promise_due"
# Within which a promise of the school is usually kept; the day can be changed.
_USUAL_TERM = timedelta(days=14)
_MINUTES = ("5", "10", "15", "20", "30", "45", "60", "90")
# The questions of each kind in their order; the one that is written in comes first.
_ASKED: Mapping[str, tuple[str, ...]] = {
    rules.PEER: ("theme", "peer_count", "needs_look", "peer_group"),
    rules.HOMEROOM: ("content", "topics", "aspects", "mood", "advice"),
    rules.SUBJECT: ("content", "topics", "subject", "difficulty", "mood", "advice"),
    rules.PSYCHOLOGIST: (),
    rules.PARENT: ("content", "topics", "parent_id", "slip_returned", "advice"),
    rules.LEADER: ("content", "topics", "why_chosen", PROMISE, PROMISE_DUE),
}
_AFTER = ("place", "mode", "next_date", "refer_psych")
_NOTES = {
    rules.PEER: N_(
        "Of a talk among peers only theme, number and a clue are kept, no words and no"
        " names."
    ),
    rules.PSYCHOLOGIST: N_(
        "Here it is kept only that this talk took place; what was said stays with the"
        " psychologist."
    ),
    rules.LEADER: N_(
        "What was said is for the school's leaders; the homeroom teacher sees that the"
        " talk took place and what was promised."
    ),
}
_REQUIRED = frozenset({"on_date", "topics", "theme"})
_YES_NO = frozenset({"needs_look", "slip_returned", "refer_psych"})
_SHAPES: Mapping[str, FieldShape] = {
    **dict.fromkeys(("on_date", "next_date"), "date"),
    **dict.fromkeys(("content", "advice", "difficulty"), "text"),
    **dict.fromkeys(("topics", "aspects"), "chips"),
    **dict.fromkeys(_YES_NO, "segments"),
    **dict.fromkeys(
        ("minutes", "talker_id", "parent_id", "mood", "place", "mode"), "choice"
    ),
}
_WHOLE = frozenset({"minutes", "peer_count"})


def read_form(
    session: Session,
    kind: str,
    student_ids: Sequence[str],
    typed: Mapping[str, Any] | None = None,
) -> TalkForm:
    """Return the fields of a kind for these students, filled with what is likely.

    Without a kind it is the one that one's own post holds. What was `typed` stays.
    """
    own, today = talks.kinds_for(session), session.clock.today()
    kind = kind or own[0]
    table = words.read_words(session)
    people = students.rows(session, tuple(student_ids))
    first = people[0].student_id if people else ""
    known = {
        "on_date": today.isoformat(),
        "minutes": "20" if kind == rules.PEER else "10",
        "talker_id": talks.talker_for(session, kind, first) if first else "",
        "needs_look": "no" if kind == rules.PEER else "",
        "peer_count": str(len(people)) if len(people) > 1 else "",
        PROMISE_DUE: (today + _USUAL_TERM).isoformat() if kind == rules.LEADER else "",
    }
    asked = _names(kind)
    due = talks.planned_day(session, kind, first) if len(people) == 1 else ""
    values = {**known, **{n: v for n, v in (typed or {}).items() if v or n in asked}}
    return TalkForm(
        kind=kind,
        kinds=tuple((each, translate(SHORT[each])) for each in own),
        people=tuple((each.student_id, each.name) for each in people),
        fields=tuple(_field(session, name, table, first) for name in asked),
        values=values,
        writes_first=next(iter(_ASKED[kind]), "on_date"),
        note=translate(_NOTES[kind]) if kind in _NOTES else "",
        due=_("planned for {day}").format(day=short_day(due, today)) if due else "",
        is_late=bool(due) and due < today.isoformat(),
        may_raise=len(people) == 1 and bool({"refer_psych", "needs_look"} & {*asked}),
    )


def entry_of(form: TalkForm, answers: Mapping[str, Any]) -> TalkEntry:
    """Return what is to be written of the answers."""
    values = {
        name: _value(name, answer)
        for name, answer in answers.items()
        if name not in {PROMISE, PROMISE_DUE} and answer not in ("", None, [])
    }
    promises: tuple[Mapping[str, Any], ...] = ()
    if answers.get(PROMISE):
        promise = {
            "description": answers[PROMISE],
            "promised_by": "school",
            "due_date": answers.get(PROMISE_DUE) or "",
        }
        if values.get("talker_id"):
            promise["owner_id"] = values["talker_id"]
        promises = (promise,)
    return TalkEntry(form.kind, form.student_ids, values, promises)


def _names(kind: str) -> tuple[str, ...]:
    kept = rules.fields_kept(kind) | rules.fields_noted(kind)
    after = tuple(name for name in _AFTER if name in kept)
    talker = () if kind == rules.PEER else ("talker_id",)
    return ("on_date", "minutes", *talker, *_ASKED[kind], *after)


def _value(name: str, answer: Any) -> Any:  # noqa: ANN401  whatever a field answers
    if name in _YES_NO:
        return answer == "yes"
    if name in _WHOLE:
        return int(answer) if str(answer).isdecimal() else str(answer)
    return answer


def _field(session: Session, name: str, table: Words, student_id: str) -> FormField:
    if name == PROMISE:
        return FormField(name, _("Promise"), example=_("What the school will do"))
    if name == PROMISE_DUE:
        return FormField(name, _("Until when"), "date")
    facts = facts_of(Talk)[name]
    options: tuple[tuple[str, str], ...] = ()
    if name == "talker_id":
        options = tuple(school.staff_names(session).items())
    elif name == "parent_id":
        options = _parents(session, student_id, table)
    elif facts.vocabulary:
        options = tuple(table.offered(facts.vocabulary))
    return FormField(
        name,
        translate(facts.label),
        _SHAPES.get(name, "line"),
        options or _fixed(name),
        required=name in _REQUIRED,
        is_name=name == "talker_id",
    )


def _fixed(name: str) -> tuple[tuple[str, str], ...]:
    if name in _YES_NO:
        return (("no", _("No")), ("yes", _("Yes")))
    return tuple((each, each) for each in _MINUTES) if name == "minutes" else ()


def _parents(
    session: Session, student_id: str, table: Words
) -> tuple[tuple[str, str], ...]:
    found = families.members_of(session, student_id) if student_id else ()
    return tuple(
        (each.id, f"{table.label('relations', each.relation)} {each.name}".strip())
        for each in found
    )
