"""The vaults of the first page, the practice vault among them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VaultChoice:
    """A vault that can be opened: where, its owner's name for it, and when it was.

    The practice vault tells its password to everybody; it is made on first use.
    """

    folder: str
    name: str
    opened_at: str = ""
    told_password: str = ""
    is_there: bool = True

    @property
    def is_practice(self) -> bool:
        return bool(self.told_password)
