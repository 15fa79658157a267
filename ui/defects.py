"""What a person is told when the program itself is at fault."""

from __future__ import annotations

from homevisit.errors import Explanation
from homevisit.text import _


def defect_explanation() -> Explanation:
    """Return the three sentences for an error that nobody foresaw."""
    return Explanation(
        _("Something went wrong that should not have."),
        _("What was saved before is safe in the vault."),
        _("Go on working; if it happens again, lock and open the vault once more."),
    )
