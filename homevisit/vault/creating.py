"""Making a new vault: new keys, an empty encrypted file, and the recovery code."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.ids import new_id
from homevisit.vault.beat import Beat, write_beat
from homevisit.vault.durable import PRIVATE_FOLDER
from homevisit.vault.first_file import make_first_file
from homevisit.vault.header import Header, write_header
from homevisit.vault.header_file import save_header
from homevisit.vault.kdf import KdfParameters, calibrate
from homevisit.vault.keyring import FileKey, PersonKeys
from homevisit.vault.keys import new_key
from homevisit.vault.layout import DATA, Layout
from homevisit.vault.new_folder import building
from homevisit.vault.opening import open_session
from homevisit.vault.passwords import password_bytes, require_good_password
from homevisit.vault.recovery_code import new_recovery_code, read_recovery_code
from homevisit.vault.slots import Role, Slot, make_slot
from homevisit.vault.storage_problems import telling_storage_problems
from homevisit.vault.vault import NewVault, Vault

if TYPE_CHECKING:
    import os

    from homevisit.clock import Clock

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, repr=False)
class _NewKeys:
    vault_id: str
    umk: bytes
    file_key: FileKey
    person: PersonKeys


def create_vault(
    folder: os.PathLike[str],
    *,
    owner_name: str,
    password: str,
    clock: Clock,
    kdf: KdfParameters | None = None,
) -> NewVault:
    """Make a vault in a new or empty folder and open it.

    `kdf` is for tests; a real vault calibrates to this machine (0.5-1 s). Raises a
    password problem, `FolderTakenError` or a storage problem; nothing is left behind.
    """
    owner = owner_name.strip()
    if not 0 < len(owner) <= LONGEST_NAME:
        raise ValueError("an owner's name has 1 to 100 characters")
    require_good_password(password, names=(owner,))
    code = new_recovery_code()
    made = _NewKeys(new_id(clock), new_key(), FileKey.new(), PersonKeys.new())
    header = _first_header(owner, made, _slots(made, password, code, kdf))
    target = Path(folder)
    with building(target) as unfinished:
        _fill(Layout(unfinished), header, made.file_key, clock)
    try:
        session = open_session(target, lambda _: made.umk, clock=clock)
    except BaseException:
        # Nobody has seen the recovery code yet, so nobody could use what is there.
        shutil.rmtree(target, ignore_errors=True)
        raise
    return NewVault(Vault(session), code)


def _slots(
    made: _NewKeys, password: str, code: str, kdf: KdfParameters | None
) -> tuple[Slot, ...]:
    cost = kdf or calibrate()
    secret_of = {
        Role.PASSWORD: password_bytes(password),
        Role.RECOVERY: read_recovery_code(code),
    }
    return tuple(
        make_slot(made.umk, vault_id=made.vault_id, role=role, secret=secret, kdf=cost)
        for role, secret in secret_of.items()
    )


def _first_header(owner: str, made: _NewKeys, slots: tuple[Slot, ...]) -> Header:
    entry = made.file_key.wrapped_in(
        made.umk, vault_id=made.vault_id, file_id=DATA, n=1
    )
    return Header(
        vault_id=made.vault_id,
        owner_name=owner,
        generation=1,
        slots=slots,
        identity=made.person.wrapped_in(made.umk, made.vault_id),
        files=(entry,),
    )


def _fill(layout: Layout, header: Header, file_key: FileKey, clock: Clock) -> None:
    with telling_storage_problems():
        layout.attachments.mkdir(mode=PRIVATE_FOLDER)
        layout.backups.mkdir(mode=PRIVATE_FOLDER)
    path, key = layout.database(DATA, 1), file_key.database
    owner = (header.vault_id, DATA)
    commit_seq = make_first_file(path, key, owner, clock)
    beat = Beat(header.vault_id, 1, header.generation, commit_seq)
    write_beat(layout.beat, beat, file_key.beat_mac)
    save_header(layout, write_header(header, file_key.header_mac))
