"""What a user types for a class or a term, turned into what the services ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.services import calendars, school
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.school import Term
    from homevisit.services.session import Session

_TERM = re.compile(r"(\d{4})-([12])")
_KINDS = {"1": "first", "2": "second"}
_FULL_WIDTH = str.maketrans("（）", "()", " \u3000")


class NoSuchClassError(Problem):
    """No class is called what was typed."""

    code = "no_such_class"
    what = N_("There is no class of this name in the vault.")
    safe = N_("Nothing was done.")
    todo = N_("Type it as the list of students shows it, such as 七(2)班.")


class NoSuchTermError(Problem):
    """The calendar has no such term, or today is in none."""

    code = "no_such_term"
    what = N_("The calendar of this vault does not know this term.")
    safe = N_("Nothing was done.")
    todo = N_("Type the school year's first year and 1 or 2, such as 2026-1.")


def class_id_of(session: Session, typed: str) -> str:
    """Return the class with this id or name; raises `NoSuchClassError`."""
    names = school.class_names(session)
    if typed in names:
        return typed
    wanted = typed.translate(_FULL_WIDTH)
    for class_id, name in names.items():
        if name.translate(_FULL_WIDTH) == wanted:
            return class_id
    raise NoSuchClassError


def term_of(session: Session, typed: str) -> Term:
    """Return the term typed such as `2026-1`, today's for nothing.

    Raises `NoSuchTermError`.
    """
    if not typed:
        found = calendars.current_term(session)
    else:
        match = _TERM.fullmatch(typed)
        year, kind = (int(match[1]), _KINDS[match[2]]) if match else (0, "")
        terms = calendars.read_calendar(session).terms
        chosen = (t for t in terms if (t.school_year, t.kind) == (year, kind))
        found = next(chosen, None)
    if found is None:
        raise NoSuchTermError
    return found
