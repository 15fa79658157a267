"""Making, opening, locking and looking after a vault."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit import vault as vaults
from homevisit.ledger import rebuild as rebuilding
from homevisit.ledger.chain import check_chain
from homevisit.ledger.contact_rows import read_contacts
from homevisit.services import calendars, moving, school
from homevisit.services.session import Session, begin_session
from homevisit.vault.layout import FOLDER_SUFFIX
from homevisit.vault.sealing import verify_signature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from homevisit.clock import Clock
    from homevisit.ledger.chain import ChainFindings
    from homevisit.ledger.change import Save
    from homevisit.services.school import Owner
    from homevisit.vault import (
        BackupReceipt,
        Findings,
        KdfParameters,
        NewVault,
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """An open session and the recovery code that must go on paper now."""

    session: Session
    recovery_code: str

    def __repr__(self) -> str:
        return "<Opened>"


@dataclass(frozen=True, slots=True)
class Setup:
    """What the first run asks for. Without `school` the vault joins one later."""

    owner: Owner
    school: Mapping[str, Any] | None = None


def create(
    folder: Path,
    password: str,
    setup: Setup,
    *,
    clock: Clock,
    kdf: KdfParameters | None = None,
) -> Opened:
    """Make a person's vault, with herself and her school in it, and open it.

    What can be read before unlocking is the folder's name and nothing else. Raises the
    problems of `create_vault`; nothing is then left behind.
    """
    names = (setup.owner.name, str((setup.school or {}).get("name", "")))
    vaults.require_good_password(password, names=tuple(filter(None, names)))
    made = vaults.create_vault(
        folder,
        owner_name=folder.name.removesuffix(FOLDER_SUFFIX),
        password=password,
        clock=clock,
        kdf=kdf,
    )
    try:
        session = begin_session(made.vault, clock)
        school.introduce_owner(session, setup.owner)
        if setup.school is not None:
            school.set_up_school(session, setup.school)
    except BaseException:
        # Nobody has seen its recovery code: such a vault must not stay.
        made.vault.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Opened(session, made.recovery_code)


def unlock(
    folder: Path, password: str, *, clock: Clock, accept_older: bool = False
) -> Session:
    """Open a vault by its password; what it warns of stands in `vault.warnings`.

    Raises the problems of `open_vault`; none of them changes a file.
    """
    opened = vaults.open_vault(folder, password, clock=clock, accept_older=accept_older)
    session = begin_session(opened, clock)
    calendars.keep_up_calendar(session)
    moving.warn_if_moved(session)
    return session


def unlock_with_recovery_code(
    folder: Path, code: str, new_password: str, *, clock: Clock
) -> Opened:
    """Open a vault by its recovery code; password and code are new afterwards."""
    return _opened(
        vaults.open_with_recovery_code(folder, code, new_password, clock=clock), clock
    )


def require_closed(folder: Path, *, clock: Clock) -> None:
    """Raise `VaultInUseError` or one of its kinds while somebody has the vault open.

    A folder that is not there is closed.
    """
    if folder.is_dir():
        vaults.require_closed(folder, clock=clock)


def knock(folder: Path) -> None:
    """Let the window that has the vault open know that somebody asked for it."""
    vaults.knock(vaults.Layout(folder).lock)


def change_password(session: Session, old: str, new: str) -> None:
    """Change the password; the recovery code stays valid."""
    session.vault.change_password(old, new)


def renew_recovery_code(session: Session, password: str) -> str:
    """Return a new recovery code; the old one opens until it is ended."""
    return session.vault.renew_recovery_code(password)


def end_old_recovery_code(session: Session) -> None:
    """Let only the newest code open: its owner has it on paper."""
    session.vault.end_old_recovery_code()


def rotate_key(session: Session, password: str) -> Opened:
    """Write the whole vault anew under a new key; go on with the returned session.

    The recovery code is new as well: the old one must not open the new key.
    """
    code = session.vault.rotate_key(password)
    return Opened(begin_session(session.vault, session.clock, session.door), code)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check saw: the file, the chain of saves, and the session to go on with."""

    session: Session
    file: Findings
    chain: ChainFindings
    room_chain: ChainFindings | None = None

    @property
    def is_sound(self) -> bool:
        return self.file.is_sound and not self.damaged_saves

    @property
    def damaged_saves(self) -> int:
        """How many saves of either ledger do not hold."""
        chains = [self.chain, *([self.room_chain] if self.room_chain else [])]
        return sum(
            len({*each.altered, *each.unlinked, *each.unsigned}) for each in chains
        )


def verify(session: Session, *, deep: bool = False) -> Verified:
    """Check every page and the chain of saves; `deep` the attachments as well.

    An open counselling room is checked with the vault.
    """
    findings = session.vault.verify(deep=deep)
    again = begin_session(session.vault, session.clock, session.door)
    keys = _signing_keys(again)

    def is_signed(save: Save) -> bool:
        key = keys.get(save.head.author)
        return key is None or verify_signature(key, save.signature, save.head.link())

    room = again.door.room
    return Verified(
        again,
        findings,
        check_chain(again.ledger.db, is_signed),
        check_chain(room.ledger.db, is_signed) if room else None,
    )


def _signing_keys(session: Session) -> dict[str, bytes]:
    contacts = read_contacts(session.ledger.db)
    keys = {person: each.signing_key for person, each in contacts.items()}
    return {**keys, session.person_id: session.vault.signing_key}


def back_up(session: Session, to: Path | None = None) -> BackupReceipt:
    """Make a verified backup in the vault's folder, or into `to` on another disk."""
    return session.vault.back_up(to)


def days_since_copy_elsewhere(session: Session) -> int | None:
    """Return how old the last copy on another disk is; None if there never was one."""
    return session.vault.days_since_copy_elsewhere()


def restore(backup: Path, into: Path, password: str, *, clock: Clock) -> Session:
    """Open a copy of a backup in a new folder; nothing existing is overwritten."""
    restored = vaults.restore_backup(backup, into, password, clock=clock)
    return begin_session(restored, clock)


def restore_with_recovery_code(
    backup: Path, into: Path, code: str, new_password: str, *, clock: Clock
) -> Opened:
    """Open a copy of a backup by the recovery code, with a new password and code."""
    return _opened(
        vaults.restore_with_recovery_code(
            backup, into, code, new_password, clock=clock
        ),
        clock,
    )


def rebuild(session: Session) -> bool:
    """Make lists and search anew from the saves; return whether nothing differed.

    An open counselling room is made anew with the vault.
    """
    room = session.door.room
    ledgers = [session.ledger, *([room.ledger] if room else [])]
    return not [each for each in ledgers if not rebuilding.rebuild(each)]


def lock(session: Session) -> None:
    """Close the vault."""
    session.close()


def _opened(made: NewVault, clock: Clock) -> Opened:
    return Opened(begin_session(made.vault, clock), made.recovery_code)
