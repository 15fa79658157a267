"""`homevisit demo`: an invented school to look at, built as a user would build one.

It opens no window: the core never starts what lies above it (`dev.py demo` does).
"""

from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.invocation import asked, progress
from homevisit.clock import SetClock
from homevisit.demo.building import BuiltSchool, Plan, build_school
from homevisit.text import N_, _

_MOST = 20_000
_LABELS = {
    "students": N_("Students: {count}"),
    "classes": N_("Classes: {count}"),
    "groups": N_("Special groups: {count}"),
    "in_groups": N_("Children in one of them: {count}"),
    "visits_completed": N_("Visits completed: {count}"),
    "visits_attempted": N_("Visits attempted: {count}"),
    "promises_settled": N_("Promises settled: {count}"),
    "reviews": N_("Reviews: {count}"),
    "addenda": N_("Additions: {count}"),
    "photos": N_("Photos: {count}"),
    "conflicts": N_("Values that need a decision: {count}"),
    "duplicates": N_("Files opened twice: {count}"),
}


def demo(
    context: typer.Context,
    *,
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help=N_("A new folder for it all."))
    ],
    headless: Annotated[
        bool, typer.Option("--headless", help=N_("There is no window to open it in."))
    ] = False,
    students: Annotated[
        int, typer.Option("--students", min=3, max=_MOST, help=N_("How many children."))
    ] = 120,
    seed: Annotated[
        int, typer.Option("--seed", help=N_("Another seed, other children."))
    ] = 2026,
) -> Answer:
    clock = SetClock(asked(context).clock.now())
    with progress() as report:
        built = build_school(Plan(to, students, seed), clock=clock, report=report)
    return Answer(_facts(built), _lines(built, headless=headless))


def _facts(built: BuiltSchool) -> dict[str, object]:
    return {
        "vault": str(built.vault),
        "password": built.password,
        "recovery_code": built.recovery_code,
        "roster": str(built.roster),
        "pdf": [str(each) for each in built.prints],
        "counts": built.counts,
    }


def _lines(built: BuiltSchool, *, headless: bool) -> list[str]:
    lines = [_("An invented school is ready. Nobody in it exists.")]
    lines += [
        _(label).format(count=built.counts[name])
        for name, label in _LABELS.items()
        if name in built.counts
    ]
    lines += [
        _("Vault: {folder}").format(folder=built.vault),
        _("Its password: {password}").format(password=built.password),
        _("Class list: {file}").format(file=built.roster),
        _("Prints: {folder}").format(folder=built.prints[0].parent),
    ]
    if not headless:
        lines.append(_("To look at it, open HomeVisit and choose this vault."))
    return lines
