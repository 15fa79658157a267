"""Numbers that look right and belong to nobody.

Identity numbers have a right check character and the region 990101, which is assigned
to no place. Phone numbers begin with 1990 and only count: well formed, nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from random import Random

REGION = "990101"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SEQUENCES = 1000


class Numbers:
    """Hands out each number once."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._given: set[str] = set()
        self._phones = 0

    def identity(self, born: date, sex: str) -> str:
        """Return an identity number by GB 11643: odd sequence for a boy."""
        while True:
            sequence = self._chance.randrange(_SEQUENCES // 2) * 2 + (sex == "1")
            digits = f"{REGION}{born:%Y%m%d}{sequence:03}"
            total = sum(
                int(digit) * weight
                for digit, weight in zip(digits, _WEIGHTS, strict=True)
            )
            number = digits + _CHECKS[total % 11]
            if number not in self._given:
                self._given.add(number)
                return number

    def phone(self) -> str:
        """Return a mobile number of a range that stands for invented people."""
        self._phones += 1
        return f"1990{self._phones * 7919 % 10_000_000:07}"
