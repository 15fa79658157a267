"""The practice vault, made of the invented school in a process of its own.

A process, because it computes for seconds and somebody may change her mind: it can be
ended at any moment, and the vault appears under its name only when it is whole.
"""

from __future__ import annotations

import multiprocessing
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from homevisit.clock import SetClock, SystemClock
from homevisit.demo.building import Plan, build_school
from homevisit.demo.names import VAULT
from homevisit.errors import Problem
from homevisit.text import N_, current_language, use_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    Tell = Callable[[int, int], None]

STUDENTS = 36
_ASK_SECONDS = 0.1


class PracticeNotMadeError(Problem):
    """The invented school could not be built here."""

    code = "practice_not_made"
    what = N_("The practice vault could not be made.")
    safe = N_("Nothing of yours was touched, and nothing half-made was left.")
    todo = N_("Free some space on this disk, then try again.")


def make_practice_vault(folder: Path, tell: Tell, *, students: int = STUDENTS) -> Path:
    """Build the invented school anew in `folder` and return its vault.

    What was there before goes when the new one is whole. `tell` hears how far it is
    and may raise to stop. Raises `PracticeNotMadeError`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.unfinished")
    try:
        _build_apart(unfinished, students, tell)
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    except OSError:
        raise PracticeNotMadeError from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder / VAULT


def _build_apart(folder: Path, students: int, tell: Tell) -> None:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    job = (folder, students, current_language(), theirs)
    process = spawn.Process(target=_serve, args=job)
    process.start()
    theirs.close()
    try:
        _follow(ours, tell)
        process.join()
        if process.exitcode:
            raise PracticeNotMadeError
    finally:
        process.kill()
        process.join()
        ours.close()


def _follow(ours: Connection, tell: Tell) -> None:
    """Pass on what the process tells until it ends its side."""
    count, total = 0, 1
    with suppress(EOFError):
        while True:
            if ours.poll(_ASK_SECONDS):
                count, total = ours.recv()
            tell(count, total)


def _serve(folder: Path, students: int, language: str, theirs: Connection) -> None:
    """Build in this process; a whole number of visits is what takes the time."""
    use_language(language)
    clock = SetClock(SystemClock().now())
    plan = Plan(folder, students, is_practice=True)

    def report(_step: str, count: int, total: int) -> None:
        if total > 1:
            theirs.send((count, total))

    try:
        build_school(plan, clock=clock, report=report)
    except (Problem, OSError):
        raise SystemExit(1) from None
