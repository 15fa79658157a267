"""The fields of a form of the counselling room, from the facts of its records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homevisit.domain.record import Need, Shape, is_empty
from homevisit.services import care_contacts, school, words
from homevisit.text import _, translate
from ui.desk.care_signs import read_levels
from ui.rows import FormField
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.record import FieldFacts
    from homevisit.services.session import Session
    from ui.rows import FieldShape

YES, NO = "yes", "no"
LEVEL = "severity"
_FEW_SIGNS = 14
_SHAPES: Mapping[Shape, FieldShape] = {
    Shape.NOTE: "text",
    Shape.DATE: "date",
    Shape.TIME: "time",
    Shape.FLAG: "segments",
    Shape.CHOICES: "chips",
    Shape.LINK: "choice",
    Shape.LINKS: "chips",
}


class Questions:
    """Makes the questions of one form in the words of this school."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._words = words.read_words(session)
        self._staff = tuple(school.staff_names(session).items())
        self._levels = read_levels(session)

    def ask(
        self, name: str, facts: FieldFacts, *, required: bool | None = None
    ) -> FormField:
        """Return the question that fills in a field."""
        if name == LEVEL:
            return self.level(translate(facts.label), required=bool(required))
        options = self._options(facts)
        shape = _SHAPES.get(facts.shape, "line")
        if facts.shape is Shape.CHOICE:
            signs = sum(len(label.encode()) // 2 for _code, label in options)
            shape = "segments" if signs <= _FEW_SIGNS else "choice"
        is_name = facts.of_kind == "staff"
        hidden = tuple((code, masked_name(label)) for code, label in options)
        return FormField(
            name,
            translate(facts.label),
            shape,
            options,
            required=facts.need is Need.REQUIRED if required is None else required,
            is_name=is_name,
            masked=hidden if is_name else (),
        )

    def level(self, label: str, *, required: bool) -> FormField:
        """Return the question for a level, in the scheme's words."""
        offered = self._levels.offered()
        return FormField(LEVEL, label, "segments", offered, required=required)

    def staff(self, name: str, label: str) -> FormField:
        """Return the question for colleagues."""
        hidden = tuple((code, masked_name(who)) for code, who in self._staff)
        return FormField(name, label, "chips", self._staff, is_name=True, masked=hidden)

    @staticmethod
    def with_hint(field: FormField, hint: str) -> FormField:
        """Return the question with a word beside its label."""
        return replace(field, hint=hint)

    def _options(self, facts: FieldFacts) -> tuple[tuple[str, str], ...]:
        if facts.shape is Shape.FLAG:
            return ((NO, _("No")), (YES, _("Yes")))
        if facts.vocabulary:
            return self._words.offered(facts.vocabulary)
        if facts.of_kind == "staff":
            return self._staff
        if facts.of_kind == "care_contact":
            found = care_contacts.reachable(self._session)
            return tuple((each.id, each.name) for each in found)
        return ()


def shown(facts: FieldFacts, value: Any) -> Any:  # noqa: ANN401  whatever the field holds
    """Return a value as its field shows it."""
    if facts.shape is Shape.FLAG:
        return {True: YES, False: NO}.get(value, "")
    if facts.shape in {Shape.CHOICES, Shape.LINKS}:
        return list(value or ())
    if facts.shape is Shape.NUMBER:
        return "" if is_empty(value) else f"{value:g}"
    return value


def answered(facts: FieldFacts, answer: Any) -> Any:  # noqa: ANN401  whatever a field answers
    """Return what is written for an answer; what is no number stays as it is."""
    if facts.shape is Shape.FLAG:
        return {YES: True, NO: False}.get(answer)
    if facts.shape is Shape.NUMBER:
        text = str(answer or "").strip()
        return int(text) if text.isdecimal() else (text or None)
    if isinstance(answer, str):
        return answer.strip()
    return answer
