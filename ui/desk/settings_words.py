"""The school's words as the settings show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import vocabularies
from homevisit.text import N_, translate, translate_count
from ui.settings_rows import WordList, WordRow, WordSheet

if TYPE_CHECKING:
    from homevisit.services.session import Session

# In the order of the list; what is not named here stands at the end.
_GROUPS = (
    (("determination",), N_("Special groups")),
    (
        ("visit", "visit_plan", "visit_review", "visit_addendum", "campaign"),
        N_("Home visits"),
    ),
    (("follow_up",), N_("Follow-ups")),
    (("student", "student_private", "student_event"), N_("Student's file")),
    (("family_member", "household"), N_("Family")),
    (("attachment", "consent"), N_("Photos and papers")),
    (("school", "term", "holiday_rule", "staff"), N_("School and staff")),
    (("school_class", "class_membership"), N_("Classes")),
)
_ELSE = N_("Other lists")
# Every school has groups of its own, so they come before all other lists.
_FIRST = "groups"


def read_lists(session: Session) -> tuple[WordList, ...]:
    """Return the lists of words, by where they are used."""
    order = {
        kind: (at, name) for at, (kinds, name) in enumerate(_GROUPS) for kind in kinds
    }
    found = []
    for each in vocabularies.read_lists(session):
        at, group = order.get(each.kind, (len(_GROUPS), _ELSE))
        own = translate_count("{count} changed", "{count} changed", each.own)
        line = WordList(
            each.name, each.label, translate(group), own if each.own else ""
        )
        found.append(((at, each.name != _FIRST), line))
    # Sorting keeps the order of the forms within a group.
    return tuple(line for _at, line in sorted(found, key=lambda pair: pair[0]))


def read_entries(session: Session, name: str) -> WordSheet:
    """Return the words of one list."""
    entries = vocabularies.read_entries(session, name)
    rows = tuple(
        WordRow(
            each.code,
            each.word,
            each.shipped if each.shipped != each.word else "",
            each.is_offered,
            each.can_hide,
        )
        for each in entries.lines
    )
    return WordSheet(entries.name, entries.label, entries.can_add, rows)
