"""Key slots: each opens the same user master key (UMK) with another secret.

A slot binds its wrap to the vault, its own id, role and cost parameters, so none can be
moved, swapped or weakened unseen.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from homevisit.vault import keys, strict
from homevisit.vault.kdf import SALT_BYTES, KdfParameters

SLOT_ALG = "argon2id+hkdf-sha256+aes-256-gcm"
_SLOT_ID_BYTES = 8
_NEW_SALT_BYTES = 32


class Role(StrEnum):
    """Which secret opens a slot."""

    PASSWORD = "password"  # noqa: S105  a word of the format, not a secret
    RECOVERY = "recovery"


_PURPOSES = {
    Role.PASSWORD: keys.Purpose.PASSWORD_SLOT,
    Role.RECOVERY: keys.Purpose.RECOVERY_SLOT,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One record of the header; everything in it may be public."""

    slot_id: str
    role: Role
    kdf: KdfParameters
    salt: bytes
    wrapped: keys.Wrapped

    def as_json(self) -> dict[str, Any]:
        return _described(self) | {"wrapped": self.wrapped.as_json()}

    @classmethod
    def from_json(cls, value: object) -> Slot:
        """Read a slot; raises `strict.ShapeError`, and nothing else."""
        found = strict.mapping(value, "alg", "id", "role", "kdf", "wrapped")
        strict.one_of(found["alg"], SLOT_ALG)
        kdf = strict.mapping(found["kdf"], "alg", "m", "t", "p", "salt")
        strict.one_of(kdf["alg"], KdfParameters.ALG)
        return cls(
            slot_id=strict.hex_bytes(found["id"], _SLOT_ID_BYTES).hex(),
            role=Role(strict.one_of(found["role"], *Role)),
            kdf=KdfParameters(kdf["m"], kdf["t"], kdf["p"]),
            salt=strict.hex_bytes(kdf["salt"], *SALT_BYTES),
            wrapped=keys.Wrapped.from_json(found["wrapped"]),
        )


def make_slot(
    umk: bytes, *, vault_id: str, role: Role, secret: bytes, kdf: KdfParameters
) -> Slot:
    """Return a new slot that opens `umk` with `secret`, under a fresh salt."""
    unsealed = Slot(
        slot_id=secrets.token_hex(_SLOT_ID_BYTES),
        role=role,
        kdf=kdf,
        salt=secrets.token_bytes(_NEW_SALT_BYTES),
        wrapped=keys.Wrapped(b"", b""),
    )
    kek = _kek(unsealed, secret)
    sealed = keys.wrap(kek, umk, _bound_to(unsealed, vault_id))
    return Slot(unsealed.slot_id, role, kdf, unsealed.salt, sealed)


def open_slot(slot: Slot, *, vault_id: str, secret: bytes) -> bytes:
    """Return the UMK; raises `keys.NotTheKeyError` for any other secret."""
    return keys.unwrap(_kek(slot, secret), slot.wrapped, _bound_to(slot, vault_id))


def _kek(slot: Slot, secret: bytes) -> bytes:
    return keys.derive(slot.kdf.derive(secret, slot.salt), _PURPOSES[slot.role])


def _bound_to(slot: Slot, vault_id: str) -> dict[str, Any]:
    return _described(slot) | {"magic": keys.MAGIC, "vault": vault_id}


def _described(slot: Slot) -> dict[str, Any]:
    return {
        "alg": SLOT_ALG,
        "id": slot.slot_id,
        "role": slot.role.value,
        "kdf": {
            "alg": KdfParameters.ALG,
            "m": slot.kdf.memory_kib,
            "t": slot.kdf.passes,
            "p": slot.kdf.lanes,
            "salt": slot.salt.hex(),
        },
    }
