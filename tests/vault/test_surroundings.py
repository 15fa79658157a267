"""Where a vault lies: shares, sticks, synchronised folders and full disks are told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from homevisit.vault import open_vault, surroundings
from homevisit.vault.surroundings import (
    DriveKind,
    is_synced,
    look_around,
    mounted_drive_kind,
    windows_drive_kind,
)
from tests.vault.conftest import PASSWORD

TABLE = r"""
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sdb1 /media/teacher/STICK ext4 rw 0 0
/dev/sdc1 /mnt/card exfat rw 0 0
//nas/school /srv/school\040share cifs rw 0 0
nas:/export /srv/nfs nfs4 rw 0 0
wang@nas: /home/wang/nas fuse.sshfs rw 0 0
broken line
/dev/sda3 /home ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/wang/a.homevisit", DriveKind.FIXED),
        ("/", DriveKind.FIXED),
        ("/media/teacher/STICK/a", DriveKind.REMOVABLE),
        ("/mnt/card/a", DriveKind.REMOVABLE),
        ("/srv/school share/a", DriveKind.NETWORK),
        ("/srv/school share2/a", DriveKind.FIXED),
        ("/srv/nfs/deep/er/a", DriveKind.NETWORK),
        ("/home/wang/nas/a", DriveKind.NETWORK),
    ],
)
def test_the_mount_table_of_linux_is_read(place, kind):
    assert mounted_drive_kind(PurePosixPath(place), TABLE) is kind


def test_the_last_of_two_mounts_on_one_point_counts():
    table = "/dev/sda1 /data ext4 rw 0 0\nnas:/x /data nfs rw 0 0\n"
    assert mounted_drive_kind(PurePosixPath("/data/a"), table) is DriveKind.NETWORK


def test_windows_shares_and_sticks(monkeypatch):
    kinds = {"C:\\": 3, "E:\\": 2, "Z:\\": 4}
    kernel = SimpleNamespace(GetDriveTypeW=kinds.__getitem__)
    fake = SimpleNamespace(kernel32=kernel)
    monkeypatch.setattr(surroundings.ctypes, "windll", fake, raising=False)
    for place, kind in {
        r"C:\Users\wang\a": DriveKind.FIXED,
        r"E:\a": DriveKind.REMOVABLE,
        r"Z:\a": DriveKind.NETWORK,
        r"\\nas\school\a": DriveKind.NETWORK,
    }.items():
        assert windows_drive_kind(PureWindowsPath(place)) is kind


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive - 第一中学",
        "Dropbox",
        "坚果云",
        "我的坚果云",
        "WPS云盘",
        "BaiduSyncdisk",
    ],
)
def test_folders_of_synchronising_programs_are_known_by_name(tmp_path, name):
    place = tmp_path / name / "deeper" / "a.homevisit"
    place.mkdir(parents=True)
    assert is_synced(place)


def test_folders_of_synchronising_programs_are_known_by_their_marks(tmp_path):
    place = tmp_path / "documents" / "a.homevisit"
    place.mkdir(parents=True)
    (tmp_path / ".dropbox").mkdir()
    assert not is_synced(place)
    (tmp_path / "documents" / ".stfolder").mkdir()
    assert is_synced(place)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"read_mounts": lambda: "nas:/x / nfs rw 0 0"}, "on_network_share"),
        ({"read_mounts": lambda: "/dev/sdb1 / vfat rw 0 0"}, "on_removable_disk"),
        ({"is_synced": lambda _: True}, "in_synced_folder"),
        ({"free_bytes": lambda _: 199_000_000}, "low_disk_space"),
    ],
)
def test_a_vault_warns_of_its_place_and_opens(kept, clock, monkeypatch, change, code):
    for name, replacement in change.items():
        monkeypatch.setattr(surroundings, name, replacement)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert [warning.code for warning in vault.warnings] == [code]
        assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)


def test_a_system_without_a_mount_table_says_nothing(tmp_path, monkeypatch):
    def fail():
        raise FileNotFoundError

    monkeypatch.setattr(surroundings, "read_mounts", fail)
    assert look_around(tmp_path) == ()


HARDENED = """
import ctypes, os, resource
from homevisit.vault import harden_process
harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)),
      ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_hardened_process_keeps_itself_to_itself():
    done = subprocess.run(
        [sys.executable, "-c", HARDENED],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[0] == "(0, 0) 0o77 0"
