"""How far long work is, told to whoever asked for it, who may stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """Counts steps and tells them to `told`, which may raise: the work then stops.

    Work that is stopped so leaves nothing behind.
    """

    def __init__(self, told: Callable[[int, int], None] | None = None) -> None:
        self._told = told
        self._count = self._total = 0

    def begin(self, total: int) -> None:
        """Say how many steps there will be."""
        self._count, self._total = 0, total
        self.ask()

    def step(self) -> None:
        """Say that one more is done."""
        self._count = min(self._count + 1, self._total)
        self.ask()

    def ask(self) -> None:
        """Tell again what is known, within a long step."""
        if self._told is not None:
            self._told(self._count, self._total)
