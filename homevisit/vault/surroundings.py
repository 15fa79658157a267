"""Where a vault lies, and what may go wrong there: told at opening, never forbidden.

Best effort on each system: Linux by the mount table, Windows by the drive type, macOS
by the volume's place; synchronising programs by the names of their folders.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from enum import Enum
from pathlib import Path, PurePath

from homevisit.errors import Problem
from homevisit.text import N_

LEAST_FREE_BYTES = 200 * 1000 * 1000
_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = re.compile(
    r"(nfs|cifs|smb|9p|afs|ceph|glusterfs|lustre|davfs|ncp|fuse\.(sshfs|rclone|davfs"
    r"|gvfsd|s3fs|curlftpfs|seadrive|onedriver))"
)
_STICK_TYPES = re.compile(r"(vfat|exfat|msdos)")
_STICK_PLACES = ("/media/", "/run/media/", "/mnt/usb")
_SYNCED_NAMES = re.compile(
    r"onedrive.*|dropbox( \(.*\))?|google ?drive|my drive|icloud.*|mobile documents"
    r"|com~apple~clouddocs|nutstore.*|坚果云.*|我的坚果云|baidusync.*|百度网盘.*"
    r"|百度云.*|wps ?云.*|wpsdrive.*|wps cloud.*|微云.*|weiyun.*|nextcloud.*|owncloud.*"
    r"|seafile.*|syncthing.*|resilio.*|钉盘.*|腾讯微云.*|阿里云盘.*|aliyundrive.*"
)
_SYNC_MARKS = (".stfolder", ".dropbox", ".nextcloudsync.log", ".owncloudsync.log")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


class OnNetworkShare(Problem):
    """A warning: the vault lies on another computer's disk."""

    code = "on_network_share"
    what = N_("This vault lies on a network share.")
    safe = N_("It is encrypted, so nobody there can read it.")
    todo = N_(
        "Move it to this computer's own disk: a broken connection during a save "
        "can damage it, and backups may go to the share instead."
    )


class InSyncedFolder(Problem):
    """A warning: a synchronising program copies the vault while it is in use."""

    code = "in_synced_folder"
    what = N_("This vault lies in a folder that a cloud program synchronises.")
    safe = N_("It is encrypted, so the cloud cannot read it.")
    todo = N_(
        "Move it out of that folder: such a program can put older files back "
        "or mix the files of two computers."
    )


class OnRemovableDisk(Problem):
    """A warning: the vault lies on a stick or a card."""

    code = "on_removable_disk"
    what = N_("This vault lies on a removable disk.")
    safe = N_("It is encrypted, so whoever finds the disk cannot read it.")
    todo = N_("Keep the vault on this computer and only its backups on the stick.")


class LowDiskSpace(Problem):
    """A warning: saving will soon fail."""

    code = "low_disk_space"
    what = N_("Less than 200 MB are free on this disk.")
    safe = N_("Everything saved so far is intact.")
    todo = N_("Free some space now, before a save fails for lack of it.")


class DriveKind(Enum):
    """What kind of disk a folder lies on, as far as can be told."""

    FIXED = "fixed"
    NETWORK = "network"
    REMOVABLE = "removable"


_TOLD = {DriveKind.NETWORK: OnNetworkShare, DriveKind.REMOVABLE: OnRemovableDisk}


def look_around(folder: Path) -> tuple[Problem, ...]:
    """Return what the user should know about the place of a vault."""
    found: list[Problem] = []
    kind = drive_kind(folder)
    if kind in _TOLD:
        found.append(_TOLD[kind]())
    if is_synced(folder):
        found.append(InSyncedFolder())
    if free_bytes(folder) < LEAST_FREE_BYTES:
        found.append(LowDiskSpace())
    return tuple(found)


def free_bytes(folder: Path) -> int:
    """Return the room that is left on the folder's disk."""
    return shutil.disk_usage(folder).free


def same_disk(one: Path, other: Path) -> bool:
    """Tell whether two folders lie on the same volume."""
    return one.stat().st_dev == other.stat().st_dev


def drive_kind(folder: Path) -> DriveKind:
    """Return the kind of disk; `FIXED` where the system does not tell."""
    place = folder.resolve()
    if sys.platform == "win32":
        return windows_drive_kind(place)
    if sys.platform == "darwin":
        is_volume = str(place).startswith("/Volumes/")
        return DriveKind.REMOVABLE if is_volume else DriveKind.FIXED
    try:
        table = read_mounts()
    except OSError:
        return DriveKind.FIXED
    return mounted_drive_kind(place, table)


def read_mounts() -> str:
    """Return the mount table of Linux."""
    return _MOUNTS.read_text("utf-8", errors="surrogateescape")


def mounted_drive_kind(place: PurePath, table: str) -> DriveKind:
    """Return what a mount table in the form of `/proc/self/mounts` says of a place."""
    best, best_type = "", ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # Spaces in mount points are written as octal escapes.
        point = re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), fields[1])
        # The last of several mounts on one point is the one in force.
        if place.is_relative_to(point) and len(point) >= len(best):
            best, best_type = point, fields[2]
    if _NETWORK_TYPES.match(best_type):
        return DriveKind.NETWORK
    is_stick = f"{best}/".startswith(_STICK_PLACES) or _STICK_TYPES.match(best_type)
    return DriveKind.REMOVABLE if is_stick else DriveKind.FIXED


def windows_drive_kind(place: PurePath) -> DriveKind:
    """Ask Windows; a UNC path is a share whatever it says."""
    if place.drive.startswith("\\\\"):
        return DriveKind.NETWORK
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  only Windows has it
    number = kernel.GetDriveTypeW(place.anchor)
    return {
        _WINDOWS_REMOTE: DriveKind.NETWORK,
        _WINDOWS_REMOVABLE: DriveKind.REMOVABLE,
    }.get(number, DriveKind.FIXED)


def is_synced(folder: Path) -> bool:
    """Tell whether a synchronising program seems to own the folder or one above it."""
    place = folder.resolve()
    if any(_SYNCED_NAMES.fullmatch(part.casefold()) for part in place.parts):
        return True
    return any(
        os.path.lexists(above / mark)
        for above in (place, *place.parents)
        for mark in _SYNC_MARKS
        # ~/.dropbox is the program's own folder, not a mark of what it synchronises.
        if not (mark == ".dropbox" and (above / mark).is_dir())
    )
