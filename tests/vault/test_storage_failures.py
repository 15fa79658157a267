"""Full, failing and write-protected disks: what was said is true, nothing is lost."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time

import pytest

from homevisit.vault import create_vault, durable, first_file, open_vault, opening
from homevisit.vault.migrating import read_migrations
from homevisit.vault.storage_problems import (
    DiskFullError,
    ReadOnlyFolderError,
    StorageFailedError,
)
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import CHEAP, OWNER, PASSWORD, notes, require_refused


@pytest.fixture
def unprivileged(tmp_path, monkeypatch):
    """Run the test as somebody whom permissions bind, if root runs it.

    What the program reads of itself is read before: it may lie in root's own home.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield lambda _folder: None
        return
    steps = read_migrations()
    for module in (first_file, opening):
        monkeypatch.setattr(module, "read_migrations", lambda: steps)
    for above in (tmp_path, *tmp_path.parents[:-1]):
        if above.stat().st_uid == 0 and above.is_relative_to(tempfile.gettempdir()):
            above.chmod(above.stat().st_mode | 0o055)
    nobody = 65534

    def become(folder):
        for path in (folder, *folder.rglob("*")):
            os.chown(path, nobody, nobody)
        os.seteuid(nobody)

    yield become
    os.seteuid(0)


def test_a_read_only_folder(kept, clock, unprivileged):
    (kept.folder / "lock").unlink()
    unprivileged(kept.folder)
    kept.folder.chmod(0o500)
    try:
        require_refused(kept, clock, ReadOnlyFolderError)
        with pytest.raises(ReadOnlyFolderError):
            create_vault(
                kept.folder / "new",
                owner_name=OWNER,
                password=PASSWORD,
                clock=clock,
                kdf=CHEAP,
            )
    finally:
        kept.folder.chmod(0o700)
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_read_only_files(kept, clock, unprivileged):
    unprivileged(kept.folder)
    for path in kept.folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            path.chmod(stat.S_IRUSR)
    require_refused(kept, clock, ReadOnlyFolderError)


def test_a_full_disk_during_a_transaction_loses_nothing(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        (pages,) = vault.db.execute("PRAGMA page_count").fetchone()
        limit = vault.db._connection.execute
        limit(f"PRAGMA max_page_count={pages + 2}")
        seq = vault.db.commit_seq

        def write_too_much():
            with vault.db.transaction():
                vault.db.execute("INSERT INTO note (text) VALUES (?)", ("x" * 90_000,))

        with pytest.raises(DiskFullError):
            write_too_much()
        assert not vault.db.in_transaction
        assert vault.db.commit_seq == seq
        assert notes(vault) == 40
        limit("PRAGMA max_page_count=100000")
        write_too_much()
        assert notes(vault) == 41
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.verify(deep=True).is_sound
        assert notes(vault) == 41


class FailingDisk:
    """The `os` of the file layer, whose n-th call of one kind fails."""

    def __init__(self, name, at_call, number):
        self._name, self._left, self._number = name, at_call, number
        self.has_failed = False

    def __getattr__(self, name):
        real = getattr(os, name)
        if name != self._name:
            return real

        def call(*args, **options):
            self._left -= 1
            if self._left == 0:
                self.has_failed = True
                raise OSError(self._number, "failing on purpose")
            return real(*args, **options)

        return call


NEW_PASSWORD = "huaishu liushu songjing"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "close", "replace"])
@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_a_failing_disk_during_a_change_of_password(
    kept, clock, monkeypatch, name, at_call, number
):
    """What was said is true: an error means the old password, silence the new one."""
    disk = FailingDisk(name, at_call, number)
    vault = open_vault(kept.folder, PASSWORD, clock=clock)
    monkeypatch.setattr(durable, "os", disk)
    try:
        vault.change_password(PASSWORD, NEW_PASSWORD)
        good, bad = NEW_PASSWORD, PASSWORD
    except (DiskFullError, StorageFailedError):
        good, bad = PASSWORD, NEW_PASSWORD
    monkeypatch.setattr(durable, "os", os)
    vault.close()
    assert disk.has_failed
    with pytest.raises(WrongPasswordError):
        open_vault(kept.folder, bad, clock=clock)
    with open_vault(kept.folder, good, clock=clock) as vault:
        assert notes(vault) == 40
    leftovers = [path.name for path in kept.folder.glob(".*")]
    assert leftovers == []


@pytest.mark.parametrize("at_call", range(1, 5))
def test_a_full_disk_while_a_vault_is_made_leaves_nothing(
    tmp_path, clock, monkeypatch, at_call
):
    monkeypatch.setattr(durable, "os", FailingDisk("fsync", at_call, errno.ENOSPC))
    folder = tmp_path / "new.homevisit"
    try:
        create_vault(
            folder, owner_name=OWNER, password=PASSWORD, clock=clock, kdf=CHEAP
        ).vault.close()
    except DiskFullError:
        assert list(tmp_path.iterdir()) == []
    else:
        open_vault(folder, PASSWORD, clock=clock).close()


@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_a_full_disk_during_a_backup_leaves_no_half_backup(
    kept, clock, monkeypatch, at_call
):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        monkeypatch.setattr(durable, "os", FailingDisk("fsync", at_call, errno.ENOSPC))
        with pytest.raises(DiskFullError):
            vault.back_up()
        assert list((kept.folder / "backup").iterdir()) == []
        vault.back_up()


@pytest.mark.parametrize("at_call", [1, 2, 3, 4, 5])
def test_a_full_disk_during_a_rotation(kept, clock, monkeypatch, at_call):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        monkeypatch.setattr(durable, "os", FailingDisk("fsync", at_call, errno.ENOSPC))
        n = 2
        try:
            vault.rotate_key(PASSWORD)
        except DiskFullError:
            n = 1
        monkeypatch.setattr(durable, "os", os)
        with vault.db.transaction():
            vault.db.execute("INSERT INTO note (text) VALUES ('after')")
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault) == 41
        assert vault._session.path.name == f"data-{n}.db"
        assert list(vault._session.layout.databases("data")) == [n]


def test_a_held_file_is_waited_for(tmp_path, monkeypatch):
    """Windows: another program may hold the target for a moment."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    held_until = time.monotonic() + 0.2
    real = os.replace

    def replace(*paths):
        if time.monotonic() < held_until:
            raise PermissionError
        real(*paths)

    monkeypatch.setattr(os, "replace", replace)
    durable.replace_patiently(source, target, patience=2)
    assert target.read_bytes() == b"new"
    held_until = time.monotonic() + 60
    with pytest.raises(PermissionError):
        durable.replace_patiently(target, source, patience=0.1)
