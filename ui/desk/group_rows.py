"""Determinations of special groups as cards: what holds, what is past, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.determinations import Determination
from homevisit.domain.record import facts_of, is_empty
from homevisit.services import groups
from homevisit.text import _
from ui.desk.masks import masked
from ui.edit_rows import CardAction, CardRow
from ui.rows import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words
    from ui.desk.edit_fields import EditFields
    from ui.edit_rows import EditGroup

END = "end"
ALL = (
    "group_code",
    "group_subtype",
    "evidence_type",
    "evidence_no",
    "valid_from",
    "valid_to",
    "state",
    "found_by",
    "checked_by",
    "approved_by",
    "disclose_to_parent",
    "remark",
)
_ONE_PARENT = (
    "single_parent_reason",
    "living_with",
    "other_parent_contact",
    "reformed_family",
)
_MOVED = ("origin", "moved_in", "residence_permit", "expected_move")
_UNATTENDED = (
    "father_case",
    "mother_case",
    "decision_no",
    "actual_carer",
    "living_allowance_cents",
)
BY_GROUP: Mapping[str, tuple[str, ...]] = {
    "left_behind": (
        "both_away",
        "one_away_other_unable",
        "unable_party",
        "has_entrusted",
        "entrusted_id",
        "guardianship_kind",
        "guardianship_grade",
        "schooling",
        "hukou_registered",
        "health",
        "illness_type",
        "income_sources",
        "relief",
        "grandparents",
        "filing_unit",
        "filing_date",
    ),
    "single_parent": _ONE_PARENT,
    "reformed_family": _ONE_PARENT,
    "disabled": (
        "disability_cert_no",
        "disability_category",
        "disability_level",
        "main_impairment",
        "suspected_no_cert",
        "placement",
        "plan_review_date",
        "carer",
        "carer_phone",
        "accommodations",
        "rehabilitation",
    ),
    "migrant": _MOVED,
    "accompanying": _MOVED,
    "orphan": _UNATTENDED,
    "de_facto_unattended": _UNATTENDED,
    "economic_hardship": (
        "hardship_types",
        "hardship_level",
        "school_year",
        "household_size",
        "hardship_members",
        "income_sources",
        "aid_received",
        "application_reason",
    ),
    "in_difficulty": ("difficulty_class",),
}
# The child's own link, and papers, which are attached where papers are.
ELSEWHERE = frozenset({"student_id", "individual_plan_id"})


def determination_cards(
    session: Session, fields: EditFields, file: StudentFile, table: Words
) -> tuple[CardRow, ...]:
    """Return what holds now, then what is history."""
    standing, past = groups.in_time(session, file.determinations)
    cards = [_card(fields, each, table, is_past=False) for each in standing]
    cards += [_card(fields, each, table, is_past=True) for each in past]
    return tuple(cards)


def blank_card(fields: EditFields, table: Words) -> CardRow:
    """Return the card of a determination that has not begun."""
    return _card(fields, Determination(), table, is_past=False)


def _card(
    fields: EditFields, found: Determination, table: Words, *, is_past: bool
) -> CardRow:
    group = table.label("groups", found.group_code)
    subtype = table.label("group_subtypes", found.group_subtype)
    period = _period(found)
    is_new = not found.group_code
    state = table.label("determination_states", found.state)
    end = CardAction(END, "flag", _("End"))
    remove = CardAction("remove", "trash-2", _("Entered by mistake"))
    return CardRow(
        kind=found.KIND,
        record_id=found.id,
        title=group or _("Which group?"),
        masked_title="●●",
        subtitle=" · ".join(part for part in (subtype, period) if part),
        chips=(state,) if state else (),
        facts=() if is_new else _facts(fields, found, table),
        groups=_groups(fields, found),
        actions=(remove,) if is_past or is_new or found.valid_to else (end, remove),
        is_past=is_past,
        asks_reason=not is_new,
    )


def _period(found: Determination) -> str:
    if found.valid_to:
        return f"{found.valid_from} — {found.valid_to}"
    if not found.valid_from:
        return ""
    return _("since {day}").format(day=found.valid_from)


def _facts(fields: EditFields, found: Determination, table: Words) -> tuple[Fact, ...]:
    known = facts_of(Determination)
    named = (("found_by", _("Determined by")), ("approved_by", _("Approved by")))
    facts = [
        Fact(_("Grounds"), table.label("evidence_types", found.evidence_type)),
        Fact(
            _("Number of the proof"),
            masked(found.evidence_no),
            "evidence_no" if found.evidence_no else "",
        ),
    ]
    facts += [
        Fact(label, fields.in_words(name, known[name], getattr(found, name)))
        for name, label in named
    ]
    facts.append(Fact(_("Remark"), " ".join(found.remark.split())))
    return tuple(fact for fact in facts if fact.value)


def _groups(fields: EditFields, found: Determination) -> tuple[EditGroup, ...]:
    own = BY_GROUP.get(found.group_code, ())
    shown = {*ALL, *own, *ELSEWHERE}
    # What belongs to another group is not asked for, and not hidden either.
    more = tuple(
        name
        for name in facts_of(Determination)
        if name not in shown and not is_empty(getattr(found, name))
    )
    made = [fields.group("all", "", (found, ALL))]
    if own:
        made.append(fields.group("own", _("About this group"), (found, own)))
    if more:
        made.append(fields.group("more", _("Also written down"), (found, more)))
    return tuple(made)
