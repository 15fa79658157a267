"""The beat: what the database file had reached when it was last settled.

It lies beside the database, so a file, journal or header that went back in time no
longer fits it. Whoever also puts back an old beat is found only by comparing with other
devices; a commit after the last beat (at most 2 s of idling) is not covered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.canonical import NotCanonicalError, read_json, write_json
from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault import strict
from homevisit.vault.durable import write_durably
from homevisit.vault.keys import KEY_BYTES, mac, same
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES = 4096
_HIGHEST = 1 << 53


class WentBackInTimeError(Problem):
    """The records are older than what the vault had already saved."""

    code = "went_back_in_time"
    what = N_(
        "The newest {missing} saves are missing: the record file is older than it was."
    )
    safe = N_("Nothing was changed, and the saves before them are all there.")
    todo = N_(
        "If a synchronising or cleaning program put an old file here, undo that; "
        "otherwise restore the latest backup, or open the vault with what is left."
    )


class BeatMissing(Problem):
    """A warning: the file that would show a step back in time is missing or altered."""

    code = "beat_missing"
    what = N_(
        "The file that shows whether saves are missing was itself missing or altered."
    )
    safe = N_("All records that are in the vault are intact.")
    todo = N_("Look whether your latest entries are there.")


class KeyFileIsOlder(Problem):
    """A warning: the header is from before the last change of password or keys."""

    code = "key_file_is_older"
    what = N_("The vault's key file is older than the one used last.")
    safe = N_("All records are intact.")
    todo = N_("If you changed your password lately, change it again now.")


@dataclass(frozen=True, slots=True)
class Beat:
    """What was true when the file was last settled."""

    vault_id: str
    n: int
    header_generation: int
    commit_seq: int

    def as_json(self) -> dict[str, Any]:
        return {
            "vault": self.vault_id,
            "n": self.n,
            "header": self.header_generation,
            "commit_seq": self.commit_seq,
        }


def write_beat(path: Path, beat: Beat, key: bytes) -> None:
    """Replace the beat file; raises a storage problem."""
    body = beat.as_json()
    write_durably(path, write_json(body | {"mac": mac(key, write_json(body)).hex()}))


def read_beat(path: Path, key: bytes) -> Beat | None:
    """Return the beat, or None if it is missing, damaged or not ours."""
    with telling_storage_problems():
        try:
            with path.open("rb") as file:
                content = file.read(_MAX_BYTES + 1)
        except FileNotFoundError:
            return None
    try:
        value = read_json(content, max_bytes=_MAX_BYTES)
        found = strict.mapping(value, "vault", "n", "header", "commit_seq", "mac")
        beat = Beat(
            vault_id=strict.text(found["vault"]),
            n=strict.number(found["n"], 1, _HIGHEST),
            header_generation=strict.number(found["header"], 1, _HIGHEST),
            commit_seq=strict.number(found["commit_seq"], 0, _HIGHEST),
        )
        tag = strict.hex_bytes(found["mac"], KEY_BYTES)
    except (NotCanonicalError, strict.ShapeError):
        return None
    return beat if same(tag, mac(key, write_json(beat.as_json()))) else None
