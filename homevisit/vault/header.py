"""The header of a vault as a value: slots, public keys, wrapped secrets, files.

On disk it is canonical JSON in an envelope: `sum` (SHA-256) finds accidents before any
password is asked for, `mac` (HMAC under the data file's key) finds tampering after it.
Magic, format and `sum` keep their place in every later format.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from homevisit.canonical import NotCanonicalError, read_json, write_json
from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault import strict
from homevisit.vault.keys import KEY_BYTES, MAGIC, Wrapped, mac, same
from homevisit.vault.layout import DATA, ROOM
from homevisit.vault.slots import Slot

FORMAT = 1
MAX_BYTES = 1 << 20
_MOST_SLOTS = 8
_MOST_FILES = 4
_HIGHEST = 1 << 53
ID_BYTES = 16


class NotAVaultError(Problem):
    """The folder or file was never a vault."""

    code = "not_a_vault"
    what = N_("This folder is not a HomeVisit vault.")
    safe = N_("Nothing in it was changed.")
    todo = N_("Choose the folder whose name ends in “.homevisit”.")


class KeyFileDamagedError(Problem):
    """Neither the header nor its spare copy can be read."""

    code = "key_file_damaged"
    what = N_("The vault's key file is damaged, and so is its spare copy.")
    safe = N_("Nothing was changed, and your backups have key files of their own.")
    todo = N_("Restore the latest backup into a new folder.")


class KeyFileRefusedError(Problem):
    """The header is whole but holds what no HomeVisit writes."""

    code = "key_file_refused"
    what = N_(
        "The vault's key file holds values that HomeVisit never writes, "
        "so somebody may have altered it."
    )
    safe = N_("It was not used, and nothing was changed.")
    todo = N_("Restore the latest backup into a new folder.")


class NewerFormatError(Problem):
    """A later version of HomeVisit made or changed this vault."""

    code = "newer_format"
    what = N_("This vault was made by a newer version of HomeVisit.")
    safe = N_("Nothing was changed, and everything in it is safe.")
    todo = N_("Install the newest version of HomeVisit, then open the vault again.")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One database file: its key, wrapped, and its number, raised by each rotation."""

    file_id: str
    n: int
    key: Wrapped

    def as_json(self) -> dict[str, Any]:
        return {"id": self.file_id, "n": self.n, "key": self.key.as_json()}

    @classmethod
    def from_json(cls, value: object) -> FileEntry:
        found = strict.mapping(value, "id", "n", "key")
        return cls(
            file_id=strict.one_of(found["id"], DATA, ROOM),
            n=strict.number(found["n"], 1, 999_999),
            key=Wrapped.from_json(found["key"]),
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """The person's public keys, and what only the UMK opens."""

    signing_key: bytes
    sealing_key: bytes
    signing: Wrapped
    sealing: Wrapped
    root: Wrapped

    def as_json(self) -> dict[str, Any]:
        return {
            "signing_key": self.signing_key.hex(),
            "sealing_key": self.sealing_key.hex(),
            "signing": self.signing.as_json(),
            "sealing": self.sealing.as_json(),
            "root": self.root.as_json(),
        }

    @classmethod
    def from_json(cls, value: object) -> Identity:
        found = strict.mapping(
            value, "signing_key", "sealing_key", "signing", "sealing", "root"
        )
        return cls(
            signing_key=strict.hex_bytes(found["signing_key"], KEY_BYTES),
            sealing_key=strict.hex_bytes(found["sealing_key"], KEY_BYTES),
            signing=Wrapped.from_json(found["signing"]),
            sealing=Wrapped.from_json(found["sealing"]),
            root=Wrapped.from_json(found["root"]),
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What must be known to open a vault; raised by one `generation` per change."""

    vault_id: str
    owner_name: str
    generation: int
    slots: tuple[Slot, ...]
    identity: Identity
    files: tuple[FileEntry, ...]

    def file(self, file_id: str) -> FileEntry:
        return next(entry for entry in self.files if entry.file_id == file_id)

    @property
    def has_room(self) -> bool:
        """Whether the vault has a counselling room, a second file of its own."""
        return any(entry.file_id == ROOM for entry in self.files)

    def next(self, **changes: Any) -> Header:  # noqa: ANN401  fields of this class
        """Return the header that follows this one, with `changes` made."""
        return replace(self, generation=self.generation + 1, **changes)

    def as_json(self) -> dict[str, Any]:
        return {
            "vault": self.vault_id,
            "owner_name": self.owner_name,
            "generation": self.generation,
            "slots": [slot.as_json() for slot in self.slots],
            "identity": self.identity.as_json(),
            "files": [entry.as_json() for entry in self.files],
        }

    @classmethod
    def from_json(cls, value: object) -> Header:
        found = strict.mapping(
            value, "vault", "owner_name", "generation", "slots", "identity", "files"
        )
        slots = strict.items(found["slots"], at_most=_MOST_SLOTS)
        files = strict.items(found["files"], at_most=_MOST_FILES)
        header = cls(
            vault_id=strict.hex_bytes(found["vault"], ID_BYTES).hex(),
            owner_name=strict.text(found["owner_name"]),
            generation=strict.number(found["generation"], 1, _HIGHEST),
            slots=tuple(Slot.from_json(slot) for slot in slots),
            identity=Identity.from_json(found["identity"]),
            files=tuple(FileEntry.from_json(entry) for entry in files),
        )
        ids = [entry.file_id for entry in header.files]
        if ids.count(DATA) != 1 or ids.count(ROOM) > 1:
            raise strict.ShapeError("exactly one data file, at most one room")
        return header


@dataclass(frozen=True, slots=True)
class StoredHeader:
    """A header as it was read: whole, but not yet known to be ours."""

    header: Header
    tag: bytes

    def is_authentic(self, mac_key: bytes) -> bool:
        return same(self.tag, mac(mac_key, _signed(self.header.as_json())))


def write_header(header: Header, mac_key: bytes) -> bytes:
    """Return the bytes of the header file."""
    body = header.as_json()
    tagged = _envelope(body) | {"mac": mac(mac_key, _signed(body)).hex()}
    return write_json(tagged | {"sum": _sum(tagged)})


def read_header(content: bytes) -> StoredHeader:
    """Read a header file that anybody may have changed.

    Raises `NotAVaultError`, `KeyFileDamagedError`, `NewerFormatError` or
    `KeyFileRefusedError`, and nothing else.
    """
    try:
        value = read_json(content, max_bytes=MAX_BYTES)
    except NotCanonicalError:
        raise KeyFileDamagedError from None
    if not isinstance(value, dict) or value.get("magic") != MAGIC:
        raise NotAVaultError
    given = value.pop("sum", None)
    if given != _sum(value):
        raise KeyFileDamagedError
    if type(value.get("format")) is int and value["format"] > FORMAT:
        raise NewerFormatError
    try:
        found = strict.mapping(value, "magic", "format", "header", "mac")
        strict.number(found["format"], FORMAT, FORMAT)
        tag = strict.hex_bytes(found["mac"], KEY_BYTES)
        return StoredHeader(Header.from_json(found["header"]), tag)
    except strict.ShapeError:
        raise KeyFileRefusedError from None


def _envelope(body: dict[str, Any]) -> dict[str, Any]:
    return {"magic": MAGIC, "format": FORMAT, "header": body}


def _signed(body: dict[str, Any]) -> bytes:
    return write_json(_envelope(body))


def _sum(tagged: dict[str, Any]) -> str:
    try:
        return hashlib.sha256(write_json(tagged)).hexdigest()
    except UnicodeEncodeError:
        raise KeyFileDamagedError from None
