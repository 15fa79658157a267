"""Ways into a vault: password, recovery code, a new vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import vaults
from homevisit.services.school import Owner

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the first run asks for."""

    folder: str
    school: str
    owner: str
    role: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entered:
    """An open vault; `code` must go on paper when it is new."""

    session: Session
    folder: str
    name: str
    code: str = field(default="", repr=False)


def enter(folder: str, password: str, clock: Clock) -> Entered:
    """Open a vault by its password. Raises the problems of `vaults.unlock`."""
    session = vaults.unlock(Path(folder), password, clock=clock)
    return Entered(session, folder, session.vault.owner_name)


def recover(folder: str, code: str, new_password: str, clock: Clock) -> Entered:
    """Open a vault by its recovery code; password and code are new afterwards."""
    opened = vaults.unlock_with_recovery_code(
        Path(folder), code, new_password, clock=clock
    )
    session = opened.session
    return Entered(session, folder, session.vault.owner_name, opened.recovery_code)


def make(new: NewVault, clock: Clock) -> Entered:
    """Make a vault and open it; nothing is left behind when that fails."""
    owner = Owner(new.owner, ((new.role, ""),) if new.role else ())
    setup = vaults.Setup(owner, {"name": new.school})
    opened = vaults.create(Path(new.folder), new.password, setup, clock=clock)
    return Entered(opened.session, new.folder, new.owner, opened.recovery_code)
