"""Left-behind by both official definitions, as the facts have it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import left_behind
from homevisit.text import _, translate_count
from ui.edit_rows import Derived

if TYPE_CHECKING:
    from datetime import date

    from homevisit.domain.left_behind import ParentFacts
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words


def derived(file: StudentFile, table: Words, today: date) -> tuple[Derived, ...]:
    """Return what both definitions come to; nothing where no parent is written down."""
    father, mother = left_behind.parents_of(file.members)
    if father is None and mother is None:
        return ()
    facts = (
        (_("Father"), left_behind.parent_facts(father, today)),
        (_("Mother"), left_behind.parent_facts(mother, today)),
    )
    return (_council(file, facts), _registry(file, facts, table))


Parents = tuple[tuple[str, "ParentFacts"], ...]


def _council(file: StudentFile, facts: Parents) -> Derived:
    answer = file.left_behind.state_council
    words = {True: _("left-behind"), False: _("not left-behind")}
    found = words[answer] if answer is not None else _("not to be told yet")
    reasons = [_presence(*each) for each in facts]
    reasons += [_ability(*each) for each in facts if not each[1].away]
    if file.age is None:
        reasons.append(_("The date of birth is not known; the limit is 16 years."))
    else:
        age = translate_count("{count} year old", "{count} years old", file.age)
        reasons.append(_("{age}; the limit is 16 years").format(age=age))
    return Derived(
        _("State Council, 2016"),
        found,
        tuple(each for each in reasons if each),
        _determined(file),
    )


def _registry(file: StudentFile, facts: Parents, table: Words) -> Derived:
    code = file.left_behind.registry
    found = table.label("registry_left_behind", code) or _("not to be told yet")
    kept = file.private.registry_left_behind
    note = ""
    if kept and code and kept != code:
        said = table.label("registry_left_behind", kept)
        note = _("The registry says: {said}.").format(said=said)
    reasons = [_since(*each) for each in facts]
    return Derived(_("Student registry"), found, tuple(r for r in reasons if r), note)


def _determined(file: StudentFile) -> str:
    answer = file.left_behind.state_council
    is_in = "left_behind" in file.groups
    if answer and not is_in:
        return _("No determination says so yet.")
    if answer is False and is_in:
        return _("A determination says otherwise; ask whether it still holds.")
    return ""


def _presence(who: str, parent: ParentFacts) -> str:
    if parent.is_gone:
        return _("{who}: dead or missing").format(who=who)
    if parent.away is None:
        return _("{who}: not known whether away").format(who=who)
    words = _("{who}: away") if parent.away else _("{who}: at home")
    return words.format(who=who)


def _ability(who: str, parent: ParentFacts) -> str:
    if parent.is_gone or parent.able is None:
        return ""
    words = _("{who}: able to care") if parent.able else _("{who}: unable to care")
    return words.format(who=who)


def _since(who: str, parent: ParentFacts) -> str:
    if parent.is_gone or not parent.away:
        return _presence(who, parent)
    if parent.months_away is None:
        return _("{who}: away, not known since when").format(who=who)
    months = translate_count("{count} month", "{count} months", parent.months_away)
    return _("{who}: away for {months}; three count").format(who=who, months=months)
