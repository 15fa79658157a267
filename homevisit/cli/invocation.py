"""What every command is handed: the options that all of them share, and the vault."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import typer

from homevisit.cli.secret_sources import SecretSource
from homevisit.clock import Clock, SystemClock
from homevisit.errors import Problem
from homevisit.services import room, vaults
from homevisit.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from homevisit.services.session import Session


class NoVaultNamedError(Problem):
    """The command needs a vault and was told none."""

    code = "no_vault_named"
    what = N_("The command was not told which vault to open.")
    safe = N_("Nothing was done.")
    todo = N_("Name the vault's folder with --vault DIR.")
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the program, as its shared options describe it."""

    vault: Path | None = None
    secrets: SecretSource = field(default_factory=SecretSource)
    accept_older: bool = False
    clock: Clock = field(default_factory=SystemClock)

    def folder(self) -> Path:
        """Return the vault's folder, or raise `NoVaultNamedError`."""
        if self.vault is None:
            raise NoVaultNamedError
        return self.vault

    def ask_password(self) -> str:
        """Return the password of the vault."""
        return self.secrets.ask(_("Password: "))[0]

    @contextmanager
    def session(self, password: str | None = None) -> Iterator[Session]:
        """Open the vault for the block and lock it afterwards, whatever happens."""
        folder = self.folder()
        opened = vaults.unlock(
            folder,
            self.ask_password() if password is None else password,
            clock=self.clock,
            accept_older=self.accept_older,
        )
        try:
            warn(*opened.vault.warnings)
            yield opened
        finally:
            vaults.lock(opened)

    @contextmanager
    def whole_session(self, *, with_room: bool = True) -> Iterator[Session]:
        """Open the vault and, if it has one and `with_room`, its counselling room."""
        password = self.ask_password()
        with self.session(password) as opened:
            if with_room and room.has_room(opened):
                found = room.open_room(opened, password, accept_older=self.accept_older)
                warn(*found.vault.warnings)
            yield opened


def asked(context: typer.Context) -> Invocation:
    """Return the invocation that a command belongs to."""
    return cast("Invocation", context.obj)


def warn(*problems: Problem) -> None:
    """Say on standard error what is odd without being in the way."""
    for problem in problems:
        typer.echo(str(problem.explain()), err=True)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show how far a long run is: on a terminal only, and wiped at the end."""
    shown = sys.stderr.isatty()

    def report(step: str, done: int, total: int) -> None:
        if shown:
            typer.echo(f"\r\x1b[K{step} {done}/{total}", nl=False, err=True)

    try:
        yield report
    finally:
        if shown:
            typer.echo("\r\x1b[K", nl=False, err=True)
