"""What a mask lets through of a number."""

from __future__ import annotations


def masked(number: str) -> str:
    """Return a number with only its first three and last four digits."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}****{number[-4:]}"
