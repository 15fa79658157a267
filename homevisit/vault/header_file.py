"""Loading and saving `vault.hdr` with its spare copy `vault.hdr.bak`.

Both hold the same header but for the moments of a save. The spare is renewed right
after, not left one header behind: it would keep an old password alive.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.durable import write_durably
from homevisit.vault.header import (
    MAX_BYTES,
    KeyFileDamagedError,
    NotAVaultError,
    StoredHeader,
    read_header,
)
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.vault.layout import Layout


class KeyFileRepaired(Problem):
    """A warning: the header was unreadable, its spare copy was not."""

    code = "key_file_repaired"
    what = N_("The vault's key file was damaged; its spare copy was used.")
    safe = N_("The vault opened normally, and the key file has been renewed.")
    todo = N_("Make a backup to another disk today: this disk may be failing.")


@dataclass(frozen=True, slots=True)
class LoadedHeader:
    """A header with the news whether the spare copy had to serve."""

    stored: StoredHeader
    content: bytes
    from_spare: bool


def load_header(layout: Layout) -> LoadedHeader:
    """Read the header, or its spare copy if the header is missing or damaged.

    Raises `NotAVaultError`, `KeyFileDamagedError`, `KeyFileRefusedError`,
    `NewerFormatError` or a storage problem; writes nothing.
    """
    content = _content(layout.header)
    spare = _content(layout.header_spare)
    if content is None and spare is None:
        raise NotAVaultError
    try:
        return LoadedHeader(_read(content), content or b"", from_spare=False)
    except (KeyFileDamagedError, NotAVaultError) as error:
        with suppress(KeyFileDamagedError, NotAVaultError):
            return LoadedHeader(_read(spare), spare or b"", from_spare=True)
        raise error from None


def save_header(layout: Layout, content: bytes) -> None:
    """Make `content` the header, then its spare copy.

    Raises a storage problem only when the old header is still in force.
    """
    try:
        write_durably(layout.header, content)
    except Problem:
        # The last step, flushing the folder, fails after the new one is in place.
        if _content(layout.header) != content:
            raise
    try:
        write_durably(layout.header_spare, content)
    except Problem:
        # An old spare would keep an old password alive; the next opening renews it.
        with suppress(OSError):
            layout.header_spare.unlink()


def level_spare(layout: Layout, loaded: LoadedHeader) -> None:
    """Finish what an interrupted save left: both files hold the loaded header."""
    if loaded.from_spare:
        write_durably(layout.header, loaded.content)
    elif _content(layout.header_spare) != loaded.content:
        write_durably(layout.header_spare, loaded.content)


def _read(content: bytes | None) -> StoredHeader:
    if content is None:
        raise KeyFileDamagedError
    return read_header(content)


def _content(path: Path) -> bytes | None:
    with telling_storage_problems():
        try:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
