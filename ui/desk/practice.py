"""The practice vault: built apart, and never while it is open in another window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.demo.practice import make_practice_vault
from homevisit.services import vaults

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.clock import Clock


def make(vault: str, clock: Clock, tell: Callable[[int, int], None]) -> str:
    """Make the practice vault anew and return where it lies.

    Raises `VaultInUseError` while it is open elsewhere, or `PracticeNotMadeError`.
    """
    vaults.require_closed(Path(vault), clock=clock)
    return str(make_practice_vault(Path(vault).parent, tell))
