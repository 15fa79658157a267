"""Fields of records as they are edited: label, shape, words to choose from, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain.kinds import missing
from homevisit.domain.record import Need, Sensitivity, Shape, facts_of, is_empty
from homevisit.services import checking, records
from homevisit.services.times import local_minute
from homevisit.text import _, listed, translate
from ui.desk.concerns import said
from ui.desk.masks import masked
from ui.edit_rows import EditField, EditGroup, Rival

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.record import FieldFacts, Record
    from homevisit.services.pen import Pen
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from ui.edit_rows import EditShape
    from ui.rows import Concern

YES, NO = "yes", "no"
_SHORT = 16
_FEW = 3
_PLAIN: Mapping[Shape, EditShape] = {
    Shape.NOTE: "text",
    Shape.DATE: "date",
    Shape.MONTH: "month",
    Shape.FLAG: "segments",
    Shape.CHOICES: "chips",
    Shape.LINK: "choice",
    Shape.ROWS: "table",
    Shape.PHONE: "secret",
}


def is_secret(name: str, facts: FieldFacts) -> bool:
    """Whether a field is masked until somebody asks: phones and sensitive numbers."""
    if facts.shape is Shape.PHONE:
        return True
    return name.endswith("_no") and facts.sensitivity >= Sensitivity.S2


def shape_of(name: str, facts: FieldFacts) -> EditShape:
    """Return how a field is edited, as far as its facts tell."""
    return "secret" if is_secret(name, facts) else _PLAIN.get(facts.shape, "line")


class EditFields:
    """Makes the fields of one file, in the words of this school."""

    def __init__(
        self,
        session: Session,
        table: Words,
        pen: Pen,
        *,
        links: Mapping[str, Mapping[str, str]],
        wrong: Iterable[Concern] = (),
    ) -> None:
        self._session, self._table, self._pen = session, table, pen
        self._links, self._wrong = links, tuple(wrong)
        self._today = session.clock.today()

    def group(
        self,
        code: str,
        title: str,
        *picked: tuple[Record, Iterable[str]],
        note: str = "",
        is_folded: bool = False,
    ) -> EditGroup:
        """Return these fields of these records under one heading."""
        fields = [
            field for record, names in picked for field in self._fields(record, names)
        ]
        return EditGroup(code, title, tuple(fields), is_folded, note)

    def _fields(self, record: Record, names: Iterable[str]) -> list[EditField]:
        seen = self._pen.seen(record.id) if record.id else {}
        rivals = self._rivals(record)
        doubts = self._doubts(record)
        lacking = set(missing(record)) - {
            name
            for name, facts in facts_of(type(record)).items()
            if facts.need is Need.REQUIRED
        }
        found = []
        for name in names:
            facts = facts_of(type(record))[name]
            doubt = doubts.get(name, "")
            if name in lacking:
                doubt = doubt or _("Still to be filled in here.")
            shape, options = self._answer(record, name, facts)
            found.append(
                EditField(
                    kind=record.KIND,
                    record_id=record.id,
                    name=name,
                    label=translate(facts.label),
                    shape=shape,
                    options=options,
                    value=self._value(record, name, facts),
                    doubt=doubt,
                    rivals=rivals.get(name, ()),
                    needed=facts.need is Need.REQUIRED,
                    is_name=facts.shape is Shape.NAME,
                    why=translate(facts.why) if facts.why else "",
                    seen=seen.get(name, ()),
                )
            )
        return found

    def _answer(
        self, record: Record, name: str, facts: FieldFacts
    ) -> tuple[EditShape, tuple[tuple[str, str], ...]]:
        shape = shape_of(name, facts)
        if facts.shape is Shape.FLAG:
            return shape, ((YES, _("yes")), (NO, _("no")))
        if facts.shape is Shape.LINK:
            return shape, self._linked(facts.of_kind, getattr(record, name))
        if facts.shape is Shape.ROWS:
            return shape, _columns(name)
        if facts.shape in {Shape.CHOICE, Shape.CHOICES}:
            offered = self._offered(record, name, facts)
            if facts.shape is Shape.CHOICE:
                signs = sum(len(label.encode()) // 2 for _code, label in offered)
                is_short = len(offered) <= _FEW and signs <= _SHORT
                shape = "segments" if is_short else "choice"
            return shape, offered
        return shape, ()

    def _linked(self, kind: str, chosen: str) -> tuple[tuple[str, str], ...]:
        """Return what a link can lead to, and where it leads though unknown here."""
        offered = self._links.get(kind, {})
        if chosen and chosen not in offered:
            offered = {**offered, chosen: _("not known in this vault")}
        return tuple(offered.items())

    def _offered(
        self, record: Record, name: str, facts: FieldFacts
    ) -> tuple[tuple[str, str], ...]:
        offered = self._table.offered(facts.vocabulary)
        if name != "group_subtype":
            return offered
        group = getattr(record, "group_code", "")
        terms = self._table.table(facts.vocabulary).terms
        own = {each.code for each in terms if each.facts.get("group") == group}
        return tuple(pair for pair in offered if pair[0] in own)

    def _value(self, record: Record, name: str, facts: FieldFacts) -> Any:  # noqa: ANN401  whatever the field holds
        if name in record.unread:
            return str(record.unread[name])
        value = getattr(record, name)
        if is_secret(name, facts):
            return masked(value)
        if facts.shape is Shape.ROWS:
            return [self._line(name, each.model_dump(mode="json")) for each in value]
        if facts.shape is Shape.CHOICES:
            return list(value)
        if facts.shape is Shape.FLAG:
            return {True: YES, False: NO}.get(value, "")
        return _number(name, value) if facts.shape is Shape.NUMBER else value

    def _line(self, name: str, line: Mapping[str, Any]) -> dict[str, str]:
        found = {code: _number(code, line.get(code)) for code, _label in _columns(name)}
        if found.get("relation"):
            found["relation"] = self._table.label("relations", found["relation"])
        return found

    def _doubts(self, record: Record) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for each in self._wrong:
            if each.record_id == record.id:
                found.setdefault(each.field, []).append(each.text)
        if record.KIND in {"follow_up", "household"}:
            for doubt in checking.doubts_in(record, self._table, self._today):
                found.setdefault(doubt.field, []).append(said(doubt))
        return {name: " ".join(dict.fromkeys(texts)) for name, texts in found.items()}

    def _rivals(self, record: Record) -> dict[str, tuple[Rival, ...]]:
        if not record.id:
            return {}
        staff = self._links.get("staff", {})
        known = facts_of(type(record))
        return {
            name: tuple(
                Rival(
                    self.in_words(name, known[name], each.new),
                    staff.get(each.author, ""),
                    local_minute(each.at.isoformat()),
                )
                for each in writes
            )
            for name, writes in records.disputes(self._session, record.id).items()
            if name in known
        }

    def in_words(self, name: str, facts: FieldFacts, value: Any) -> str:  # noqa: ANN401  JSON is what it is
        """Return a value as a person reads it, a secret masked."""
        if is_empty(value):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if is_secret(name, facts):
            return masked(str(value))
        codes = value if isinstance(value, list) else [value]
        if facts.vocabulary and facts.shape is not Shape.ROWS:
            words = (self._table.label(facts.vocabulary, str(each)) for each in codes)
            return listed(words)
        if facts.shape is Shape.LINK:
            return self._links.get(facts.of_kind, {}).get(str(value), "")
        return " ".join(str(value).split())


def _number(name: str, value: Any) -> str:  # noqa: ANN401  a number or what stands for one
    if is_empty(value):
        return ""
    if isinstance(value, int | float):
        return f"{value / 100:g}" if name.endswith("_cents") else f"{value:.10g}"
    return str(value)


def _columns(name: str) -> tuple[tuple[str, str], ...]:
    if name == "grandparents":
        return (
            ("relation", _("Relation")),
            ("name", _("Name")),
            ("birth_date", _("Date of birth")),
        )
    return (
        ("name", _("Name")),
        ("relation", _("Relation")),
        ("age", _("Age")),
        ("occupation", _("Occupation")),
        ("monthly_income_cents", _("Monthly income (yuan)")),
        ("health", _("Health")),
    )
