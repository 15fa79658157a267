"""Ways into a vault: password, recovery code, a new vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.paths import write_atomically
from homevisit.services import calendars, passwords, practice, school, vaults
from homevisit.services.school import Owner
from homevisit.services.words import Words
from reports.recovery_kit import RecoveryKit, render_recovery_kit

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
    stages: tuple[str, ...] = ()
    system: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Entered:
    """An open vault; `code` must go on paper when it is new."""

    session: Session
    folder: str
    name: str
    owner: str
    code: str = field(default="", repr=False)
    is_practice: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Five words to remember, and the letters to type for them."""

    words: tuple[str, ...] = field(repr=False)
    typed: str = field(repr=False)


def offer() -> Offer:
    """Return a fresh passphrase."""
    found = passwords.suggest_passphrase()
    return Offer(found.words, found.typed)


def grade(password: str, names: tuple[str, ...]) -> str:
    """Return weak, fair or good: a low estimate that knows `names`."""
    strength = passwords.estimate_strength(password, names=names)
    return str(strength.grade.value)


def roles() -> tuple[tuple[str, str], ...]:
    """Return the posts a person can have at a school."""
    return Words().offered("staff_roles")


def stages() -> tuple[tuple[str, str], ...]:
    """Return the stages that a school can have."""
    return Words().offered("stages")


def systems() -> tuple[tuple[str, str], ...]:
    """Return the ways in which grades are counted."""
    return Words().offered("school_systems")


def kit(entered: Entered) -> bytes:
    """Return the recovery sheet as a PDF; it is as secret as the password."""
    session = entered.session
    sheet = RecoveryKit(
        vault_name=calendars.read_school(session).name or session.vault.owner_name,
        owner_name=entered.owner,
        vault_id=session.vault.id[-8:],
        made_on=session.clock.today().isoformat(),
        code_groups=tuple(entered.code.split("-")),
        qr_payload=entered.code,
    )
    return render_recovery_kit(sheet).pdf


def write_kit(entered: Entered, path: str) -> None:
    """Write the recovery sheet to a file that somebody chose."""
    write_atomically(Path(path), kit(entered))


def enter(
    folder: str, password: str, clock: Clock, *, accept_older: bool = False
) -> Entered:
    """Open a vault by its password. Raises the problems of `vaults.unlock`."""
    session = vaults.unlock(
        Path(folder), password, clock=clock, accept_older=accept_older
    )
    return entered(session, folder)


def recover(folder: str, code: str, new_password: str, clock: Clock) -> Entered:
    """Open a vault by its recovery code; password and code are new afterwards."""
    opened = vaults.unlock_with_recovery_code(
        Path(folder), code, new_password, clock=clock
    )
    return entered(opened.session, folder, opened.recovery_code)


def knock(folder: str) -> None:
    """Let the window that has the vault open come to the front."""
    vaults.knock(Path(folder))


def make(new: NewVault, clock: Clock) -> Entered:
    """Make a vault and open it; nothing is left behind when that fails."""
    owner = Owner(new.owner, ((new.role, ""),) if new.role else ())
    known = {"name": new.school, "stages": list(new.stages), "system": new.system}
    setup = vaults.Setup(owner, {name: v for name, v in known.items() if v})
    opened = vaults.create(Path(new.folder), new.password, setup, clock=clock)
    return entered(opened.session, new.folder, opened.recovery_code)


def entered(session: Session, folder: str, code: str = "") -> Entered:
    """Tell whose vault it is; outside it only its own name is remembered."""
    owner = school.staff_names(session).get(session.person_id, "")
    is_practice = practice.is_practice(session)
    name = session.vault.owner_name
    return Entered(session, folder, name, owner, code, is_practice)
