"""Changing the password, the recovery code, and every key."""

from __future__ import annotations

import shutil

import pytest

from homevisit.vault import open_vault, open_with_recovery_code, rotation
from homevisit.vault.cipher_file import DatabaseDamagedError
from homevisit.vault.credentials import umk_of_password
from homevisit.vault.header import KeyFileRefusedError, read_header
from homevisit.vault.passwords import PasswordTooShortError
from homevisit.vault.recovery_code import RecoveryCodeTypoError
from homevisit.vault.rotation import rotate_keys
from homevisit.vault.sealing import seal_to
from homevisit.vault.unlocking import (
    WrongPasswordError,
    WrongRecoveryCodeError,
    open_keys,
)
from tests.vault.conftest import PASSWORD

OTHER = "huaishu liushu songjing"


def notes(vault):
    return vault.db.execute("SELECT count(*) FROM note").fetchone()[0]


def test_only_the_new_password_opens_and_no_file_keeps_the_old(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        vault.change_password(PASSWORD, OTHER)
    for broken in (None, "vault.hdr", "vault.hdr.bak"):
        if broken:
            (kept.folder / broken).write_bytes(b"")
        with pytest.raises(WrongPasswordError):
            open_vault(kept.folder, PASSWORD, clock=clock)
        with open_vault(kept.folder, OTHER, clock=clock) as vault:
            assert notes(vault) == 40


def test_a_change_needs_the_old_password_and_a_good_new_one(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        before = (kept.folder / "vault.hdr").read_bytes()
        with pytest.raises(WrongPasswordError):
            vault.change_password(OTHER, OTHER)
        with pytest.raises(PasswordTooShortError):
            vault.change_password(PASSWORD, "short")
        assert (kept.folder / "vault.hdr").read_bytes() == before
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_the_recovery_code_opens_and_forces_a_new_password_and_code(kept, clock):
    again = open_with_recovery_code(
        kept.folder, kept.recovery_code.lower(), OTHER, clock=clock
    )
    with again.vault as vault:
        assert notes(vault) == 40
    with pytest.raises(WrongPasswordError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    with pytest.raises(WrongRecoveryCodeError):
        open_with_recovery_code(kept.folder, kept.recovery_code, OTHER, clock=clock)
    open_vault(kept.folder, OTHER, clock=clock).close()
    last = open_with_recovery_code(
        kept.folder, again.recovery_code, PASSWORD, clock=clock
    )
    last.vault.close()
    assert again.recovery_code not in repr(again)


def test_a_bad_new_password_leaves_the_code_valid(kept, clock):
    before = kept.content()
    with pytest.raises(PasswordTooShortError):
        open_with_recovery_code(kept.folder, kept.recovery_code, "short", clock=clock)
    wrong = ("B" if kept.recovery_code[0] == "A" else "A") + kept.recovery_code[1:]
    with pytest.raises(RecoveryCodeTypoError):
        open_with_recovery_code(kept.folder, wrong, OTHER, clock=clock)
    assert kept.content() == before


def test_the_old_recovery_code_opens_until_the_new_one_is_on_paper(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        lost = vault.renew_recovery_code(PASSWORD)
        # The program locked before it was printed; she asks for another one.
        vault.renew_recovery_code(PASSWORD)
    with pytest.raises(WrongRecoveryCodeError):
        open_with_recovery_code(kept.folder, lost, OTHER, clock=clock)
    found = open_with_recovery_code(kept.folder, kept.recovery_code, OTHER, clock=clock)
    found.vault.close()


def test_a_renewed_recovery_code_replaces_the_old_one(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        code = vault.renew_recovery_code(PASSWORD)
        vault.end_old_recovery_code()
        before = kept.content()
        vault.end_old_recovery_code()
        assert kept.content() == before
    with pytest.raises(WrongRecoveryCodeError):
        open_with_recovery_code(kept.folder, kept.recovery_code, OTHER, clock=clock)
    open_with_recovery_code(kept.folder, code, OTHER, clock=clock).vault.close()


def test_rotation_keeps_the_records_and_the_person(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        sealed = seal_to(vault.sealing_key, b"letter", b"test")
        person = (vault.id, vault.writer_id, vault.signing_key, vault.subkey("a"))
        database, seq = vault.db, vault.db.commit_seq
        code = vault.rotate_key(PASSWORD)
        assert vault.db is database
        assert vault.db.commit_seq == seq
        with vault.db.transaction():
            vault.db.execute("INSERT INTO note (text) VALUES ('after')")
    assert not (kept.folder / "data-1.db").exists()
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.warnings == ()
        assert notes(vault) == 41
        assert vault.open_sealed(sealed, b"test") == b"letter"
        assert (
            vault.id,
            vault.writer_id,
            vault.signing_key,
            vault.subkey("a"),
        ) == person
        vault.rotate_key(PASSWORD)
    assert (kept.folder / "data-3.db").exists()
    with pytest.raises(WrongRecoveryCodeError):
        open_with_recovery_code(kept.folder, code, OTHER, clock=clock)


def test_what_an_old_copy_teaches_opens_nothing_after_a_rotation(kept, clock, tmp_path):
    """An old header with its password gives the old master key: of no use now."""
    old_header = (kept.folder / "vault.hdr").read_bytes()
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        vault.change_password(PASSWORD, OTHER)
        vault.rotate_key(OTHER)
    old_umk = umk_of_password(read_header(old_header).header, PASSWORD)
    new_header = read_header((kept.folder / "vault.hdr").read_bytes())
    with pytest.raises(KeyFileRefusedError):
        open_keys(new_header, old_umk)
    stolen = tmp_path / "stolen"
    shutil.copytree(kept.folder, stolen)
    for name in ("vault.hdr", "vault.hdr.bak"):
        (stolen / name).write_bytes(old_header)
    shutil.copyfile(stolen / "data-2.db", stolen / "data-1.db")
    with pytest.raises(DatabaseDamagedError):
        open_vault(stolen, PASSWORD, clock=clock)


def test_a_failed_rotation_leaves_everything_as_it_was(kept, clock, monkeypatch):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        with pytest.raises(WrongPasswordError):
            rotate_keys(vault._session, OTHER)
        monkeypatch.setattr(rotation, "check_structure", lambda *_: 1)
        with pytest.raises(DatabaseDamagedError):
            vault.rotate_key(PASSWORD)
        assert not (kept.folder / "data-2.db").exists()
        assert notes(vault) == 40
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_the_leftover_of_a_rotation_is_cleared_away(kept, clock):
    shutil.copyfile(kept.folder / "data-1.db", kept.folder / "data-2.db")
    (kept.folder / ".beat.00.tmp").write_bytes(b"x")
    (kept.folder / "backup" / ".00.unfinished").mkdir()
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    assert not (kept.folder / "data-2.db").exists()
    assert not (kept.folder / ".beat.00.tmp").exists()
    assert not (kept.folder / "backup" / ".00.unfinished").exists()
