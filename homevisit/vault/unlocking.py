"""From a secret to the user master key, and from that to everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.header import Header, KeyFileRefusedError, StoredHeader
from homevisit.vault.keyring import FileKey, PersonKeys
from homevisit.vault.keys import NotTheKeyError
from homevisit.vault.layout import DATA
from homevisit.vault.slots import Role, open_slot

if TYPE_CHECKING:
    from homevisit.vault.slots import Slot


class WrongPasswordError(Problem):
    """No password slot opens; the key file itself is whole."""

    code = "wrong_password"
    what = N_("This password does not open the vault.")
    safe = N_("Nothing was changed, and everything in the vault is safe.")
    todo = N_(
        "Check Caps Lock and the input method, then type it again; "
        "if it is forgotten, use the recovery code on paper."
    )
    exit_code = 3


class WrongRecoveryCodeError(Problem):
    """A well-formed recovery code of another vault, or one already replaced."""

    code = "wrong_recovery_code"
    what = N_("This recovery code is well written, but it is not this vault's.")
    safe = N_("Nothing was changed, and everything in the vault is safe.")
    todo = N_(
        "Look for the newest recovery sheet of this vault: "
        "each new code makes the older ones invalid."
    )
    exit_code = 3


_WRONG: dict[Role, type[Problem]] = {
    Role.PASSWORD: WrongPasswordError,
    Role.RECOVERY: WrongRecoveryCodeError,
}


@dataclass(frozen=True, slots=True, repr=False)
class OpenKeys:
    """An authentic header with its keys; never shown, never written."""

    header: Header
    file_key: FileKey
    person: PersonKeys


def open_umk(header: Header, role: Role, secret: bytes) -> tuple[bytes, Slot]:
    """Return the user master key and the slot that gave it.

    Raises `WrongPasswordError`, `WrongRecoveryCodeError` or `NotEnoughMemoryError`.
    """
    for slot in header.slots:
        if slot.role is role:
            try:
                umk = open_slot(slot, vault_id=header.vault_id, secret=secret)
            except NotTheKeyError:
                continue
            return umk, slot
    raise _WRONG[role]


def open_keys(stored: StoredHeader, umk: bytes) -> OpenKeys:
    """Unwrap every key and check the header's seal.

    Raises `KeyFileRefusedError` when the header is not what its owner wrote.
    """
    header = stored.header
    try:
        file_key = FileKey.unwrapped(header.file(DATA), umk, header.vault_id)
        person = PersonKeys.unwrapped(header.identity, umk, header.vault_id)
    except NotTheKeyError:
        raise KeyFileRefusedError from None
    if not stored.is_authentic(file_key.header_mac):
        raise KeyFileRefusedError
    return OpenKeys(header, file_key, person)
