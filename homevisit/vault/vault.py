"""A person's vault while it is open: the one object that other packages see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from homevisit.vault.backup import back_up, days_since_copy_elsewhere
from homevisit.vault.backup_checking import BackupCheck, check_backup
from homevisit.vault.backup_log import (
    BackupReason,
    LoggedBackup,
    changed_since_backup,
    read_log,
)
from homevisit.vault.backup_place import Backup, list_backups
from homevisit.vault.credentials import (
    change_password,
    end_old_recovery_code,
    is_password,
    renew_recovery_code,
    replace_both,
)
from homevisit.vault.opening import open_session
from homevisit.vault.passwords import password_bytes, require_good_password
from homevisit.vault.recovery_code import read_recovery_code
from homevisit.vault.room import make_room, open_room
from homevisit.vault.room_copy import is_copied
from homevisit.vault.room_putting_back import put_back_room, room_copies
from homevisit.vault.rotation import rotate_keys
from homevisit.vault.slots import Role
from homevisit.vault.unlocking import open_umk
from homevisit.vault.verifying import verify

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from types import TracebackType

    from homevisit.clock import Clock
    from homevisit.errors import Problem
    from homevisit.vault.backup import BackupReceipt
    from homevisit.vault.database import Database
    from homevisit.vault.header import Header
    from homevisit.vault.integrity import Findings
    from homevisit.vault.pace import Pace
    from homevisit.vault.room import RoomFile
    from homevisit.vault.session import Session


class Vault:
    """One open vault, used by the thread that opened it, until `close`.

    After a commit and 2 s without another, call `settle`: it empties the journal and
    notes how far the file has come.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.id = session.header.vault_id
        """32 hex digits; a restore keeps it."""
        self.owner_name = session.header.owner_name
        self.folder = session.layout.folder
        self.attachments_folder = session.layout.attachments
        self.db: Database = session.database
        """The same object for as long as the vault is open."""
        self.writer_id = str(session.database.meta("writer_id"))
        """Who writes here, 16 hex digits; a restored vault is a new writer."""
        self.signing_key = session.person.signing_key
        """The person's public Ed25519 key."""
        self.sealing_key = session.person.sealing_key
        """The person's public X25519 key."""
        self.warnings: tuple[Problem, ...] = session.warnings
        """What the user should know, though the vault opened."""
        self.room = RoomDoor(session)
        """The way into the counselling room."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def sign(self, message: bytes) -> bytes:
        """Return the person's Ed25519 signature of `message`."""
        return self._session.person.sign(message)

    def open_sealed(self, sealed: bytes, info: bytes) -> bytes:
        """Open what was sealed to this person; else `CannotOpenSealedError`."""
        return self._session.person.open_sealed(sealed, info)

    def subkey(self, label: str) -> bytes:
        """Return the lasting 32-byte key for one use; no rotation changes it."""
        return self._session.person.subkey(label)

    def is_password(self, password: str) -> bool:
        """Whether the password opens this vault; raises `NotEnoughMemoryError`."""
        return is_password(self._session, password)

    def change_password(self, old: str, new: str) -> None:
        """Replace the password, or raise a password or storage problem."""
        change_password(self._session, old, new)

    def renew_recovery_code(self, password: str) -> str:
        """Return a new code for paper; the old one works until it is ended."""
        return renew_recovery_code(self._session, password)

    def end_old_recovery_code(self) -> None:
        """Let the newest code alone open the vault: it is on paper now."""
        end_old_recovery_code(self._session)

    def rotate_key(self, password: str) -> str:
        """Renew every local key and return a new recovery code.

        For the day when somebody may have learnt the password or copied the folder:
        what they know opens nothing written from now on, nor the vault itself.
        """
        return rotate_keys(self._session, password)

    def verify(self, *, deep: bool = False) -> Findings:
        """Check every page; `deep` checks structure and attachments too."""
        return verify(self._session, deep=deep)

    def back_up(
        self,
        to: os.PathLike[str] | None = None,
        *,
        reason: BackupReason = BackupReason.BY_HAND,
        pace: Pace | None = None,
    ) -> BackupReceipt:
        """Make a verified backup in the vault's folder, or in `to` on another disk."""
        return back_up(self._session, to, reason=reason, pace=pace)

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups in the vault's own folder, newest first."""
        return list_backups(self._session.layout.backups)

    def backup_log(self) -> tuple[LoggedBackup, ...]:
        """Return what is remembered of backups made here, newest first."""
        return read_log(self._session)

    def check_backup(
        self, folder: os.PathLike[str], *, pace: Pace | None = None
    ) -> BackupCheck:
        """Read a backup of this vault through and through, or raise what is wrong."""
        return check_backup(self._session, folder, pace=pace)

    @property
    def changed_since_backup(self) -> bool:
        """Whether anything was written since the last backup in the vault's folder."""
        return changed_since_backup(self._session)

    def days_since_copy_elsewhere(self) -> int | None:
        """Return the age of the last backup on another disk; None if there is none."""
        return days_since_copy_elsewhere(self._session)

    def settle(self) -> None:
        """Empty the journals and renew the beats; meant for moments of rest."""
        self._session.settle()
        if self._session.room is not None:
            self._session.room.settle()

    def close(self) -> None:
        """Lock the vault; a second call does nothing."""
        self._session.close()


class RoomDoor:
    """The way into the counselling room of one open vault."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def is_made(self) -> bool:
        """Whether there is a room, open or not."""
        return self._session.header.has_room

    def make(self, password: str) -> RoomVault:
        """Make the room and open it; see `homevisit.vault.room.make_room`."""
        return RoomVault(self._session, make_room(self._session, password))

    def open(self, password: str, *, accept_older: bool = False) -> RoomVault:
        """Open the room; see `homevisit.vault.room.open_room`."""
        room = open_room(self._session, password, accept_older=accept_older)
        return RoomVault(self._session, room)

    def copies(self) -> tuple[Backup, ...]:
        """Return the backups of the room alone, the newest first."""
        return room_copies(self._session)

    def put_back(self, folder: os.PathLike[str], password: str) -> Path | None:
        """Make one of them the room; see `homevisit.vault.room_putting_back`."""
        return put_back_room(self._session, folder, password)


class RoomVault(Vault):
    """The open counselling room: records of its own under the keys of the person.

    What concerns the vault as a whole, such as its password, is the vault's here too.
    """

    def __init__(self, session: Session, room: RoomFile) -> None:
        super().__init__(session)
        self._room = room
        self.db = room.database
        self.writer_id = str(room.database.meta("writer_id"))
        self.warnings = room.warnings

    @property
    def changed_since_backup(self) -> bool:
        """Whether anything in the room is new since its own last backup."""
        return not is_copied(self._room)

    @property
    def backup_problem(self) -> Problem | None:
        """What stood in the way of the room's backup when it was closed."""
        return self._room.trouble

    def close(self) -> None:
        """Close the room; the vault stays open. A second call does nothing."""
        self._room.close()


@dataclass(frozen=True, slots=True)
class NewVault:
    """An open vault and the recovery code that its owner must put on paper now."""

    vault: Vault
    recovery_code: str

    def __repr__(self) -> str:
        return "<NewVault>"


def open_vault(
    folder: os.PathLike[str],
    password: str,
    *,
    clock: Clock,
    accept_older: bool = False,
) -> Vault:
    """Open a person's vault in this thread; what it warns of stands in `.warnings`.

    `accept_older` goes on after `WentBackInTimeError`, once the user has chosen to.
    Every problem has its own class and sentence, and none changes a file:
    `NotAVaultError`, `KeyFileDamagedError`, `KeyFileRefusedError`, `NewerFormatError`,
    `VaultInUseError`, `WrongPasswordError`, `NotEnoughMemoryError`,
    `DatabaseMissingError`, `DatabaseDamagedError`, `PlaintextFileError`,
    `WentBackInTimeError`, `ReadOnlyFolderError`, `DiskFullError`, `StorageFailedError`.
    """
    secret = password_bytes(password)
    session = open_session(
        folder,
        lambda header: open_umk(header, Role.PASSWORD, secret)[0],
        clock=clock,
        accept_older=accept_older,
    )
    return Vault(session)


def open_with_recovery_code(
    folder: os.PathLike[str], code: str, new_password: str, *, clock: Clock
) -> NewVault:
    """Open with the code on paper; the vault gets a new password and a new code.

    Raises what `open_vault` raises, `RecoveryCodeLengthError` or
    `RecoveryCodeTypoError` for a mistyped code, `WrongRecoveryCodeError` for another
    vault's, and a password problem for the new password.
    """
    secret = read_recovery_code(code)
    require_good_password(new_password)
    umk = b""

    def unlock(header: Header) -> bytes:
        nonlocal umk
        require_good_password(new_password, names=(header.owner_name,))
        umk, _ = open_umk(header, Role.RECOVERY, secret)
        return umk

    session = open_session(folder, unlock, clock=clock)
    try:
        new_code = replace_both(session, umk, new_password)
    except BaseException:
        session.close()
        raise
    return NewVault(Vault(session), new_code)
