"""The secrets of an unlocked vault, and what may be done with them.

Local keys and the person's own keys are different things: a rotation renews the user
master key (UMK) and every file key (LK), and carries the person's keys and the
content root over, because others and older records rely on those.
"""

from __future__ import annotations

from typing import Any, NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from homevisit.vault import keys, sealing
from homevisit.vault.header import FileEntry, Identity
from homevisit.vault.keys import MAGIC, Purpose


class _Unshown:
    """Keeps secrets out of representations and pickles."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("secrets are not pickled")


class FileKey(_Unshown):
    """The key of one database file (LK) and what is derived from it."""

    __slots__ = ("_lk",)

    def __init__(self, lk: bytes) -> None:
        self._lk = lk

    @classmethod
    def new(cls) -> FileKey:
        return cls(keys.new_key())

    @property
    def database(self) -> bytes:
        """SQLCipher's raw key and salt, 48 bytes."""
        length = keys.DATABASE_KEY_BYTES
        return keys.derive(self._lk, Purpose.DATABASE, length=length)

    @property
    def header_mac(self) -> bytes:
        return keys.derive(self._lk, Purpose.HEADER_MAC)

    @property
    def beat_mac(self) -> bytes:
        return keys.derive(self._lk, Purpose.BEAT_MAC)

    @property
    def manifest_mac(self) -> bytes:
        return keys.derive(self._lk, Purpose.MANIFEST_MAC)

    def wrapped_in(
        self, umk: bytes, *, vault_id: str, file_id: str, n: int
    ) -> FileEntry:
        """Return the header's entry for this key."""
        bound_to = _file_binding(vault_id, file_id, n)
        wrapping = keys.derive(umk, Purpose.WRAP_FILE)
        return FileEntry(file_id, n, keys.wrap(wrapping, self._lk, bound_to))

    @classmethod
    def unwrapped(cls, entry: FileEntry, umk: bytes, vault_id: str) -> FileKey:
        """Open the header's entry; raises `keys.NotTheKeyError`."""
        bound_to = _file_binding(vault_id, entry.file_id, entry.n)
        wrapping = keys.derive(umk, Purpose.WRAP_FILE)
        return cls(keys.unwrap(wrapping, entry.key, bound_to))


class PersonKeys(_Unshown):
    """The person's signing and sealing keys, and the root of lasting subkeys."""

    __slots__ = ("_root", "_sealing", "_signing")

    def __init__(self, *, signing: bytes, sealing: bytes, root: bytes) -> None:
        self._signing = signing
        self._sealing = sealing
        self._root = root

    @classmethod
    def new(cls) -> PersonKeys:
        return cls(signing=keys.new_key(), sealing=keys.new_key(), root=keys.new_key())

    @property
    def signing_key(self) -> bytes:
        """The public Ed25519 key."""
        private = Ed25519PrivateKey.from_private_bytes(self._signing)
        return private.public_key().public_bytes_raw()

    @property
    def sealing_key(self) -> bytes:
        """The public X25519 key."""
        private = X25519PrivateKey.from_private_bytes(self._sealing)
        return private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self._signing).sign(message)

    def open_sealed(self, sealed: bytes, info: bytes) -> bytes:
        return sealing.open_sealed(self._sealing, sealed, info)

    def subkey(self, label: str) -> bytes:
        return keys.derive(self._root, Purpose.SUBKEY, detail=label)

    def wrapped_in(self, umk: bytes, vault_id: str) -> Identity:
        """Return the header's identity record."""
        wrapping = keys.derive(umk, Purpose.WRAP_IDENTITY)

        def sealed(name: str, secret: bytes) -> keys.Wrapped:
            return keys.wrap(wrapping, secret, _identity_binding(vault_id, name))

        return Identity(
            signing_key=self.signing_key,
            sealing_key=self.sealing_key,
            signing=sealed("signing", self._signing),
            sealing=sealed("sealing", self._sealing),
            root=sealed("root", self._root),
        )

    @classmethod
    def unwrapped(cls, identity: Identity, umk: bytes, vault_id: str) -> PersonKeys:
        """Open the header's identity record; raises `keys.NotTheKeyError`."""
        wrapping = keys.derive(umk, Purpose.WRAP_IDENTITY)

        def opened(name: str, wrapped: keys.Wrapped) -> bytes:
            return keys.unwrap(wrapping, wrapped, _identity_binding(vault_id, name))

        found = cls(
            signing=opened("signing", identity.signing),
            sealing=opened("sealing", identity.sealing),
            root=opened("root", identity.root),
        )
        public = (identity.signing_key, identity.sealing_key)
        if (found.signing_key, found.sealing_key) != public:
            raise keys.NotTheKeyError
        return found


def _identity_binding(vault_id: str, name: str) -> dict[str, Any]:
    return {"magic": MAGIC, "vault": vault_id, "identity": name}


def _file_binding(vault_id: str, file_id: str, n: int) -> dict[str, Any]:
    return {"magic": MAGIC, "vault": vault_id, "file": file_id, "n": n}
