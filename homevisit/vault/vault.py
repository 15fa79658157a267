"""A person's vault while it is open: the one object that other packages see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from homevisit.vault.opening import open_session
from homevisit.vault.passwords import password_bytes
from homevisit.vault.slots import Role
from homevisit.vault.unlocking import open_umk

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from types import TracebackType

    from homevisit.clock import Clock
    from homevisit.errors import Problem
    from homevisit.vault.database import Database
    from homevisit.vault.session import Session


class Vault:
    """One open vault, used by the thread that opened it, until `close`.

    After a commit and 2 s without another, call `settle`: it empties the journal and
    notes how far the file has come.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The vault's id, 32 hex digits; kept by a restore."""
        return self._session.header.vault_id

    @property
    def folder(self) -> Path:
        return self._session.layout.folder

    @property
    def owner_name(self) -> str:
        return self._session.header.owner_name

    @property
    def writer_id(self) -> str:
        """Who writes here, 16 hex digits; a restored vault is a new writer."""
        return str(self.db.meta("writer_id"))

    @property
    def db(self) -> Database:
        """The database in use; ask again after `rotate_key` and `verify`."""
        return self._session.database

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the user should know, though the vault opened."""
        return self._session.warnings

    @property
    def attachments_folder(self) -> Path:
        return self._session.layout.attachments

    @property
    def signing_key(self) -> bytes:
        """The person's public Ed25519 key."""
        return self._session.person.signing_key

    @property
    def sealing_key(self) -> bytes:
        """The person's public X25519 key."""
        return self._session.person.sealing_key

    def sign(self, message: bytes) -> bytes:
        """Return the person's Ed25519 signature of `message`."""
        return self._session.person.sign(message)

    def open_sealed(self, sealed: bytes, info: bytes) -> bytes:
        """Open what was sealed to this person; else `CannotOpenSealedError`."""
        return self._session.person.open_sealed(sealed, info)

    def subkey(self, label: str) -> bytes:
        """Return the lasting 32-byte key for one use; no rotation changes it."""
        return self._session.person.subkey(label)

    def settle(self) -> None:
        """Empty the journal and renew the beat; meant for moments of rest."""
        self._session.settle()

    def close(self) -> None:
        """Lock the vault; a second call does nothing."""
        self._session.close()


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
