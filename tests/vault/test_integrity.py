"""Damage to the database file is noticed, told, and never made worse."""

from __future__ import annotations

import random

import pytest

from homevisit.vault import open_vault
from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
)
from homevisit.vault.integrity import require_sound_pages
from tests.vault.conftest import PASSWORD, notes, require_refused


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.99])
def test_a_truncated_database(kept, clock, share):
    path = kept.folder / "data-1.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    require_refused(kept, clock, DatabaseDamagedError)


@pytest.mark.parametrize("pages_lost", [1, 3])
def test_a_database_truncated_between_pages(kept, clock, pages_lost):
    """The cipher's own check does not see this; the first read does."""
    path = kept.folder / "data-1.db"
    path.write_bytes(path.read_bytes()[: -4096 * pages_lost])
    require_refused(kept, clock, DatabaseDamagedError)


def unnoticed_flips(path, key, count):
    """Flip one random bit, `count` times over, and return the places nobody noticed.

    SQLCipher keeps the salt in the first 16 bytes; ours comes with the key, so those
    bytes mean nothing and the next write heals them.
    """
    whole = path.read_bytes()
    draw = random.Random(7)
    missed = []
    for _ in range(count):
        place, bit = draw.randrange(16, len(whole)), 1 << draw.randrange(8)
        changed = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        path.write_bytes(changed)
        try:
            require_sound_pages(path, key)
            missed.append(place)
        except DatabaseDamagedError:
            assert path.read_bytes() == changed
    path.write_bytes(whole)
    return missed


def test_flipped_bits_anywhere_are_noticed(kept, clock, crash_runs):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        path, key = vault._session.path, vault._session.file_key.database
    assert unnoticed_flips(path, key, 10 * crash_runs) == []


def test_a_destroyed_salt_does_no_harm(kept, clock):
    path = kept.folder / "data-1.db"
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault) == 40


def test_a_flipped_bit_is_told_and_left_alone(kept, clock):
    path = kept.folder / "data-1.db"
    whole = path.read_bytes()
    for place in (16, 100, 4000, 4090, 4096 * 3 + 7, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        require_refused(kept, clock, DatabaseDamagedError)
    path.write_bytes(whole)
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def damage(vault):
    """Change three bytes in each of the last pages, which hold the notes."""
    path = vault._session.path
    with vault.db.let_go():
        raw = bytearray(path.read_bytes())
        for place in range(len(raw) - 5 * 4096 + 100, len(raw), 4096):
            raw[place : place + 3] = b"\0\0\0"
        path.write_bytes(raw)


def test_a_damaged_page_met_while_reading_is_told(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        damage(vault)
        with pytest.raises(DatabaseDamagedError):
            vault.db.execute("SELECT * FROM note").fetchall()
    require_refused(kept, clock, DatabaseDamagedError)


def test_verify_counts_what_it_finds(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        seq = vault.db.commit_seq
        assert vault.verify().commit_seq == seq
        assert vault.verify(deep=True).is_sound
        damage(vault)
        findings = vault.verify()
        assert findings.damaged_pages >= 1
        assert not findings.is_sound


def test_a_week_without_a_deep_check_brings_one(kept, clock, monkeypatch):
    from homevisit.vault import verifying

    clock.advance(days=6)
    calls = []
    real = verifying.check_structure
    monkeypatch.setattr(
        verifying, "check_structure", lambda *a: calls.append(1) or real(*a)
    )
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    assert calls == []
    clock.advance(days=2)
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    assert calls == [1]
    monkeypatch.setattr(verifying, "check_structure", lambda *_: 1)
    clock.advance(days=8)
    with pytest.raises(DatabaseDamagedError):
        open_vault(kept.folder, PASSWORD, clock=clock)
