"""What comparing a print with the vault found, visit by visit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.services.print_codes import PrintCodes
from homevisit.services.print_material import gather
from homevisit.text import N_
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from homevisit.services.print_facts import PrintFacts
    from homevisit.services.session import Session


class NotFromThisVaultError(Problem):
    """The print belongs to no visit of this vault."""

    code = "print_not_from_this_vault"
    what = N_("This print belongs to no visit in this vault.")
    safe = N_("Nothing was changed.")
    todo = N_("Check it in the vault it was printed from.")


class AlteredPrintError(Problem):
    """The facts in the file are not those that this vault wrote into it."""

    code = "print_altered"
    what = N_("This file was altered after it was printed from this vault.")
    safe = N_("The file was only read and nothing has changed.")
    todo = N_("Do not rely on it; print the visit once more.")


@dataclass(frozen=True, slots=True)
class VisitChecked:
    """One visit of a print: the sections that differ today.

    A visit that is no longer in the vault has no id, and all that was printed differs.
    """

    visit_id: str
    visit_no: str
    differing: tuple[str, ...]

    @property
    def is_here(self) -> bool:
        return bool(self.visit_id)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: every visit of the print, in the order of the print.

    `visit_id` is that of a print of a single visit, else "". `differing` names the
    sections that differ in any visit. What compared nothing does not match.
    """

    visits: tuple[VisitChecked, ...]
    copy_number: int
    printed_sections: tuple[str, ...]

    @property
    def matches(self) -> bool:
        compared = bool(self.visits and self.printed_sections)
        return compared and all(
            each.is_here and not each.differing for each in self.visits
        )

    @property
    def visit_id(self) -> str:
        return self.visits[0].visit_id if len(self.visits) == 1 else ""

    @property
    def differing(self) -> tuple[str, ...]:
        found = {name for each in self.visits for name in each.differing}
        return tuple(name for name in self.printed_sections if name in found)


def compare(session: Session, facts: PrintFacts) -> Checked:
    """Compare what a print says of itself with what is stored now.

    Raises `NotFromThisVaultError` or `AlteredPrintError`.
    """
    codes = PrintCodes(session)
    behind = codes.visits_behind(facts.visits)
    if not behind:
        raise NotFromThisVaultError
    if not codes.are_ours(facts):
        raise AlteredPrintError
    with_photos = VisitSection.PHOTOS.value in facts.sections
    materials = gather(session, tuple(behind.values()), with_photos=with_photos)
    now = {
        each.visit.id: (each.visit.visit_no, codes.sections(each, facts.sections))
        for each in materials
    }
    checked = []
    for reference, printed in facts.visits.items():
        visit_id = behind.get(reference, "")
        visit_no, stored = now.get(visit_id, ("", ()))
        pairs = zip_longest(facts.sections, printed, stored)
        differing = tuple(name for name, then, today in pairs if then != today)
        checked.append(VisitChecked(visit_id, visit_no, differing))
    return Checked(tuple(checked), facts.copy_number, facts.sections)
