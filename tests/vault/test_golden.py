"""Vectors and vaults made once: a library update that changes bytes fails here.

Every released format keeps its folder in golden/ for ever.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from homevisit.canonical import write_json
from homevisit.vault import (
    keys,
    open_vault,
    open_with_recovery_code,
    restore_backup,
    sealing,
)
from homevisit.vault.beat import Beat
from homevisit.vault.header import read_header, write_header
from homevisit.vault.kdf import KdfParameters
from homevisit.vault.keyring import FileKey, PersonKeys
from homevisit.vault.migrating import read_migrations, schema_version
from homevisit.vault.passwords import password_bytes
from homevisit.vault.recovery_code import read_recovery_code
from homevisit.vault.slots import Role
from homevisit.vault.unlocking import open_keys, open_umk
from tests.vault.conftest import MARKER, OWNER, PASSWORD
from tests.vault.make_golden import GOLDEN, PHOTO

VECTORS = json.loads((GOLDEN / "vectors.json").read_text("utf-8"))
FORMATS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
KEYS_PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def known(name):
    return bytes.fromhex(VECTORS[name])


@pytest.fixture
def person():
    return PersonKeys(signing=b"\x11" * 32, sealing=b"\x22" * 32, root=b"\x33" * 32)


def test_every_key_is_derived_as_ever():
    derived = {
        purpose.value: keys.derive(known("umk"), purpose).hex()
        for purpose in keys.Purpose
    }
    assert derived == VECTORS["derived"]
    assert FileKey(known("lk")).database == known("database_key")
    cheap = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)
    assert cheap.derive(b"password", bytes(range(16))) == known("argon2id")


def test_both_slots_open_as_ever():
    header = read_header(VECTORS["header"].encode()).header
    for role, secret in (
        (Role.PASSWORD, password_bytes(VECTORS["password"])),
        (Role.RECOVERY, read_recovery_code(VECTORS["recovery_code"])),
    ):
        umk, _ = open_umk(header, role, secret)
        assert umk == known("umk")


def test_the_header_is_written_and_sealed_as_ever():
    raw = VECTORS["header"].encode()
    opened = open_keys(read_header(raw), known("umk"))
    assert opened.file_key.database == known("database_key")
    assert write_header(opened.header, opened.file_key.header_mac) == raw


def test_the_beat_is_sealed_as_ever():
    beat = Beat(read_header(VECTORS["header"].encode()).header.vault_id, 2, 3, 41)
    seal = keys.mac(FileKey(known("lk")).beat_mac, write_json(beat.as_json()))
    assert seal == known("beat_mac")


def test_the_person_signs_and_opens_as_ever(person):
    assert person.signing_key == known("signing_key")
    assert person.sealing_key == known("sealing_key")
    assert person.sign(b"promise") == known("signature_of_promise")
    assert person.subkey("chain") == known("subkey_chain")
    info = VECTORS["sealed_info"].encode()
    assert person.open_sealed(known("sealed"), info).decode() == VECTORS["sealed_text"]
    assert len(sealing.seal_to(person.sealing_key, bytes(32), info)) == 1 + 80


@pytest.mark.parametrize("name", FORMATS)
def test_a_vault_of_each_released_format_opens_and_is_brought_up_to_date(
    name, tmp_path, clock
):
    folder = tmp_path / "old.homevisit"
    shutil.copytree(GOLDEN / name, folder)
    with open_vault(folder, PASSWORD, clock=clock) as vault:
        assert vault.owner_name == OWNER
        assert schema_version(vault.db) == len(read_migrations())
        rows = vault.db.execute("SELECT text FROM note ORDER BY id").fetchall()
        assert [text.split(" 字")[0] for (text,) in rows] == [
            f"{MARKER} {number}" for number in range(5)
        ]
        assert vault.verify(deep=True).is_sound
    code = (folder / "recovery-code.txt").read_text()
    again = open_with_recovery_code(
        folder, code, "huaishu liushu songjing", clock=clock
    )
    again.vault.close()


@pytest.mark.parametrize("name", FORMATS)
def test_a_backup_of_each_released_format_restores(name, tmp_path, clock):
    (backup,) = (GOLDEN / name / "backup").iterdir()
    with restore_backup(backup, tmp_path / "a", PASSWORD, clock=clock) as vault:
        assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (5,)
        (photo,) = vault.attachments_folder.iterdir()
        assert photo.read_bytes() == PHOTO
        assert vault.warnings == ()


def test_the_page_on_keys_explains_every_key_and_no_other():
    explained = set(
        re.findall(r"^\| `([^`]+)` \|", KEYS_PAGE.read_text("utf-8"), re.MULTILINE)
    )
    assert explained == {purpose.value for purpose in keys.Purpose}
