"""Answers between the fields of the window and the form of the services.

What the window does not ask about, or does not know, passes through unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homevisit.services.words import Words
from homevisit.text import _, labelled, listed
from ui.desk.visit_questions import (
    NO,
    PROMISES,
    RISK_OF,
    SIBLINGS,
    YES,
    Offered,
    sections,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.follow_ups import FollowUp
    from homevisit.services.visits import VisitForm
    from ui.rows import FormSection

_OTHER = "interviewee_name"
_HIDDEN = frozenset({"companions", "interviewees", "student_present", PROMISES})
_OWN = frozenset({_OTHER, SIBLINGS, *_HIDDEN})
_PROMISED = {"text": "description", "side": "promised_by", "due_on": "due_date"}


def with_answers(
    form: VisitForm,
    answers: Mapping[str, Any],
    judged: Mapping[str, str],
    kept_words: Mapping[str, tuple[str, ...]] | None = None,
) -> VisitForm:
    """Return the services' form with what stands in the fields now."""
    asked = _asked_fields()
    kept = {n: v for n, v in form.values.items() if n not in asked}
    plain = {n: v for n, v in answers.items() if _is_plain(n)}
    values = {**kept, **plain}
    values["companions"] = _companions(form, answers)
    values["interviewees"] = _interviewees(form, answers)
    present = answers.get("student_present")
    values["student_present"] = {YES: True, NO: False}.get(str(present))
    siblings = tuple(answers.get(SIBLINGS, ()))
    return replace(
        form,
        values={name: v for name, v in values.items() if v not in (None, [], "")},
        promises=tuple(_promise(item) for item in answers.get(PROMISES, [])),
        kept={item: outcome for item, outcome in judged.items() if outcome},
        kept_words=form.kept_words if kept_words is None else kept_words,
        siblings=siblings,
        sibling_risks={
            each: tuple(risks)
            for each in siblings
            if (risks := answers.get(f"{RISK_OF}{each}"))
        },
    )


def answers_of(form: VisitForm) -> dict[str, Any]:
    """Return what the fields show of a form."""
    values = dict(form.values)
    people = values.get("interviewees") or ()
    values["companions"] = [
        str(each.get("staff_id", "")) for each in values.get("companions") or ()
    ]
    values["interviewees"] = [p["member_id"] for p in people if p.get("member_id")]
    values[_OTHER] = _named(people)
    present = values.get("student_present")
    values["student_present"] = "" if present is None else YES if present else NO
    values[PROMISES] = [
        {
            **{k: v for k, v in each.items() if k not in _PROMISED.values()},
            **{ours: str(each.get(theirs, "")) for ours, theirs in _PROMISED.items()},
        }
        for each in form.promises
    ]
    values[SIBLINGS] = list(form.siblings)
    for each, risks in form.sibling_risks.items():
        values[f"{RISK_OF}{each}"] = list(risks)
    return values


def promises_of(items: Sequence[FollowUp]) -> list[dict[str, str]]:
    """Return promises that were saved, as the fields show them."""
    return [
        {"text": each.description, "side": each.promised_by, "due_on": each.due_date}
        for each in items
    ]


def rescued_words(
    asked: tuple[FormSection, ...], form: VisitForm, stored: Mapping[str, Any]
) -> str:
    """Return what a draft says beyond its visit, which is locked already."""
    lines = [
        labelled(question.label, text)
        for section in asked
        for question in section.fields
        if question.shape in {"line", "text"}
        and (text := str(form.values.get(question.name) or "").strip())
        and text != str(stored.get(question.name) or "").strip()
    ]
    promised = [str(each.get("description", "")) for each in form.promises]
    said = _("Promises: who does what by when")
    return "\n".join([*lines, *(labelled(said, each) for each in promised if each)])


def _is_plain(name: str) -> bool:
    return name not in _OWN and not name.startswith(RISK_OF)


def _asked_fields() -> frozenset[str]:
    form = sections(Words(), Offered())
    return frozenset(q.name for section in form for q in section.fields)


def _companions(form: VisitForm, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    before = list(form.values.get("companions") or ())
    known = {each.get("staff_id"): each for each in before if each.get("staff_id")}
    guests = [each for each in before if not each.get("staff_id")]
    chosen = (each for each in answers.get("companions", []) if each)
    return [known.get(each, {"staff_id": each}) for each in chosen] + guests


def _interviewees(form: VisitForm, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    before = list(form.values.get("interviewees") or ())
    known = {each.get("member_id"): each for each in before}
    chosen = answers.get("interviewees", [])
    people = [known.get(each, {"member_id": each}) for each in chosen]
    other = str(answers.get(_OTHER) or "").strip()
    if other and other == _named(before):
        return people + [each for each in before if not each.get("member_id")]
    return [*people, {"name": other}] if other else people


def _named(people: Sequence[Mapping[str, Any]]) -> str:
    others = (each.get("name", "") for each in people if not each.get("member_id"))
    return listed(name for name in others if name)


def _promise(item: Mapping[str, Any]) -> dict[str, Any]:
    more = {name: value for name, value in item.items() if name not in _PROMISED}
    return {**more, **{theirs: item.get(n, "") for n, theirs in _PROMISED.items()}}
